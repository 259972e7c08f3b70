#include "ui/pictures/wellcolors.h"

#include "core/base/background.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"

#include <algorithm>

namespace gramarye {

namespace {

constexpr int thumbnailWidth =
    320; ///< px; wells are hardly wider, and no more than half of it is lost

QImage fittedMask(const QImage &mask, QSize size)
{
    return mask.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_Grayscale8);
}

/// @p image, of which that much is opaque, on @p background in place of white.
QImage onColor(const QImage &image, const QImage &alpha, int background)
{
    if (alpha.isNull())
        return image;
    Picture picture{image, fittedMask(alpha, image.size())};
    return onBackground(std::move(picture), QRgb(background)).image;
}

/// The pixels of a picture as planes.
class Pixels
{
public:
    /// Of @p image; or of it those alone that @p mask shows, at least half, where it shows any.
    explicit Pixels(const QImage &image, const QImage &mask = {}) : m_size(image.size())
    {
        const QImage seen = mask.isNull() ? mask : fittedMask(mask, m_size);
        for (std::vector<float> &channel : m_channels)
            channel.reserve(std::size_t(m_size.width()) * std::size_t(m_size.height()));
        const QImage source = image.convertToFormat(QImage::Format_RGB32);
        for (int y = 0; y < m_size.height(); ++y) {
            const auto *line = reinterpret_cast<const QRgb *>(source.constScanLine(y));
            for (int x = 0; x < m_size.width(); ++x) {
                if (!seen.isNull() && seen.constScanLine(y)[x] < 128)
                    continue;
                m_channels[0].push_back(float(qRed(line[x])) / 255);
                m_channels[1].push_back(float(qGreen(line[x])) / 255);
                m_channels[2].push_back(float(qBlue(line[x])) / 255);
            }
        }
    }

    ColorPlanes planes()
    {
        return {{m_channels[0].data(), m_channels[1].data(), m_channels[2].data()},
                m_channels[0].size()};
    }

    /// Where no mask left any out.
    QImage image() const
    {
        QImage result(m_size, QImage::Format_RGB32);
        std::size_t i = 0;
        for (int y = 0; y < m_size.height(); ++y) {
            auto *line = reinterpret_cast<QRgb *>(result.scanLine(y));
            for (int x = 0; x < m_size.width(); ++x, ++i)
                line[x] = qRgb(level(0, i), level(1, i), level(2, i));
        }
        return result;
    }

private:
    /// Of a value within 0..1.
    int level(std::size_t channel, std::size_t i) const
    {
        return qRound(m_channels[channel][i] * 255);
    }

    QSize m_size;
    std::array<std::vector<float>, 3> m_channels;
};

} // namespace

WellColors::WellColors(ImageWell *content, StyleList *styles, QObject *parent)
    : QObject(parent), m_content(content), m_styles(styles)
{
}

void WellColors::show(Colors colors, int background)
{
    m_wanted = request(colors, background);
    if (!m_wanted.changesAny())
        apply({});
    else if (m_wanted == m_made)
        apply(m_recolored);
    else if (!m_making)
        make();
}

WellColors::Request WellColors::request(Colors colors, int background) const
{
    Request request;
    request.colors = colors;
    if (m_content->isEmpty())
        return request;
    if (!m_content->picture().picture.alpha.isNull() && background != whiteBackground) {
        request.background = background;
        request.alpha = m_content->picture().picture.alpha;
    }
    if (!request.changesAny() && !movesPictures(colors))
        return request;
    const auto add = [&request](const LoadedPicture &picture, const QImage &mask) {
        request.pictures.push_back(
            {picture.picture.ref, picture.pyramid.level(thumbnailWidth), mask});
    };
    add(m_content->picture(), {});
    if (!movesPictures(colors))
        return request;
    for (const StyleOf<LoadedPicture> &style : m_styles->styles())
        add(style.picture, style.mask.isNull() ? style.picture.picture.alpha
                                               : style.mask.pyramid.level(thumbnailWidth));
    if (colors == Colors::Palette)
        request.weights = m_styles->blend();
    return request;
}

/// Those with the content and the styles that are there.
std::vector<ImageWell *> WellColors::wells() const
{
    std::vector<ImageWell *> wells{m_content};
    for (const StyleRow *row : m_styles->rows()) {
        if (!row->well()->isEmpty())
            wells.push_back(row->well());
    }
    return wells;
}

ColorStatistics WellColors::colorsSeen(const Thumbnail &thumbnail)
{
    Pixels seen(thumbnail.image, thumbnail.mask);
    return colorStatistics(seen.planes().count > 0 ? seen.planes()
                                                   : Pixels(thumbnail.image).planes());
}

WellColors::Recolored WellColors::recolored(Request request)
{
    QImage &content = request.pictures.front().image;
    content = onColor(content, request.alpha, request.background);
    Recolored result = request.moves() ? moved(request) : Recolored(1);
    if (request.background != whiteBackground && result.front().isNull())
        result.front() = PicturePyramid(content);
    return result;
}

WellColors::Recolored WellColors::moved(const Request &request)
{
    std::vector<Pixels> pictures;
    for (const Thumbnail &thumbnail : request.pictures)
        pictures.emplace_back(thumbnail.image);
    std::vector<ColorPlanes> styles;
    std::transform(pictures.begin() + 1, pictures.end(), std::back_inserter(styles),
                   [](Pixels &style) { return style.planes(); });
    std::vector<ColorStatistics> ofStyles;
    std::transform(request.pictures.begin() + 1, request.pictures.end(),
                   std::back_inserter(ofStyles), colorsSeen);
    recolor(request.colors, pictures.front().planes(), styles, ofStyles, request.weights);

    const bool movesContent = request.colors == Colors::Palette;
    Recolored result;
    for (const Pixels &picture : pictures) {
        const bool isMoved = (&picture == &pictures.front()) == movesContent;
        result.push_back(isMoved ? PicturePyramid(picture.image()) : PicturePyramid());
    }
    return result;
}

void WellColors::make()
{
    m_making = true;
    runInBackground(
        this, [request = m_wanted] { return recolored(request); },
        [this, request = m_wanted](const Result<Recolored> &recolored) {
            take(request, recolored);
        });
}

void WellColors::take(const Request &request, const Result<Recolored> &recolored)
{
    m_making = false;
    if (recolored) { // else what is shown stays until there is memory
        m_made = request;
        m_recolored = *recolored;
    }
    if (!m_wanted.changesAny())
        return;
    if (m_wanted == m_made)
        apply(m_recolored);
    else if (!(m_wanted == request))
        make();
}

/// Of what there is none of, the wells show as it is.
void WellColors::apply(const Recolored &recolored)
{
    const std::vector<ImageWell *> wells = this->wells();
    for (std::size_t i = 0; i < wells.size(); ++i)
        wells[i]->showRecolored(i < recolored.size() ? recolored[i] : PicturePyramid());
}

} // namespace gramarye
