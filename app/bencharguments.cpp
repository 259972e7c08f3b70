#include "app/bencharguments.h"

#include "app/commandline.h"
#include "core/model/parameterspec.h"

#include <algorithm>

namespace gramarye {

namespace {

constexpr int smallestSize = 32;
constexpr int largestSize = 8192;
constexpr int mostRegions = 16;
constexpr double mostMemory = 1e7; // MB

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

Option<BenchArguments> integerOption(const char *name, const QString &help, int least, int most,
                                     int BenchArguments::*member)
{
    const QString key = QLatin1String(name);
    return {{key, CommandLine::tr("N"), help},
            [=](BenchArguments &arguments, const QString &text) -> MaybeError {
                const auto value = readInteger(text, least, most);
                if (!value)
                    return badValue(key, text);
                arguments.*member = *value;
                return std::nullopt;
            }};
}

/// Of values with commas between them; each time it is given adds to them.
template<typename List>
Option<BenchArguments> listOption(OptionSpec spec, List BenchArguments::*member,
                                  std::optional<typename List::value_type> (*read)(const QString &))
{
    spec.traits |= OptionTrait::Repeats;
    const QString key = spec.name;
    return {std::move(spec), [=](BenchArguments &arguments, const QString &text) -> MaybeError {
                for (const QString &part : text.split(QLatin1Char(','))) {
                    const auto value = read(part);
                    if (!value)
                        return badValue(key, part);
                    (arguments.*member).push_back(*value);
                }
                return std::nullopt;
            }};
}

std::optional<QString> readNetwork(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

std::optional<int> readSize(const QString &text)
{
    return readInteger(text, smallestSize, largestSize);
}

std::optional<int> readRegions(const QString &text)
{
    return readInteger(text, 0, mostRegions);
}

std::optional<int> readMemory(const QString &text)
{
    const auto megabytes = readMegabytes(text);
    return megabytes && *megabytes >= 0 && *megabytes < mostMemory ? std::optional(int(*megabytes))
                                                                   : std::nullopt;
}

template<typename Kind>
std::optional<Kind> named(const QString &name, std::initializer_list<Kind> kinds,
                          QString (*nameOf)(Kind))
{
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](Kind known) { return name == nameOf(known); });
    return kind == kinds.end() ? std::nullopt : std::optional(*kind);
}

template<typename List>
void fillIn(List &list, const List &standard)
{
    if (list.empty())
        list = standard;
}

} // namespace

QString convolutionName(ConvolutionKind kind)
{
    return kind == ConvolutionKind::Fast ? QStringLiteral("fast") : QStringLiteral("torch");
}

QString styleLossName(StyleLoss loss)
{
    return parameterSpec(QStringLiteral("style-loss")).choices[std::size_t(loss)].key;
}

std::optional<ConvolutionKind> convolutionNamed(const QString &name)
{
    return named(name, {ConvolutionKind::Fast, ConvolutionKind::Torch}, convolutionName);
}

std::optional<StyleLoss> styleLossNamed(const QString &name)
{
    return named(name, {StyleLoss::Gram, StyleLoss::Distribution}, styleLossName);
}

BenchArguments withDefaults(BenchArguments arguments)
{
    const QString vgg19 = QStringLiteral("vgg19");
    if (arguments.report) {
        fillIn(arguments.networks,
               {vgg19, QStringLiteral("vgg19-distilled"), QStringLiteral("builtin")});
        fillIn(arguments.sizes, {256, 512, 1024});
        fillIn(arguments.styleLosses, {StyleLoss::Gram, StyleLoss::Distribution});
    }
    fillIn(arguments.networks, {vgg19});
    fillIn(arguments.sizes, {512});
    fillIn(arguments.convolutions, {ConvolutionKind::Fast, ConvolutionKind::Torch});
    fillIn(arguments.styleLosses, {StyleLoss::Distribution});
    fillIn(arguments.regions, {0});
    fillIn(arguments.memories, {0});
    return arguments;
}

OptionTable<BenchArguments> benchOptions()
{
    using A = BenchArguments;
    return {
        {CommandLine::tr("Options of bench"),
         {listOption({QStringLiteral("network"), CommandLine::tr("NAME[,…]"),
                      CommandLine::tr("Networks to measure, default vgg19. Random weights stand in "
                                      "for those that are not here: speed does not depend on "
                                      "them."),
                      OptionTrait::MayBeFile},
                     &A::networks, readNetwork),
          listOption({QStringLiteral("size"), CommandLine::tr("N[,…]"),
                      CommandLine::tr("Sides of the square pictures in px, default 512.")},
                     &A::sizes, readSize),
          listOption(
              {QStringLiteral("convolution"), QStringLiteral("fast,torch"),
               CommandLine::tr("Ways to compute: our own and LibTorch's. Default both, in turns.")},
              &A::convolutions, convolutionNamed),
          listOption({QStringLiteral("style-loss"), QStringLiteral("gram,distribution"),
                      CommandLine::tr("Style losses, measured in turns: by Gram matrices and by "
                                      "distributions. Default distribution, as in a render.")},
                     &A::styleLosses, styleLossNamed),
          listOption({QStringLiteral("regions"), CommandLine::tr("N[,…]"),
                      CommandLine::tr("Numbers of regions, measured in turns, each with a style of "
                                      "its own; 0, the default, is one style everywhere.")},
                     &A::regions, readRegions),
          listOption({QStringLiteral("memory"), CommandLine::tr("SIZE[,…]"),
                      CommandLine::tr("How much memory an iteration may take, as in 2G or 500M, "
                                      "measured in turns: in tiles where that is too little for "
                                      "the whole; 0, the default, is as much as that takes.")},
                     &A::memories, readMemory),
          integerOption("iterations",
                        CommandLine::tr("Iterations measured of each; default 5. GFLOP/s count "
                                        "the convolutions of an iteration, forward and backward, "
                                        "as if done by the plain sum."),
                        1, 10000, &A::iterations),
          integerOption("threads",
                        CommandLine::tr("Threads; 0, the default, is what a render takes."), 0,
                        1024, &A::threads),
          textOption({QStringLiteral("json"), CommandLine::tr("FILE"),
                      CommandLine::tr("Also writes the figures to FILE."), OptionTrait::WritesFile},
                     &A::jsonFile),
          switchOption(QStringLiteral("pipeline"),
                       CommandLine::tr("Measures whole default renders of a sample picture "
                                       "instead: seconds to the first preview and to the end."),
                       &A::pipeline),
          switchOption(QStringLiteral("stalls"),
                       CommandLine::tr("Measures how long the window keeps its user waiting "
                                       "while it renders at 512 px instead: milliseconds "
                                       "between two looks at what the user does. --iterations "
                                       "says how many it renders."),
                       &A::stalls),
          switchOption(
              QStringLiteral("report"),
              CommandLine::tr(
                  "Measures everything that the tables of the README are made of: both "
                  "style losses of all networks at several sizes, unless others are named."),
              &A::report)}}};
}

} // namespace gramarye
