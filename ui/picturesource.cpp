#include "ui/picturesource.h"

#include "ui/weightfiles.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace gramarye {

bool offersPicture(const QMimeData &data)
{
    return data.hasImage() || !pictureSources(data).empty();
}

std::vector<PictureSource> pictureSources(const QMimeData &data)
{
    std::vector<PictureSource> sources;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile() && !isCalledWeights(url.toLocalFile()))
            sources.push_back({url.toLocalFile(), {}});
    }
    if (sources.empty() && data.hasImage())
        sources.push_back({{}, qvariant_cast<QImage>(data.imageData())});
    return sources;
}

QString displayName(const PictureSource &source)
{
    if (source.path.isEmpty())
        return QCoreApplication::translate("PictureSource", "Pasted picture");
    return QFileInfo(source.path).fileName();
}

Result<Picture> readPicture(const PictureSource &source)
{
    return source.path.isEmpty() ? pictureFromImage(source.image, displayName(source))
                                 : readPicture(source.path);
}

} // namespace gramarye
