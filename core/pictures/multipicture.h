#pragma once

#include <QByteArrayView>

namespace gramarye {

/// How many pictures of its subject the JPEG file @p jpeg holds: two of a stereo camera (MPO), many
/// of a panorama before it is put together; else 1. What cameras and telephones add for themselves,
/// such as smaller copies and maps of brightness, does not count. Any bytes are allowed; 1 where
/// they make no sense (CIPA DC-007, Multi-Picture Format).
int picturesInJpeg(QByteArrayView jpeg);

} // namespace gramarye
