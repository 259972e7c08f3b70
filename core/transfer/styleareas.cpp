#include "core/transfer/styleareas.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace gramarye {

namespace {

bool isWhole(const PixelWeights &weights)
{
    return weights.sum() == double(weights.height) * weights.width;
}

/// Where the regions' weights add up to more than whole ones they become shares of that; @p rest
/// gets what they leave over.
void shareOut(std::vector<PixelWeights> &regions, PixelWeights &rest)
{
    for (int y = 0; y < rest.height; ++y) {
        for (int x = 0; x < rest.width; ++x) {
            int sum = 0;
            for (const PixelWeights &region : regions)
                sum += region.row(y)[x];
            rest.row(y)[x] = std::uint8_t(std::max(0, wholeWeight - sum));
            if (sum <= wholeWeight)
                continue;
            for (PixelWeights &region : regions)
                region.row(y)[x] = std::uint8_t((region.row(y)[x] * wholeWeight + sum / 2) / sum);
        }
    }
}

void multiply(PixelWeights &weights, const PixelWeights &by)
{
    for (std::size_t i = 0; i < weights.values.size(); ++i)
        weights.values[i] =
            std::uint8_t((weights.values[i] * by.values[i] + wholeWeight / 2) / wholeWeight);
}

} // namespace

PixelWeights weightsOf(const QImage &mask, QSize size)
{
    PixelWeights weights(size.height(), size.width());
    const QImage fitted = mask.convertToFormat(QImage::Format_Grayscale8)
                              .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                              .convertToFormat(QImage::Format_Grayscale8);
    for (int y = 0; y < weights.height; ++y) {
        if (fitted.isNull())
            std::fill_n(weights.row(y), weights.width, std::uint8_t(wholeWeight));
        else
            std::copy_n(fitted.constScanLine(y), weights.width, weights.row(y));
    }
    return weights;
}

StyleArea::StyleArea(std::vector<bool> styles, std::shared_ptr<const PixelWeights> weights,
                     Wrap wrap)
    : m_styles(std::move(styles)), m_weights(std::move(weights)), m_wrap(wrap)
{
    if (m_weights)
        m_share = m_weights->sum() / (double(m_weights->height) * m_weights->width);
}

const PixelWeights *StyleArea::weightsAt(int height, int width) const
{
    if (!m_weights)
        return nullptr;
    const Size size{height, width};
    const auto found = m_bySize.find(size);
    return found != m_bySize.end()
               ? &found->second
               : &m_bySize.emplace(size, m_weights->averagedTo(height, width)).first->second;
}

const PixelWeights *StyleArea::windowWeights(int side) const
{
    if (!m_weights)
        return nullptr;
    const auto found = m_windows.find(side);
    return found != m_windows.end()
               ? &found->second
               : &m_windows.emplace(side, m_weights->ofWindows(side, m_wrap)).first->second;
}

std::vector<double> StyleArea::only(std::vector<double> blend) const
{
    for (std::size_t s = 0; s < blend.size(); ++s)
        blend[s] = m_styles[s] ? blend[s] : 0;
    return blend;
}

StyleArea styleArea(const QImage &mask, QSize size)
{
    if (mask.isNull())
        return {{true}, nullptr};
    auto weights = std::make_shared<const PixelWeights>(weightsOf(mask, size));
    const bool isPart = weights->sum() > 0 && !isWhole(*weights);
    return {{true}, isPart ? weights : nullptr};
}

std::vector<StyleArea> styleAreas(const Regions &regions, std::size_t styles, QSize size, Wrap wrap)
{
    const auto only = [styles](std::size_t style) {
        std::vector<bool> own(styles);
        own[style] = true;
        return own;
    };
    std::vector<std::vector<bool>> owners;
    std::vector<PixelWeights> weights;
    std::vector<bool> others(styles, true);
    for (std::size_t s = 0; s < std::min(styles, regions.styles.size()); ++s) {
        if (regions.styles[s].isNull())
            continue;
        owners.push_back(only(s));
        weights.push_back(weightsOf(regions.styles[s], size));
        others[s] = false;
    }
    PixelWeights rest(size.height(), size.width());
    shareOut(weights, rest);
    owners.push_back(others);
    weights.push_back(std::move(rest));

    std::vector<StyleArea> areas;
    const bool hasStrength = !regions.strength.isNull();
    const PixelWeights strength =
        hasStrength ? weightsOf(regions.strength, size) : PixelWeights(0, 0);
    for (std::size_t i = 0; i < owners.size(); ++i) {
        if (hasStrength)
            multiply(weights[i], strength);
        const bool hasStyles =
            std::find(owners[i].begin(), owners[i].end(), true) != owners[i].end();
        if (!hasStyles || weights[i].sum() == 0)
            continue;
        const bool isAll = isWhole(weights[i]);
        areas.emplace_back(
            owners[i],
            isAll ? nullptr : std::make_shared<const PixelWeights>(std::move(weights[i])), wrap);
    }
    return areas;
}

double areaWeight(const StyleArea &area, const std::vector<double> &blend)
{
    if (blend.empty())
        return 0;
    const double largest = *std::max_element(blend.begin(), blend.end());
    const std::vector<double> own = area.only(blend);
    const double sum = std::accumulate(own.begin(), own.end(), 0.0);
    return largest > 0 ? area.share() * std::min(1.0, sum / largest) : 0;
}

} // namespace gramarye
