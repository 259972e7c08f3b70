#include "ui/pictures/recentpictures.h"

#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/recentfiles.h"
#include "ui/pictures/stylelist.h"

namespace gramarye {

RecentPictures::RecentPictures(const PicturesPanel *pictures, QObject *parent)
    : QObject(parent), m_pictures(pictures)
{
    connect(pictures, &PicturesPanel::picturesChanged, this, &RecentPictures::remember);
}

// Only what is new: removing one style does not make the others recent.
void RecentPictures::remember()
{
    const QString content = m_pictures->content()->picture().picture.ref.path;
    if (content != std::exchange(m_content, content))
        RecentFiles(QStringLiteral("content")).add(content);
    QStringList styles;
    for (const LoadedPicture &style : m_pictures->styles()->pictures())
        styles << style.picture.ref.path;
    for (const QString &style : styles) {
        if (!m_styles.contains(style))
            RecentFiles(QStringLiteral("styles")).add(style);
    }
    m_styles = styles;
}

} // namespace gramarye
