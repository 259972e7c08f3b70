#pragma once

#include <QByteArray>
#include <QImage>

namespace gramarye {

/// The lines that are there of the WebP file @p bytes, which is cut short, with its profile as
/// their colour space; null where there is none, as of an animation, from which libvips returns
/// nothing. At most of checkPictureSize().
struct WebpLines
{
    QImage image;   ///< RGB888 or RGBA8888
    int height = 0; ///< of the whole picture
};
WebpLines webpLines(const QByteArray &bytes);

} // namespace gramarye
