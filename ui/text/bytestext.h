#pragma once

#include <QString>

namespace gramarye {

/// "80.1 MB", as the user's language writes it.
QString bytesText(qint64 bytes);

} // namespace gramarye
