#pragma once

#include "ui/edits/editstate.h"

namespace gramarye {

/// What an edit changed. A value.
struct EditChange
{
    QString text;            ///< as the Edit menu calls it, e.g. "Smoothness"
    bool continuous = false; ///< a number that a hand moves through many values
};

/// What is different in @p after; they differ.
EditChange describeChange(const EditState &before, const EditState &after);

} // namespace gramarye
