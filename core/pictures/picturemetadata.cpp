#include "core/pictures/picturemetadata.h"

#include <QCoreApplication>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <array>

namespace gramarye {

namespace {

const QString rdf = QStringLiteral("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
const QString dublinCore = QStringLiteral("http://purl.org/dc/elements/1.1/");
const QString photoshop = QStringLiteral("http://ns.adobe.com/photoshop/1.0/");
const QString xmp = QStringLiteral("http://ns.adobe.com/xap/1.0/");
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
        xml.writeNamespace(gramaryeNamespace, QStringLiteral("gramarye"));
        xml.writeStartElement(rdf, QStringLiteral("Description"));
        xml.writeAttribute(rdf, QStringLiteral("about"), QString());
        xml.writeTextElement(xmp, QStringLiteral("CreatorTool"), softwareName());
        for (const Property &property : properties()) {
            const QString &value = metadata.*property.value;
            if (!value.isEmpty())
                writeProperty(xml, property, value);
        }
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
