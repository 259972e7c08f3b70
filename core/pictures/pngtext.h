#pragma once

#include "core/base/error.h"

#include <QString>

class QIODevice;

namespace gramarye {

/// The text that the PNG file @p png keeps under @p key: a tEXt, zTXt or iTXt chunk (PNG, 11.3.4)
/// before the picture itself. Reads nothing but the chunks' heads and that one text, which may be
/// as long as maximumPngText. Null where there is none, or where this is no PNG. Error, without a
/// subject: DocumentDamaged.
Result<QString> readPngText(QIODevice &png, const QString &key);

/// Bytes; a recipe has about one thousand.
constexpr int maximumPngText = 1 << 20;

} // namespace gramarye
