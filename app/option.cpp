#include "app/option.h"

#include "app/commandline.h"

#include <QDir>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

bool looksLikeOption(const QString &word)
{
    return word.startsWith(QLatin1String("--"));
}

const OptionSpec *find(const OptionTexts &texts, const QString &name)
{
    for (const auto &group : texts) {
        for (const OptionSpec &spec : group.options) {
            if (spec.name == name)
                return &spec;
        }
    }
    return nullptr;
}

Parsed<GivenOption> withValue(const OptionSpec &spec, const QString &text)
{
    const auto value = readValue(spec, text);
    if (!value)
        return value.error();
    return GivenOption{spec, *value};
}

/// A word that belongs to no option, after those @p given.
Parsed<GivenOption> takeOperand(const QString &word, const std::vector<GivenOption> &given,
                                const OptionTexts &texts)
{
    const OptionSpec *spec = find(texts, QString());
    if (!spec)
        return UsageError{CommandLine::tr("“%1” belongs to no option.").arg(word)};
    const bool isFurther = std::any_of(given.begin(), given.end(), [](const GivenOption &earlier) {
        return earlier.spec.name.isEmpty();
    });
    if (isFurther && !spec->is(OptionTrait::Repeats))
        return UsageError{CommandLine::tr("“%1” is one word too many.").arg(word)};
    return withValue(*spec, word);
}

/// "--name", "--name=value", or "--name" with the first of @p rest, which goes with it.
Parsed<GivenOption> takeOption(const QString &word, QStringList &rest, const OptionTexts &texts)
{
    const QString name = word.section(QLatin1Char('='), 0, 0).mid(2);
    const bool hasValue = word.contains(QLatin1Char('='));
    const OptionSpec *spec = name.isEmpty() ? nullptr : find(texts, name);
    if (!spec)
        return noSuchOption(name);
    if (!spec->takesValue() && hasValue)
        return UsageError{CommandLine::tr("--%1 takes no value.").arg(name)};
    if (!spec->takesValue() || hasValue)
        return withValue(*spec, word.section(QLatin1Char('='), 1));
    if (rest.isEmpty() || looksLikeOption(rest.first()))
        return UsageError{CommandLine::tr("--%1 needs a value: %2.").arg(name, spec->placeholder)};
    return withValue(*spec, rest.takeFirst());
}

} // namespace

QString OptionSpec::typed() const
{
    if (name.isEmpty())
        return placeholder;
    return (QLatin1String("--") + name + QLatin1Char(' ') + placeholder).trimmed();
}

Parsed<std::vector<GivenOption>> takeApart(QStringList words, const OptionTexts &texts)
{
    std::vector<GivenOption> given;
    while (!words.isEmpty()) {
        const QString word = words.takeFirst();
        const auto option = looksLikeOption(word) ? takeOption(word, words, texts)
                                                  : takeOperand(word, given, texts);
        if (!option)
            return option.error();
        given.push_back(*option);
    }
    return given;
}

Parsed<QString> readValue(const OptionSpec &spec, const QString &text)
{
    if (!spec.takesValue())
        return text;
    if (text.isEmpty() && !spec.name.isEmpty())
        return emptyValue(spec.name);
    if (spec.is(OptionTrait::WritesFile) && !spec.is(OptionTrait::Stream)
        && text == QLatin1String("-"))
        return UsageError{
            CommandLine::tr("--%1 cannot be standard output, “-”: name a file.").arg(spec.name)};
    const OptionTraits files =
        OptionTrait::ReadsFile | OptionTrait::WritesFile | OptionTrait::MayBeFile;
    return spec.traits & files ? fileName(text) : text;
}

std::optional<double> readNumber(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<double> readRatio(const QString &text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    if (slash < 0)
        return readNumber(text);
    const auto numerator = readNumber(text.left(slash));
    const auto denominator = readNumber(text.mid(slash + 1));
    if (!numerator || !denominator || std::signbit(*numerator) || std::signbit(*denominator))
        return std::nullopt;
    return *numerator / *denominator;
}

std::optional<double> readMegabytes(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral(R"(^([0-9.]+) ?(M|MB|G|GB)?$)"));
    const auto match = pattern.match(text);
    const auto number = readNumber(match.hasMatch() ? match.captured(1) : text);
    if (!number)
        return std::nullopt;
    return match.captured(2).startsWith(QLatin1Char('G')) ? std::round(*number * 1000) : *number;
}

QString numberText(double value)
{
    return QString::number(value, 'g', 10);
}

QString NumberRange::text() const
{
    return CommandLine::tr("%1 to %2 %3")
        .arg(numberText(minimum), numberText(maximum), unit)
        .trimmed();
}

Parsed<double> NumberRange::check(std::optional<double> number, const QString &name,
                                  const QString &typed) const
{
    const bool isWithin = number && *number >= minimum && *number <= maximum; // NaN is not
    if (!isWithin)
        return UsageError{
            CommandLine::tr("--%1 takes a number, %2, not “%3”.").arg(name, text(), typed)};
    if (isWhole && *number != std::floor(*number))
        return UsageError{CommandLine::tr("--%1 takes a whole number, not “%2”.").arg(name, typed)};
    return *number;
}

Parsed<QString> fileName(const QString &text)
{
    // A shell does this only where a word begins, which is not behind "--content=" nor in a list.
    if (text == QLatin1String("~") || text.startsWith(QLatin1String("~/")))
        return QDir::homePath() + text.mid(1);
    if (!text.startsWith(QLatin1String("file:/"), Qt::CaseInsensitive))
        return text;
    QUrl address(text);
    const bool isHere = address.host().isEmpty() || address.host() == QLatin1String("localhost");
    address.setHost(QString());
    const QString path = address.isValid() && isHere ? address.toLocalFile() : QString();
    if (path.isEmpty())
        return UsageError{CommandLine::tr("“%1” is no file of this computer: name one.").arg(text)};
    return path;
}

UsageError noSuchOption(const QString &name)
{
    return {CommandLine::tr("There is no option “%1”.").arg(QLatin1String("--") + name)};
}

UsageError notAChoice(const QString &name, const QStringList &choices, const QString &value)
{
    return {CommandLine::tr("--%1 takes one of %2, not “%3”.")
                .arg(name, choices.join(QLatin1String(", ")), value)};
}

UsageError emptyValue(const QString &name)
{
    return {CommandLine::tr("--%1 must not be empty.").arg(name)};
}

} // namespace gramarye
