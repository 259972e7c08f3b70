#include "core/model/parameterspec.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace gramarye {

namespace {

// Access to one member of StyleParameters as a number; enumerations count from 0.
template<auto member>
double get(const StyleParameters &p)
{
    return static_cast<double>(p.*member);
}

template<auto member>
void set(StyleParameters &p, double value)
{
    p.*member = static_cast<std::decay_t<decltype(p.*member)>>(value);
}

template<auto member>
ParameterSpec spec(const char *key, ParameterGroup group, ParameterTraits traits, const char *label,
                   const char *term, const char *help)
{
    return {QLatin1String(key), label, term, help, group, traits, &get<member>, &set<member>};
}

ParameterSpec range(ParameterSpec s, ParameterKind kind, double minimum, double maximum,
                    double sliderMinimum, double sliderMaximum, double step, int decimals = 0,
                    const char *unit = "")
{
    s.kind = kind;
    s.minimum = minimum;
    s.maximum = maximum;
    s.sliderMinimum = sliderMinimum;
    s.sliderMaximum = sliderMaximum;
    s.step = step;
    s.decimals = decimals;
    s.unit = unit;
    return s;
}

ParameterSpec choice(ParameterSpec s, std::vector<ParameterChoice> choices)
{
    s.kind = ParameterKind::Choice;
    s.choices = std::move(choices);
    s.maximum = s.sliderMaximum = static_cast<double>(s.choices.size() - 1);
    return s;
}

ParameterSpec color(ParameterSpec s)
{
    s.kind = ParameterKind::Color;
    s.maximum = s.sliderMaximum = whiteBackground;
    return s;
}

std::vector<ParameterChoice> layerChoices()
{
    std::vector<ParameterChoice> choices;
    for (std::size_t i = 0; i < networkLayerCount; ++i)
        choices.push_back({layerName(layerAt(i)), nullptr});
    return choices;
}

/// Where the texts are, which have "Parameter" for their context.
class Parameter
{
    Q_DECLARE_TR_FUNCTIONS(Parameter)

public:
    static std::vector<ParameterSpec> specs();
};

std::vector<ParameterSpec> Parameter::specs()
{
    using P = StyleParameters;
    using G = ParameterGroup;
    using K = ParameterKind;
    using T = ParameterTrait;
    constexpr double infinity = std::numeric_limits<double>::infinity();

    auto ratio =
        range(spec<&P::ratio>(
                  "ratio", G::Balance, T::Live | T::Objective | T::Look | T::Relative,
                  QT_TR_NOOP("Content ↔ style"), QT_TR_NOOP("α/β"),
                  QT_TR_NOOP("How much the content counts against the style: smaller numbers paint "
                             "more freely. 0 forgets the content, inf forgets the style.")),
              K::Real, 0, infinity, 1e-3, 1e3, 0.001, 6);
    ratio.logarithmic = true;

    auto rate =
        range(spec<&P::learningRate>("learning-rate", G::Advanced, T::Live | T::Objective | T::Look,
                                     QT_TR_NOOP("Boldness of a step"), QT_TR_NOOP("learning rate"),
                                     QT_TR_NOOP("How far one iteration may change the picture.")),
              K::Real, 1e-6, 100, 0.1, 10, 0.001, 4);
    rate.logarithmic = true;

    return {
        ratio,
        range(spec<&P::size>(
                  "size", G::Output, T::Objective, QT_TR_NOOP("Size"), "",
                  QT_TR_NOOP("Longest side of the result; 0 keeps the content picture's size.")),
              K::Integer, 0, 16384, 128, 2048, 32, 0, QT_TR_NOOP("px")),
        choice(spec<&P::colors>("colors", G::Output, T::Live | T::Look, QT_TR_NOOP("Colours"), "",
                                QT_TR_NOOP("Whose colours the result has. Matched: the style takes "
                                           "on the content's before the run, so that strokes keep "
                                           "their contrasts. Palette: the content takes on the "
                                           "style's, so that strong palettes come through.")),
               {{QStringLiteral("style"), QT_TR_NOOP("of the style")},
                {QStringLiteral("content"), QT_TR_NOOP("of the content")},
                {QStringLiteral("matched"), QT_TR_NOOP("matched to the content"),
                 movesPictures(Colors::Matched)},
                {QStringLiteral("palette"), QT_TR_NOOP("palette of the style"),
                 movesPictures(Colors::Palette)}}),
        choice(spec<&P::seamless>(
                   "seamless", G::Output, T::Objective, QT_TR_NOOP("Seamless"), "",
                   QT_TR_NOOP("In which directions the result tiles: its sides along them become "
                              "multiples of 16 px. With a content picture that does not tile, "
                              "what is left of it still shows its edges.")),
               {{QStringLiteral("none"), QT_TR_NOOP("no")},
                {QStringLiteral("x"), QT_TR_NOOP("side by side")},
                {QStringLiteral("y"), QT_TR_NOOP("one below the other")},
                {QStringLiteral("both"), QT_TR_NOOP("in both directions")}}),
        range(spec<&P::iterations>("iterations", G::Output, T::Objective, QT_TR_NOOP("Iterations"),
                                   "",
                                   QT_TR_NOOP("How often the picture is improved at each size.")),
              K::Integer, 1, 100000, 10, 500, 10, 0, QT_TR_NOOP("per size")),
        range(spec<&P::previewEvery>("preview-every", G::Output, T::Live | T::Preference,
                                     QT_TR_NOOP("Preview every"), "",
                                     QT_TR_NOOP("How many iterations lie between two previews.")),
              K::Integer, 1, 10000, 1, 50, 1, 0, QT_TR_NOOP("iterations")),
        choice(spec<&P::method>(
                   "method", G::Advanced, T::Objective | T::Look | T::Leading, QT_TR_NOOP("Method"),
                   "",
                   QT_TR_NOOP("Painterly works from coarse to fine and averages; classic is "
                              "the method of the original paper.")),
               {{QStringLiteral("painterly"), QT_TR_NOOP("painterly")},
                {QStringLiteral("classic"), QT_TR_NOOP("classic")}}),
        choice(
            spec<&P::scales>("scales", G::Advanced, T::Objective | T::Look,
                             QT_TR_NOOP("Coarse to fine"), QT_TR_NOOP("pyramid"),
                             QT_TR_NOOP("Begin small and grow, or work at the final size alone.")),
            {{QStringLiteral("pyramid"), QT_TR_NOOP("growing sizes")},
             {QStringLiteral("single"), QT_TR_NOOP("final size only")}}),
        choice(
            spec<&P::contentLayer>("content-layer", G::Advanced, T::Live | T::Objective | T::Look,
                                   QT_TR_NOOP("Content seen at"), QT_TR_NOOP("content layer"),
                                   QT_TR_NOOP("Early layers keep every detail, late ones only what "
                                              "is where.")),
            layerChoices()),
        choice(spec<&P::styleLoss>(
                   "style-loss", G::Advanced, T::Live | T::Objective | T::Look | T::Leading,
                   QT_TR_NOOP("Style is compared by"), QT_TR_NOOP("style loss"),
                   QT_TR_NOOP("Distributions bring out strokes, palette and light; Gram matrices "
                              "are what the first method of this kind compared. Classic always "
                              "compares Gram matrices.")),
               {{QStringLiteral("gram"), QT_TR_NOOP("Gram matrices")},
                {QStringLiteral("distribution"), QT_TR_NOOP("distributions")}}),
        range(spec<&P::styleScale>(
                  "style-scale", G::Advanced, T::Objective | T::Look, QT_TR_NOOP("Style scale"), "",
                  QT_TR_NOOP("Size of the style pictures against that of the result: "
                             "larger gives larger strokes.")),
              K::Real, 0.05, 20, 0.25, 2, 0.05, 2, QT_TR_NOOP("× result")),
        choice(spec<&P::optimizer>(
                   "optimizer", G::Advanced, T::Objective | T::Look | T::Leading,
                   QT_TR_NOOP("Optimiser"), "",
                   QT_TR_NOOP("How a step is chosen: Adam is steady, L-BFGS often gets "
                              "there in fewer iterations.")),
               {{QStringLiteral("adam"), "Adam"}, {QStringLiteral("lbfgs"), "L-BFGS"}}),
        rate,
        range(spec<&P::rateEnd>("rate-end", G::Advanced, T::Live | T::Objective | T::Look,
                                QT_TR_NOOP("Boldness left"), QT_TR_NOOP("of the learning rate"),
                                QT_TR_NOOP("How much of it is left at the end of each size: steps "
                                           "that become shorter leave a calmer picture.")),
              K::Real, 0.001, 1, 0.01, 1, 0.01, 3),
        range(spec<&P::chromaRate>("chroma-rate", G::Advanced, T::Live | T::Objective | T::Look,
                                   QT_TR_NOOP("Boldness of colours"),
                                   QT_TR_NOOP("of the learning rate"),
                                   QT_TR_NOOP("How far a step of Adam's changes colours, against "
                                              "light and dark: less leaves fewer coloured fringes. "
                                              "At 1 red, green and blue go by themselves.")),
              K::Real, 0.01, 1, 0.05, 1, 0.05, 2),
        range(spec<&P::smoothness>("smoothness", G::Advanced,
                                   T::Live | T::Objective | T::Look | T::Relative,
                                   QT_TR_NOOP("Smoothness"), QT_TR_NOOP("total variation weight"),
                                   QT_TR_NOOP("Calms fine grain; too much blurs.")),
              K::Real, 0, 1000, 0, 10, 0.1, 2),
        choice(spec<&P::pooling>("pooling", G::Advanced, T::Objective | T::Look,
                                 QT_TR_NOOP("Pooling"), "",
                                 QT_TR_NOOP("How the network passes from fine to coarse.")),
               {{QStringLiteral("trained"), QT_TR_NOOP("as trained")},
                {QStringLiteral("max"), QT_TR_NOOP("maximum")},
                {QStringLiteral("average"), QT_TR_NOOP("average")}}),
        choice(spec<&P::start>("init", G::Advanced, T::Objective | T::Look,
                               QT_TR_NOOP("Start from"), "",
                               QT_TR_NOOP("The picture that the first iteration changes.")),
               {{QStringLiteral("content"), QT_TR_NOOP("content picture")},
                {QStringLiteral("style"), QT_TR_NOOP("first style picture")},
                {QStringLiteral("noise"), QT_TR_NOOP("noise")},
                {QStringLiteral("blank"), QT_TR_NOOP("blank canvas")},
                {QStringLiteral("file"), QT_TR_NOOP("another picture")}}),
        color(spec<&P::background>(
            "background", G::Advanced, T::Objective, QT_TR_NOOP("Background"), "",
            QT_TR_NOOP("The colour behind what is transparent in the content picture."))),
        range(spec<&P::seed>("seed", G::Advanced, T::Objective, QT_TR_NOOP("Seed"), "",
                             QT_TR_NOOP("The same seed gives the same picture.")),
              K::Integer, 0, std::numeric_limits<int>::max(), 0, 9999, 1),
        range(spec<&P::threads>("threads", G::Advanced, T::Preference, QT_TR_NOOP("Threads"), "",
                                QT_TR_NOOP("Processor threads to use; 0 is one for each core.")),
              K::Integer, 0, 1024, 0, 64, 1),
        range(spec<&P::memory>("memory", G::Advanced, T::Preference, QT_TR_NOOP("Memory"), "",
                               QT_TR_NOOP("How much of it a picture may take while it is made: "
                                          "where that is not enough for the whole it is computed "
                                          "in tiles. 0 is half of what is free.")),
              K::Integer, 0, 1e7, 0, 65536, 256, 0, QT_TR_NOOP("MB")),
    };
}

bool isBeforehand(const ParameterSpec &spec, double value)
{
    return spec.kind == ParameterKind::Choice && spec.choices[std::size_t(value)].beforehand;
}

} // namespace

