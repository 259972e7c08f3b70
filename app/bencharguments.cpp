#include "app/bencharguments.h"

#include "app/commandline.h"

#include <algorithm>

namespace gramarye {

namespace {

constexpr int smallestSize = 32;
constexpr int largestSize = 8192;

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

MaybeError readNetworks(BenchArguments &arguments, const QString &text)
{
    arguments.networks = text.split(QLatin1Char(','));
    return arguments.networks.contains(QString())
               ? std::optional(emptyValue(QStringLiteral("network")))
               : std::nullopt;
}

MaybeError readSizes(BenchArguments &arguments, const QString &text)
{
    arguments.sizes.clear();
    for (const QString &part : text.split(QLatin1Char(','))) {
        const auto size = readInteger(part, smallestSize, largestSize);
        if (!size)
            return badValue(QStringLiteral("size"), part);
        arguments.sizes.push_back(*size);
    }
    return std::nullopt;
}

MaybeError readConvolutions(BenchArguments &arguments, const QString &text)
{
    arguments.convolutions.clear();
    for (const QString &part : text.split(QLatin1Char(','))) {
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

} // namespace

QString convolutionName(ConvolutionKind kind)
{
    return kind == ConvolutionKind::Fast ? QStringLiteral("fast") : QStringLiteral("torch");
}

OptionTable<BenchArguments> benchOptions()
{
    using A = BenchArguments;
    return {
        {CommandLine::tr("Options of bench"),
         {{{QStringLiteral("network"), CommandLine::tr("NAME[,…]"),
            CommandLine::tr("Networks to measure, default vgg19. Random weights stand in for "
                            "those that are not here: speed does not depend on them."),
            OptionTrait::MayBeFile},
           readNetworks},
          {{QStringLiteral("size"), CommandLine::tr("N[,…]"),
            CommandLine::tr("Sides of the square pictures in px, default 512.")},
           readSizes},
          {{QStringLiteral("convolution"), QStringLiteral("fast,torch"),
            CommandLine::tr("Ways to compute: our own and LibTorch's. Default both, in turns.")},
           readConvolutions},
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
              CommandLine::tr("Measures everything that the tables of the README are made of."),
              &A::report)}}};
}

} // namespace gramarye
