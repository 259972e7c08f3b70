#include "core/documents/colorregions.h"

#include "core/pictures/flatcolors.h"
#include "core/pictures/referredpicture.h"

namespace gramarye {

namespace {

/// Whether it was named, and not painted: masks that documents carry along are what they are.
bool isFromFile(const Picture &mask)
{
    return !mask.isNull() && !mask.ref.path.isEmpty() && !mask.ref.isEmbedded();
}

Picture carriedMask(const QImage &image, const QString &name)
{
    Picture mask = unfiledPicture(image, name);
    mask.ref = embedded(mask);
    return mask;
}

} // namespace

void spreadColorRegions(ReadScene &scene)
{
    std::vector<StyleOf<Picture>> &styles = scene.styles;
    for (std::size_t first = 0; first < styles.size(); ++first) {
        if (!isFromFile(styles[first].region))
            continue;
        const Picture file = styles[first].region;
        const std::vector<QImage> masks = masksOfFlatColors(file.image);
        auto mask = masks.begin();
        for (std::size_t i = 0; i < styles.size() && mask != masks.end(); ++i) {
            Picture &region = styles[(first + i) % styles.size()].region;
            const bool isTheSame = isFromFile(region) && isSamePicture(region, file);
            if (region.isNull() || isTheSame)
                region = carriedMask(*mask++, file.ref.name);
        }
    }
}

} // namespace gramarye
