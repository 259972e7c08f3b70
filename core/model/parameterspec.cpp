#include "core/model/parameterspec.h"

#include <QCoreApplication>

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
    ParameterSpec s;
    s.key = QLatin1String(key);
    s.label = label;
    s.term = term;
    s.help = help;
    s.group = group;
    s.traits = traits;
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
    using T = ParameterTrait;
    constexpr double infinity = std::numeric_limits<double>::infinity();

    auto ratio = range(
        spec<&P::ratio>("ratio", G::Balance, T::Live | T::Objective | T::Look | T::Relative,
                        QT_TRANSLATE_NOOP("Parameter", "Content ↔ style"),
                        QT_TRANSLATE_NOOP("Parameter", "α/β"),
                        QT_TRANSLATE_NOOP(
                            "Parameter",
                            "How much the content counts against the style: smaller numbers paint "
                            "more freely. 0 forgets the content, inf forgets the style.")),
        K::Real, 0, infinity, 1e-3, 1e3, 0.001, 6);
    ratio.logarithmic = true;

    auto rate =
        range(spec<&P::learningRate>(
                  "learning-rate", G::Advanced, T::Live | T::Objective | T::Look,
                  QT_TRANSLATE_NOOP("Parameter", "Boldness of a step"),
                  QT_TRANSLATE_NOOP("Parameter", "learning rate"),
                  QT_TRANSLATE_NOOP("Parameter", "How far one iteration may change the picture.")),
              K::Real, 1e-6, 100, 0.1, 10, 0.001, 4);
    rate.logarithmic = true;

    return {
        ratio,
        range(spec<&P::size>(
                  "size", G::Output, T::Objective, QT_TRANSLATE_NOOP("Parameter", "Size"), "",
                  QT_TRANSLATE_NOOP(
                      "Parameter",
                      "Longest side of the result; 0 keeps the content picture's size.")),
              K::Integer, 0, 16384, 128, 2048, 32, 0, QT_TRANSLATE_NOOP("Parameter", "px")),
        choice(spec<&P::colors>("colors", G::Output, T::Live | T::Look,
                                QT_TRANSLATE_NOOP("Parameter", "Colours"), "",
                                QT_TRANSLATE_NOOP("Parameter", "Whose colours the result has.")),
               {{QStringLiteral("style"), QT_TRANSLATE_NOOP("Parameter", "of the style")},
                {QStringLiteral("content"), QT_TRANSLATE_NOOP("Parameter", "of the content")}}),
        range(
            spec<&P::iterations>(
                "iterations", G::Output, T::Objective, QT_TRANSLATE_NOOP("Parameter", "Iterations"),
                "",
                QT_TRANSLATE_NOOP("Parameter", "How often the picture is improved at each size.")),
            K::Integer, 1, 100000, 10, 500, 10, 0, QT_TRANSLATE_NOOP("Parameter", "per size")),
        range(spec<&P::previewEvery>(
                  "preview-every", G::Output, T::Live | T::Preference,
                  QT_TRANSLATE_NOOP("Parameter", "Preview every"), "",
                  QT_TRANSLATE_NOOP("Parameter", "How many iterations lie between two previews.")),
              K::Integer, 1, 10000, 1, 50, 1, 0, QT_TRANSLATE_NOOP("Parameter", "iterations")),
        choice(spec<&P::method>(
                   "method", G::Advanced, T::Objective | T::Look,
                   QT_TRANSLATE_NOOP("Parameter", "Method"), "",
                   QT_TRANSLATE_NOOP("Parameter",
                                     "Painterly works from coarse to fine and averages; classic is "
                                     "the method of the original paper.")),
               {{QStringLiteral("painterly"), QT_TRANSLATE_NOOP("Parameter", "painterly")},
                {QStringLiteral("classic"), QT_TRANSLATE_NOOP("Parameter", "classic")}}),
        choice(spec<&P::scales>(
                   "scales", G::Advanced, T::Objective | T::Look,
                   QT_TRANSLATE_NOOP("Parameter", "Coarse to fine"),
                   QT_TRANSLATE_NOOP("Parameter", "pyramid"),
                   QT_TRANSLATE_NOOP("Parameter",
                                     "Begin small and grow, or work at the final size alone.")),
               {{QStringLiteral("pyramid"), QT_TRANSLATE_NOOP("Parameter", "growing sizes")},
                {QStringLiteral("single"), QT_TRANSLATE_NOOP("Parameter", "final size only")}}),
        choice(spec<&P::contentLayer>(
                   "content-layer", G::Advanced, T::Live | T::Objective | T::Look,
                   QT_TRANSLATE_NOOP("Parameter", "Content seen at"),
                   QT_TRANSLATE_NOOP("Parameter", "content layer"),
                   QT_TRANSLATE_NOOP("Parameter",
                                     "Early layers keep every detail, late ones only what "
                                     "is where.")),
               layerChoices()),
        range(spec<&P::styleScale>(
                  "style-scale", G::Advanced, T::Objective | T::Look,
                  QT_TRANSLATE_NOOP("Parameter", "Style scale"), "",
                  QT_TRANSLATE_NOOP("Parameter",
                                    "Size of the style pictures against that of the result: "
                                    "larger gives larger strokes.")),
              K::Real, 0.05, 20, 0.25, 2, 0.05, 2, QT_TRANSLATE_NOOP("Parameter", "× result")),
        choice(spec<&P::optimizer>(
                   "optimizer", G::Advanced, T::Objective | T::Look,
                   QT_TRANSLATE_NOOP("Parameter", "Optimiser"), "",
                   QT_TRANSLATE_NOOP("Parameter",
                                     "How a step is chosen: Adam is steady, L-BFGS often gets "
                                     "there in fewer iterations.")),
               {{QStringLiteral("adam"), "Adam"}, {QStringLiteral("lbfgs"), "L-BFGS"}}),
        rate,
        range(spec<&P::smoothness>(
                  "smoothness", G::Advanced, T::Live | T::Objective | T::Look | T::Relative,
                  QT_TRANSLATE_NOOP("Parameter", "Smoothness"),
                  QT_TRANSLATE_NOOP("Parameter", "total variation weight"),
                  QT_TRANSLATE_NOOP("Parameter", "Calms fine grain; too much blurs.")),
              K::Real, 0, 1000, 0, 10, 0.1, 2),
        choice(spec<&P::pooling>(
                   "pooling", G::Advanced, T::Objective | T::Look,
                   QT_TRANSLATE_NOOP("Parameter", "Pooling"), "",
                   QT_TRANSLATE_NOOP("Parameter", "How the network passes from fine to coarse.")),
               {{QStringLiteral("trained"), QT_TRANSLATE_NOOP("Parameter", "as trained")},
                {QStringLiteral("max"), QT_TRANSLATE_NOOP("Parameter", "maximum")},
                {QStringLiteral("average"), QT_TRANSLATE_NOOP("Parameter", "average")}}),
        choice(spec<&P::start>(
                   "init", G::Advanced, T::Objective | T::Look,
                   QT_TRANSLATE_NOOP("Parameter", "Start from"), "",
                   QT_TRANSLATE_NOOP("Parameter", "The picture that the first iteration changes.")),
               {{QStringLiteral("content"), QT_TRANSLATE_NOOP("Parameter", "content picture")},
                {QStringLiteral("style"), QT_TRANSLATE_NOOP("Parameter", "first style picture")},
                {QStringLiteral("noise"), QT_TRANSLATE_NOOP("Parameter", "noise")},
                {QStringLiteral("blank"), QT_TRANSLATE_NOOP("Parameter", "blank canvas")},
                {QStringLiteral("file"), QT_TRANSLATE_NOOP("Parameter", "another picture")}}),
        range(spec<&P::seed>("seed", G::Advanced, T::Objective,
                             QT_TRANSLATE_NOOP("Parameter", "Seed"), "",
                             QT_TRANSLATE_NOOP("Parameter", "The same seed gives the same noise.")),
              K::Integer, 0, std::numeric_limits<int>::max(), 0, 9999, 1),
        range(spec<&P::threads>(
                  "threads", G::Advanced, T::Preference, QT_TRANSLATE_NOOP("Parameter", "Threads"),
                  "",
                  QT_TRANSLATE_NOOP("Parameter",
                                    "Processor threads to use; 0 is one for each core.")),
              K::Integer, 0, 1024, 0, 64, 1),
    };
}

} // namespace

const std::vector<ParameterSpec> &parameterSpecs()
{
    static const std::vector<ParameterSpec> specs = makeSpecs();
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

QString parameterText(const char *english)
{
    return QCoreApplication::translate("Parameter", english);
}

} // namespace gramarye
