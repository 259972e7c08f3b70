#pragma once

#include <QByteArray>

namespace gramarye {

/// What a file is, by its first bytes.
struct PictureFormat
{
    const char *loader = nullptr; ///< libvips' operation that reads it; null: libvips is not asked
    const char *plugin = nullptr; ///< the one of Qt's that reads it; null: none is known to
    const char *words = nullptr;  ///< "a PDF document": what it is, where it cannot be read
};

/// The format of a file that begins with @p head, of which 1024 bytes are enough; an empty one
/// where that is none of those known here.
PictureFormat pictureFormat(const QByteArray &head);

} // namespace gramarye
