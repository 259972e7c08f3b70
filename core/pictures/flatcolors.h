#pragma once

#include <QImage>

#include <vector>

namespace gramarye {

/// The masks that @p picture shows where it is made of 2 to 8 flat colours: one for each of them,
/// as large as it, the lightest first; what a JPEG's noise, soft edges and specks (colours of less
/// than 0.5 % of the pixels) make of them goes to the colour it is next to. None where it is grey,
/// or of many colours: then it is a mask itself. Any thread.
std::vector<QImage> masksOfFlatColors(const QImage &picture);

} // namespace gramarye
