#include "ui/picturesource.h"

#include "ui/weightfiles.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace gramarye {

namespace {

bool isInline(const QUrl &url)
{
    return url.scheme() == QLatin1String("data");
}

/// The bytes within a "data:" address (RFC 2397); empty where they are no picture's.
QByteArray inlineBytes(const QUrl &url)
{
    const QByteArray content = url.path(QUrl::FullyEncoded).toUtf8();
    const qsizetype comma = content.indexOf(',');
    const QByteArray type = content.left(comma);
    if (comma < 0 || !type.startsWith("image/"))
        return {};
    const QByteArray data = QByteArray::fromPercentEncoding(content.mid(comma + 1));
    return type.endsWith(";base64") ? QByteArray::fromBase64(data) : data;
}

/// The format of the picture as the file it once was, the best first: that keeps its profile, and
/// is not decoded here and now. Empty where there is none.
QString encodedFormat(const QMimeData &data)
{
    for (const char *format :
         {"image/png", "image/jpeg", "image/webp", "image/tiff", "image/bmp"}) {
        if (data.hasFormat(QLatin1String(format)))
            return QLatin1String(format);
    }
    return {};
}

std::vector<PictureSource> namedFiles(const QList<QUrl> &urls)
{
    std::vector<PictureSource> files;
    for (const QUrl &url : urls) {
        if (url.isLocalFile() && !isCalledWeights(url.toLocalFile()))
            files.push_back({url.toLocalFile(), {}});
    }
    return files;
}

} // namespace

bool offersPicture(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return data.hasImage() || !encodedFormat(data).isEmpty() || !namedFiles(urls).empty()
           || std::any_of(urls.begin(), urls.end(),
                          [](const QUrl &url) { return !inlineBytes(url).isEmpty(); });
}

std::vector<PictureSource> pictureSources(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    const auto files = namedFiles(urls);
    if (!files.empty())
        return files;
    PictureSource source;
    for (const QUrl &url : urls) {
        if (isInline(url))
            source.bytes = inlineBytes(url);
        else if (!url.isLocalFile())
            source.name = url.fileName();
    }
    const QString format = encodedFormat(data);
    if (source.bytes.isEmpty() && !format.isEmpty())
        source.bytes = data.data(format);
    if (source.bytes.isEmpty() && data.hasImage())
        source.image = qvariant_cast<QImage>(data.imageData());
    if (source.bytes.isEmpty() && source.image.isNull())
        return {};
    return {source};
}

QString displayName(const PictureSource &source)
{
    if (!source.path.isEmpty())
        return QFileInfo(source.path).fileName();
    return source.name.isEmpty() ? QCoreApplication::translate("PictureSource", "Pasted picture")
                                 : source.name;
}

Result<Picture> readPicture(const PictureSource &source)
{
    if (!source.path.isEmpty())
        return readPicture(source.path);
    return source.bytes.isEmpty() ? pictureFromImage(source.image, displayName(source))
                                  : readPicture(source.bytes, displayName(source));
}

} // namespace gramarye
