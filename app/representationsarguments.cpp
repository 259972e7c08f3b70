#include "app/representationsarguments.h"

#include "app/commandline.h"
#include "core/model/parameterspec.h"

#include <cmath>

namespace gramarye {

namespace {

using A = RepresentationsArguments;

/// With the range of the parameter of that name, but at least @p least.
Option<A> numberOption(const char *name, const QString &help, int least,
                       int RepresentationSettings::*member)
{
    const QString key = QLatin1String(name);
    const double most = parameterSpec(key).maximum;
    return {{key,
             CommandLine::tr("N"),
             help,
             CommandLine::tr("default %1").arg(RepresentationSettings().*member),
             {}},
            [=](A &arguments, const QString &text) -> std::optional<UsageError> {
                const auto number = readNumber(text);
                if (!number || !(*number >= least) || !(*number <= most))
                    return notInRange(key, rangeText(least, most, {}), text);
                if (*number != std::floor(*number))
                    return notWhole(key, text);
                arguments.settings.*member = int(*number);
                return std::nullopt;
            }};
}

} // namespace

OptionTable<A> representationsOptions()
{
    using S = RepresentationSettings;
    constexpr int smallestSize = 32;
    const QString file = CommandLine::tr("FILE");
    return {
        {CommandLine::tr("Options of representations"),
         {textOption({QString(), file, QString(), QString(), OptionTrait::ReadsFile},
                     &A::pictureFile),
          textOption({QStringLiteral("output"), file,
                      CommandLine::tr("The captioned sheet: PNG, or what the suffix says. An "
                                      "existing file is replaced."),
                      QString(), OptionTrait::WritesFile},
                     &A::outputFile),
          textOption({QStringLiteral("network"), file,
                      CommandLine::tr("The network that sees, as for render."), QString(),
                      OptionTrait::MayBeFile},
                     &A::network),
          numberOption("size", CommandLine::tr("Longest side of each reconstruction in px."),
                       smallestSize, &S::size),
          numberOption("iterations",
                       CommandLine::tr("Iterations of each, at each of its working sizes."), 1,
                       &S::iterations),
          numberOption("seed", CommandLine::tr("The same seed gives the same noise."), 0, &S::seed),
          numberOption("threads",
                       CommandLine::tr("Processor threads to use; 0 is one for each core."), 0,
                       &S::threads),
          {{QStringLiteral("device"),
            CommandLine::tr("NAME"),
            CommandLine::tr("What computes, as for render."),
            QString(),
            {}},
           [](A &arguments, const QString &text) {
               arguments.settings.device = text;
               return std::optional<UsageError>();
           }},
          switchOption({QStringLiteral("quiet"),
                        QString(),
                        CommandLine::tr("Tell nothing but errors."),
                        QString(),
                        {}},
                       &A::quiet)}}};
}

std::variant<A, UsageError> parseRepresentationsArguments(const QStringList &words)
{
    const auto parsed = readWords(words, representationsOptions());
    if (const auto *arguments = std::get_if<A>(&parsed)) {
        if (arguments->pictureFile.isEmpty())
            return UsageError{
                CommandLine::tr("A picture is needed: gramarye representations FILE.")};
        if (arguments->outputFile.isEmpty())
            return UsageError{CommandLine::tr("A file for the result is needed: --output FILE.")};
    }
    return parsed;
}

} // namespace gramarye
