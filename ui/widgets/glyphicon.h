#pragma once

#include <QIcon>

namespace gramarye {

enum class Glyph
{
    Start,
    Pause,
    Stop,
    Export,
    Keep,
    Clear,
    Brush,
    Eraser,
    Rectangle,
    Lasso,
    Fill,
    Feather,
    Invert,
    Bin
};

/// The glyph in the colour of the button's text, sharp at every size, so that it suits dark and
/// light alike.
QIcon glyphIcon(Glyph glyph);

} // namespace gramarye
