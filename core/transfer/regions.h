#pragma once

#include <QImage>

#include <vector>

namespace gramarye {

/// Where on the content picture each style acts, how strongly all of them do, and which part of its
/// own picture each is, as masks: white is fully, black not at all; of any size. Null images are
/// everywhere, and where more styles than images are. What of a scene can be painted while it is
/// rendered. A value; pixels are shared.
struct Regions
{
    std::vector<QImage> styles;
    QImage strength;
    std::vector<QImage> parts = {}; ///< of the styles' pictures

    /// Whether the parts are the very same images.
    bool hasPartsOf(const Regions &other) const;

    bool isEmpty() const;

    /// The very same images.
    friend bool operator==(const Regions &a, const Regions &b);
    friend bool operator!=(const Regions &a, const Regions &b) { return !(a == b); }
};

/// Whether nothing of a mask is white, nor grey that anybody would tell from black: what a scanner
/// or a JPEG makes of black counts as that. A null image is not.
bool isBlack(const QImage &mask);

} // namespace gramarye
