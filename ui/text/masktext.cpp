#include "ui/text/masktext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

class MaskText
{
    Q_DECLARE_TR_FUNCTIONS(MaskText)
};

/// Painted masks have no name.
QString nameOf(const Picture &mask)
{
    return mask.ref.name.isEmpty() ? MaskText::tr("painted", "a mask") : mask.ref.name;
}

/// Of a mask of what is called @p picture, and is as large as @p size.
void addStretched(QStringList &notes, const Picture &mask, QSize size, const QString &picture)
{
    if (!mask.isNull() && !size.isEmpty() && hasOtherShape(mask.image.size(), size))
        notes << stretchedText(nameOf(mask), picture);
}

} // namespace

bool hasOtherShape(QSize mask, QSize picture)
{
    constexpr double tolerance = 0.01;
    const double own = double(mask.width()) / mask.height();
    const double wanted = double(picture.width()) / picture.height();
    return std::abs(own / wanted - 1) > tolerance;
}

QString stretchedText(const QString &mask, const QString &picture)
{
    if (picture.isEmpty())
        return MaskText::tr("The mask “%1” has another shape than the texture: it is stretched.")
            .arg(mask);
    return MaskText::tr("The mask “%1” has another shape than “%2”: it is stretched.")
        .arg(mask, picture);
}

QStringList maskNotes(const ReadScene &scene)
{
    QStringList notes;
    const QString content = scene.isTexture() ? QString() : scene.content.ref.name;
    for (const StyleOf<Picture> &style : scene.styles) {
        addStretched(notes, style.region, canvasOf(scene), content);
        addStretched(notes, style.mask, style.picture.size(), style.picture.ref.name);
        if (isBlack(style.region.image) || isBlack(style.mask.image))
            notes << MaskText::tr("The mask of “%1” is black all over: this style is left out.")
                         .arg(style.picture.ref.name);
    }
    addStretched(notes, scene.strength, scene.content.size(), content);
    if (isBlack(scene.strength.image))
        notes << MaskText::tr("The mask “%1” is black all over: the content stays as it is.")
                     .arg(nameOf(scene.strength));
    notes.removeDuplicates(); // of one file that gives several regions
    return notes;
}

QStringList colorRegionNotes(const Scene &named, const ReadScene &read)
{
    QStringList notes;
    for (std::size_t i = 0; i < std::min(named.styles.size(), read.styles.size()); ++i) {
        const PictureRef &file = named.styles[i].region;
        const bool isMaskItself = !read.styles[i].region.ref.path.isEmpty();
        const bool isSaid =
            std::any_of(named.styles.begin(), named.styles.begin() + std::ptrdiff_t(i),
                        [&](const Style &s) { return s.region.path == file.path; });
        if (file.path.isEmpty() || isMaskItself || isSaid)
            continue;
        const auto count = std::count_if(
            read.styles.begin(), read.styles.end(), [&file](const StyleOf<Picture> &style) {
                return style.region.ref.path.isEmpty() && style.region.ref.name == file.name;
            });
        notes << MaskText::tr("“%1” has several colours: %2 of them, from the lightest on, are the "
                              "regions of “%3” and the styles after it.")
                     .arg(file.name)
                     .arg(count)
                     .arg(read.styles[i].picture.ref.name);
    }
    return notes;
}

} // namespace gramarye