bool ParameterSpec::canSteer(double now, double next) const
{
    return now == next
           || (is(ParameterTrait::Live) && !isBeforehand(*this, now) && !isBeforehand(*this, next));
}

bool ParameterSpec::sameObjective(double a, double b) const
{
    return a == b
           || (!is(ParameterTrait::Objective) && !isBeforehand(*this, a)
               && !isBeforehand(*this, b));
}

const std::vector<ParameterSpec> &parameterSpecs()
{
    static const std::vector<ParameterSpec> specs = Parameter::specs();
    return specs;
}

const ParameterSpec *findParameterSpec(const QString &key)
{
    const auto &specs = parameterSpecs();
    const auto found = std::find_if(specs.begin(), specs.end(),
                                    [&](const ParameterSpec &s) { return s.key == key; });
    return found == specs.end() ? nullptr : &*found;
}

const ParameterSpec &parameterSpec(const QString &key)
{
    const ParameterSpec *spec = findParameterSpec(key);
    Q_ASSERT(spec);
    return *spec;
}

QString colorText(double color)
{
    return QStringLiteral("#%1").arg(int(color), 6, 16, QLatin1Char('0'));
}

std::optional<double> colorFromText(const QString &text)
{
    static const QRegularExpression hex(QStringLiteral("^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"));
    QString digits = hex.match(text).captured(1);
    if (digits.isEmpty())
        return std::nullopt;
    const int color = digits.toInt(nullptr, 16);
    if (digits.size() == 6)
        return color;
    return 0x11 * ((color & 0xf00) << 8 | (color & 0xf0) << 4 | (color & 0xf)); // each for two
}

QString parameterText(const char *english)
{
    return Parameter::tr(english);
}

} // namespace gramarye
