#pragma once

#include <QString>

#include <vector>

namespace gramarye {

/// A text of resources/networks.json (a title, a summary, the word for a layer) in the user's
/// language; English as it is where it is not marked here.
QString catalogText(const QString &english);

/// The name or description of a preset of resources/presets; all others as they are.
QString presetText(const QString &english);

// The texts marked for translation; tests compare them with the resources.
const std::vector<const char *> &markedCatalogTexts();
const std::vector<const char *> &markedPresetTexts();

} // namespace gramarye
