#include "ui/regions/colormasks.h"

#include "core/pictures/flatcolors.h"
#include "ui/regions/mask.h"

namespace gramarye {

std::vector<QImage> masksOfColors(const QImage &picture, QSize size)
{
    std::vector<QImage> masks = masksOfFlatColors(picture);
    if (masks.empty())
        return {maskOfPicture(picture, size)};
    for (QImage &mask : masks)
        mask = resizedMask(mask, size);
    return masks;
}

} // namespace gramarye
