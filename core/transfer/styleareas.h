#pragma once

#include "core/compute/pixelweights.h"
#include "core/transfer/regions.h"

#include <QSize>

#include <map>
#include <memory>
#include <vector>

namespace gramarye {

/// @p mask, smoothly brought to @p size; a null image's weights are whole.
PixelWeights weightsOf(const QImage &mask, QSize size);

/// A part of the picture that has a style loss of its own: a style's region, or what no region
/// covers, which the styles without one share. A value; weights are shared.
class StyleArea
{
public:
    /// @p weights: of the picture's pixels; null: all of it. @p wrap: of the picture.
    StyleArea(std::vector<bool> styles, std::shared_ptr<const PixelWeights> weights,
              Wrap wrap = {});

    bool has(std::size_t style) const { return m_styles[style]; }

    /// Of the picture, 0..1.
    double share() const { return m_share; }

    /// Of features with @p height × @p width; null: of all alike. Kept until this area goes.
    const PixelWeights *weightsAt(int height, int width) const;

    /// Of windows of the picture.
    const PixelWeights *windowWeights(int side) const;

    /// @p blend, one for each style, with 0 for those that are not of this area.
    std::vector<double> only(std::vector<double> blend) const;

private:
    using Size = std::pair<int, int>;

    std::vector<bool> m_styles;
    std::shared_ptr<const PixelWeights> m_weights;
    Wrap m_wrap;
    double m_share = 1;
    mutable std::map<Size, PixelWeights> m_bySize;
    mutable std::map<int, PixelWeights> m_windows;
};

/// Where a style picture of @p size is the style, by its mask; all of it where nothing is.
StyleArea styleArea(const QImage &mask, QSize size);

/// The areas of a picture of @p size in @p styles styles. Where regions overlap they share; where
/// all is black there is no area. @p wrap: of the picture.
std::vector<StyleArea> styleAreas(const Regions &regions, std::size_t styles, QSize size,
                                  Wrap wrap = {});

/// How much the loss of @p area is to count, with @p blend the weights of all styles: its share of
/// the picture, so that the balance with the content is the same everywhere, times its styles'
/// weight against the largest of all.
double areaWeight(const StyleArea &area, const std::vector<double> &blend);

} // namespace gramarye
