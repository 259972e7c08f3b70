#pragma once

#include <QByteArray>

namespace gramarye {

/// A chunk of a PNG (PNG, 5.3) with its length and its checksum; @p type has four letters.
QByteArray pngChunk(const char *type, const QByteArray &data);

} // namespace gramarye
