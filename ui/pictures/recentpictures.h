#pragma once

#include <QObject>
#include <QStringList>

namespace gramarye {

class PicturesPanel;

/// Remembers the files that come into a panel as recent ones, "content" and "styles".
class RecentPictures : public QObject
{
    Q_OBJECT

public:
    /// @p pictures outlives this object.
    explicit RecentPictures(const PicturesPanel *pictures, QObject *parent = nullptr);

private:
    void remember();

    const PicturesPanel *m_pictures;
    QString m_content;
    QStringList m_styles; ///< those that are there already
};

} // namespace gramarye
