#pragma once

#include "ui/pictures/pictureloader.h"

#include <QMimeData>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <vector>

class QToolButton;

namespace gramarye {

/// A place for one picture: takes drops, files and pastes, shows a thumbnail, and lets the picture
/// be dragged out again. What cannot be read is refused, and what was there stays.
class ImageWell : public QWidget
{
    Q_OBJECT

public:
    /// @p name is what assistive programs call it, @p invitation stands in it while it is empty.
    ImageWell(const QString &name, const QString &invitation, QWidget *parent = nullptr);

    /// What stands in it from now on while it is empty.
    void setInvitation(const QString &invitation);
    const QString &invitation() const { return m_invitation; }

    bool isEmpty() const { return m_picture.isNull(); }
    bool isLoading() const { return m_loader.isLoading(); }
    const LoadedPicture &picture() const { return m_picture; }

    /// Shows @p recolored, which is the picture as a run will see it, until another one is there;
    /// null: the picture itself.
    void showRecolored(const PicturePyramid &recolored);

    /// What it shows.
    const PicturePyramid &shown() const
    {
        return m_recolored.isNull() ? m_picture.pyramid : m_recolored;
    }

    /// Darkens what @p mask, which covers the picture, has black; null: nothing. Until another
    /// picture is there.
    void showPart(const PicturePyramid &mask);

    /// What pictures are read for from now on (Reading::side); 0: as they are.
    void setReadingSide(int side) { m_readingSide = side; }

    void load(const PictureSource &source);
    void setPicture(const LoadedPicture &picture);

    /// The same, unless it is there already and no other is being read.
    void exchangePicture(const LoadedPicture &picture);
    void clear();

    /// Takes the first source; the others are handed on with moreOffered().
    void take(const std::vector<PictureSource> &sources);

    void browse();
    void paste();

    /// What is dragged out of it: for other programs the file, or else the image; for other wells
    /// this well.
    QMimeData *makeDragData();

    QSize sizeHint() const override { return {200, 150}; }

Q_SIGNALS:
    /// Another picture is there, or none.
    void pictureChanged();
    void loadingChanged();

    /// @p picture, which is in it now or was adopted by another, has been read just now.
    void pictureRead(const gramarye::LoadedPicture &picture);
    void refused(const gramarye::Error &error);

    /// Of a picture that is cut short the person did not want what is there.
    void declined();
    void moreOffered(const std::vector<gramarye::PictureSource> &sources);

    /// A folder was taken for a picture, with none in it or several; nothing is done about it yet.
    void folderOffered(const gramarye::OfferedFolder &folder);

    /// The picture of @p well was dropped here; nothing is done about it yet.
    void wellDropped(gramarye::ImageWell *well);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *) override { setDropHighlight(false); }
    void dropEvent(QDropEvent *event) override;

private:
    void askForPart(const PictureSource &source, const Error &error);
    void showAs(const LoadedPicture &picture);
    void describe();
    void drag();
    void setDropHighlight(bool highlighted);
    void updateClearButton();
    void paintFrame(QPainter &painter) const;
    void paintPicture(QPainter &painter) const;
    void paintText(QPainter &painter, const QString &text) const;

    QString m_invitation;
    LoadedPicture m_picture;
    PicturePyramid m_recolored; ///< a thumbnail of it in other colours, or null
    QImage m_shade;             ///< over it, or null
    PictureLoader m_loader;
    QToolButton *m_clearButton;
    int m_readingSide = 0;
    bool m_dropHighlight = false;
    bool m_pressed = false;
    QPoint m_pressedAt; ///< while it is
};

/// What is dragged from well to well.
class WellDragData : public QMimeData
{
    Q_OBJECT

public:
    explicit WellDragData(ImageWell *well) : m_well(well) {}

    /// Null where it is gone by now.
    ImageWell *well() const { return m_well; }

private:
    QPointer<ImageWell> m_well;
};

/// Asks over @p parent whether what is there of a picture is to be opened, of which @p error
/// (PictureCutShort) says how much that is.
void offerPart(QWidget *parent, const Error &error, const std::function<void(bool)> &answered);

/// What file dialogs offer to open.
QString pictureFileFilter();

} // namespace gramarye
