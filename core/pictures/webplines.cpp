#include "core/pictures/webplines.h"

#include "core/pictures/imagereader.h"

#include <QColorSpace>
#include <QtEndian>

#include <webp/decode.h>

namespace gramarye {

namespace {

/// The profile in the file (RIFF's chunk ICCP, before the picture's); empty where there is none.
QByteArray webpProfile(const QByteArray &bytes)
{
    constexpr qsizetype headSize = 8; // what it is, and how long
    for (qsizetype at = 12; at + headSize <= bytes.size();) {
        const auto length = qsizetype(qFromLittleEndian<quint32>(bytes.constData() + at + 4));
        if (bytes.mid(at, 4) == "ICCP")
            return bytes.mid(at + headSize, length);
        at += headSize + length + length % 2;
    }
    return {};
}

} // namespace

WebpLines webpLines(const QByteArray &bytes)
{
    const auto *data = reinterpret_cast<const uint8_t *>(bytes.constData());
    const auto size = std::size_t(bytes.size());
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)
        || WebPGetFeatures(data, size, &config.input) != VP8_STATUS_OK
        || config.input.has_animation)
        return {};
    const QSize whole(config.input.width, config.input.height);
    const bool hasAlpha = config.input.has_alpha;
    QImage image(checkPictureSize(whole, {}) ? whole : QSize(),
                 hasAlpha ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
    if (image.isNull())
        return {};
    config.output.colorspace = hasAlpha ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {image.bits(), int(image.bytesPerLine()),
                            std::size_t(image.sizeInBytes())};
    int lines = 0;
    if (WebPIDecoder *decoder = WebPIDecode(nullptr, 0, &config)) {
        WebPIUpdate(decoder, data, size);
        WebPIDecGetRGB(decoder, &lines, nullptr, nullptr, nullptr);
        WebPIDelete(decoder);
    }
    if (lines <= 0)
        return {};
    image = image.copy(0, 0, image.width(), lines);
    if (const QByteArray profile = webpProfile(bytes); !profile.isEmpty())
        image.setColorSpace(QColorSpace::fromIccProfile(profile));
    return {image, whole.height()};
}

} // namespace gramarye
