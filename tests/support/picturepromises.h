#pragma once

#include "core/pictures/imagereader.h"

namespace gramarye {

/// What of its promises readPicture() broke with @p read; null: none. It is called of bytes from
/// anywhere.
inline const char *brokenPromise(const Result<Picture> &read)
{
    if (!read) {
        switch (read.error().code) {
        case ErrorCode::PictureEmpty:
        case ErrorCode::PictureUnknown:
        case ErrorCode::PictureDamaged:
        case ErrorCode::PictureCutShort:
        case ErrorCode::PictureTooLarge:
        case ErrorCode::OutOfMemory:
            return nullptr;
        default:
            return "the error is none of those promised";
        }
    }
    const QImage &image = read->image;
    const bool isSimple =
        image.format() == QImage::Format_RGB888 || image.format() == QImage::Format_RGBX64;
    if (image.isNull() || !isSimple)
        return "the picture has no pixels, or in another format";
    if (!read->alpha.isNull()
        && (read->alpha.size() != image.size()
            || read->alpha.format() != QImage::Format_Grayscale8))
        return "the transparency does not fit the picture";
    if (read->resolution < 0 || read->resolution > highestResolution || read->count < 1)
        return "the resolution or the count of pictures is impossible";
    return nullptr;
}

} // namespace gramarye
