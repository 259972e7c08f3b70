#include "core/compute/pch_torch.h"

#include "core/transfer/tensorimage_torch.h"

#include "core/compute/featureprojections_torch.h"
#include "core/transfer/styleareas.h"

#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <QColorSpace>
#include <QRgba64>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <new>
#include <numeric>

namespace gramarye {

namespace {

/// A null picture is QImage's way of saying that there is no memory.
void throwWhereNull(const QImage &image)
{
    if (image.isNull())
        throw std::bad_alloc();
}

/// The first three channels of lines of @p type, of which each pixel has @p channels: a copy, in
/// planes.
at::Tensor planes(const QImage &image, at::ScalarType type, int channels)
{
    throwWhereNull(image);
    const auto bytes = static_cast<int64_t>(at::elementSize(type));
    const at::Tensor interleaved =
        at::from_blob(const_cast<uchar *>(image.constBits()), {image.height(), image.width(), 3},
                      {image.bytesPerLine() / bytes, channels, 1}, type);
    // Of a single pixel contiguous() would be the picture's own memory.
    return interleaved.permute({2, 0, 1}).unsqueeze(0).to(at::kFloat, false, true,
                                                          at::MemoryFormat::Contiguous);
}

at::Tensor luma(const at::Tensor &rgb)
{
    return rgb.narrow(1, 0, 1) * 0.299 + rgb.narrow(1, 1, 1) * 0.587 + rgb.narrow(1, 2, 1) * 0.114;
}

/// RGB888 from such bytes as bytesFromTensor() makes, on the processor.
QImage imageFromBytes(const at::Tensor &bytes)
{
    QImage image(int(bytes.size(1)), int(bytes.size(0)), QImage::Format_RGB888);
    throwWhereNull(image);
    const auto *source = bytes.data_ptr<uint8_t>();
    const auto length = static_cast<std::size_t>(image.width()) * 3;
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(image.scanLine(y), source + static_cast<std::size_t>(y) * length, length);
    image.setColorSpace(QColorSpace::SRgb);
    return image;
}

/// A picture that is copied from a graphics card while the card goes on computing. Compiled but
/// never run where this was written: there was no such card.
class CudaImage final : public PendingImage
{
public:
    explicit CudaImage(const at::Tensor &bytes)
        : m_stream(c10::impl::VirtualGuardImpl(bytes.device().type()).getStream(bytes.device())),
          m_copied(bytes.device().type()),
          m_bytes(at::empty(bytes.sizes(), at::TensorOptions(at::kByte).pinned_memory(true)))
    {
        // In the stream of what follows: the card's allocator gives the source's memory to nobody
        // whose work comes before the copy.
        m_bytes.copy_(bytes, true);
        m_copied.record(m_stream);
    }

    bool isHere() const override { return m_copied.query(); }

