#pragma once

#include "core/io/imagereader.h"

#include <QImage>
#include <QString>

#include <vector>

class QMimeData;

namespace gramarye {

/// Where a picture comes from: a file, or what another program hands over (clipboard, drag) as the
/// bytes of a file or as an image. A value.
struct PictureSource
{
    QString path; ///< empty: it is `bytes` or, where these are empty too, `image`
    QImage image;
    QByteArray bytes = {};
    QString name = {}; ///< of what has no path; may be empty
};

/// True where @p data names such files or holds a picture. Asks the other program for nothing yet.
bool offersPicture(const QMimeData &data);

/// The files that @p data names, but weight files, else the picture it holds: browsers put it
/// beside its address.
std::vector<PictureSource> pictureSources(const QMimeData &data);

/// What a person calls it: the file's name without its folder.
QString displayName(const PictureSource &source);

/// Reads and treats the picture; any thread.
Result<Picture> readPicture(const PictureSource &source);

} // namespace gramarye
