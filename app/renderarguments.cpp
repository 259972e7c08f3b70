#include "app/renderarguments.h"

#include "app/commandline.h"
#include "app/renderoptions.h"
#include "core/model/parameterspec.h"

#include <algorithm>

namespace gramarye {

namespace {

// An option as it was typed: "--name", "--name value" or "--name=value".
struct TypedOption
{
    QString name;
    std::optional<QString> value;
};

bool looksLikeOption(const QString &word)
{
    return word.startsWith(QLatin1String("--"));
}

TypedOption splitAtEquals(const QString &word)
{
    const qsizetype equals = word.indexOf(QLatin1Char('='));
    if (equals < 0)
        return {word.mid(2), std::nullopt};
    return {word.mid(2, equals - 2), word.mid(equals + 1)};
}

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
        return UsageError{
            CommandLine::tr("There is no option “%1”.").arg(QLatin1String("--") + typed.name)};
    if (!option->takesValue()) {
        if (typed.value)
            return UsageError{CommandLine::tr("--%1 takes no value.").arg(typed.name)};
    } else if (!typed.value) {
        if (words.isEmpty() || looksLikeOption(words.first()))
            return UsageError{
                CommandLine::tr("--%1 needs a value: %2.").arg(typed.name, option->placeholder)};
        typed.value = words.takeFirst();
    }
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

// What only all options together can show.
std::optional<UsageError> checkWhole(const RenderArguments &arguments)
{
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

StyleParameters RenderArguments::parameters(const NetworkInfo &source) const
{
    const auto applyValues = [this](StyleParameters parameters) {
        for (const auto &[key, value] : values)
            parameterSpec(key).set(parameters, value);
        return parameters;
    };
    // The defaults depend on two of the values themselves.
    const StyleParameters asked = applyValues(StyleParameters());
    StyleParameters parameters =
        applyValues(StyleParameters::defaults(asked.method, asked.optimizer, source));

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
