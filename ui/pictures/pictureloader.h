#pragma once

#include "core/base/error.h"
#include "core/model/recipe.h"
#include "core/pictures/imagereader.h"
#include "ui/canvas/picturepyramid.h"
#include "ui/pictures/offeredfolder.h"
#include "ui/pictures/picturedownload.h"
#include "ui/pictures/picturesource.h"

#include <QObject>

#include <optional>
#include <variant>

namespace gramarye {

/// What the window reads a content picture for, px: usual sizes, and what a screen shows. A run
/// reads it again where it needs another.
constexpr int shownSide = 1024;

/// A picture that was read, and what is needed to show it. A value.
struct LoadedPicture
{
    Picture picture;
    PicturePyramid pyramid;
    std::optional<Recipe> recipe = {}; ///< of the file, where that is a picture exported here

    bool isNull() const { return picture.isNull(); }

    /// As shown to a person.
    const QString &name() const { return picture.ref.name; }

    friend bool operator==(const LoadedPicture &a, const LoadedPicture &b)
    {
        return a.picture.ref == b.picture.ref;
    }
    friend bool operator!=(const LoadedPicture &a, const LoadedPicture &b) { return !(a == b); }
};

/// Reads a picture, and makes what is needed to show it. Any thread. Errors: those of
/// readPicture().
Result<LoadedPicture> loadPicture(const PictureSource &source);

/// @p picture with what is needed to show it. Any thread.
LoadedPicture loaded(Picture picture);

/// Fetches a picture where that is needed, and reads it off the GUI thread; the newest request
/// wins. Of a folder with one picture in it that is the picture.
class PictureLoader : public QObject
{
    Q_OBJECT

public:
    explicit PictureLoader(QObject *parent = nullptr);

    void load(const PictureSource &source);
    void cancel();
    bool isLoading() const { return m_wanted != 0; }

Q_SIGNALS:
    void loaded(const gramarye::LoadedPicture &picture);
    void failed(const gramarye::Error &error);

    /// Only a part of the picture is there, which loading @p source again accepts.
    void cutShort(const gramarye::PictureSource &source, const gramarye::Error &error);

    /// The source is a folder that has no picture in it, or several.
    void folderFound(const gramarye::OfferedFolder &folder);

private:
    using Found = std::variant<LoadedPicture, OfferedFolder>;

    static Result<Found> find(const PictureSource &source);
    void read(const PictureSource &source);
    void deliver(PictureSource source, const Result<Found> &result);

    PictureDownload m_download;
    PictureSource m_source; ///< while it is being fetched
    quint64 m_lastLoad = 0;
    quint64 m_wanted = 0; ///< the load whose picture is; 0: none
};

} // namespace gramarye
