#pragma once

#include "core/io/imagereader.h"

#include <QImage>
#include <QString>

#include <vector>

class QMimeData;

namespace gramarye {

/// Where a picture comes from: a file, or an image already in memory (clipboard, drag). A value.
struct PictureSource
{
    QString path; ///< empty: it is `image`
    QImage image;
};

/// True where @p data names such files or holds an image.
bool offersPicture(const QMimeData &data);

/// The files that @p data names, but weight files, else the image it holds.
std::vector<PictureSource> pictureSources(const QMimeData &data);

/// What a person calls it: the file's name without its folder.
QString displayName(const PictureSource &source);

/// Reads and treats the picture; any thread.
Result<Picture> readPicture(const PictureSource &source);

} // namespace gramarye
