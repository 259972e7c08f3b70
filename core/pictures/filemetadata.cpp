#include "core/pictures/filemetadata_vips.h"

#include "core/pictures/tiffbytes.h"

#include <QRegularExpression>

namespace gramarye {

namespace {

constexpr double millimetersPerInch = 25.4;

/// libvips' for a file that says nothing, of which no printer is made.
constexpr double unknownResolution = 1; ///< px per mm

const char *const placePrefix = "exif-ifd3-"; ///< Exif's GPS

/// An Exif field of text (Exif 2.3, 4.6) and what it is of the metadata.
struct ExifText
{
    const char *field;
    QString PictureMetadata::*value;
};
constexpr const char *dateField = "exif-ifd2-DateTimeOriginal";
constexpr ExifText exifTexts[] = {{"exif-ifd0-ImageDescription", &PictureMetadata::title},
                                  {"exif-ifd0-Artist", &PictureMetadata::author},
                                  {"exif-ifd0-Copyright", &PictureMetadata::copyright},
                                  {dateField, &PictureMetadata::date}};

QByteArray field(VipsImage *image, const char *name)
{
    const char *value = nullptr;
    if (vips_image_get_typeof(image, name) == 0 || vips_image_get_string(image, name, &value) != 0)
        return {};
    return value;
}

/// libvips gives a text as "Ann (Ann, ASCII, 4 components, 4 bytes)", where what is in brackets may
/// be spelled in another way; the components count the zero byte behind it.
QString exifText(VipsImage *image, const char *name)
{
    static const QRegularExpression tail(
        QStringLiteral(", ASCII, (\\d+) components, \\d+ bytes\\)$"));
    const QByteArray all = field(image, name);
    const QRegularExpressionMatch match = tail.match(QString::fromUtf8(all));
    const qsizetype length = match.captured(1).toInt() - 1;
    const bool isThere = match.hasMatch() && length >= 0 && all.mid(length).startsWith(" (");
    return isThere ? QString::fromUtf8(all.left(length)).trimmed() : QString();
}

/// "2024:05:01 12:30:00" as ISO 8601 has it, and back.
QString isoDate(const QString &exif)
{
    static const QRegularExpression date(QStringLiteral("^(\\d{4}):(\\d\\d):(\\d\\d) (.+)$"));
    const QRegularExpressionMatch match = date.match(exif);
    return match.hasMatch() ? QStringLiteral("%1-%2-%3T%4")
                                  .arg(match.captured(1), match.captured(2), match.captured(3),
                                       match.captured(4))
                            : QString();
}

QString exifDate(const QString &iso)
{
    static const QRegularExpression date(
        QStringLiteral("^(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)"));
    const QRegularExpressionMatch match = date.match(iso);
    return match.hasMatch() ? QStringLiteral("%1:%2:%3 %4")
                                  .arg(match.captured(1), match.captured(2), match.captured(3),
                                       match.captured(4))
                            : QString();
}

void *notePlace(VipsImage *image, const char *name, GValue * /*value*/, void *place)
{
    if (qstrncmp(name, placePrefix, qstrlen(placePrefix)) == 0)
        (*static_cast<QMap<QString, QByteArray> *>(place))[QLatin1String(name)] =
            field(image, name);
    return nullptr;
}

QByteArray blob(VipsImage *image, const char *name)
{
    const void *data = nullptr;
    std::size_t size = 0;
    if (vips_image_get_typeof(image, name) == 0
        || vips_image_get_blob(image, name, &data, &size) != 0)
        return {};
    return QByteArray(static_cast<const char *>(data), qsizetype(size));
}

/// libvips cuts a text at its last " (", behind which it expects what it says of fields itself.
void setExifText(VipsImage *image, const char *name, const QString &text)
{
    if (!text.isEmpty())
        vips_image_set_string(image, name, (text.toUtf8() + " (, ASCII)").constData());
}

void setBlob(VipsImage *image, const char *name, const QByteArray &bytes)
{
    vips_image_set_blob_copy(image, name, bytes.constData(), std::size_t(bytes.size()));
}

} // namespace

PictureMetadata fileMetadata(VipsImage *image)
{
    PictureMetadata metadata = readXmp(blob(image, VIPS_META_XMP_NAME));
    for (const ExifText &text : exifTexts) {
        QString &value = metadata.*text.value;
        const QString said = exifText(image, text.field);
        if (value.isEmpty())
            value = text.field == dateField ? isoDate(said) : said;
    }
    vips_image_map(image, notePlace, &metadata.place);
    constexpr qsizetype longest = 2000; // characters; more is no title
    for (const ExifText &text : exifTexts)
        (metadata.*text.value).truncate(longest);
    return metadata;
}

double fileResolution(VipsImage *image, const QByteArray &exif)
{
    const double resolution =
        image->Xres != unknownResolution
            ? image->Xres * millimetersPerInch
            : exifResolution(exif.isEmpty() ? blob(image, VIPS_META_EXIF_NAME) : exif);
    return resolution >= 1 && resolution <= highestResolution ? resolution : 0;
}

void setFileMetadata(VipsImage *image, const PictureMetadata &metadata, double resolution)
{
    constexpr double ofScreens = 72; // px per inch, as most programs write
    const double perMillimeter = (resolution > 0 ? resolution : ofScreens) / millimetersPerInch;
    image->Xres = perMillimeter;
    image->Yres = perMillimeter;
    vips_image_set_string(image, VIPS_META_RESOLUTION_UNIT, "in");
    setBlob(image, VIPS_META_XMP_NAME, xmpPacket(metadata));
    setExifText(image, "exif-ifd0-Software", softwareName());
    for (const ExifText &text : exifTexts) {
        const QString &value = metadata.*text.value;
        setExifText(image, text.field, text.field == dateField ? exifDate(value) : value);
    }
    for (auto place = metadata.place.begin(); place != metadata.place.end(); ++place)
        vips_image_set_string(image, place.key().toLatin1().constData(), place->constData());
}

} // namespace gramarye
