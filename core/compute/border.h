#pragma once

#include "core/model/networkinfo.h"
#include "core/model/styleparameters.h"

namespace gramarye {

/// In which directions a picture begins anew where it ends, so that it tiles.
struct Wrap
{
    bool across = false; ///< right of its last column is its first
    bool down = false;   ///< below its last row is its first

    bool isNone() const { return !across && !down; }
};

inline Wrap wrapOf(Seamless seamless)
{
    return {seamless == Seamless::X || seamless == Seamless::Both,
            seamless == Seamless::Y || seamless == Seamless::Both};
}

/// What stands above and below a map, and what left and right of it.
struct Borders
{
    Borders(Border all) : rows(all), columns(all) {}

    /// @p border but for the directions in which a picture wraps.
    Borders(Border border, Wrap wrap)
        : rows(wrap.down ? Border::Circular : border),
          columns(wrap.across ? Border::Circular : border)
    {
    }

    bool areZero() const { return rows == Border::Zero && columns == Border::Zero; }

    Border rows;
    Border columns;
};

/// The row or column that stands at @p at of @p extent, one step over the border at most; -1 where
/// zeros do, and further out.
inline int borderIndex(int at, int extent, Border border)
{
    if (at >= 0 && at < extent)
        return at;
    if (border == Border::Zero || at < -1 || at > extent)
        return -1;
    if (border == Border::Circular)
        return at < 0 ? extent - 1 : 0;
    if (border == Border::Replicate || extent == 1)
        return at < 0 ? 0 : extent - 1;
    return at < 0 ? 1 : extent - 2;
}

} // namespace gramarye
