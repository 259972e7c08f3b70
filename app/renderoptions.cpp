#include "app/renderoptions.h"

#include "app/commandline.h"
#include "app/exportoptions.h"
#include "app/parameteroption.h"
#include "core/compute/computedevice.h"
#include "core/documents/presetstore.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

// A number after the last colon is a weight, unless a file has that very name.
MaybeError readStyle(RenderArguments &arguments, const QString &text)
{
    QString file = text;
    double styleWeight = 1;
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    const auto weight = colon < 0 ? std::nullopt : readNumber(text.mid(colon + 1));
    if (weight && !QFileInfo::exists(text)) {
        file = text.left(colon);
        styleWeight = *weight;
    }
    if (!(styleWeight >= 0) || std::isinf(styleWeight))
        return UsageError{CommandLine::tr("A style's weight is a number from 0 on, not “%1”.")
                              .arg(text.mid(colon + 1))};
    if (file.isEmpty())
        return emptyValue(QStringLiteral("style"));
    if (auto error = checkIsOneFile(text, QDir::current()))
        return error;
    arguments.scene.styles.push_back({pictureNamed(file), styleWeight});
    arguments.saidOfStyles.push_back({file != text, false});
    return std::nullopt;
}

UsageError noStyleBefore(const QString &option)
{
    return {CommandLine::tr("--%1 is about the --style before it: there is none.").arg(option)};
}

/// Sets a mask of the style that was given last.
MaybeError readStyleMask(RenderArguments &arguments, PictureRef Style::*mask, const char *option,
                         const QString &file)
{
    if (arguments.scene.styles.empty())
        return noStyleBefore(QLatin1String(option));
    PictureRef &taken = arguments.scene.styles.back().*mask;
    if (!taken.isEmpty())
        return UsageError{CommandLine::tr("“%1” has two of --%2, “%3” and “%4”: a style takes one.")
                              .arg(arguments.scene.styles.back().picture.name,
                                   QLatin1String(option), taken.name,
                                   PictureRef::ofFile(file).name)};
    taken = PictureRef::ofFile(file);
    return std::nullopt;
}

NumberRange styleScaleRange()
{
    return {StyleScaleRange::minimum, StyleScaleRange::maximum};
}

MaybeError readScale(RenderArguments &arguments, const QString &text)
{
    const QString option = QStringLiteral("scale");
    if (arguments.scene.styles.empty())
        return noStyleBefore(option);
    const auto scale = styleScaleRange().check(readNumber(text), option, text);
    if (!scale)
        return scale.error();
    arguments.scene.styles.back().scale = *scale;
    arguments.saidOfStyles.back().scale = true;
    return std::nullopt;
}

MaybeError readLayerFactor(RenderArguments &arguments, const QString &text)
{
    if (arguments.scene.styles.empty())
        return noStyleBefore(QStringLiteral("layer"));
    const auto factor = readLayerWeight(QStringLiteral("layer"), text);
    if (!factor)
        return factor.error();
    arguments.scene.styles.back().layers[factor->first] = factor->second;
    return std::nullopt;
}

NumberRange saveEveryRange()
{
    return {0, 86400, QStringLiteral("s")};
}

