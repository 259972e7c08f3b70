#include "core/pictures/colorprofile.h"

#include <lcms2.h>

namespace gramarye {

namespace {

using Profile = std::unique_ptr<void, decltype(&cmsCloseProfile)>;

Profile opened(const QByteArray &icc)
{
    return {cmsOpenProfileFromMem(icc.constData(), cmsUInt32Number(icc.size())), cmsCloseProfile};
}

// A grey picture has been spread over red, green and blue by now: take the first of them.
cmsUInt32Number pixelType(cmsColorSpaceSignature colors, QImage::Format format)
{
    const bool isGray = colors == cmsSigGrayData;
    const cmsUInt32Number stored = format == QImage::Format_RGB888 ? 3 : 4;
    const cmsUInt32Number used = isGray ? 1 : 3;
    const bool isDeep = format == QImage::Format_RGBX64 || format == QImage::Format_RGBA64;
    return COLORSPACE_SH(isGray ? PT_GRAY : PT_RGB) | CHANNELS_SH(used) | EXTRA_SH(stored - used)
           | BYTES_SH(isDeep ? 2 : 1);
}

/// Null where little-cms refuses.
void *transform(const Profile &from, const Profile &to, QImage::Format format)
{
    if (!from || !to)
        return nullptr;
    // Without its cache of the last colour, which threads would share.
    return cmsCreateTransform(from.get(), pixelType(cmsGetColorSpace(from.get()), format), to.get(),
                              pixelType(cmsGetColorSpace(to.get()), format),
                              INTENT_RELATIVE_COLORIMETRIC,
                              cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
}

} // namespace

ColorTransform::ColorTransform(void *transform)
    : m_transform(transform, [](void *owned) {
          if (owned)
              cmsDeleteTransform(owned);
      })
{
}

ColorTransform ColorTransform::toSrgb(const QByteArray &icc, QImage::Format format)
{
    return ColorTransform(
        transform(opened(icc), Profile(cmsCreate_sRGBProfile(), cmsCloseProfile), format));
}

ColorTransform ColorTransform::fromSrgb(const QByteArray &icc, QImage::Format format)
{
    const Profile target = opened(icc);
    if (!target || cmsGetColorSpace(target.get()) != cmsSigRgbData)
        return ColorTransform(nullptr);
    return ColorTransform(
        transform(Profile(cmsCreate_sRGBProfile(), cmsCloseProfile), target, format));
}

void ColorTransform::apply(QImage &image) const
{
    for (int y = 0; y < image.height(); ++y) {
        uchar *line = image.scanLine(y);
        cmsDoTransform(m_transform.get(), line, line, cmsUInt32Number(image.width()));
    }
}

} // namespace gramarye
