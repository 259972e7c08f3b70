#include "ui/regions/mask.h"

#include "core/transfer/regions.h"

#include <QColorSpace>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace gramarye {

namespace {

constexpr int full = 255;

// Feathering: three means over a box are nearly a Gaussian.

/// The lines of a mask with more digits than bytes have.
struct Plane
{
    static constexpr int one = 257; ///< 255 of a mask is 65535

    explicit Plane(QSize size)
        : width(std::size_t(size.width())),
          height(std::size_t(size.height())),
          values(width * height)
    {
    }

    quint16 *line(std::size_t y) { return values.data() + y * width; }
    const quint16 *line(std::size_t y) const { return values.data() + y * width; }

    std::size_t width;
    std::size_t height;
    std::vector<quint16> values;
};

/// The line that is as far from @p place as @p offset says; the first and the last go on.
std::size_t within(std::size_t place, std::ptrdiff_t offset, std::size_t count)
{
    return std::size_t(
        std::clamp(std::ptrdiff_t(place) + offset, std::ptrdiff_t(0), std::ptrdiff_t(count) - 1));
}

/// Means of 2 · @p reach + 1 values along the lines.
void blurAlong(const Plane &from, Plane &to, int reach)
{
    const float share = 1.0F / float(2 * reach + 1);
    for (std::size_t y = 0; y < from.height; ++y) {
        const quint16 *line = from.line(y);
        quint16 *result = to.line(y);
        quint32 sum = 0;
        for (int offset = -reach; offset <= reach; ++offset)
            sum += line[within(0, offset, from.width)];
        for (std::size_t x = 0; x < from.width; ++x) {
            result[x] = quint16(float(sum) * share + 0.5F);
            sum += line[within(x, reach + 1, from.width)];
            sum -= line[within(x, -reach, from.width)];
        }
    }
}

/// The same across the lines; a whole line at a time, as memory is read fastest.
void blurAcross(const Plane &from, Plane &to, int reach)
{
    const float share = 1.0F / float(2 * reach + 1);
    std::vector<quint32> sums(from.width);
    for (int offset = -reach; offset <= reach; ++offset) {
        const quint16 *line = from.line(within(0, offset, from.height));
        for (std::size_t x = 0; x < from.width; ++x)
            sums[x] += line[x];
    }
    for (std::size_t y = 0; y < from.height; ++y) {
        quint16 *result = to.line(y);
        const quint16 *coming = from.line(within(y, reach + 1, from.height));
        const quint16 *going = from.line(within(y, -reach, from.height));
        for (std::size_t x = 0; x < from.width; ++x) {
            result[x] = quint16(float(sums[x]) * share + 0.5F);
            sums[x] += coming[x];
            sums[x] -= going[x];
        }
    }
}

/// How far three boxes reach that are together as a Gaussian of the standard deviation @p sigma.
/// Boxes of the width w have the variance (w² − 1) / 12, and variances add up.
std::array<int, 3> boxReaches(double sigma)
{
    const auto variance = [](int reach) { return (std::pow(2 * reach + 1, 2) - 1) / 12; };
    const int shorter = int((std::sqrt(4 * sigma * sigma + 1) - 1) / 2);
    const double missing = sigma * sigma - 3 * variance(shorter);
    const auto longer = std::lround(missing / (variance(shorter + 1) - variance(shorter)));
    std::array<int, 3> reaches{};
    for (std::size_t i = 0; i < reaches.size(); ++i)
        reaches[i] = long(i) < longer ? shorter + 1 : shorter;
    return reaches;
}

// Filling: from line to line, as far as pixels are alike.

bool isAlike(QRgb a, QRgb b, int difference)
{
    return std::abs(qRed(a) - qRed(b)) <= difference
           && std::abs(qGreen(a) - qGreen(b)) <= difference
           && std::abs(qBlue(a) - qBlue(b)) <= difference;
}

/// What is connected with a point and like it. The lines of a mask are what was found.
class Flood
{
public:
    Flood(const QImage &picture, QRgb color, int difference)
        : m_picture(picture),
          m_color(color),
          m_difference(difference),
          m_found(blankMask(picture.size()))
    {
    }

    QImage from(QPoint point)
    {
        m_open = {point};
        while (!m_open.empty()) {
            const QPoint next = m_open.back();
            m_open.pop_back();
            if (isNew(next.x(), next.y()))
                takeRun(next);
        }
        return m_found;
    }

private:
    bool isNew(int x, int y) const
    {
        return m_found.constScanLine(y)[x] == 0
               && isAlike(reinterpret_cast<const QRgb *>(m_picture.constScanLine(y))[x], m_color,
                          m_difference);
    }

    /// All of the line around @p point, and a beginning for each run above and below it.
    void takeRun(QPoint point)
    {
        const int y = point.y();
        int left = point.x();
        while (left > 0 && isNew(left - 1, y))
            --left;
        int right = point.x();
        while (right + 1 < m_picture.width() && isNew(right + 1, y))
            ++right;
        std::fill_n(m_found.scanLine(y) + left, right - left + 1, uchar(full));
        for (const int other : {y - 1, y + 1}) {
            if (other >= 0 && other < m_picture.height())
                openRuns(other, left, right);
        }
    }

