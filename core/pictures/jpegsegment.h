#pragma once

#include <QByteArrayView>

namespace gramarye {

/// What follows @p name in the first segment of that @p marker (APP1: 0xe1) that begins with it,
/// before the picture itself, of the file @p jpeg; empty where there is none.
QByteArrayView jpegSegment(QByteArrayView jpeg, uchar marker, QByteArrayView name);

} // namespace gramarye
