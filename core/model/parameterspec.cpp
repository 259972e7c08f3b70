#include "core/model/parameterspec.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace gramarye {

namespace {

// Marks a text for translation where it is written and translates it where it is shown.
#define TEXT(english) QT_TRANSLATE_NOOP("Parameter", english)

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
ParameterSpec spec(const char *key, ParameterGroup group, const char *label, const char *term,
                   const char *help)
{
    ParameterSpec s;
    s.key = QLatin1String(key);
    s.label = label;
    s.term = term;
    s.help = help;
    s.group = group;
    s.get = &get<member>;
    s.set = &set<member>;
    return s;
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

std::vector<ParameterChoice> layerChoices()
{
    std::vector<ParameterChoice> choices;
    for (std::size_t i = 0; i < layerCount; ++i)
        choices.push_back({layerName(layerAt(i)), nullptr});
    return choices;
}

std::vector<ParameterSpec> makeSpecs()
{
    using P = StyleParameters;
    using G = ParameterGroup;
    using K = ParameterKind;
    constexpr double infinity = std::numeric_limits<double>::infinity();

    auto ratio = range(
        spec<&P::ratio>("ratio", G::Balance, TEXT("Content ↔ style"), TEXT("α/β"),
                        TEXT("How much the content counts against the style: smaller numbers paint "
                             "more freely. 0 forgets the content, inf forgets the style.")),
        K::Real, 0, infinity, 1e-3, 1e3, 0.001, 6);
    ratio.logarithmic = true;

    auto rate = range(spec<&P::learningRate>("learning-rate", G::Advanced, TEXT("Boldness of a step"),
                                             TEXT("learning rate"),
                                             TEXT("How far one iteration may change the picture.")),
                      K::Real, 1e-6, 100, 0.1, 10, 0.001, 4);
    rate.logarithmic = true;

    return {
        ratio,
        range(spec<&P::size>("size", G::Output, TEXT("Size"), "",
                             TEXT("Longest side of the result; 0 keeps the content picture's size.")),
              K::Integer, 0, 16384, 128, 2048, 32, 0, TEXT("px")),
        choice(spec<&P::colors>("colors", G::Output, TEXT("Colours"), "",
                                TEXT("Whose colours the result has.")),
               {{QStringLiteral("style"), TEXT("of the style")},
                {QStringLiteral("content"), TEXT("of the content")}}),
        range(spec<&P::iterations>("iterations", G::Output, TEXT("Iterations"), "",
                                   TEXT("How often the picture is improved at each size.")),
              K::Integer, 1, 100000, 10, 500, 10, 0, TEXT("per size")),
        range(spec<&P::previewEvery>("preview-every", G::Output, TEXT("Preview every"), "",
                                     TEXT("How many iterations lie between two previews.")),
              K::Integer, 1, 10000, 1, 50, 1, 0, TEXT("iterations")),
        choice(spec<&P::method>("method", G::Advanced, TEXT("Method"), "",
                                TEXT("Painterly works from coarse to fine and averages; classic is "
                                     "the method of the original paper.")),
               {{QStringLiteral("painterly"), TEXT("painterly")},
                {QStringLiteral("classic"), TEXT("classic")}}),
        choice(spec<&P::scales>("scales", G::Advanced, TEXT("Coarse to fine"), TEXT("pyramid"),
                                TEXT("Begin small and grow, or work at the final size alone.")),
               {{QStringLiteral("pyramid"), TEXT("growing sizes")},
                {QStringLiteral("single"), TEXT("final size only")}}),
        choice(spec<&P::contentLayer>("content-layer", G::Advanced, TEXT("Content seen at"),
                                      TEXT("content layer"),
                                      TEXT("Early layers keep every detail, late ones only what "
                                           "is where.")),
               layerChoices()),
        range(spec<&P::styleScale>("style-scale", G::Advanced, TEXT("Style scale"), "",
                                   TEXT("Size of the style pictures against that of the result: "
                                        "larger gives larger strokes.")),
              K::Real, 0.05, 20, 0.25, 2, 0.05, 2, TEXT("× result")),
        choice(spec<&P::optimizer>("optimizer", G::Advanced, TEXT("Optimiser"), "",
                                   TEXT("How a step is chosen: Adam is steady, L-BFGS often gets "
                                        "there in fewer iterations.")),
               {{QStringLiteral("adam"), "Adam"}, {QStringLiteral("lbfgs"), "L-BFGS"}}),
        rate,
        range(spec<&P::smoothness>("smoothness", G::Advanced, TEXT("Smoothness"),
                                   TEXT("total variation weight"),
                                   TEXT("Calms fine grain; too much blurs.")),
              K::Real, 0, 1000, 0, 10, 0.1, 2),
        choice(spec<&P::pooling>("pooling", G::Advanced, TEXT("Pooling"), "",
                                 TEXT("How the network passes from fine to coarse.")),
               {{QStringLiteral("trained"), TEXT("as trained")},
                {QStringLiteral("max"), TEXT("maximum")},
                {QStringLiteral("average"), TEXT("average")}}),
        choice(spec<&P::start>("init", G::Advanced, TEXT("Start from"), "",
                               TEXT("The picture that the first iteration changes.")),
               {{QStringLiteral("content"), TEXT("content picture")},
                {QStringLiteral("style"), TEXT("first style picture")},
                {QStringLiteral("noise"), TEXT("noise")},
                {QStringLiteral("blank"), TEXT("blank canvas")},
                {QStringLiteral("file"), TEXT("another picture")}}),
        range(spec<&P::seed>("seed", G::Advanced, TEXT("Seed"), "",
                             TEXT("The same seed gives the same noise.")),
              K::Integer, 0, std::numeric_limits<int>::max(), 0, 9999, 1),
        range(spec<&P::threads>("threads", G::Advanced, TEXT("Threads"), "",
                                TEXT("Processor threads to use; 0 is one for each core.")),
              K::Integer, 0, 1024, 0, 64, 1),
    };
}

#undef TEXT

} // namespace

bool ParameterSpec::isLive() const
{
    // Asked of the one function that knows, with a value that differs.
    const StyleParameters now;
    StyleParameters next = now;
    set(next, get(now) == minimum ? minimum + 1 : minimum);
    return canSteer(now, next);
}

const std::vector<ParameterSpec> &parameterSpecs()
{
    static const std::vector<ParameterSpec> specs = makeSpecs();
    return specs;
}

const ParameterSpec &parameterSpec(const QString &key)
{
    const auto &specs = parameterSpecs();
    const auto found = std::find_if(specs.begin(), specs.end(),
                                    [&](const ParameterSpec &s) { return s.key == key; });
    Q_ASSERT(found != specs.end());
    return *found;
}

QString parameterText(const char *english)
{
    return QCoreApplication::translate("Parameter", english);
}

} // namespace gramarye
