#pragma once

#include <QString>

#include <vector>

namespace gramarye {

struct Preset;

/// The name or description of a shipped preset in the user's language; all others as they are.
QString presetText(const QString &english);

/// The texts marked for translation; a test compares them with resources/presets.
const std::vector<const char *> &markedPresetTexts();

/// What a person reads when @p preset has come in from a file.
QString presetImportedText(const Preset &preset);

/// What file dialogs offer to open.
QString presetFileFilter();

} // namespace gramarye
