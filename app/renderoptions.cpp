#include "app/renderoptions.h"

#include "app/commandline.h"
#include "app/optionvalue.h"
#include "app/parameteroption.h"
#include "core/compute/computedevice.h"
#include "core/documents/presetstore.h"

#include <QFileInfo>

#include <cmath>

namespace gramarye {

namespace {

// A number after the last colon is a weight, unless a file has that very name.
std::optional<UsageError> readStyle(RenderArguments &arguments, const QString &text)
{
    StyleArgument style{text, 1};
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    const auto weight = colon < 0 ? std::nullopt : readNumber(text.mid(colon + 1));
    if (weight && !QFileInfo::exists(text))
        style = {text.left(colon), *weight};
    if (!(style.weight >= 0) || std::isinf(style.weight))
        return UsageError{CommandLine::tr("A style's weight is a number from 0 on, not “%1”.")
                              .arg(text.mid(colon + 1))};
    if (style.file.isEmpty())
        return emptyValue(QStringLiteral("style"));
    arguments.styles.push_back(style);
    return std::nullopt;
}

// An option that stores one name.
RenderOption nameOption(const char *name, const QString &placeholder, const QString &help,
                        QString RenderArguments::*member)
{
    const QString key = QLatin1String(name);
    return {key, placeholder, help, QString(),
            [key, member](RenderArguments &arguments,
                          const QString &text) -> std::optional<UsageError> {
                if (text.isEmpty())
                    return emptyValue(key);
                arguments.*member = text;
                return std::nullopt;
            }};
}

std::optional<UsageError> readSaveEvery(RenderArguments &arguments, const QString &text)
{
    constexpr double longest = 86400;
    const auto seconds = readNumber(text);
    if (!seconds || !(*seconds >= 0 && *seconds <= longest))
        return notInRange(QStringLiteral("save-every"), rangeText(0, longest, QStringLiteral("s")),
                          text);
    arguments.saveEvery = *seconds;
    return std::nullopt;
}

QStringList presetNames()
{
    QStringList names;
    for (const Preset &preset : PresetStore::shipped())
        names << preset.name;
    for (const Preset &preset : PresetStore().own())
        names << preset.name;
    return names;
}

// A name or a file; what is in the file is looked at when it is needed.
std::optional<UsageError> readPresetName(RenderArguments &arguments, const QString &text)
{
    if (text.isEmpty())
        return emptyValue(QStringLiteral("preset"));
    if (!PresetStore().contains(text) && !QFileInfo::exists(text))
        return notAChoice(QStringLiteral("preset"),
                          presetNames() << CommandLine::tr("a preset file"), text);
    arguments.preset = text;
    return std::nullopt;
}

std::optional<UsageError> readBits(RenderArguments &arguments, const QString &text)
{
    const QStringList choices{QStringLiteral("8"), QStringLiteral("16")};
    if (!choices.contains(text))
        return notAChoice(QStringLiteral("bits"), choices, text);
    arguments.exportOptions.bits = text.toInt();
    return std::nullopt;
}

std::optional<UsageError> readAlpha(RenderArguments &arguments, const QString & /*none*/)
{
    arguments.exportOptions.keepsTransparency = true;
    return std::nullopt;
}

std::optional<UsageError> readQuiet(RenderArguments &arguments, const QString & /*none*/)
{
    arguments.quiet = true;
    return std::nullopt;
}

std::optional<UsageError> readAgain(RenderArguments &arguments, const QString & /*none*/)
{
    arguments.again = true;
    return std::nullopt;
}

RenderOptionGroup pictureOptions()
{
    QStringList networks;
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks())
        networks << network.name;
    QStringList devices;
    for (const ComputeDevice &device : computeDevices())
        devices << device.id;
    const QString file = CommandLine::tr("FILE");
    return {CommandLine::tr("Pictures and network"),
            {nameOption("content", file, CommandLine::tr("The picture to be painted anew."),
                        &RenderArguments::contentFile),
             {QStringLiteral("style"), CommandLine::tr("FILE[:WEIGHT]"),
              CommandLine::tr("A picture to paint in the style of. May be given several times; "
                              "the weights say how much each counts."),
              CommandLine::tr("weight 0 or more, default %1").arg(numberText(1)), readStyle},
             nameOption("output", file,
                        CommandLine::tr("The result: PNG, or what the suffix says of JPEG, WebP, "
                                        "TIFF and BMP. An existing file is replaced, but "
                                        "none that the result is made from. PNG carries the "
                                        "recipe."),
                        &RenderArguments::outputFile),
             {QStringLiteral("bits"), QStringLiteral("8|16"),
              CommandLine::tr("Bits per channel of the result; 16 in PNG and TIFF."),
              CommandLine::tr("default %1").arg(8), readBits},
             {QStringLiteral("alpha"), QString(),
              CommandLine::tr("Give the result the content picture's transparency; in PNG, TIFF "
                              "and WebP."),
              QString(), readAlpha},
             nameOption("recipe", file,
                        CommandLine::tr("Make the picture in this exported PNG again, from the "
                                        "recipe that it carries: its parameters, its network, and "
                                        "its pictures where they lie beside it or in the current "
                                        "folder. Other options change what they name."),
                        &RenderArguments::recipeFile),
             nameOption("network", networks.join(QLatin1Char('|')) + QLatin1Char('|') + file,
                        CommandLine::tr("The network that sees; nothing is ever downloaded. "
                                        "Default: the choice in the settings, else %1.")
                            .arg(usualNetwork().name),
                        &RenderArguments::network),
             nameOption("device", devices.join(QLatin1Char('|')),
                        CommandLine::tr("What computes. A graphics card that has too little "
                                        "memory leaves the picture to the processor. Default: "
                                        "%1.")
                            .arg(processorId()),
                        &RenderArguments::device)}};
}

RenderOption presetOption()
{
    return {QStringLiteral("preset"),
            CommandLine::tr("NAME") + QLatin1Char('|') + CommandLine::tr("FILE"),
            CommandLine::tr("A look to begin with, which the options below change: %1.")
                .arg(presetNames().join(QLatin1String(", "))),
            QString(), readPresetName};
}

RenderOptionGroup parameterOptions()
{
    RenderOptionGroup group{CommandLine::tr("Parameters"), {presetOption()}};
    for (const ParameterSpec &spec : parameterSpecs())
        group.options.push_back(parameterOption(spec));
    group.options.push_back(styleLayerOption());
    return group;
}

RenderOptionGroup reportOptions()
{
    return {CommandLine::tr("While it renders"),
            {nameOption("preview-dir", CommandLine::tr("FOLDER"),
                        CommandLine::tr("Write each preview there, as preview-000010.png after the "
                                        "tenth iteration; see --preview-every."),
                        &RenderArguments::previewFolder),
             nameOption("log", CommandLine::tr("FILE"),
                        CommandLine::tr("Write one JSON object per line and iteration: iteration "
                                        "(from 1, over the whole run), width and height (px), "
                                        "content_loss, style_loss (both unweighted by α and β), "
                                        "total_loss (all before the iteration's step), seconds "
                                        "(since the start)."),
                        &RenderArguments::logFile),
             {QStringLiteral("quiet"), QString(), CommandLine::tr("Tell nothing but errors."),
              QString(), readQuiet}}};
}

RenderOptionGroup projectOptions()
{
    return {
        CommandLine::tr("Projects"),
        {nameOption("project", CommandLine::tr("FILE"),
                    CommandLine::tr("Save the run in this new project (.gramarye) at the start, "
                                    "on the way and at the end, so that a power cut costs next "
                                    "to nothing. The window opens it, too."),
                    &RenderArguments::projectFile),
         nameOption("resume", CommandLine::tr("FILE"),
                    CommandLine::tr("Go on with a project, exactly where it stood, and save it "
                                    "on the way. Beside it --output is needed; --content and "
                                    "--style stand in for pictures that are not where they "
                                    "were."),
                    &RenderArguments::resumeFile),
         {QStringLiteral("save-every"), QStringLiteral("X"),
          CommandLine::tr("The time between two saves; longer where they would take more than "
                          "2 % of the time."),
          rangeText(0, 86400, QStringLiteral("s")) + QLatin1String(", ")
              + CommandLine::tr("default %1").arg(numberText(RenderArguments().saveEvery)),
          readSaveEvery}}};
}

RenderOptionGroup batchOptions()
{
    return {
        CommandLine::tr("Many pictures"),
        {nameOption("batch", CommandLine::tr("FILE"),
                    CommandLine::tr("Render the jobs listed in this JSON file, e.g. "
                                    "{\"defaults\": {\"size\": 1024}, \"jobs\": [{\"contents\": "
                                    "[\"a.jpg\", \"b.jpg\"], \"styles\": [\"c.jpg\", \"d.jpg\"], "
                                    "\"output\": \"{content}-{style}.png\"}]}. The keys are the "
                                    "options named here; files are named as seen from the list. "
                                    "What is done already is passed over, what fails does not "
                                    "stop the rest, and several programs, on several computers "
                                    "that share the folder too, may work through one list. "
                                    "Beside it stand only --again, --quiet, --device and "
                                    "--threads."),
                    &RenderArguments::batchFile),
         {QStringLiteral("again"), QString(), CommandLine::tr("Render what is done already, too."),
          QString(), readAgain}}};
}

} // namespace

std::vector<RenderOptionGroup> renderOptions()
{
    return {pictureOptions(), parameterOptions(), projectOptions(), reportOptions(),
            batchOptions()};
}

} // namespace gramarye