MaybeError readSaveEvery(RenderArguments &arguments, const QString &text)
{
    const auto seconds =
        saveEveryRange().check(readNumber(text), QStringLiteral("save-every"), text);
    if (!seconds)
        return seconds.error();
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
MaybeError readPresetName(RenderArguments &arguments, const QString &text)
{
    if (!PresetStore().contains(text) && !QFileInfo::exists(text))
        return notAChoice(QStringLiteral("preset"),
                          presetNames() << CommandLine::tr("a preset file"), text);
    arguments.preset = text;
    return std::nullopt;
}

std::optional<int> readJobNumber(const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number > 0 ? std::optional(number) : std::nullopt;
}

MaybeError readPart(RenderArguments &arguments, const QString &text)
{
    const auto number = readJobNumber(text.section(QLatin1Char('/'), 0, 0));
    const auto count = readJobNumber(text.section(QLatin1Char('/'), 1));
    if (!number || !count || *number > *count)
        return UsageError{
            CommandLine::tr("--part takes a part and the number of parts, as in 3/8, not “%1”.")
                .arg(text)};
    arguments.part = JobPart{*number, *count};
    return std::nullopt;
}

MaybeError readOnly(RenderArguments &arguments, const QString &text)
{
    for (const QString &word : text.split(QLatin1Char(','))) {
        const auto number = readJobNumber(word);
        if (!number)
            return UsageError{
                CommandLine::tr("--only takes numbers of jobs, as in 17,18, not “%1”.").arg(text)};
        arguments.only.push_back(*number);
    }
    return std::nullopt;
}

using A = RenderArguments;
using T = OptionTrait;
using Group = OptionGroup<Option<A>>;

Group pictureOptions()
{
    QStringList networks;
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks())
        networks << network.name;
    QStringList devices;
    for (const ComputeDevice &device : computeDevices())
        devices << device.id;
    const QString file = CommandLine::tr("FILE");
    return {
        CommandLine::tr("Pictures and network"),
        {{{QStringLiteral("content"), file,
           CommandLine::tr("The picture to be painted anew; “-” is standard input."),
           T::ReadsFile | T::Job},
          [](A &arguments, const QString &content) {
              arguments.scene.content = pictureNamed(content);
              return MaybeError();
          }},
         {{QStringLiteral("style"), CommandLine::tr("FILE[:WEIGHT]"),
           CommandLine::tr("A picture to paint in the style of. May be given several times; "
                           "the weights say how much each counts."),
           T::ReadsFile | T::Repeats | T::Job,
           CommandLine::tr("weight 0 or more, default %1").arg(numberText(1))},
          readStyle},
         {{QStringLiteral("region"), file,
           CommandLine::tr("Where on the content the style before it acts: a mask, white is "
                           "fully, black not at all. Styles without one share what is left. One of "
                           "several flat colours is several: the lightest for this style, and "
                           "the next ones for those after it."),
           T::ReadsFile | T::Repeats | T::Job | T::NewRun},
          [](A &arguments, const QString &mask) {
              return readStyleMask(arguments, &Style::region, "region", mask);
          }},
         {{QStringLiteral("style-mask"), file,
           CommandLine::tr("Which part of the style picture before it is the style: a mask. "
                           "Default: what is not transparent."),
           T::ReadsFile | T::Repeats | T::Job | T::NewRun},
          [](A &arguments, const QString &mask) {
              return readStyleMask(arguments, &Style::mask, "style-mask", mask);
          }},
         {{QStringLiteral("scale"), CommandLine::tr("NUMBER"),
           CommandLine::tr("How large the strokes of the style before it are, beside "
                           "--style-scale."),
           T::Repeats | T::Job | T::NewRun,
           styleScaleRange().text() + QLatin1String(", ")
               + CommandLine::tr("default %1").arg(numberText(1))},
          readScale},
         {{QStringLiteral("layer"), CommandLine::tr("NAME=FACTOR"),
           CommandLine::tr("How much the style before it counts at a layer, beside "
                           "--style-layer: its forms only, or its grain. May be given several "
                           "times."),
           T::Repeats | T::Job | T::NewRun, CommandLine::tr("default %1").arg(numberText(1))},
          readLayerFactor},
         {{QStringLiteral("strength"), file,
           CommandLine::tr("How strongly the styles act: a mask, black where the content is to "
                           "stay as it is."),
           T::ReadsFile | T::Job | T::NewRun},
          [](A &arguments, const QString &mask) {
              arguments.scene.strength = PictureRef::ofFile(mask);
              return MaybeError();
          }},
         partialOption<A>(T::Job),
         textOption({QStringLiteral("recipe"), file,
                     CommandLine::tr("Make this exported picture again, from the recipe that it "
                                     "carries: its parameters, its network, and "
                                     "its pictures where they lie beside it or in the current "
                                     "folder. Other options change what they name."),
                     T::ReadsFile | T::Job | T::NewRun},
                    &A::recipeFile),
         {{QStringLiteral("network"), networks.join(QLatin1Char('|')) + QLatin1Char('|') + file,
           CommandLine::tr("The network that sees; nothing is ever downloaded. "
                           "Default: the choice in the settings, else %1.")
               .arg(usualNetwork().name),
           T::MayBeFile | T::Job | T::NewRun},
          [](A &arguments, const QString &nameOrFile) {
              arguments.scene.network.name = nameOrFile;
              return MaybeError();
          }},
         textOption({QStringLiteral("device"), devices.join(QLatin1Char('|')),
                     CommandLine::tr("What computes. A graphics card that has too little "
                                     "memory leaves the picture to the processor. Default: "
                                     "%1.")
                         .arg(processorId()),
                     T::Job | T::BesideList},
                    &A::device)}};
}

Option<A> presetOption()
{
    return {{QStringLiteral("preset"),
             CommandLine::tr("NAME") + QLatin1Char('|') + CommandLine::tr("FILE"),
             CommandLine::tr("A look to begin with, which the options below change: %1.")
                 .arg(presetNames().join(QLatin1String(", "))),
             T::MayBeFile | T::Job | T::NewRun},
            readPresetName};
}

Group parameterOptions()
{
    Group group{CommandLine::tr("Parameters"), {presetOption()}};
    for (const ParameterSpec &spec : parameterSpecs())
        group.options.push_back(parameterOption(spec));
    group.options.push_back(styleLayerOption());
    return group;
}

