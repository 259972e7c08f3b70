#include "app/bencharguments.h"

#include "app/commandline.h"
#include "app/optionvalue.h"
#include "app/typedoption.h"

#include <QMap>

#include <algorithm>
#include <functional>

namespace gramarye {

namespace {

constexpr int smallestSize = 32;
constexpr int largestSize = 8192;

/// An option: what it needs, and how it changes the arguments.
struct BenchOption
{
    QString name;
    QString placeholder; ///< empty: takes no value
    QString help;        ///< empty: not for people
    std::function<std::optional<UsageError>(BenchArguments &, const QString &)> read;
};

QStringList parts(const QString &text)
{
    return text.split(QLatin1Char(','), Qt::SkipEmptyParts);
}

UsageError badValue(const QString &option, const QString &text)
{
    return {CommandLine::tr("--%1 cannot be “%2”.").arg(option, text)};
}

std::optional<int> readInteger(const QString &text, int least, int most)
{
    bool ok = false;
    const int value = text.toInt(&ok);
    return ok && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

BenchOption integerOption(const char *name, const QString &help, int least, int most,
                          int BenchArguments::*member)
{
    const QString key = QLatin1String(name);
    return {key, CommandLine::tr("N"), help,
            [=](BenchArguments &arguments, const QString &text) -> std::optional<UsageError> {
                const auto value = readInteger(text, least, most);
                if (!value)
                    return badValue(key, text);
                arguments.*member = *value;
                return std::nullopt;
            }};
}

BenchOption flag(const char *name, const QString &help, bool BenchArguments::*member)
{
    return {QLatin1String(name), QString(), help,
            [member](BenchArguments &arguments, const QString &) {
                arguments.*member = true;
                return std::optional<UsageError>();
            }};
}

std::optional<UsageError> readNetworks(BenchArguments &arguments, const QString &text)
{
    arguments.networks = parts(text);
    return std::nullopt;
}

std::optional<UsageError> readSizes(BenchArguments &arguments, const QString &text)
{
    arguments.sizes.clear();
    for (const QString &part : parts(text)) {
        const auto size = readInteger(part, smallestSize, largestSize);
        if (!size)
            return badValue(QStringLiteral("size"), part);
        arguments.sizes.push_back(*size);
    }
    return std::nullopt;
}

std::optional<UsageError> readConvolutions(BenchArguments &arguments, const QString &text)
{
    arguments.convolutions.clear();
    for (const QString &part : parts(text)) {
        const auto kinds = {ConvolutionKind::Fast, ConvolutionKind::Torch};
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](ConvolutionKind known) {
            return part == convolutionName(known);
        });
        if (kind == kinds.end())
            return badValue(QStringLiteral("convolution"), part);
        arguments.convolutions.push_back(*kind);
    }
    return std::nullopt;
}

std::vector<BenchOption> benchOptions()
{
    using A = BenchArguments;
    return {
        {QStringLiteral("network"), CommandLine::tr("NAME[,…]"),
         CommandLine::tr("Networks to measure, default vgg19. Random weights stand in for those "
                         "that are not here: speed does not depend on them."),
         readNetworks},
        {QStringLiteral("size"), CommandLine::tr("N[,…]"),
         CommandLine::tr("Sides of the square pictures in px, default 512."), readSizes},
        {QStringLiteral("convolution"), QStringLiteral("fast,torch"),
         CommandLine::tr("Ways to compute: our own and LibTorch's. Default both, in turns."),
         readConvolutions},
        integerOption("iterations",
                      CommandLine::tr("Iterations measured of each; default 5. GFLOP/s count the "
                                      "convolutions of an iteration, forward and backward, as if "
                                      "done by the plain sum."),
                      1, 10000, &A::iterations),
        integerOption("threads",
                      CommandLine::tr("Threads; 0, the default, is what a render takes."), 0, 1024,
                      &A::threads),
        {QStringLiteral("json"), CommandLine::tr("FILE"),
         CommandLine::tr("Also writes the figures to FILE."),
         [](A &arguments, const QString &text) -> std::optional<UsageError> {
             arguments.jsonFile = text;
             return std::nullopt;
         }},
        flag("pipeline",
             CommandLine::tr("Measures whole default renders of a sample picture instead: seconds "
                             "to the first preview and to the end."),
             &A::pipeline),
        flag("stalls",
             CommandLine::tr("Measures how long the window keeps its user waiting while it renders "
                             "at 512 px instead: milliseconds between two looks at what the user "
                             "does. --iterations says how many it renders."),
             &A::stalls),
        flag("report",
             CommandLine::tr("Measures everything and prints it as the tables of the README."),
             &A::report),
        {QStringLiteral("worker"), QStringLiteral("JSON"), QString(),
         [](A &arguments, const QString &text) -> std::optional<UsageError> {
             arguments.worker = text;
             return std::nullopt;
         }},
        flag("window", QString(), &A::window)};
}

} // namespace

QString convolutionName(ConvolutionKind kind)
{
    return kind == ConvolutionKind::Fast ? QStringLiteral("fast") : QStringLiteral("torch");
}

std::vector<std::pair<QString, QString>> benchOptionTexts()
{
    std::vector<std::pair<QString, QString>> texts;
    for (const BenchOption &option : benchOptions()) {
        const QString typed =
            QLatin1String("--") + option.name + QLatin1Char(' ') + option.placeholder;
        if (!option.help.isEmpty())
            texts.emplace_back(typed.trimmed(), option.help);
    }
    return texts;
}

ParsedBenchArguments parseBenchArguments(const QStringList &words)
{
    if (words.contains(QLatin1String("--help")) || words.contains(QLatin1String("-h")))
        return HelpRequest();
    const auto options = benchOptions();
    BenchArguments arguments;
    QStringList rest = words;
    while (!rest.isEmpty()) {
        const QString word = rest.takeFirst();
        if (!looksLikeOption(word))
            return UsageError{CommandLine::tr("“%1” is one word too many.").arg(word)};
        TypedOption typed = splitAtEquals(word);
        const auto option = std::find_if(options.begin(), options.end(), [&](const auto &known) {
            return typed.name == known.name;
        });
        if (option == options.end())
            return noSuchOption(typed.name);
        if (auto error = takeValue(typed, option->placeholder, rest))
            return *error;
        if (typed.value && parts(*typed.value).isEmpty())
            return emptyValue(typed.name);
        if (auto error = option->read(arguments, typed.value.value_or(QString())))
            return *error;
    }
    return arguments;
}

} // namespace gramarye
