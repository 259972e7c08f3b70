#pragma once

#include <QByteArray>

namespace gramarye {

/// A JPEG XL file in boxes (ISO/IEC 18181-2) of the bare @p codestream, with @p xmp beside it. What
/// is in boxes already is left as it is.
QByteArray jxlContainer(const QByteArray &codestream, const QByteArray &xmp);

/// The XMP packet in the JPEG XL file @p bytes; empty where it has none.
QByteArray jxlXmp(const QByteArray &bytes);

} // namespace gramarye
