#include "app/renderarguments.h"

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

// Takes the option at the front of @p words, with its value, and reads it into @p arguments.
std::optional<UsageError> takeOption(const std::vector<RenderOptionGroup> &groups,
                                     QStringList &words, RenderArguments &arguments)
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

// What only all options together can show.
std::optional<UsageError> checkWhole(const RenderArguments &arguments)
{
    if (!arguments.resumeFile.isEmpty())
        return checkResumption(arguments);
    if (arguments.contentFile.isEmpty())
        return UsageError{CommandLine::tr("A content picture is needed: --content FILE.")};
    if (arguments.styles.empty())
        return UsageError{CommandLine::tr("A style picture is needed: --style FILE.")};
    if (arguments.outputFile.isEmpty())
        return UsageError{CommandLine::tr("A file for the result is needed: --output FILE.")};
    if (allZero(arguments.styles))
        return UsageError{CommandLine::tr("At least one style needs a weight above 0.")};
    if (!arguments.layerWeights.empty() && allZero(arguments.layerWeights))
        return UsageError{CommandLine::tr("At least one style layer needs a weight above 0.")};
    return std::nullopt;
}

} // namespace

StyleParameters RenderArguments::parameters(const NetworkInfo &source, Preset look) const
{
    // The defaults depend on two of the values themselves.
    for (const char *key : {"method", "optimizer"}) {
        if (const auto asked = values.find(QLatin1String(key)); asked != values.end())
            look.values[asked->first] = asked->second;
    }
    const StyleParameters usual =
        StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, source);
    StyleParameters parameters = look.appliedTo(usual, source);
    for (const auto &[key, value] : values)
        parameterSpec(key).set(parameters, value);

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
    while (!rest.isEmpty()) {
        if (const auto error = takeOption(groups, rest, arguments))
            return *error;
    }
    if (const auto error = checkWhole(arguments))
        return *error;
    return arguments;
}

} // namespace gramarye
