#include "core/model/variations.h"

#include "core/model/parameterspec.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

// How far a number goes up or down from where it is: factors.
constexpr double ratioReach = 6;
constexpr double styleScaleReach = 1.8;
constexpr double smoothnessReach = 3;
constexpr double layerReach = 2;
constexpr double pixelsReach = 1.5; ///< the palette is not to get lost
constexpr double accent = 3;        ///< of the one layer that a look is about

// Two digits, as a hand sets them.
double rounded(double value)
{
    return QString::number(value, 'g', 2).toDouble();
}

double moved(double value, double reach, double place)
{
    return value > 0 && std::isfinite(value) ? rounded(value * std::pow(reach, place)) : value;
}

/// Deals out places between −1 and 1.
class Dealer
{
public:
    Dealer(int count, quint32 seed) : m_count(count), m_random(seed) {}

    /// One for each look, in any order: as many stretches of equal length, a place in each.
    std::vector<double> spread()
    {
        std::vector<double> places;
        for (int i = 0; i < m_count; ++i)
            places.push_back(2 * (i + m_random.generateDouble()) / m_count - 1);
        std::shuffle(places.begin(), places.end(), m_random);
        return places;
    }

    double place() { return 2 * m_random.generateDouble() - 1; }
    double share() { return m_random.generateDouble(); }

    template<typename T>
    void shuffle(std::vector<T> &items)
    {
        std::shuffle(items.begin(), items.end(), m_random);
    }

private:
    int m_count;
    QRandomGenerator m_random;
};

std::vector<Layer> accentsOf(const NetworkInfo &network)
{
    std::vector<Layer> layers;
    for (const auto &[layer, word] : network.styleLayers) {
        if (layer != Layer::Pixels && layer != Layer::Patches)
            layers.push_back(layer);
    }
    return layers;
}

LayerWeights movedWeights(LayerWeights weights, Layer accented, Dealer &dealer)
{
    for (std::size_t i = 0; i < layerCount; ++i) {
        const double reach = layerAt(i) == Layer::Pixels ? pixelsReach : layerReach;
        const double place = dealer.place();
        const double stress = layerAt(i) == accented ? accent : 1;
        weights[i] =
            std::min(moved(weights[i] * stress, reach, place), double(LayerWeightRange::maximum));
    }
    return weights;
}

// Half of the looks keep the mixture; the others bring out another one.
std::vector<double> movedBlend(std::vector<double> blend, Dealer &dealer)
{
    if (blend.size() < 2 || dealer.share() < 0.5)
        return blend;
    for (double &weight : blend)
        weight = rounded(std::pow(dealer.share(), 2));
    blend[std::size_t(dealer.share() * double(blend.size()))] = 1;
    return blend;
}

} // namespace

std::vector<StyleParameters> variations(const StyleParameters &around, const NetworkInfo &network,
                                        int count, quint32 seed)
{
    const ParameterSpec &scale = parameterSpec(QStringLiteral("style-scale"));
    Dealer dealer(count, seed);
    std::vector<Layer> accents = accentsOf(network);
    dealer.shuffle(accents);
    const std::vector<double> ratios = dealer.spread();
    const std::vector<double> scales = dealer.spread();
    const std::vector<double> smoothnesses = dealer.spread();
    std::vector<StyleParameters> looks;
    for (int i = 0; i < count; ++i) {
        const auto place = std::size_t(i);
        StyleParameters look = around;
        look.ratio = moved(around.ratio, ratioReach, ratios[place]);
        look.styleScale = std::clamp(moved(around.styleScale, styleScaleReach, scales[place]),
                                     scale.sliderMinimum, scale.sliderMaximum);
        look.smoothness = moved(around.smoothness, smoothnessReach, smoothnesses[place]);
        look.layerWeights =
            movedWeights(around.layerWeights, accents[place % accents.size()], dealer);
        look.blend = movedBlend(around.blend, dealer);
        looks.push_back(look);
    }
    return looks;
}

} // namespace gramarye
