#pragma once

#include <QByteArray>
#include <QImage>

#include <memory>

namespace gramarye {

/// A way from the colours of one ICC profile to those of another: relative colorimetric, with black
/// point compensation, alpha as it is. By little-cms. Any number of threads may use one.
class ColorTransform
{
public:
    ColorTransform() = default;

    /// To sRGB and from it, for pictures of @p format: RGB888, RGBA8888, RGBX64 or RGBA64. Null
    /// where the profile is broken, or about other colours than red, green and blue. From a grey
    /// one it leads where the three channels are the same.
    static ColorTransform toSrgb(const QByteArray &icc, QImage::Format format);
    static ColorTransform fromSrgb(const QByteArray &icc, QImage::Format format);

    bool isNull() const { return !m_transform; }

    /// In place.
    void apply(QImage &image) const;

private:
    explicit ColorTransform(void *transform);

    std::shared_ptr<void> m_transform;
};

} // namespace gramarye
