#pragma once

#include "ui/edits/editstate.h"

#include <optional>

namespace gramarye {

/// @p state as it can go on where memory ran out: at the next smaller size and from @p picture, so
/// far as there is one. None where the size is as small as sizes get.
std::optional<EditState> atSmallerSize(EditState state, const QImage &picture);

} // namespace gramarye
