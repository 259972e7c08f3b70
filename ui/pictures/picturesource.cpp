#include "ui/pictures/picturesource.h"

#include "ui/networks/weightfiles.h"

#include <QCoreApplication>
#include <QMimeData>
#include <QRegularExpression>

#include <algorithm>

namespace gramarye {

namespace {

bool isInline(const QUrl &url)
{
    return url.scheme() == QLatin1String("data");
}

bool isWeb(const QUrl &url)
{
    const bool isHttp =
        url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    return isHttp && !url.host().isEmpty();
}

/// The address of the picture in what a browser calls @p html; empty where there is none. A picture
/// that is a link has the address that it leads to for its URL.
QUrl pictureAddress(const QString &html)
{
    static const QRegularExpression picture(
        QStringLiteral("<img\\b[^>]*\\ssrc\\s*=\\s*([\"'])(.*?)\\1"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    QString address = picture.match(html).captured(2);
    return QUrl(address.replace(QLatin1String("&amp;"), QLatin1String("&")));
}

/// All that @p data names, what most likely is the picture first.
QList<QUrl> addresses(const QMimeData &data)
{
    const QUrl picture = pictureAddress(data.html());
    return picture.isEmpty() ? data.urls() : QList<QUrl>{picture} + data.urls();
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

/// What a person calls what has no path.
QString displayName(const PictureSource &source)
{
    return source.name.isEmpty() ? QCoreApplication::translate("PictureSource", "Pasted picture")
                                 : source.name;
}

} // namespace

bool offersPicture(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return data.hasImage() || !encodedFormat(data).isEmpty() || !namedFiles(urls).empty()
           || std::any_of(urls.begin(), urls.end(), [](const QUrl &url) {
                  return isWeb(url) || !inlineBytes(url).isEmpty();
              });
}

std::vector<PictureSource> pictureSources(const QMimeData &data)
{
    const auto files = namedFiles(data.urls());
    if (!files.empty())
        return files;
    PictureSource source;
    for (const QUrl &url : addresses(data)) {
        if (isInline(url) && source.bytes.isEmpty())
            source.bytes = inlineBytes(url);
        else if (isWeb(url) && source.address.isEmpty())
            source.address = url;
    }
    source.name = source.address.fileName();
    const QString format = encodedFormat(data);
    if (source.bytes.isEmpty() && !format.isEmpty())
        source.bytes = data.data(format);
    if (source.bytes.isEmpty() && data.hasImage())
        source.image = qvariant_cast<QImage>(data.imageData());
    if (!source.bytes.isEmpty() || !source.image.isNull())
        source.address.clear();
    else if (source.address.isEmpty())
        return {};
    return {source};
}

Result<Picture> readPicture(const PictureSource &source)
{
    if (!source.path.isEmpty())
        return readPicture(source.path, source.reading);
    return source.bytes.isEmpty() ? pictureFromImage(source.image, displayName(source))
                                  : readPicture(source.bytes, displayName(source), source.reading);
}

} // namespace gramarye
