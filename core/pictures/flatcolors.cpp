#include "core/pictures/flatcolors.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace gramarye {

namespace {

constexpr std::size_t mostColors = 8;
constexpr double leastShare = 0.005;    ///< of the pixels; rarer colours are specks
constexpr int grayChroma = 24;          ///< between channels; what differs less is grey
constexpr int flatDifference = 24;      ///< of a channel, between neighbours of one flat colour
constexpr int noise = 20;               ///< how far a flat colour's pixels are from it
constexpr int apart = 2 * noise;        ///< how far flat colours are from each other at least
constexpr double leastFlatShare = 0.5;  ///< of the pixels that have neighbours like themselves
constexpr double leastCloseShare = 0.9; ///< of those that are as near to a colour as noise is
constexpr int edgeReach = 3;            ///< px: how far around it a soft edge's colours are

/// A colour as numbers that are added up.
struct ColorSum
{
    double red = 0;
    double green = 0;
    double blue = 0;
};

ColorSum sumOf(QRgb color)
{
    return {double(qRed(color)), double(qGreen(color)), double(qBlue(color))};
}

double squaredDistance(const ColorSum &a, const ColorSum &b)
{
    const double red = a.red - b.red;
    const double green = a.green - b.green;
    const double blue = a.blue - b.blue;
    return red * red + green * green + blue * blue;
}

double lightness(const ColorSum &color)
{
    return 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue;
}

/// How often colours occur that are nearly the same, and their mean.
struct Bin
{
    qint64 count = 0;
    ColorSum sum;

    ColorSum mean() const
    {
        const auto n = double(count);
        return {sum.red / n, sum.green / n, sum.blue / n};
    }

    void add(const Bin &other)
    {
        count += other.count;
        sum = {sum.red + other.sum.red, sum.green + other.sum.green, sum.blue + other.sum.blue};
    }
};

const QRgb *lineOf(const QImage &picture, int y)
{
    return reinterpret_cast<const QRgb *>(picture.constScanLine(y));
}

qint64 pixelsOf(const QImage &picture)
{
    return qint64(picture.width()) * picture.height();
}

bool isAllGray(const QImage &picture)
{
    qint64 colored = 0;
    for (int y = 0; y < picture.height(); ++y) {
        const QRgb *line = lineOf(picture, y);
        colored += std::count_if(line, line + picture.width(), [](QRgb color) {
            const auto [low, high] = std::minmax({qRed(color), qGreen(color), qBlue(color)});
            return high - low > grayChroma;
        });
    }
    return double(colored) < leastShare * double(pixelsOf(picture));
}

bool isLike(QRgb a, QRgb b)
{
    return std::abs(qRed(a) - qRed(b)) <= flatDifference
           && std::abs(qGreen(a) - qGreen(b)) <= flatDifference
           && std::abs(qBlue(a) - qBlue(b)) <= flatDifference;
}

/// True where all neighbours of the pixel are like it: it is on no edge.
bool isFlat(const QImage &picture, int x, int y)
{
    const QRgb color = lineOf(picture, y)[x];
    for (int ny = std::max(0, y - 1); ny <= std::min(y + 1, picture.height() - 1); ++ny) {
        const QRgb *line = lineOf(picture, ny);
        for (int nx = std::max(0, x - 1); nx <= std::min(x + 1, picture.width() - 1); ++nx) {
            if (!isLike(line[nx], color))
                return false;
        }
    }
    return true;
}

/// The colours of the flat pixels, the most frequent first.
std::vector<Bin> flatColors(const QImage &picture)
{
    constexpr int bits = 5; // of each channel
    std::vector<Bin> bins(std::size_t(1) << (3 * bits));
    const auto place = [](int value) { return std::size_t(value) >> (8 - bits); };
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QRgb color = lineOf(picture, y)[x];
            if (isFlat(picture, x, y))
                bins[(place(qRed(color)) << (2 * bits)) + (place(qGreen(color)) << bits)
                     + place(qBlue(color))]
                    .add({1, sumOf(color)});
        }
    }
    bins.erase(std::remove_if(bins.begin(), bins.end(), [](const Bin &bin) { return !bin.count; }),
               bins.end());
    std::stable_sort(bins.begin(), bins.end(),
                     [](const Bin &a, const Bin &b) { return a.count > b.count; });
    return bins;
}

/// What @p bins have within the reach of noise around @p color, as one.
Bin around(const ColorSum &color, const std::vector<Bin> &bins)
{
    Bin sum;
    for (const Bin &bin : bins) {
        if (squaredDistance(bin.mean(), color) <= noise * noise)
            sum.add(bin);
    }
    return sum;
}

/// The flat colours that @p picture is made of, specks and noise among them; none where it is made
/// of something else.
std::vector<ColorSum> candidates(const QImage &picture)
{
    const std::vector<Bin> bins = flatColors(picture);
    std::vector<ColorSum> colors;
    qint64 flat = 0;
    qint64 close = 0;
    for (const Bin &bin : bins) {
        flat += bin.count;
        const bool isTaken = std::any_of(colors.begin(), colors.end(), [&](const ColorSum &color) {
            return squaredDistance(color, bin.mean()) <= apart * apart;
        });
        if (isTaken)
            continue;
        const Bin color = around(bin.mean(), bins);
        // Soft edges have hardly a pixel whose neighbours are all like it; of a flat colour at
        // least half are inside, however little there is of it.
        if (double(color.count) < leastShare / 2 * double(pixelsOf(picture)))
            continue;
        colors.push_back(color.mean());
        close += color.count;
    }
    const bool isOfFlatColors = double(flat) >= leastFlatShare * double(pixelsOf(picture))
                                && double(close) >= leastCloseShare * double(flat);
    return isOfFlatColors ? colors : std::vector<ColorSum>();
}

