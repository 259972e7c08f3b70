#pragma once

#include <QImage>

#include <vector>

namespace gramarye {

/// The masks that @p picture shows, each of the size @p size: those of its flat colours
/// (pictures/flatcolors), or where it has none, one: white is inside (maskOfPicture()). Any thread.
std::vector<QImage> masksOfColors(const QImage &picture, QSize size);

} // namespace gramarye
