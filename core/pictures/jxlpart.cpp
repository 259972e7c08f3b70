#include "core/pictures/jxlpart.h"

#include "core/pictures/imagereader.h"

#include <QColorSpace>

#include <jxl/decode_cxx.h>

namespace gramarye {

namespace {

/// The profile of the pixels that @p decoder gives.
QColorSpace profileOf(const JxlDecoder *decoder, const JxlPixelFormat &format)
{
    std::size_t size = 0;
    constexpr auto target = JXL_COLOR_PROFILE_TARGET_DATA;
    if (JxlDecoderGetICCProfileSize(decoder, &format, target, &size) != JXL_DEC_SUCCESS)
        return {};
    QByteArray profile(qsizetype(size), '\0');
    JxlDecoderGetColorAsICCProfile(decoder, &format, target,
                                   reinterpret_cast<uint8_t *>(profile.data()), size);
    return QColorSpace::fromIccProfile(profile);
}

} // namespace

JxlPart jxlPart(const QByteArray &bytes)
{
    const JxlDecoderPtr decoder = JxlDecoderMake(nullptr);
    JxlDecoderSubscribeEvents(decoder.get(),
                              JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FULL_IMAGE);
    JxlDecoderSetInput(decoder.get(), reinterpret_cast<const uint8_t *>(bytes.constData()),
                       std::size_t(bytes.size()));
    JxlPart part;
    JxlBasicInfo info{};
    JxlPixelFormat format{4, JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN, 4}; // as lines of a QImage lie
    QColorSpace profile;
    for (;;) {
        switch (JxlDecoderProcessInput(decoder.get())) {
        case JXL_DEC_BASIC_INFO:
            JxlDecoderGetBasicInfo(decoder.get(), &info);
            if (info.bits_per_sample > 8)
                format.data_type = JXL_TYPE_UINT16;
            break;
        case JXL_DEC_COLOR_ENCODING:
            profile = profileOf(decoder.get(), format);
            break;
        case JXL_DEC_NEED_IMAGE_OUT_BUFFER: {
            const QSize size(int(info.xsize), int(info.ysize));
            const bool isDeep = format.data_type == JXL_TYPE_UINT16;
            const auto opaque = isDeep ? QImage::Format_RGBX64 : QImage::Format_RGBX8888;
            const auto transparent = isDeep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888;
            part.image = QImage(checkPictureSize(size, {}) ? size : QSize(),
                                info.alpha_bits > 0 ? transparent : opaque);
            if (part.image.isNull())
                return part;
            part.image.fill(Qt::transparent);
            part.image.setColorSpace(profile);
            JxlDecoderSetImageOutBuffer(decoder.get(), &format, part.image.bits(),
                                        std::size_t(part.image.sizeInBytes()));
            break;
        }
        case JXL_DEC_NEED_MORE_INPUT:
            part.isCut = true;
            if (part.image.isNull() || JxlDecoderFlushImage(decoder.get()) != JXL_DEC_SUCCESS)
                part.image = {};
            return part;
        default: // whole, or damaged
            return part;
        }
    }
}

} // namespace gramarye