    void openRuns(int y, int left, int right)
    {
        bool inRun = false;
        for (int x = left; x <= right; ++x) {
            const bool wasInRun = std::exchange(inRun, isNew(x, y));
            if (inRun && !wasInRun)
                m_open.emplace_back(x, y);
        }
    }

    const QImage &m_picture;
    QRgb m_color;
    int m_difference;
    QImage m_found;
    std::vector<QPoint> m_open;
};

/// @p line weighted 1, 2, 1 with its neighbours; 4 times as much.
void addNeighbours(const uchar *line, std::vector<int> &sums)
{
    const std::size_t last = sums.size() - 1;
    for (std::size_t x = 1; x < last; ++x)
        sums[x] = line[x - 1] + 2 * line[x] + line[x + 1];
    sums[0] = 3 * line[0] + line[std::min<std::size_t>(1, last)];
    sums[last] = 3 * line[last] + line[last > 0 ? last - 1 : 0];
}

/// What is full stays so; its neighbours get as much as lies around them.
QImage withSoftEdge(const QImage &mask)
{
    QImage soft = mask.copy();
    const auto width = std::size_t(mask.width());
    std::vector<int> above(width);
    std::vector<int> here(width);
    std::vector<int> below(width);
    const auto line = [&mask](int y) {
        return mask.constScanLine(std::clamp(y, 0, mask.height() - 1));
    };
    addNeighbours(line(-1), above);
    addNeighbours(line(0), here);
    for (int y = 0; y < mask.height(); ++y) {
        addNeighbours(line(y + 1), below);
        uchar *result = soft.scanLine(y);
        for (std::size_t x = 0; x < width; ++x)
            result[x] = std::max(result[x], uchar((above[x] + 2 * here[x] + below[x]) / 16));
        above.swap(here);
        here.swap(below);
    }
    return soft;
}

} // namespace

QSize maskSize(QSize picture)
{
    const QSize limit(maximumMaskSide, maximumMaskSide);
    const QSize bounded =
        picture.boundedTo(limit) == picture ? picture : picture.scaled(limit, Qt::KeepAspectRatio);
    return bounded.expandedTo({1, 1});
}

bool isMaskOf(QSize mask, QSize picture)
{
    const QSize fitted = picture.scaled(mask, Qt::KeepAspectRatio);
    return mask.width() - fitted.width() <= 1 && mask.height() - fitted.height() <= 1;
}

QImage blankMask(QSize size)
{
    QImage mask(size, QImage::Format_Grayscale8);
    mask.fill(0);
    return mask;
}

bool isBlank(const QImage &mask)
{
    return mask.isNull() || isBlack(mask);
}

QImage resizedMask(const QImage &mask, QSize size)
{
    if (mask.isNull())
        return blankMask(size);
    if (mask.size() == size)
        return mask;
    return mask.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_Grayscale8);
}

QImage maskOfPicture(const QImage &picture, QSize size)
{
    QImage mask = picture.convertToFormat(QImage::Format_Grayscale8);
    mask.setColorSpace({}); // it is no colour, and == compares that, too
    return resizedMask(mask, size);
}

QImage invertedMask(const QImage &mask)
{
    QImage inverted = mask;
    inverted.invertPixels();
    return inverted;
}

QImage featheredMask(const QImage &mask, double radius)
{
    Plane plane(mask.size());
    for (std::size_t y = 0; y < plane.height; ++y) {
        const uchar *line = mask.constScanLine(int(y));
        std::transform(line, line + plane.width, plane.line(y),
                       [](uchar value) { return quint16(value * Plane::one); });
    }
    Plane other(mask.size());
    for (const int reach : boxReaches(std::max(radius, 2.0) / 2)) {
        blurAlong(plane, other, reach);
        blurAcross(other, plane, reach);
    }
    QImage result(mask.size(), QImage::Format_Grayscale8);
    for (std::size_t y = 0; y < plane.height; ++y) {
        const quint16 *line = plane.line(y);
        std::transform(line, line + plane.width, result.scanLine(int(y)),
                       [](quint16 value) { return uchar((value + Plane::one / 2) / Plane::one); });
    }
    return result;
}

QRect editMask(QImage &mask, const QImage &shape, MaskEdit edit)
{
    Q_ASSERT(mask.size() == shape.size());
    for (int y = 0; y < mask.height(); ++y) {
        uchar *line = mask.scanLine(y);
        const uchar *other = shape.constScanLine(y);
        for (int x = 0; x < mask.width(); ++x)
            line[x] = editedPixel(line[x], other[x], edit);
    }
    return mask.rect();
}

QRect editPolygon(QImage &mask, const QPolygonF &polygon, MaskEdit edit)
{
    QPainterPath path;
    path.addPolygon(polygon);
    path.closeSubpath();
    QPainter painter(&mask);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, edit == MaskEdit::Paint ? Qt::white : Qt::black);
    return path.boundingRect().toAlignedRect().intersected(mask.rect());
}

QImage similarColors(const QImage &picture, QPoint point, double tolerance)
{
    if (!picture.rect().contains(point))
        return blankMask(picture.size());
    const QImage pixels = picture.convertToFormat(QImage::Format_RGB32);
    const auto difference = int(std::lround(std::clamp(tolerance, 0.0, 1.0) * full));
    return withSoftEdge(Flood(pixels, pixels.pixel(point), difference).from(point));
}

} // namespace gramarye
