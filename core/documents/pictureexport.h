#pragma once

#include "core/documents/renderedpicture.h"

namespace gramarye {

/// How a result is written, as far as the file's format can. A value.
struct ExportOptions
{
    int bits = 8;                   ///< per channel: 8 or 16
    bool keepsTransparency = false; ///< gives the result the content picture's transparency

    friend bool operator==(const ExportOptions &a, const ExportOptions &b)
    {
        return a.bits == b.bits && a.keepsTransparency == b.keepsTransparency;
    }
};

/// @p picture as @p options want it: RGB888, RGBA8888, RGBX64 or RGBA64.
QImage imageForExport(const RenderedPicture &picture, const ExportOptions &options);

/// Writes @p picture as writePicture() does; PNG files carry its recipe, where its job is known.
/// Any thread but the window's. Errors: those of writePicture().
Status exportPicture(const RenderedPicture &picture, const QString &path,
                     const ExportOptions &options);

} // namespace gramarye
