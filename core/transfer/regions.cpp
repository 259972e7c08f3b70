#include "core/transfer/renderjob.h"

#include <algorithm>

namespace gramarye {

namespace {

bool isSameImage(const QImage &a, const QImage &b)
{
    return a.isNull() ? b.isNull() : a.cacheKey() == b.cacheKey();
}

/// The region of a style that acts nowhere; one for all, as regions are told apart by their images.
QImage nowhere()
{
    static const QImage black = [] {
        QImage pixel(1, 1, QImage::Format_Grayscale8);
        pixel.fill(0);
        return pixel;
    }();
    return black;
}

} // namespace

QSize canvasOf(const ReadScene &scene)
{
    return scene.isTexture() ? scene.canvas : scene.content.size();
}

bool isBlack(const QImage &mask)
{
    constexpr uchar darkest = 8; ///< that is told from black
    const QImage grey = mask.convertToFormat(QImage::Format_Grayscale8);
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *row = grey.constScanLine(y);
        if (std::any_of(row, row + grey.width(), [](uchar value) { return value > darkest; }))
            return false;
    }
    return !mask.isNull();
}

// A style of which there is nothing acts nowhere. What is nearly black all over would act
// everywhere: regions count by their shares.
Regions regionsOf(const ReadScene &scene)
{
    Regions regions;
    for (const StyleOf<Picture> &style : scene.styles) {
        const bool isNothing = isBlack(style.mask.image) || isBlack(style.region.image);
        regions.styles.push_back(isNothing ? nowhere() : style.region.image);
    }
    if (!scene.isTexture()) // without a content nothing stays
        regions.strength = scene.strength.image;
    return regions;
}

void setRegions(ReadScene &scene, const Regions &regions)
{
    for (std::size_t s = 0; s < scene.styles.size(); ++s)
        scene.styles[s].region.image = s < regions.styles.size() ? regions.styles[s] : QImage();
    scene.strength.image = regions.strength;
}

bool Regions::isEmpty() const
{
    return strength.isNull() && std::all_of(styles.begin(), styles.end(), [](const QImage &mask) {
               return mask.isNull();
           });
}

bool operator==(const Regions &a, const Regions &b)
{
    const std::size_t count = std::max(a.styles.size(), b.styles.size());
    const auto at = [](const Regions &regions, std::size_t i) {
        return i < regions.styles.size() ? regions.styles[i] : QImage();
    };
    for (std::size_t i = 0; i < count; ++i) {
        if (!isSameImage(at(a, i), at(b, i)))
            return false;
    }
    return isSameImage(a.strength, b.strength);
}

} // namespace gramarye
