#include "app/option.h"

#include "app/commandline.h"

#include <QUrl>

#include <algorithm>

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

/// Takes words apart, one after another.
class WordReader
{
public:
    WordReader(QStringList words, const OptionTexts &texts)
        : m_words(std::move(words)), m_texts(texts)
    {
    }

    bool atEnd() const { return m_words.isEmpty(); }
    const std::vector<GivenOption> &given() const { return m_given; }

    std::optional<UsageError> next()
    {
        const QString word = m_words.takeFirst();
        return looksLikeOption(word) ? takeOption(word) : takeOperand(word);
    }

private:
    std::optional<UsageError> takeOperand(const QString &word)
    {
        const OptionSpec *spec = find(m_texts, QString());
        if (!spec)
            return UsageError{CommandLine::tr("“%1” belongs to no option.").arg(word)};
        const bool isFurther =
            std::any_of(m_given.begin(), m_given.end(),
                        [](const GivenOption &given) { return given.spec.name.isEmpty(); });
        if (isFurther && !spec->is(OptionTrait::Repeats))
            return UsageError{CommandLine::tr("“%1” is one word too many.").arg(word)};
        return add(*spec, word);
    }

    // "--name", "--name value" or "--name=value"
    std::optional<UsageError> takeOption(const QString &word)
    {
        const QString name = word.section(QLatin1Char('='), 0, 0).mid(2);
        const bool hasValue = word.contains(QLatin1Char('='));
        const OptionSpec *spec = name.isEmpty() ? nullptr : find(m_texts, name);
        if (!spec)
            return noSuchOption(name);
        if (!spec->takesValue() && hasValue)
            return UsageError{CommandLine::tr("--%1 takes no value.").arg(name)};
        if (!spec->takesValue() || hasValue)
            return add(*spec, word.section(QLatin1Char('='), 1));
        if (m_words.isEmpty() || looksLikeOption(m_words.first()))
            return UsageError{
                CommandLine::tr("--%1 needs a value: %2.").arg(name, spec->placeholder)};
        return add(*spec, m_words.takeFirst());
    }

    std::optional<UsageError> add(const OptionSpec &spec, const QString &text)
    {
        const auto value = readValue(spec, text);
        if (const auto *error = std::get_if<UsageError>(&value))
            return *error;
        m_given.push_back({spec, std::get<QString>(value)});
        return std::nullopt;
    }

    QStringList m_words;
    const OptionTexts &m_texts;
    std::vector<GivenOption> m_given;
};

} // namespace

QString OptionSpec::typed() const
{
    if (name.isEmpty())
        return placeholder;
    return (QLatin1String("--") + name + QLatin1Char(' ') + placeholder).trimmed();
}

UsageError noSuchOption(const QString &name)
{
    return {CommandLine::tr("There is no option “%1”.").arg(QLatin1String("--") + name)};
}

std::variant<std::vector<GivenOption>, UsageError> takeApart(QStringList words,
                                                             const OptionTexts &texts)
{
    WordReader reader(std::move(words), texts);
    while (!reader.atEnd()) {
        if (const auto error = reader.next())
            return *error;
    }
    return reader.given();
}

std::variant<QString, UsageError> readValue(const OptionSpec &spec, const QString &text)
{
    if (!spec.takesValue())
        return text;
    if (text.isEmpty() && !spec.name.isEmpty())
        return emptyValue(spec.name);
    if (spec.is(OptionTrait::WritesFile) && text == QLatin1String("-"))
        return UsageError{
            CommandLine::tr("--%1 cannot be standard output, “-”: name a file.").arg(spec.name)};
    const OptionTraits files =
        OptionTrait::ReadsFile | OptionTrait::WritesFile | OptionTrait::MayBeFile;
    if (!(spec.traits & files) || !text.startsWith(QLatin1String("file://"), Qt::CaseInsensitive))
        return text;
    const QUrl address(text);
    const bool isHere = address.host().isEmpty() || address.host() == QLatin1String("localhost");
    if (!address.isValid() || !isHere || address.path().isEmpty())
        return UsageError{CommandLine::tr("“%1” is no file of this computer: name one.").arg(text)};
    return address.path(QUrl::FullyDecoded);
}

} // namespace gramarye
