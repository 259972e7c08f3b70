#include "core/pictures/picturemetadata.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <array>

namespace gramarye {

namespace {

const QString rdf = QStringLiteral("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
const QString dublinCore = QStringLiteral("http://purl.org/dc/elements/1.1/");
const QString photoshop = QStringLiteral("http://ns.adobe.com/photoshop/1.0/");
const QString xmp = QStringLiteral("http://ns.adobe.com/xap/1.0/");
const QString exif = QStringLiteral("http://ns.adobe.com/exif/1.0/");
const QString gramaryeNamespace = QStringLiteral("https://gramarye.org/ns/1.0/");

/// A property and what it is of the metadata.
struct Property
{
    QString space;
    QString name;
    QString PictureMetadata::*value;
    QString list = {}; ///< of RDF, in which it stands; empty: it stands alone
};

const std::array<Property, 5> &properties()
{
    using M = PictureMetadata;
    static const std::array<Property, 5> all{{
        {dublinCore, QStringLiteral("title"), &M::title, QStringLiteral("Alt")},
        {dublinCore, QStringLiteral("creator"), &M::author, QStringLiteral("Seq")},
        {dublinCore, QStringLiteral("rights"), &M::copyright, QStringLiteral("Alt")},
        {photoshop, QStringLiteral("DateCreated"), &M::date},
        {gramaryeNamespace, QStringLiteral("recipe"), &M::recipe},
    }};
    return all;
}

void writeProperty(QXmlStreamWriter &xml, const Property &property, const QString &value)
{
    if (property.list.isEmpty())
        return xml.writeTextElement(property.space, property.name, value);
    xml.writeStartElement(property.space, property.name);
    xml.writeStartElement(rdf, property.list);
    xml.writeStartElement(rdf, QStringLiteral("li"));
    if (property.list == QLatin1String("Alt"))
        xml.writeAttribute(QStringLiteral("xml:lang"), QStringLiteral("x-default"));
    xml.writeCharacters(value);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
}

/// Exif's and XMP's name for a coordinate, and the letters for its halves.
struct Coordinate
{
    QString name;
    char positive;
    char negative;
};

const std::array<Coordinate, 2> &coordinates()
{
    static const std::array<Coordinate, 2> all{
        {{QStringLiteral("GPSLatitude"), 'N', 'S'}, {QStringLiteral("GPSLongitude"), 'E', 'W'}}};
    return all;
}

const QString altitude = QStringLiteral("GPSAltitude");

/// As libvips calls the field of Exif's GPS.
QString placeKey(const QString &name, const char *suffix = "")
{
    return QLatin1String("exif-ifd3-") + name + QLatin1String(suffix);
}

/// The value in a field as libvips spells it, "48/1 51/1 0/1 (48, 51, …)".
QByteArray placeValue(const PictureMetadata &metadata, const QString &key)
{
    const QByteArray field = metadata.place.value(key);
    const qsizetype end = field.indexOf(" (");
    return end < 0 ? field : field.left(end);
}

/// A field of the place with that value, in that spelling.
void setPlace(PictureMetadata &metadata, const QString &key, const QByteArray &value,
              const char *type)
{
    metadata.place[key] = value + " (, " + type + ')';
}

double fraction(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split('/');
    const double divisor = parts.value(1, "1").toDouble();
    return divisor == 0 ? 0 : parts.value(0).toDouble() / divisor;
}

/// Degrees, minutes and seconds as XMP has them (XMP, part 2, 2.8: GPSCoordinate): "48,51.5N".
QString coordinateText(const PictureMetadata &metadata, const Coordinate &coordinate)
{
    const QList<QByteArray> parts = placeValue(metadata, placeKey(coordinate.name)).split(' ');
    const QByteArray half = placeValue(metadata, placeKey(coordinate.name, "Ref")).trimmed();
    if (parts.size() != 3 || half.size() != 1 || !QByteArray("NSEW").contains(half[0]))
        return {};
    const double minutes = fraction(parts[0]) * 60 + fraction(parts[1]) + fraction(parts[2]) / 60;
    constexpr double most = 180 * 60; // half of the way round
    if (!(minutes >= 0 && minutes <= most))
        return {};
    const int degrees = int(minutes / 60);
    return QStringLiteral("%1,%2%3")
        .arg(degrees)
        .arg(minutes - 60 * degrees, 0, 'f', 6)
        .arg(QLatin1Char(half[0]));
}

void writePlace(QXmlStreamWriter &xml, const PictureMetadata &metadata)
{
    for (const Coordinate &coordinate : coordinates()) {
        const QString text = coordinateText(metadata, coordinate);
        if (!text.isEmpty())
            xml.writeTextElement(exif, coordinate.name, text);
    }
    const QByteArray height = placeValue(metadata, placeKey(altitude));
    const QByteArray isBelow = placeValue(metadata, placeKey(altitude, "Ref"));
    if (height.contains('/')) {
        xml.writeTextElement(exif, altitude, QString::fromLatin1(height));
        xml.writeTextElement(exif, altitude + QLatin1String("Ref"),
                             isBelow.startsWith('1') ? QStringLiteral("1") : QStringLiteral("0"));
    }
}

/// "48,51.5N" or "48,51,30N" of a packet into the place; what is neither is passed over.
void readCoordinate(const QString &text, const Coordinate &coordinate, PictureMetadata &metadata)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\s*(\\d{1,3}),(\\d{1,2})(?:(\\.\\d{1,12})|,(\\d{1,2}))?([NSEW])\\s*$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const QString half = match.captured(5);
    if (!match.hasMatch()
        || (half != QLatin1Char(coordinate.positive) && half != QLatin1Char(coordinate.negative)))
        return;
    constexpr int parts = 1'000'000; // of a minute: 2 mm on the ground
    const double minutes =
        (match.captured(2) + match.captured(3)).toDouble() + match.captured(4).toDouble() / 60;
    const QString value = QStringLiteral("%1/1 %2/%3 0/1")
                              .arg(match.captured(1))
                              .arg(qRound(minutes * parts))
                              .arg(parts);
    setPlace(metadata, placeKey(coordinate.name), value.toLatin1(), "Rational");
    setPlace(metadata, placeKey(coordinate.name, "Ref"), half.toLatin1(), "ASCII");
}

void readAltitude(const QString &text, PictureMetadata &metadata)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*(\\d{1,9}/\\d{1,9})\\s*$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (match.hasMatch())
        setPlace(metadata, placeKey(altitude), match.captured(1).toLatin1(), "Rational");
}

/// What of the place the value @p text of Exif's property @p name in a packet says.
void readPlace(const QString &name, const QString &text, PictureMetadata &metadata)
{
    for (const Coordinate &coordinate : coordinates()) {
        if (name == coordinate.name)
            readCoordinate(text, coordinate, metadata);
    }
    if (name == altitude)
        readAltitude(text, metadata);
    else if (name == altitude + QLatin1String("Ref"))
        setPlace(metadata, placeKey(altitude, "Ref"), text.startsWith(u'1') ? "1" : "0", "Byte");
}

/// The text within the element that was just begun; of a list its first element's.
QString takeText(QXmlStreamReader &xml)
{
    QString direct;
    QString first;
    bool isInList = false;
    for (int depth = 1; depth > 0 && !xml.atEnd();) {
        xml.readNext();
        if (xml.isStartElement()) {
            ++depth;
            isInList = xml.name() == QLatin1String("li") && first.isNull();
        } else if (xml.isEndElement()) {
            --depth;
            isInList = false;
        } else if (xml.isCharacters() && isInList) {
            first += xml.text();
        } else if (xml.isCharacters() && depth == 1) {
            direct += xml.text();
        }
    }
    const bool isBlank = direct.trimmed().isEmpty(); // as around a list
    return first.isNull() ? (isBlank ? QString() : direct) : first;
}

} // namespace

