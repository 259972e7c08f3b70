#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace gramarye {

constexpr double highestResolution =
    100'000; ///< that is believed, px per inch; no scanner has more

/// What a file says of its picture beside the pixels. Texts are empty where it says nothing. A
/// value.
struct PictureMetadata
{
    QString title;
    QString author;
    QString copyright;
    QString date; ///< when the picture was taken, as ISO 8601 has it: "2024-05-01T12:30:00"
    QMap<QString, QByteArray> place; ///< Exif's fields of where that was, as libvips spells them
    QString recipe;                  ///< JSON (model/recipe): of the pictures made here

    bool isEmpty() const
    {
        return title.isEmpty() && author.isEmpty() && copyright.isEmpty() && date.isEmpty()
               && place.isEmpty() && recipe.isEmpty();
    }
};

/// An XMP packet (ISO 16684-1) that says all of @p metadata, of the place longitude, latitude and
/// height, and that this program made the picture. A recipe is a property in a namespace of our
/// own.
QByteArray xmpPacket(const PictureMetadata &metadata);

/// What an XMP packet says; of one that is damaged what comes before the damage.
PictureMetadata readXmp(const QByteArray &packet);

/// This program and its version.
QString softwareName();

} // namespace gramarye