    QImage take() override
    {
        if (!isHere())
            m_stream.synchronize();
        return imageFromBytes(m_bytes);
    }

private:
    c10::Stream m_stream;
    c10::Event m_copied;
    at::Tensor m_bytes; ///< in memory that the card writes to by itself
};

/// @p value, 0..1, in 16 bits.
quint16 level(float value)
{
    return quint16(std::min(1.0F, std::max(0.0F, value)) * 65535.0F + 0.5F);
}

/// What is put before and behind something that wraps to bring it to another size, and what of that
/// is cut off there again: both in px, in the proportion of the sizes, so that all lies where it
/// would without.
struct RingMargin
{
    int before;
    int after;
};

RingMargin ringMargin(int from, int to, bool wraps)
{
    constexpr int reach = 2; // of a bicubic kernel, in px
    const int divisor = std::gcd(from, to);
    const int times = wraps ? (reach * divisor + from - 1) / from : 0;
    return {times * (from / divisor), times * (to / divisor)};
}

at::Tensor withMargin(const at::Tensor &values, int64_t dimension, int64_t margin)
{
    if (margin == 0)
        return values;
    const int64_t end = values.size(dimension) - margin;
    return at::cat(
        {values.narrow(dimension, end, margin), values, values.narrow(dimension, 0, margin)},
        dimension);
}

// ImageNet's, whichever network: they only set what a learning rate means.
at::Tensor normalMean(const at::Tensor &like)
{
    return at::tensor({0.485f, 0.456f, 0.406f}).view({1, 3, 1, 1}).to(like.device());
}

at::Tensor normalStd(const at::Tensor &like)
{
    return at::tensor({0.229f, 0.224f, 0.225f}).view({1, 3, 1, 1}).to(like.device());
}

} // namespace

at::Tensor tensorFromImage(const QImage &image, QSize size)
{
    // Very large pictures are first averaged down as they are: floats would take twelve bytes a
    // pixel.
    const QSize intermediate = size * 4;
    const bool huge =
        image.width() > intermediate.width() && image.height() > intermediate.height();
    const QImage source =
        huge ? image.scaled(intermediate, Qt::IgnoreAspectRatio, Qt::SmoothTransformation) : image;
    const at::Tensor tensor =
        image.depth() > 32
            ? planes(source.convertToFormat(QImage::Format_RGBX32FPx4), at::kFloat, 4)
            : planes(source.convertToFormat(QImage::Format_RGB888), at::kByte, 3).div_(255.0);
    return resampled(tensor, size);
}

QImage imageFromTensor(const at::Tensor &tensor)
{
    return imageFromBytes(bytesFromTensor(tensor));
}

at::Tensor bytesFromTensor(const at::Tensor &tensor)
{
    return tensor[0]
        .permute({1, 2, 0})
        .mul(255.0)
        .round_()
        .clamp_(0, 255)
        .to(at::kByte)
        .contiguous();
}

std::unique_ptr<PendingImage> pendingImageFromBytes(const at::Tensor &bytes)
{
    return std::make_unique<CudaImage>(bytes);
}

// Pixel by pixel, without a tensor in between: large pictures come when memory is scarce.
QImage deepImageFromTensor(const at::Tensor &tensor)
{
    const at::Tensor planes = tensor[0].contiguous();
    const QSize size = sizeOf(tensor);
    // LibTorch's memory, which may lie on a disk (see ScratchTensors).
    constexpr int levelsOfPixel = 4;
    auto memory = std::make_unique<at::Tensor>(
        at::empty({size.height(), size.width(), levelsOfPixel}, at::kShort));
    auto *first = static_cast<uchar *>(memory->data_ptr());
    QImage image(
        first, size.width(), size.height(),
        qsizetype(size.width()) * levelsOfPixel * qsizetype(sizeof(quint16)), QImage::Format_RGBX64,
        [](void *own) { delete static_cast<at::Tensor *>(own); }, memory.release());
    throwWhereNull(image);
    const auto width = static_cast<std::size_t>(size.width());
    const auto plane = width * static_cast<std::size_t>(size.height());
    const auto *source = planes.data_ptr<float>();
    for (int y = 0; y < size.height(); ++y, source += width) {
        auto *line = reinterpret_cast<QRgba64 *>(image.scanLine(y));
        for (std::size_t x = 0; x < width; ++x)
            line[x] = qRgba64(level(source[x]), level(source[x + plane]),
                              level(source[x + 2 * plane]), 0xffff);
    }
    image.setColorSpace(QColorSpace::SRgb);
    return image;
}

QSize sizeOf(const at::Tensor &picture)
{
    return {int(picture.size(3)), int(picture.size(2))};
}

ColorPlanes planesOf(const at::Tensor &picture)
{
    Q_ASSERT(picture.is_contiguous() && picture.is_cpu());
    const auto count = static_cast<std::size_t>(picture.size(2) * picture.size(3));
    auto *red = picture.data_ptr<float>();
    return {{red, red + count, red + 2 * count}, count};
}

at::Tensor resampled(const at::Tensor &picture, QSize size)
{
    if (sizeOf(picture) == size)
        return picture;
    return at::_upsample_bicubic2d_aa(picture, {size.height(), size.width()}, false).clamp_(0, 1);
}

at::Tensor upsampled(const at::Tensor &values, QSize size, Upsampling by, Wrap wrap)
{
    const RingMargin down = ringMargin(int(values.size(2)), size.height(), wrap.down);
    const RingMargin across = ringMargin(int(values.size(3)), size.width(), wrap.across);
    const at::Tensor ring = withMargin(withMargin(values, 2, down.before), 3, across.before);
    const std::array<int64_t, 2> all{size.height() + 2 * down.after,
                                     size.width() + 2 * across.after};
    const at::Tensor larger = by == Upsampling::Bicubic ? at::upsample_bicubic2d(ring, all, false)
                                                        : at::upsample_bilinear2d(ring, all, false);
    return larger.narrow(2, down.after, size.height())
        .narrow(3, across.after, size.width())
        .contiguous();
}

at::Tensor seenPixels(const at::Tensor &picture, const QImage &mask)
{
    if (mask.isNull())
        return picture;
    const at::Tensor seen = weightTensor(weightsOf(mask, sizeOf(picture))) > wholeWeight / 2;
    const at::Tensor places = seen.flatten().nonzero().squeeze(1);
    return places.numel() == 0 ? picture : picture.flatten(2).index_select(2, places).unsqueeze(2);
}

at::Tensor covering(const at::Tensor &picture, QSize size)
{
    const QSize scaled = sizeOf(picture).scaled(size, Qt::KeepAspectRatioByExpanding);
    return resampled(picture, scaled)
        .narrow(2, (scaled.height() - size.height()) / 2, size.height())
        .narrow(3, (scaled.width() - size.width()) / 2, size.width())
        .clone(at::MemoryFormat::Contiguous);
}

at::Tensor withColorsOf(const at::Tensor &content, const at::Tensor &result)
{
    // R − Y, G − Y, B − Y hold the chroma; adding the result's Y replaces the luma.
    return content + (luma(result) - luma(content));
}

at::Tensor toPixels(const at::Tensor &iterate, PixelSpace space)
{
    return space == PixelSpace::Unit ? iterate : iterate * normalStd(iterate) + normalMean(iterate);
}

at::Tensor fromPixels(const at::Tensor &pixels, PixelSpace space)
{
    return space == PixelSpace::Unit ? pixels : (pixels - normalMean(pixels)) / normalStd(pixels);
}

at::Tensor fromPixelGradient(const at::Tensor &gradient, PixelSpace space)
{
    return space == PixelSpace::Unit ? gradient : gradient * normalStd(gradient);
}

at::Tensor noisePixels(const at::Tensor &like, int seed, const ValueRange &range)
{
    const auto generator = at::detail::createCPUGenerator(quint64(seed));
    const at::Tensor noise = at::randn(like.sizes(), generator, at::kFloat).to(like.device());
    return clamped(toPixels(noise, PixelSpace::Normalised), range);
}

at::Tensor noiseInColorsOf(const std::vector<at::Tensor> &pictures,
                           const std::vector<double> &weights, QSize size, int seed,
                           const ValueRange &range)
{
    std::vector<double> all = weights;
    all.resize(pictures.size(), 1.0);
    if (std::accumulate(all.begin(), all.end(), 0.0) <= 0)
        std::fill(all.begin(), all.end(), 1.0);
    const double sum = std::accumulate(all.begin(), all.end(), 0.0);
    const auto generator = at::detail::createCPUGenerator(quint64(seed));
    const int64_t count = int64_t(size.width()) * size.height();
    // Sums of so many pixels drawn by chance are as good as normally distributed.
    constexpr int draws = 16;
    at::Tensor noise = at::zeros({3, count}, at::kFloat);
    for (int draw = 0; draw < draws; ++draw) {
        const at::Tensor chance = at::rand({count}, generator, at::kDouble) * sum;
        double below = 0;
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const at::Tensor pixels = pictures[i].flatten(2).squeeze(0);
            const at::Tensor isOwn = (chance >= below).logical_and(chance < below + all[i]);
            const at::Tensor places = isOwn.nonzero().squeeze(1);
            const at::Tensor from =
                at::randint(pixels.size(1), {places.size(0)}, generator, at::kLong);
            noise.index_add_(1, places, pixels.index_select(1, from));
            below += all[i];
        }
    }
    at::Tensor mean = at::zeros({3, 1}, at::kFloat);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        mean.add_(pictures[i].mean(at::IntArrayRef{2, 3}).view({3, 1}), all[i] / sum);
    noise = mean + (noise - draws * mean) / std::sqrt(double(draws));
    return clamped(noise.view({1, 3, size.height(), size.width()}), range);
}

at::Tensor clamped(const at::Tensor &values, const ValueRange &range)
{
    return range.isBounded() ? values.clamp(range.lowest, range.highest) : values;
}

} // namespace gramarye
