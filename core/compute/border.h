#pragma once

#include "core/model/networkinfo.h"

namespace gramarye {

/// The row or column that stands at @p at of @p extent, one step over the border at most; -1 where
/// zeros do, and further out.
inline int borderIndex(int at, int extent, Border border)
{
    if (at >= 0 && at < extent)
        return at;
    if (border == Border::Zero || at < -1 || at > extent)
        return -1;
    if (border == Border::Replicate || extent == 1)
        return at < 0 ? 0 : extent - 1;
    return at < 0 ? 1 : extent - 2;
}

} // namespace gramarye
