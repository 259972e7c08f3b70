#include "ui/text/masktext.h"

#include <QCoreApplication>

#include <cmath>

namespace gramarye {

namespace {

class MaskText
{
    Q_DECLARE_TR_FUNCTIONS(MaskText)
};

void addStretched(QStringList &notes, const Picture &mask, const Picture &picture)
{
    if (!mask.isNull() && !picture.isNull()
        && hasOtherShape(mask.image.size(), picture.image.size()))
        notes << stretchedText(mask.ref.name, picture.ref.name);
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
    return MaskText::tr("The mask “%1” has another shape than “%2”: it is stretched.")
        .arg(mask, picture);
}

QStringList maskNotes(const ReadScene &scene)
{
    QStringList notes;
    for (const StyleOf<Picture> &style : scene.styles) {
        addStretched(notes, style.region, scene.content);
        addStretched(notes, style.mask, style.picture);
        if (isBlack(style.region.image) || isBlack(style.mask.image))
            notes << MaskText::tr("The mask of “%1” is black all over: this style is left out.")
                         .arg(style.picture.ref.name);
    }
    addStretched(notes, scene.strength, scene.content);
    if (isBlack(scene.strength.image))
        notes << MaskText::tr("The mask “%1” is black all over: the content stays as it is.")
                     .arg(scene.strength.ref.name);
    return notes;
}

} // namespace gramarye
