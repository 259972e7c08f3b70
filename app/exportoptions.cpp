#include "app/exportoptions.h"

#include "app/commandline.h"
#include "core/pictures/outputformat.h"

namespace gramarye {

namespace {

using A = RenderArguments;
using T = OptionTrait;

MaybeError readBits(A &arguments, const QString &text)
{
    const QStringList choices{QStringLiteral("8"), QStringLiteral("16")};
    if (!choices.contains(text))
        return notAChoice(QStringLiteral("bits"), choices, text);
    arguments.exportOptions.bits = text.toInt();
    return std::nullopt;
}

NumberRange qualityRange()
{
    return {1, 100, {}, true};
}

MaybeError readQuality(A &arguments, const QString &text)
{
    const auto quality = qualityRange().check(readNumber(text), QStringLiteral("quality"), text);
    if (!quality)
        return quality.error();
    arguments.exportOptions.quality = int(*quality);
    return std::nullopt;
}

NumberRange resolutionRange()
{
    return {ResolutionRange::minimum, ResolutionRange::maximum, CommandLine::tr("px per inch")};
}

MaybeError readResolution(A &arguments, const QString &text)
{
    const auto resolution = resolutionRange().check(readNumber(text), QStringLiteral("dpi"), text);
    if (!resolution)
        return resolution.error();
    arguments.exportOptions.resolution = *resolution;
    return std::nullopt;
}

MaybeError readPrint(A &arguments, const QString &text)
{
    arguments.print = PrintSize::fromText(text);
    if (!arguments.print)
        return UsageError{
            CommandLine::tr("--print takes both sides and a unit, as in 60x40cm or 24x16in, "
                            "not “%1”.")
                .arg(text)};
    return std::nullopt;
}

MaybeError readExisting(A &arguments, const QString &text)
{
    const QStringList choices{QStringLiteral("replace"), QStringLiteral("number"),
                              QStringLiteral("skip")};
    const qsizetype place = choices.indexOf(text);
    if (place < 0)
        return notAChoice(QStringLiteral("existing"), choices, text);
    arguments.existing = ExistingFile(place);
    return std::nullopt;
}

MaybeError readFormat(A &arguments, const QString &text)
{
    if (!outputSuffixes().contains(text))
        return notAChoice(QStringLiteral("format"), outputSuffixes(), text);
    arguments.streamFormat = text;
    return std::nullopt;
}

Option<A> exportSwitch(const char *name, const QString &help, bool ExportOptions::*member)
{
    return {{QString::fromLatin1(name), QString(), help, T::Job},
            [member](A &arguments, const QString & /*none*/) {
                arguments.exportOptions.*member = true;
                return MaybeError();
            }};
}

} // namespace

OptionGroup<Option<A>> exportFileOptions()
{
    const QString number = CommandLine::tr("NUMBER");
    return {
        CommandLine::tr("The result's file"),
        {textOption({QStringLiteral("output"), CommandLine::tr("FILE"),
                     CommandLine::tr("The result: PNG, or what the suffix says of TIFF, JPEG, "
                                     "WebP, AVIF, JPEG XL and BMP; “-” is standard output, see "
                                     "--format. {content}, {style} and {size} in it stand for the "
                                     "names of the pictures and --size. All but BMP carry the "
                                     "recipe."),
                     T::WritesFile | T::Stream | T::Job},
                    &A::outputFile),
         {{QStringLiteral("format"),
           outputSuffixes().join(u'|'),
           CommandLine::tr("The format on standard output."),
           {},
           CommandLine::tr("default %1").arg(outputSuffixes().front())},
          readFormat},
         {{QStringLiteral("existing"), QStringLiteral("replace|number|skip"),
           CommandLine::tr("What becomes of a file of that name: it is replaced (but none that the "
                           "result is made from), the result gets a number behind its name, or "
                           "nothing is done."),
           T::NewRun, CommandLine::tr("default %1").arg(QStringLiteral("replace"))},
          readExisting},
         {{QStringLiteral("bits"), QStringLiteral("8|16"),
           CommandLine::tr("Bits per channel of the result; 16 in PNG, TIFF and JPEG XL, and 12 "
                           "of them in AVIF."),
           T::Job, CommandLine::tr("default %1").arg(8)},
          readBits},
         exportSwitch("alpha",
                      CommandLine::tr("Give the result the content picture's transparency; in all "
                                      "formats but JPEG and BMP."),
                      &ExportOptions::keepsTransparency),
         {{QStringLiteral("quality"), number,
           CommandLine::tr("How much of the picture a format keeps that leaves something out: "
                           "JPEG, WebP, AVIF, JPEG XL. Default: %1, in AVIF %2, in JPEG XL %3.")
               .arg(outputFormat(QStringLiteral(".jpg"))->usualQuality)
               .arg(outputFormat(QStringLiteral(".avif"))->usualQuality)
               .arg(outputFormat(QStringLiteral(".jxl"))->usualQuality),
           T::Job, qualityRange().text()},
          readQuality},
         exportSwitch("lossless", CommandLine::tr("Leave nothing out; in WebP and JPEG XL."),
                      &ExportOptions::lossless),
         {{QStringLiteral("print"), CommandLine::tr("WIDTHxHEIGHT"),
           CommandLine::tr("As large as fits on this paper, at --dpi, in place of --size: 60x40cm, "
                           "24x16in. The paper is turned as the content picture is."),
           T::Job | T::NewRun},
          readPrint},
         {{QStringLiteral("dpi"), number,
           CommandLine::tr("The resolution on paper, which the file tells (but for BMP). Default: "
                           "with --print %1, else the content picture's where the result has its "
                           "size.")
               .arg(PrintSize::usualResolution),
           T::Job, resolutionRange().text()},
          readResolution},
         exportSwitch("metadata",
                      CommandLine::tr("Keep the content picture's title, author, copyright and "
                                      "date."),
                      &ExportOptions::keepsMetadata),
         exportSwitch("place", CommandLine::tr("Keep where the content picture was taken."),
                      &ExportOptions::keepsPlace),
         exportSwitch("content-profile",
                      CommandLine::tr("Write the result in the content picture's colour profile, "
                                      "such as Display P3 or Adobe RGB, in place of sRGB."),
                      &ExportOptions::keepsProfile)}};
}

} // namespace gramarye
