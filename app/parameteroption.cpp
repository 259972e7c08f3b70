#include "app/parameteroption.h"

#include "app/commandline.h"
#include "core/transfer/schedule.h"

#include <QRegularExpression>

namespace gramarye {

namespace {

// Longer lists of choices stand in the explanation, not in the placeholder.
constexpr std::size_t choicesInPlaceholder = 4;

QStringList choiceKeys(const ParameterSpec &spec)
{
    QStringList keys;
    for (const ParameterChoice &choice : spec.choices)
        keys << choice.key;
    return keys;
}

bool isStart(const ParameterSpec &spec)
{
    return spec.key == QLatin1String("init");
}

bool isRatio(const ParameterSpec &spec)
{
    return spec.key == QLatin1String("ratio");
}

bool isMemory(const ParameterSpec &spec)
{
    return spec.key == QLatin1String("memory");
}

bool isSize(const ParameterSpec &spec)
{
    return spec.key == QLatin1String("size");
}

NumberRange numberRange(const ParameterSpec &spec)
{
    return {spec.minimum, spec.maximum, parameterText(spec.unit),
            spec.kind == ParameterKind::Integer};
}

MaybeError readParameter(const ParameterSpec &spec, RenderArguments &arguments, const QString &text)
{
    const auto value = numberRange(spec).check(isRatio(spec)    ? readRatio(text)
                                               : isMemory(spec) ? readMegabytes(text)
                                                                : readNumber(text),
                                               spec.key, text);
    if (!value)
        return value.error();
    arguments.values[spec.key] = *value;
    return std::nullopt;
}

MaybeError readChoice(const ParameterSpec &spec, RenderArguments &arguments, const QString &text)
{
    const QStringList keys = choiceKeys(spec);
    const qsizetype place = keys.indexOf(text);
    if (place < 0)
        return notAChoice(spec.key, keys, text);
    arguments.values[spec.key] = double(place);
    return std::nullopt;
}

MaybeError readColor(const ParameterSpec &spec, RenderArguments &arguments, const QString &text)
{
    const auto color = colorFromText(text);
    if (!color)
        return UsageError{CommandLine::tr("--%1 takes a colour as in #ff8000 (red, green and blue, "
                                          "each from 00 to ff), not “%2”.")
                              .arg(spec.key, text)};
    arguments.values[spec.key] = *color;
    return std::nullopt;
}

// One of the words, or else a file.
MaybeError readStart(const ParameterSpec &spec, RenderArguments &arguments, const QString &text)
{
    const qsizetype place = choiceKeys(spec).indexOf(text);
    const bool isWord = place >= 0 && place != qsizetype(Start::File);
    arguments.values[spec.key] = isWord ? double(place) : double(Start::File);
    arguments.scene.start = isWord ? PictureRef() : PictureRef::ofFile(text);
    return std::nullopt;
}

// A number, or the sides of a texture.
MaybeError readSize(const ParameterSpec &spec, RenderArguments &arguments, const QString &text)
{
    static const QRegularExpression sides(QStringLiteral("^(\\d+)x(\\d+)$"));
    const auto match = sides.match(text);
    arguments.scene.canvas = {};
    if (!match.hasMatch())
        return readParameter(spec, arguments, text);
    const NumberRange range{double(smallestSide), spec.maximum, parameterText(spec.unit), true};
    const auto width = range.check(readNumber(match.captured(1)), spec.key, match.captured(1));
    const auto height = range.check(readNumber(match.captured(2)), spec.key, match.captured(2));
    if (!width || !height)
        return width ? height.error() : width.error();
    arguments.scene.canvas = {int(*width), int(*height)};
    arguments.values[spec.key] = std::max(*width, *height);
    return std::nullopt;
}

QString valueText(const ParameterSpec &spec, const StyleParameters &parameters)
{
    const double value = spec.get(parameters);
    if (spec.kind == ParameterKind::Choice)
        return spec.choices[std::size_t(value)].key;
    if (spec.kind == ParameterKind::Color)
        return colorText(value);
    return numberText(value);
}

StyleParameters usualDefaults()
{
    return StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, usualNetwork());
}

// What changes the defaults, as it is typed, with the defaults it leads to.
std::vector<std::pair<QString, StyleParameters>> otherDefaults()
{
    std::vector<std::pair<QString, StyleParameters>> others{
        {QStringLiteral("--method classic"),
         StyleParameters::defaults(Method::Classic, OptimizerKind::Adam, usualNetwork())},
        {QStringLiteral("--optimizer lbfgs"),
         StyleParameters::defaults(Method::Painterly, OptimizerKind::Lbfgs, usualNetwork())},
        {QStringLiteral("--style-loss gram"),
         StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, usualNetwork(),
                                   StyleLoss::Gram)}};
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks())
        others.emplace_back(
            QLatin1String("--network ") + network.name,
            StyleParameters::defaults(Method::Painterly, OptimizerKind::Adam, network));
    return others;
}