/// Which of some colours each pixel of a picture has.
class Labels
{
public:
    Labels(const QImage &picture, const std::vector<ColorSum> &colors)
        : m_picture(picture), m_colors(colors), m_labels(picture.size(), QImage::Format_Grayscale8)
    {
        takeSure();
        takeEdges();
    }

    uchar at(int x, int y) const { return m_labels.constScanLine(y)[x]; }

    std::vector<qint64> counts() const
    {
        std::vector<qint64> counts(m_colors.size());
        for (int y = 0; y < m_labels.height(); ++y) {
            for (int x = 0; x < m_labels.width(); ++x)
                ++counts[at(x, y)];
        }
        return counts;
    }

private:
    static constexpr uchar unsure = 255;

    /// The place of the nearest colour among those that @p mayBe is true of.
    template<typename Predicate>
    std::optional<uchar> nearest(const ColorSum &color, const Predicate &mayBe) const
    {
        std::optional<uchar> best;
        double distance = 0;
        for (std::size_t i = 0; i < m_colors.size(); ++i) {
            const double here = squaredDistance(color, m_colors[i]);
            if (mayBe(i) && (!best || here < distance)) {
                best = uchar(i);
                distance = here;
            }
        }
        return best;
    }

    void takeSure()
    {
        for (int y = 0; y < m_labels.height(); ++y) {
            uchar *line = m_labels.scanLine(y);
            for (int x = 0; x < m_labels.width(); ++x) {
                const ColorSum color = sumOf(lineOf(m_picture, y)[x]);
                const uchar label = *nearest(color, [](std::size_t) { return true; });
                const bool isSure = squaredDistance(color, m_colors[label]) <= apart * apart;
                line[x] = isSure ? label : unsure;
            }
        }
    }

    /// A mixture of two colours may look like a third: only those beside it count.
    void takeEdges()
    {
        const QImage sure = m_labels.copy();
        for (int y = 0; y < m_labels.height(); ++y) {
            uchar *line = m_labels.scanLine(y);
            for (int x = 0; x < m_labels.width(); ++x) {
                if (line[x] != unsure)
                    continue;
                const std::vector<bool> beside = labelsBeside(sure, x, y);
                const ColorSum color = sumOf(lineOf(m_picture, y)[x]);
                const auto label = nearest(color, [&](std::size_t i) { return beside[i]; });
                line[x] = label ? *label : *nearest(color, [](std::size_t) { return true; });
            }
        }
    }

    std::vector<bool> labelsBeside(const QImage &sure, int x, int y) const
    {
        std::vector<bool> found(m_colors.size());
        for (int ny = std::max(0, y - edgeReach); ny <= std::min(y + edgeReach, sure.height() - 1);
             ++ny) {
            const uchar *line = sure.constScanLine(ny);
            for (int nx = std::max(0, x - edgeReach);
                 nx <= std::min(x + edgeReach, sure.width() - 1); ++nx) {
                if (line[nx] != unsure)
                    found[line[nx]] = true;
            }
        }
        return found;
    }

    const QImage &m_picture;
    const std::vector<ColorSum> &m_colors;
    QImage m_labels;
};

/// Those of @p colors that are no specks, the lightest first.
std::vector<ColorSum> withoutSpecks(const QImage &picture, const std::vector<ColorSum> &colors)
{
    const std::vector<qint64> counts = Labels(picture, colors).counts();
    std::vector<ColorSum> kept;
    for (std::size_t i = 0; i < colors.size(); ++i) {
        if (double(counts[i]) >= leastShare * double(pixelsOf(picture)))
            kept.push_back(colors[i]);
    }
    std::stable_sort(kept.begin(), kept.end(), [](const ColorSum &a, const ColorSum &b) {
        return lightness(a) > lightness(b);
    });
    return kept;
}

QImage maskOf(const Labels &labels, std::size_t label, QSize size)
{
    QImage mask(size, QImage::Format_Grayscale8);
    for (int y = 0; y < mask.height(); ++y) {
        uchar *line = mask.scanLine(y);
        for (int x = 0; x < mask.width(); ++x)
            line[x] = labels.at(x, y) == label ? 255 : 0;
    }
    return mask;
}

} // namespace

std::vector<QImage> masksOfFlatColors(const QImage &picture)
{
    const QImage pixels = picture.convertToFormat(QImage::Format_RGB32);
    std::vector<ColorSum> colors;
    if (!isAllGray(pixels))
        colors = candidates(pixels);
    // More than a byte counts are none that a person drew.
    if (!colors.empty() && colors.size() < 255)
        colors = withoutSpecks(pixels, colors);
    if (colors.size() < 2 || colors.size() > mostColors)
        return {};
    const Labels labels(pixels, colors);
    std::vector<QImage> masks;
    for (std::size_t i = 0; i < colors.size(); ++i)
        masks.push_back(maskOf(labels, i, pixels.size()));
    return masks;
}

} // namespace gramarye
