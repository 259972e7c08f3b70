#pragma once

#include <QByteArray>

namespace gramarye {

/// A JPEG XL file in boxes (ISO/IEC 18181-2) of @p codestream, bare or in boxes without metadata,
/// with @p xmp and @p exif (a TIFF) beside it.
QByteArray jxlContainer(const QByteArray &codestream, const QByteArray &xmp,
                        const QByteArray &exif);

/// The XMP packet in the JPEG XL file @p bytes; empty where it has none.
QByteArray jxlXmp(const QByteArray &bytes);

/// The same of its Exif, a TIFF.
QByteArray jxlExif(const QByteArray &bytes);

} // namespace gramarye
