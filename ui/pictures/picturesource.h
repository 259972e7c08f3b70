#pragma once

#include "core/pictures/imagereader.h"

#include <QImage>
#include <QString>
#include <QUrl>

#include <vector>

class QMimeData;

namespace gramarye {

/// Where a picture comes from: a file, or what another program hands over (clipboard, drag) as the
/// bytes of a file, as an image, or as an address on the web. A value.
struct PictureSource
{
    QString path; ///< empty: it is `bytes` or, where these are empty too, `image`
    QImage image;
    QByteArray bytes = {};
    QString name = {}; ///< of what has no path; may be empty
    QUrl address = {}; ///< not empty: the bytes are to be fetched from there first
    Reading reading = {};
};

/// True where @p data names such files or addresses, or holds a picture. Asks the other program for
/// nothing yet.
bool offersPicture(const QMimeData &data);

/// The files that @p data names, but weight files; else the picture it holds, which some browsers
/// put beside its address; else that address.
std::vector<PictureSource> pictureSources(const QMimeData &data);

/// Reads and treats the picture, whose bytes are here; any thread.
Result<Picture> readPicture(const PictureSource &source);

} // namespace gramarye