Group reportOptions()
{
    return {
        CommandLine::tr("While it renders"),
        {textOption({QStringLiteral("preview-dir"), CommandLine::tr("FOLDER"),
                     CommandLine::tr("Write each preview there, as preview-000010.png after the "
                                     "tenth iteration; see --preview-every."),
                     T::WritesFile | T::Job},
                    &A::previewFolder),
         textOption({QStringLiteral("log"), CommandLine::tr("FILE"),
                     CommandLine::tr("Write one JSON object per line and iteration: iteration "
                                     "(from 1, over the whole run), width and height (px), "
                                     "content_loss, style_loss (both unweighted by α and β), "
                                     "total_loss (all before the iteration's step), seconds "
                                     "(since the start)."),
                     T::WritesFile | T::Job},
                    &A::logFile),
         switchOption(QStringLiteral("quiet"), CommandLine::tr("Tell nothing but errors."),
                      &A::quiet, T::BesideList)}};
}

Group projectOptions()
{
    return {
        CommandLine::tr("Projects"),
        {textOption({QStringLiteral("project"), CommandLine::tr("FILE"),
                     CommandLine::tr("Save the run in this new project (.gramarye) at the start, "
                                     "on the way and at the end, so that a power cut costs next "
                                     "to nothing. The window opens it, too."),
                     T::WritesFile | T::NewRun},
                    &A::projectFile),
         textOption({QStringLiteral("resume"), CommandLine::tr("FILE"),
                     CommandLine::tr("Go on with a project, exactly where it stood, and save it "
                                     "on the way. Beside it --output is needed; --content and "
                                     "--style stand in for pictures that are not where they "
                                     "were."),
                     T::ReadsFile},
                    &A::resumeFile),
         {{QStringLiteral("save-every"),
           QStringLiteral("X"),
           CommandLine::tr("The time between two saves; longer where they would take more than "
                           "2 % of the time."),
           {},
           saveEveryRange().text() + QLatin1String(", ")
               + CommandLine::tr("default %1").arg(numberText(RenderArguments().saveEvery))},
          readSaveEvery}}};
}

Group listOptions()
{
    const OptionTraits ofList = T::BesideList | T::ListOnly;
    return {
        CommandLine::tr("Many pictures"),
        {textOption({QStringLiteral("batch"), CommandLine::tr("FILE"),
                     CommandLine::tr("Render the jobs listed in this JSON file, e.g. "
                                     "{\"defaults\": {\"size\": 1024}, \"jobs\": [{\"contents\": "
                                     "[\"a.jpg\", \"photos/*.jpg\"], \"styles\": \"paintings/\", "
                                     "\"output\": \"{content}-{style}.png\"}]}. The keys are the "
                                     "options named here; files are named as seen from the list, "
                                     "and “photos/**” takes folders beneath one, too. "
                                     "What is done already is passed over, and what fails does "
                                     "not stop the rest. Beside it stand only the options "
                                     "below, --quiet, --device, --threads and --preview-every."),
                     T::ReadsFile | ofList},
                    &A::batchFile),
         switchOption(QStringLiteral("list"),
                      CommandLine::tr("Only print the jobs, one per line: number, tab, file."),
                      &A::listsJobs, ofList),
         {{QStringLiteral("only"), CommandLine::tr("N[,…]"),
           CommandLine::tr("Only the jobs with these numbers, counted from 1."),
           ofList | T::Repeats},
          readOnly},
         {{QStringLiteral("part"), QStringLiteral("K/N"),
           CommandLine::tr("Only every Nth job from the Kth on, so that N programs share a list "
                           "without knowing of each other. In an array of Slurm's that is what "
                           "each of its tasks does by itself."),
           ofList},
          readPart},
         switchOption(QStringLiteral("again"),
                      CommandLine::tr("Render what is done already, too, and replace whatever "
                                      "pictures there are."),
                      &A::again, ofList)}};
}

} // namespace

OptionSpec partialSpec(OptionTraits traits)
{
    return {QStringLiteral("partial"), QString(),
            CommandLine::tr("Take a picture whose file is cut short for what is there of it; else "
                            "it is refused."),
            traits};
}

MaybeError checkIsOneFile(const QString &style, const QDir &folder)
{
    if (!style.contains(u',') || QFileInfo::exists(folder.filePath(style)))
        return std::nullopt;
    static const QRegularExpression weight(QStringLiteral(":[0-9.]+$"));
    const QStringList names = style.split(u',');
    const bool areFiles = std::all_of(names.begin(), names.end(), [&folder](QString name) {
        return QFileInfo(folder.filePath(name.trimmed().remove(weight))).isFile();
    });
    if (!areFiles)
        return std::nullopt;
    return UsageError{CommandLine::tr("There is no file “%1”: repeat --style for each picture (in "
                                      "a list of jobs: [\"a.jpg\", \"b.jpg\"]).")
                          .arg(style)};
}

OptionTable<RenderArguments> renderOptions()
{
    return {pictureOptions(), exportFileOptions(), parameterOptions(),
            projectOptions(), reportOptions(),     listOptions()};
}

} // namespace gramarye
