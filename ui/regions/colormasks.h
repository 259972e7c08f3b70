#pragma once

#include "ui/regions/mask.h"

#include <vector>

namespace gramarye {

/// The masks that @p picture shows, each of the size @p size. A picture of 2 to 8 flat colours
/// gives one for each of them, the lightest first; what a JPEG's noise, soft edges and specks
/// (colours of less than 0.5 % of the pixels) make of them goes to the colour it is next to. A grey
/// picture, or one of many colours, gives one: white is inside (maskOfPicture()). Any thread.
std::vector<QImage> masksOfColors(const QImage &picture, QSize size);

} // namespace gramarye
