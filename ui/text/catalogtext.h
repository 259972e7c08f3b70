#pragma once

#include <QString>

#include <vector>

namespace gramarye {

/// A text of resources/networks.json (a title, a summary, the word for a layer) in the user's
/// language; English as it is where it is not marked here.
QString catalogText(const QString &english);

/// The texts marked for translation; a test compares them with the catalogue.
const std::vector<const char *> &markedCatalogTexts();

} // namespace gramarye
