#include "app/representationsarguments.h"

#include "app/commandline.h"
#include "app/optionvalue.h"
#include "app/typedoption.h"
#include "core/model/parameterspec.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace gramarye {

namespace {

/// An option: what it needs, and how it changes the arguments.
struct Option
{
    QString name;
    QString placeholder; ///< empty: takes no value
    QString help;
    std::function<std::optional<UsageError>(RepresentationsArguments &, const QString &)> read;
};

Option nameOption(const char *name, const QString &help,
                  QString &(*member)(RepresentationsArguments &))
{
    return {QLatin1String(name), CommandLine::tr("FILE"), help,
            [member](RepresentationsArguments &arguments, const QString &text) {
                member(arguments) = text;
                return std::optional<UsageError>();
            }};
}

/// With the range of the parameter of that name, but at least @p least.
Option numberOption(const char *name, const QString &help, int least,
                    int RepresentationSettings::*member)
{
    const QString key = QLatin1String(name);
    const double most = parameterSpec(key).maximum;
    return {
        key, CommandLine::tr("N"),
        help + u' ' + CommandLine::tr("Default %1.").arg(RepresentationSettings().*member),
        [=](RepresentationsArguments &arguments, const QString &text) -> std::optional<UsageError> {
            const auto number = readNumber(text);
            if (!number || !(*number >= least) || !(*number <= most))
                return notInRange(key, rangeText(least, most, {}), text);
            if (*number != std::floor(*number))
                return notWhole(key, text);
            arguments.settings.*member = int(*number);
            return std::nullopt;
        }};
}

std::vector<Option> options()
{
    using A = RepresentationsArguments;
    using S = RepresentationSettings;
    constexpr int smallestSize = 32;
    return {
        nameOption("output",
                   CommandLine::tr("The captioned sheet: PNG, or what the suffix says. An "
                                   "existing file is replaced."),
                   [](A &a) -> QString & { return a.outputFile; }),
        nameOption("network", CommandLine::tr("The network that sees, as for render."),
                   [](A &a) -> QString & { return a.network; }),
        numberOption("size", CommandLine::tr("Longest side of each reconstruction in px."),
                     smallestSize, &S::size),
        numberOption("iterations",
                     CommandLine::tr("Iterations of each, at each of its working sizes."), 1,
                     &S::iterations),
        numberOption("seed", CommandLine::tr("The same seed gives the same noise."), 0, &S::seed),
        numberOption("threads",
                     CommandLine::tr("Processor threads to use; 0 is one for each core."), 0,
                     &S::threads),
        {QStringLiteral("device"), CommandLine::tr("NAME"),
         CommandLine::tr("What computes, as for render."),
         [](A &arguments, const QString &text) {
             arguments.settings.device = text;
             return std::optional<UsageError>();
         }},
        {QStringLiteral("quiet"), QString(), CommandLine::tr("Tell nothing but errors."),
         [](A &arguments, const QString &) {
             arguments.quiet = true;
             return std::optional<UsageError>();
         }}};
}

std::optional<UsageError> takeWord(const std::vector<Option> &known, QStringList &words,
                                   RepresentationsArguments &arguments)
{
    const QString word = words.takeFirst();
    if (!looksLikeOption(word)) {
        if (!arguments.pictureFile.isEmpty())
            return UsageError{CommandLine::tr("“%1” is one word too many.").arg(word)};
        arguments.pictureFile = word;
        return std::nullopt;
    }
    TypedOption typed = splitAtEquals(word);
    const auto option = std::find_if(known.begin(), known.end(), [&](const Option &candidate) {
        return typed.name == candidate.name;
    });
    if (option == known.end())
        return noSuchOption(typed.name);
    if (auto error = takeValue(typed, option->placeholder, words))
        return error;
    if (typed.value && typed.value->isEmpty())
        return emptyValue(typed.name);
    return option->read(arguments, typed.value.value_or(QString()));
}

} // namespace

std::vector<std::pair<QString, QString>> representationsOptionTexts()
{
    std::vector<std::pair<QString, QString>> texts;
    for (const Option &option : options()) {
        const QString typed =
            QLatin1String("--") + option.name + QLatin1Char(' ') + option.placeholder;
        texts.emplace_back(typed.trimmed(), option.help);
    }
    return texts;
}

ParsedRepresentationsArguments parseRepresentationsArguments(const QStringList &words)
{
    if (words.contains(QLatin1String("--help")) || words.contains(QLatin1String("-h")))
        return HelpRequest();
    const std::vector<Option> known = options();
    RepresentationsArguments arguments;
    QStringList rest = words;
    while (!rest.isEmpty()) {
        if (const auto error = takeWord(known, rest, arguments))
            return *error;
    }
    if (arguments.pictureFile.isEmpty())
        return UsageError{CommandLine::tr("A picture is needed: gramarye representations FILE.")};
    if (arguments.outputFile.isEmpty())
        return UsageError{CommandLine::tr("A file for the result is needed: --output FILE.")};
    return arguments;
}

} // namespace gramarye