QByteArray xmpPacket(const PictureMetadata &metadata)
{
    QByteArray packet("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>");
    {
        QXmlStreamWriter xml(&packet);
        const QString meta = QStringLiteral("adobe:ns:meta/");
        xml.writeNamespace(meta, QStringLiteral("x"));
        xml.writeStartElement(meta, QStringLiteral("xmpmeta"));
        xml.writeNamespace(rdf, QStringLiteral("rdf"));
        xml.writeStartElement(rdf, QStringLiteral("RDF"));
        xml.writeNamespace(dublinCore, QStringLiteral("dc"));
        xml.writeNamespace(photoshop, QStringLiteral("photoshop"));
        xml.writeNamespace(xmp, QStringLiteral("xmp"));
        xml.writeNamespace(exif, QStringLiteral("exif"));
        xml.writeNamespace(gramaryeNamespace, QStringLiteral("gramarye"));
        xml.writeStartElement(rdf, QStringLiteral("Description"));
        xml.writeAttribute(rdf, QStringLiteral("about"), QString());
        xml.writeTextElement(xmp, QStringLiteral("CreatorTool"), softwareName());
        for (const Property &property : properties()) {
            const QString &value = metadata.*property.value;
            if (!value.isEmpty())
                writeProperty(xml, property, value);
        }
        writePlace(xml, metadata);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }
    return packet + "<?xpacket end=\"r\"?>";
}

QString softwareName()
{
    return QLatin1String("Gramarye ") + QCoreApplication::applicationVersion();
}

PictureMetadata readXmp(const QByteArray &packet)
{
    PictureMetadata metadata;
    QXmlStreamReader xml(packet);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        for (const QXmlStreamAttribute &attribute : attributes) {
            if (attribute.namespaceUri() == exif)
                readPlace(attribute.name().toString(), attribute.value().toString(), metadata);
        }
        if (xml.namespaceUri() == exif) {
            const QString name = xml.name().toString();
            readPlace(name, takeText(xml), metadata);
            continue;
        }
        for (const Property &property : properties()) {
            QString &value = metadata.*property.value;
            if (xml.namespaceUri() == property.space && xml.name() == property.name) {
                value = takeText(xml);
                break;
            }
            // The short way to write a property that stands alone.
            if (value.isEmpty() && attributes.hasAttribute(property.space, property.name))
                value = attributes.value(property.space, property.name).toString();
        }
    }
    return metadata;
}

} // namespace gramarye
