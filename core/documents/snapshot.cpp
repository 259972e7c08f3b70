#include "core/documents/snapshot.h"

#include "core/pictures/imagereader.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageWriter>

namespace gramarye {

Snapshot Snapshot::of(const QImage &picture, const Recipe &recipe, int iteration, SnapshotKind kind)
{
    QImage image = picture.convertToFormat(QImage::Format_RGB888);
    image.setColorSpace(QColorSpace::SRgb);
    image.setText(Recipe::textKey(), QString::fromUtf8(recipe.toJson()));
    Snapshot snapshot{{}, recipe, image.size(), iteration, kind};
    QBuffer buffer(&snapshot.png);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter(&buffer, "png").write(image);
    return snapshot;
}

Result<Snapshot> Snapshot::fromPng(const QByteArray &png, int iteration, SnapshotKind kind,
                                   const QString &name)
{
    const auto picture = readPicture(png, name);
    if (!picture)
        return picture.error();
    const QString json = picture->image.text(Recipe::textKey());
    if (json.isEmpty())
        return Error{ErrorCode::RecipeMissing, name, {}};
    const auto recipe = Recipe::fromJson(json.toUtf8(), name);
    if (!recipe)
        return recipe.error();
    return Snapshot{png, *recipe, picture->image.size(), iteration, kind};
}

QImage Snapshot::picture() const
{
    const auto picture = readPicture(png, {});
    return picture ? picture->image : QImage();
}

} // namespace gramarye