// "default 0.02; 0.003 with --method classic", for what @p text shows of the parameters; @p name is
// the option explained, which is no reason for its own default.
QString defaultText(const QString &name,
                    const std::function<QString(const StyleParameters &)> &text)
{
    const QString usual = text(usualDefaults());
    std::map<QString, QStringList> reasons; // by the default they lead to
    for (const auto &[reason, parameters] : otherDefaults()) {
        const QString other = text(parameters);
        if (other != usual && !reason.startsWith(QLatin1String("--") + name))
            reasons[other] << reason;
    }
    QString result = CommandLine::tr("default %1").arg(usual);
    for (const auto &[other, why] : reasons)
        result += CommandLine::tr("; %1 with %2").arg(other, why.join(QLatin1String(", ")));
    return result;
}

QString placeholder(const ParameterSpec &spec)
{
    if (isRatio(spec))
        return QStringLiteral("R|A/B");
    if (isSize(spec))
        return QLatin1String("N|") + CommandLine::tr("WIDTHxHEIGHT");
    if (spec.kind == ParameterKind::Integer)
        return QStringLiteral("N");
    if (spec.kind == ParameterKind::Real)
        return QStringLiteral("X");
    if (spec.kind == ParameterKind::Color)
        return QStringLiteral("#RRGGBB");
    if (spec.choices.size() > choicesInPlaceholder && !isStart(spec))
        return CommandLine::tr("NAME");
    QStringList words = choiceKeys(spec);
    if (isStart(spec))
        words[qsizetype(Start::File)] = CommandLine::tr("FILE");
    return words.join(QLatin1Char('|'));
}

QString range(const ParameterSpec &spec)
{
    QString standard =
        defaultText(spec.key, [&](const StyleParameters &p) { return valueText(spec, p); });
    if (spec.kind == ParameterKind::Color)
        return standard;
    if (spec.kind != ParameterKind::Choice)
        return numberRange(spec).text() + QLatin1String(", ") + standard;
    if (spec.choices.size() > choicesInPlaceholder && !isStart(spec))
        return choiceKeys(spec).join(QLatin1String(", ")) + QLatin1String("; ") + standard;
    return standard;
}

const QString styleLayerKey = QStringLiteral("style-layer");

QString layerWeightsText(const LayerWeights &weights)
{
    QStringList texts;
    for (std::size_t i = 0; i < layerCount; ++i) {
        if (weights[i] > 0)
            texts << layerName(layerAt(i)) + QLatin1Char('=') + numberText(weights[i]);
    }
    return texts.join(QLatin1Char(' '));
}

const NumberRange layerRange{LayerWeightRange::minimum, LayerWeightRange::maximum};

QStringList allLayers()
{
    QStringList names;
    for (std::size_t i = 0; i < layerCount; ++i)
        names << layerName(layerAt(i));
    return names;
}

MaybeError readStyleLayer(RenderArguments &arguments, const QString &text)
{
    const auto weight = readLayerWeight(styleLayerKey, text);
    if (!weight)
        return weight.error();
    arguments.layerWeights[weight->first] = weight->second;
    return std::nullopt;
}

} // namespace

Parsed<std::pair<Layer, double>> readLayerWeight(const QString &option, const QString &text)
{
    const qsizetype equals = text.lastIndexOf(QLatin1Char('='));
    if (equals < 0)
        return UsageError{
            CommandLine::tr("--%1 takes a layer with its weight, as in conv3_1=0.5, not “%2”.")
                .arg(option, text)};
    const QString name = text.left(equals);
    const auto layer = layerFromName(name);
    if (!layer)
        return notAChoice(option, allLayers(), name);
    const QString typed = text.mid(equals + 1);
    const auto weight = layerRange.check(readNumber(typed), option, typed);
    if (!weight)
        return weight.error();
    return std::pair(*layer, *weight);
}

const NetworkInfo &usualNetwork()
{
    return NetworkCatalog::builtIn().networks().front();
}

Option<RenderArguments> parameterOption(const ParameterSpec &spec)
{
    OptionTraits traits = OptionTrait::Job;
    traits |= spec.is(ParameterTrait::Preference) ? OptionTrait::BesideList : OptionTrait::NewRun;
    if (isStart(spec))
        traits |= OptionTrait::MayBeFile;
    const auto read = isStart(spec)                        ? readStart
                      : isSize(spec)                       ? readSize
                      : spec.kind == ParameterKind::Choice ? readChoice
                      : spec.kind == ParameterKind::Color  ? readColor
                                                           : readParameter;
    QString help = parameterText(spec.help);
    if (isSize(spec))
        help += QLatin1Char(' ')
                + CommandLine::tr("Without a content picture: both sides of a texture in the "
                                  "styles alone.");
    return {{spec.key, placeholder(spec), help, traits, range(spec)},
            [&spec, read](RenderArguments &arguments, const QString &text) {
                return read(spec, arguments, text);
            }};
}

Option<RenderArguments> styleLayerOption()
{
    const auto weights = [](const StyleParameters &p) { return layerWeightsText(p.layerWeights); };
    return {{styleLayerKey, CommandLine::tr("NAME=WEIGHT"),
             CommandLine::tr("How much a layer's style counts, named as for --content-layer; "
                             "patches is the brushwork. May be given several times; then only the "
                             "layers named are used."),
             OptionTrait::Repeats | OptionTrait::Job | OptionTrait::NewRun,
             layerRange.text() + QLatin1String(", ") + defaultText(styleLayerKey, weights)},
            readStyleLayer};
}

} // namespace gramarye
