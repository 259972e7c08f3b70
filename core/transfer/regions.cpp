#include "core/transfer/renderjob.h"

#include <algorithm>

namespace gramarye {

namespace {

bool isSameImage(const QImage &a, const QImage &b)
{
    return a.isNull() ? b.isNull() : a.cacheKey() == b.cacheKey();
}

QImage imageAt(const std::vector<QImage> &images, std::size_t place)
{
    return place < images.size() ? images[place] : QImage();
}

bool areSameImages(const std::vector<QImage> &a, const std::vector<QImage> &b)
{
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (!isSameImage(imageAt(a, i), imageAt(b, i)))
            return false;
    }
    return true;
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
        regions.parts.push_back(style.mask.image);
    }
    if (!scene.isTexture()) // without a content nothing stays
        regions.strength = scene.strength.image;
    return regions;
}

void setRegions(ReadScene &scene, const Regions &regions)
{
    for (std::size_t s = 0; s < scene.styles.size(); ++s) {
        scene.styles[s].region.image = imageAt(regions.styles, s);
        scene.styles[s].mask.image = imageAt(regions.parts, s);
    }
    scene.strength.image = regions.strength;
}

bool Regions::isEmpty() const
{
    const auto areNull = [](const std::vector<QImage> &masks) {
        return std::all_of(masks.begin(), masks.end(),
                           [](const QImage &mask) { return mask.isNull(); });
    };
    return strength.isNull() && areNull(styles) && areNull(parts);
}

bool Regions::hasPartsOf(const Regions &other) const
{
    return areSameImages(parts, other.parts);
}

bool operator==(const Regions &a, const Regions &b)
{
    return areSameImages(a.styles, b.styles) && a.hasPartsOf(b)
           && isSameImage(a.strength, b.strength);
}

} // namespace gramarye
