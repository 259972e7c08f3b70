#pragma once

#include "core/base/error.h"
#include "core/model/scene.h"
#include "core/pictures/colormap.h"
#include "ui/canvas/picturepyramid.h"

#include <QObject>

#include <vector>

namespace gramarye {

class ImageWell;
class StyleList;

/// Lets the wells show their pictures in the colours that a run will see them in, where it moves
/// them (core/pictures/colormap). Thumbnails are moved, off the GUI thread; of what is wanted while
/// that goes on only the newest is done next.
class WellColors : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this object.
    WellColors(ImageWell *content, StyleList *styles, QObject *parent = nullptr);

    /// For the pictures and weights that are there now, and again whenever these change.
    /// @p background: of a transparent content, 0xrrggbb.
    void show(Colors colors, int background);

private:
    struct Thumbnail
    {
        PictureRef ref;
        QImage image;
        QImage mask; ///< white where its colours count; null: everywhere

        friend bool operator==(const Thumbnail &a, const Thumbnail &b)
        {
            return a.ref == b.ref && a.mask.cacheKey() == b.mask.cacheKey();
        }
    };

    /// What there is to show.
    struct Request
    {
        Colors colors = Colors::Style;
        std::vector<Thumbnail> pictures; ///< the content's, then the styles'
        std::vector<double> weights;     ///< of the styles, where they matter

        int background = whiteBackground; ///< of the content; white where it is not transparent
        QImage alpha;                     ///< of the content, where its background is not white

        bool moves() const { return movesPictures(colors) && pictures.size() > 1; }
        bool changesAny() const { return moves() || background != whiteBackground; }
        friend bool operator==(const Request &a, const Request &b)
        {
            return a.colors == b.colors && a.pictures == b.pictures && a.weights == b.weights
                   && a.background == b.background;
        }
    };

    /// The pictures of a request, null where they are as they are.
    using Recolored = std::vector<PicturePyramid>;

    static ColorStatistics colorsSeen(const Thumbnail &thumbnail);
    static Recolored recolored(Request request);
    static Recolored moved(const Request &request);
    Request request(Colors colors, int background) const;
    std::vector<ImageWell *> wells() const;
    void make();
    void take(const Request &request, const Result<Recolored> &recolored);
    void apply(const Recolored &recolored);

    ImageWell *m_content;
    StyleList *m_styles;
    Request m_wanted;
    Request m_made;
    Recolored m_recolored; ///< of what was made
    bool m_making = false;
};

} // namespace gramarye
