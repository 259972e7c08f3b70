#pragma once

#include "core/model/layer.h"
#include "core/model/networkinfo.h"

#include <QSize>

#include <vector>

namespace gramarye {

enum class Method
{
    Painterly,
    Classic
};
enum class Scales
{
    Pyramid,
    Single
};
enum class OptimizerKind
{
    Adam,
    Lbfgs
};
enum class StyleLoss
{
    Gram,        ///< Gram matrices of the features
    Distribution ///< the features' distributions
};
enum class Pooling
{
    Trained,
    Max,
    Average
};
enum class Colors
{
    Style,
    Content, ///< put on when the picture is shown: its chroma under the result's luma
    Matched, ///< the styles' are moved onto the content's before the run
    Palette  ///< the content's are, onto the styles'
};
/// In which directions the picture tiles.
enum class Seamless
{
    None,
    X, ///< side by side
    Y, ///< one below the other
    Both
};
enum class Start
{
    Content,
    Style,
    Noise,
    Blank,
    File
};

constexpr int whiteBackground = 0xffffff;

/// Everything about a picture the user can set but the pictures themselves. A regular value.
/// Texts, ranges and keys of the fields are in ParameterSpec.
struct StyleParameters
{
    Method method = Method::Painterly;
    int size = 512;       ///< longest side of the result in px; 0: as the content picture
    int iterations = 100; ///< for each size
    Scales scales = Scales::Pyramid;
    double ratio = 0.01; ///< α/β in 0..∞
    Layer contentLayer = Layer::Conv4_2;
    StyleLoss styleLoss = StyleLoss::Gram;
    LayerWeights layerWeights{};
    std::vector<double> blend; ///< one weight for each style picture; missing ones count 1
    std::vector<LayerFactors> styleLayers; ///< of each style's weight at layers; missing: none
    std::vector<double> styleScales;       ///< times styleScale, of each style; missing: 1
    double styleScale = 1.0; ///< longest side of the style pictures / that of the result
    OptimizerKind optimizer = OptimizerKind::Adam;
    double learningRate = 0.02;
    double rateEnd = 1.0;    ///< share of the learning rate that is left at the end of each size
    double chromaRate = 1.0; ///< share of it for differences of colours; 1: channels by themselves
    double smoothness = 0.0;
    Pooling pooling = Pooling::Trained;
    Colors colors = Colors::Style;
    Seamless seamless = Seamless::None;
    int background = whiteBackground; ///< of a transparent content, 0xrrggbb
    Start start = Start::Content;
    int seed = 0;
    int threads = 0; ///< 0: one for each core
    int memory = 0;  ///< that a run may take, in MB; 0: half of what is free when it starts
    int previewEvery = 5;

    /// What the method, the optimiser, the network and, painterly, the style loss suggest.
    static StyleParameters defaults(Method method, OptimizerKind optimizer,
                                    const NetworkInfo &network,
                                    StyleLoss loss = StyleLoss::Distribution);

    /// These parameters after the user chose another method, optimiser or network: whatever stands
    /// at its old default takes the new one, whatever the user set stays.
    StyleParameters rebased(Method method, OptimizerKind optimizer, const NetworkInfo &from,
                            const NetworkInfo &to) const;

    /// The same after the user chose another style loss; what cannot be steered stays.
    StyleParameters rebased(StyleLoss loss, const NetworkInfo &network) const;

    /// These without what is set for a style alone.
    StyleParameters withoutStyles() const;

    /// Of style picture @p style, all in all.
    double scaleOf(std::size_t style) const
    {
        return styleScale * (style < styleScales.size() ? styleScales[style] : 1);
    }

    /// The weights of @p styles styles: the blend, and at @p layer.
    std::vector<double> weights(std::size_t styles) const;
    std::vector<double> weightsAt(Layer layer, std::size_t styles) const;

    friend bool operator==(const StyleParameters &a, const StyleParameters &b);
    friend bool operator!=(const StyleParameters &a, const StyleParameters &b) { return !(a == b); }
};

/// Whether the style loss of @p parameters compares distributions: classic's never does.
inline bool comparesDistributions(const StyleParameters &parameters)
{
    return parameters.method == Method::Painterly
           && parameters.styleLoss == StyleLoss::Distribution;
}

/// Whether pictures are moved for @p colors before the run, which therefore can neither take them
/// up nor leave them on its way.
constexpr bool movesPictures(Colors colors)
{
    return colors == Colors::Matched || colors == Colors::Palette;
}

/// True where a running render can take @p next in place of @p now from its next iteration on, the
/// styles' scales from its next size on; false where pictures, network or sizes have to be prepared
/// anew.
bool canSteer(const StyleParameters &now, const StyleParameters &next);

/// True where every iteration does the same with @p a as with @p b: only how its picture is shown
/// may differ.
bool sameObjective(const StyleParameters &a, const StyleParameters &b);

/// @p picture scaled so that its longest side is @p longest px (0: unchanged), at least 1 px each.
QSize scaledSize(QSize picture, int longest);

/// @p size with the sides along which the picture tiles brought to what the poolings of a network
/// divide without a rest.
QSize seamlessSize(QSize size, Seamless seamless);

/// The size of what becomes of @p picture.
QSize resultSize(QSize picture, const StyleParameters &parameters);

} // namespace gramarye
