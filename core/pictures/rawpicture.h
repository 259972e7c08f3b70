#pragma once

#include <QByteArrayView>

namespace gramarye {

/// What is said of a camera's raw picture that is a TIFF by its first bytes, and whose first
/// picture is no more than a thumbnail or cannot be developed here: "a camera's raw picture (NEF)".
/// Null: the file @p tiff is a TIFF like others. In the context "ErrorText".
const char *rawPictureWords(QByteArrayView tiff);

} // namespace gramarye
