#pragma once

#include <QString>

namespace gramarye {

/// The folder for what the program keeps for a user: $GRAMARYE_DATA_DIR where that is set, else the
/// platform's. It need not exist.
QString dataFolder();

} // namespace gramarye
