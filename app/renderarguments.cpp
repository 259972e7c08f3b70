#include "app/renderarguments.h"

#include "app/batchoption.h"
#include "app/commandline.h"
#include "app/renderoptions.h"
#include "app/typedoption.h"
#include "core/model/parameterspec.h"

#include <algorithm>

namespace gramarye {

namespace {

const RenderOption *findOption(const std::vector<RenderOptionGroup> &groups, const QString &name)
{
    for (const RenderOptionGroup &group : groups) {
        for (const RenderOption &option : group.options) {
            if (option.name == name)
                return &option;
        }
    }
    return nullptr;
}

// Takes the option at the front of @p words, with its value, reads it into @p arguments, and adds
// its name to @p given.
std::optional<UsageError> takeOption(const std::vector<RenderOptionGroup> &groups,
                                     QStringList &words, RenderArguments &arguments,
                                     QStringList &given)
{
    const QString word = words.takeFirst();
    if (!looksLikeOption(word))
        return UsageError{CommandLine::tr("“%1” belongs to no option.").arg(word)};
    TypedOption typed = splitAtEquals(word);
    const RenderOption *option = findOption(groups, typed.name);
    if (!option)
        return noSuchOption(typed.name);
    if (auto error = takeValue(typed, option->placeholder, words))
        return error;
    given << option->name;
    return option->read(arguments, typed.value.value_or(QString()));
}

bool allZero(const std::map<Layer, double> &weights)
{
    return std::all_of(weights.begin(), weights.end(),
                       [](const auto &entry) { return entry.second == 0; });
}

bool allZero(const std::vector<StyleArgument> &styles)
{
    return std::all_of(styles.begin(), styles.end(),
                       [](const StyleArgument &style) { return style.weight == 0; });
}

/// What @p arguments say of a run that its project says already; empty where that is nothing.
QString optionOfNewRuns(const RenderArguments &arguments)
{
    if (!arguments.projectFile.isEmpty())
        return QStringLiteral("project");
    if (!arguments.recipeFile.isEmpty())
        return QStringLiteral("recipe");
    if (!arguments.network.isEmpty())
        return QStringLiteral("network");
    if (!arguments.preset.isEmpty())
        return QStringLiteral("preset");
    if (!arguments.layerWeights.empty())
        return QStringLiteral("style-layer");
    for (const auto &[key, value] : arguments.values) {
        if (key != QLatin1String("threads") && key != QLatin1String("preview-every"))
            return key;
    }
    return {};
}

std::optional<UsageError> checkResumption(const RenderArguments &arguments)
{
    const QString superfluous = optionOfNewRuns(arguments);
    if (!superfluous.isEmpty())
        return UsageError{CommandLine::tr("--%1 belongs to a new run: with --resume the project "
                                          "says it.")
                              .arg(superfluous)};
    if (arguments.outputFile.isEmpty())
        return UsageError{CommandLine::tr("A file for the result is needed: --output FILE.")};
    return std::nullopt;
}

// All else is said in the list.
std::optional<UsageError> checkBatch(const QStringList &given)
{
    for (const QString &name : given) {
        if (!standsBesideBatch(name))
            return UsageError{
                CommandLine::tr("With --batch, --%1 stands in the list of jobs.").arg(name)};
    }
    return std::nullopt;
}

/// What a recipe leads to with @p method, @p optimizer and the network @p source, which need not be
/// its own.
StyleParameters rebased(const Recipe &recipe, Method method, OptimizerKind optimizer,
                        const NetworkInfo &source)
{
    const NetworkInfo *own = NetworkCatalog::builtIn().find(recipe.scene.network.name);
    return recipe.scene.parameters.rebased(method, optimizer, own ? *own : source, source);
}

} // namespace

std::optional<UsageError> checkWhole(const RenderArguments &arguments)
{
    if (!arguments.resumeFile.isEmpty())
        return checkResumption(arguments);
    const bool hasRecipe = !arguments.recipeFile.isEmpty();
    if (arguments.contentFile.isEmpty() && !hasRecipe)
        return UsageError{CommandLine::tr("A content picture is needed: --content FILE.")};
    if (arguments.styles.empty() && !hasRecipe)
        return UsageError{CommandLine::tr("A style picture is needed: --style FILE.")};
    if (arguments.outputFile.isEmpty())
        return UsageError{CommandLine::tr("A file for the result is needed: --output FILE.")};
    if (!arguments.styles.empty() && allZero(arguments.styles))
        return UsageError{CommandLine::tr("At least one style needs a weight above 0.")};
    if (!arguments.layerWeights.empty() && allZero(arguments.layerWeights))
        return UsageError{CommandLine::tr("At least one style layer needs a weight above 0.")};
    return std::nullopt;
}

StyleParameters RenderArguments::parameters(const NetworkInfo &source,
                                            const std::optional<Preset> &look) const
{
    // The defaults depend on two of the values themselves.
    Preset chosen = look.value_or(Preset());
    for (const char *key : {"method", "optimizer"}) {
        if (const auto asked = values.find(QLatin1String(key)); asked != values.end())
            chosen.values[asked->first] = asked->second;
    }
    StyleParameters usual =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, source);
    if (recipe) {
        StyleParameters asked = recipe->scene.parameters;
        for (const auto &[key, value] : values)
            parameterSpec(key).set(asked, value);
        usual = rebased(*recipe, asked.method, asked.optimizer, source);
    }
    StyleParameters parameters = recipe && !look ? usual : chosen.appliedTo(usual, source);
    for (const auto &[key, value] : values)
        parameterSpec(key).set(parameters, value);

    parameters.blend.clear();
    for (const StyleArgument &style : styles)
        parameters.blend.push_back(style.weight);
    if (!layerWeights.empty())
        parameters.layerWeights.fill(0);
    for (const auto &[layer, weight] : layerWeights)
        parameters.layerWeights[layerIndex(layer)] = weight;
    return parameters;
}

ParsedRenderArguments parseRenderArguments(const QStringList &words)
{
    if (words.contains(QLatin1String("--help")) || words.contains(QLatin1String("-h")))
        return HelpRequest();
    const std::vector<RenderOptionGroup> groups = renderOptions();
    RenderArguments arguments;
    QStringList rest = words;
    QStringList given;
    while (!rest.isEmpty()) {
        if (const auto error = takeOption(groups, rest, arguments, given))
            return *error;
    }
    const bool isBatch = !arguments.batchFile.isEmpty();
    if (!isBatch && arguments.again)
        return UsageError{CommandLine::tr("--again goes with --batch.")};
    if (const auto error = isBatch ? checkBatch(given) : checkWhole(arguments))
        return *error;
    return arguments;
}

} // namespace gramarye
