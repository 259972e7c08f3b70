#include "app/renderarguments.h"

#include "app/commandline.h"
#include "app/renderoptions.h"
#include "core/model/parameterspec.h"
#include "core/network/networkref.h"

#include <algorithm>

namespace gramarye {

namespace {

/// What must not be given together with what else was.
MaybeError checkGiven(const RenderArguments &arguments, const std::vector<GivenOption> &given)
{
    const bool isList = !arguments.batchFile.isEmpty();
    const bool isResumed = !arguments.resumeFile.isEmpty();
    for (const auto &[spec, value] : given) {
        if (isList && !spec.is(OptionTrait::BesideList))
            return UsageError{
                CommandLine::tr("With --batch, --%1 stands in the list of jobs.").arg(spec.name)};
        if (!isList && spec.is(OptionTrait::ListOnly))
            return UsageError{CommandLine::tr("--%1 goes with --batch.").arg(spec.name)};
        if (isResumed && spec.is(OptionTrait::NewRun))
            return UsageError{CommandLine::tr("--%1 belongs to a new run: with --resume the "
                                              "project says it.")
                                  .arg(spec.name)};
    }
    if (arguments.part && !arguments.only.empty())
        return UsageError{CommandLine::tr("--part and --only exclude each other.")};
    return std::nullopt;
}

/// What makes no sense beside the sides of a texture, which has no content.
MaybeError checkTexture(const RenderArguments &arguments)
{
    const Scene &scene = arguments.scene;
    if (!scene.content.isEmpty())
        return UsageError{CommandLine::tr("--size takes two sides only where there is no content "
                                          "picture: with one, it takes the longest side.")};
    const auto isOther = [&](const QString &key, auto choice) {
        const auto asked = arguments.values.find(key);
        return asked != arguments.values.end() && int(asked->second) != int(choice);
    };
    if (isOther(QStringLiteral("colors"), Colors::Style))
        return UsageError{CommandLine::tr("Without a content picture there are no other colours "
                                          "than the style's: leave --colors out.")};
    const auto start = arguments.values.find(QStringLiteral("init"));
    if (start != arguments.values.end() && int(start->second) == int(Start::Content))
        return UsageError{CommandLine::tr("There is no content picture to start from: give --init "
                                          "another one, or leave it out to start from noise.")};
    if (!scene.strength.isEmpty())
        return UsageError{CommandLine::tr("Without a content picture there is nothing that stays "
                                          "where --strength is black: leave it out.")};
    if (arguments.print)
        return UsageError{CommandLine::tr("--print is about the shape of a content picture: a "
                                          "texture takes --size WIDTHxHEIGHT.")};
    if (arguments.exportOptions.keepsTransparency)
        return UsageError{CommandLine::tr("Without a content picture there is no transparency to "
                                          "keep: leave --alpha out.")};
    return std::nullopt;
}

} // namespace

MaybeError checkWhole(const RenderArguments &arguments)
{
    // Or else the recipe or the project says which pictures.
    const bool namesPictures = arguments.recipeFile.isEmpty() && arguments.resumeFile.isEmpty();
    if (arguments.scene.content.isEmpty() && !arguments.scene.isTexture() && namesPictures)
        return UsageError{CommandLine::tr("A content picture is needed: --content FILE. Or, for a "
                                          "texture in the styles alone, --size WIDTHxHEIGHT.")};
    if (arguments.scene.isTexture()) {
        if (auto error = checkTexture(arguments))
            return error;
    }
    const std::vector<const PictureRef *> pictures = arguments.scene.pictures();
    const auto streams =
        std::count_if(pictures.begin(), pictures.end(),
                      [](const PictureRef *picture) { return isStandardInput(*picture); });
    if (streams > 1)
        return UsageError{CommandLine::tr("Only one picture can come from standard input, “-”.")};
    if (streams > 0 && !arguments.projectFile.isEmpty())
        return UsageError{CommandLine::tr("A project needs pictures that can be read again: "
                                          "standard input, “-”, cannot.")};
    if (arguments.print && arguments.values.count(QStringLiteral("size")) == 1)
        return UsageError{CommandLine::tr("--print and --size exclude each other.")};
    if (arguments.scene.styles.empty() && namesPictures)
        return UsageError{CommandLine::tr("A style picture is needed: --style FILE.")};
    if (arguments.outputFile.isEmpty())
        return UsageError{CommandLine::tr("A file for the result is needed: --output FILE.")};
    if (!arguments.streamFormat.isEmpty() && !isStandardStream(arguments.outputFile))
        return UsageError{CommandLine::tr("--format is for standard output, “-”: of a file the "
                                          "suffix says the format.")};
    const auto weighsNothing = [](const Style &style) { return style.weight == 0; };
    const std::vector<Style> &styles = arguments.scene.styles;
    if (!styles.empty() && std::all_of(styles.begin(), styles.end(), weighsNothing))
        return UsageError{CommandLine::tr("At least one style needs a weight above 0.")};
    const auto asks = [&](const QString &key, auto choice) {
        const auto asked = arguments.values.find(key);
        return asked != arguments.values.end() && int(asked->second) == int(choice);
    };
    const bool comparesGram = asks(QStringLiteral("method"), Method::Classic)
                              || asks(QStringLiteral("style-loss"), StyleLoss::Gram);
    const auto isUnused = [&](const auto &layer) {
        return layer.second == 0 || (comparesGram && layer.first == Layer::Patches);
    };
    const auto &layers = arguments.layerWeights;
    if (!layers.empty() && std::all_of(layers.begin(), layers.end(), isUnused))
        return UsageError{CommandLine::tr("At least one style layer needs a weight above 0.")};
    return std::nullopt;
}

bool isStandardStream(const QString &file)
{
    return file == QLatin1String("-");
}

PictureRef pictureNamed(const QString &file)
{
    if (!isStandardStream(file))
        return PictureRef::ofFile(file);
    PictureRef picture;
    picture.name = file;
    return picture;
}

bool isStandardInput(const PictureRef &picture)
{
    return picture.path.isEmpty() && !picture.isEmbedded() && isStandardStream(picture.name);
}

StyleParameters RenderArguments::parameters(const NetworkInfo &source,
                                            const std::optional<Preset> &look) const
{
    // The defaults depend on two of the values themselves.
    Preset chosen = look.value_or(Preset());
    for (const char *key : {"method", "optimizer", "style-loss"}) {
        if (const auto asked = values.find(QLatin1String(key)); asked != values.end())
            chosen.values[asked->first] = asked->second;
    }
    StyleParameters usual =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, source);
    if (recipe) {
        StyleParameters asked = recipe->scene.parameters;
        for (const auto &[key, value] : values)
            parameterSpec(key).set(asked, value);
        const NetworkCatalog &catalog = NetworkCatalog::builtIn();
        const NetworkInfo *own = catalog.find(nameHere(recipe->scene.network, catalog));
        usual = recipe->scene.parameters
                    .rebased(asked.method, asked.optimizer, own ? *own : source, source)
                    .rebased(asked.styleLoss, source);
    }
    StyleParameters parameters = recipe && !look ? usual : chosen.appliedTo(usual, source);
    for (const auto &[key, value] : values)
        parameterSpec(key).set(parameters, value);

    if (!layerWeights.empty())
        parameters.layerWeights.fill(0);
    for (const auto &[layer, weight] : layerWeights)
        parameters.layerWeights[layerIndex(layer)] = weight;

    if (scene.isTexture()) { // which a look knows nothing of
        parameters.colors = Colors::Style;
        if (parameters.start == Start::Content)
            parameters.start = Start::Noise;
    }
    return parameters;
}

Parsed<RenderArguments> parseRenderArguments(const QStringList &words)
{
    const OptionTable<RenderArguments> table = renderOptions();
    const auto given = takeApart(words, textsOf(table));
    if (!given)
        return given.error();
    const auto arguments = readGiven(*given, table);
    if (!arguments)
        return arguments.error();
    if (const auto error = checkGiven(*arguments, *given))
        return *error;
    if (const auto error = arguments->batchFile.isEmpty() ? checkWhole(*arguments) : std::nullopt)
        return *error;
    return arguments;
}

} // namespace gramarye
