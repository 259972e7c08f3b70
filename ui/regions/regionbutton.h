#pragma once

#include "ui/pictures/pictureloader.h"
#include "ui/widgets/elidedbutton.h"

#include <QColor>

namespace gramarye {

/// @p mask as a scene has it: without a name and a file, nothing where it is blank.
LoadedPicture paintedPicture(const QImage &mask);

/// What a mask says.
enum class RegionKind
{
    Region,   ///< where on the content a style acts; none: everywhere
    Strength, ///< how strongly all of them do; people paint what stays as it is
    Part      ///< which part of a style's own picture is the style; none: all of it
};

/// What is asked for of a mask that takes more than its button.
enum class RegionRequest
{
    Paint,
    Import,
    Export
};

/// A mask, as a chip of its colour with a small view of what was painted, and a menu of what can be
/// done with it.
class RegionButton : public ElidedButton
{
    Q_OBJECT

public:
    explicit RegionButton(RegionKind kind, QWidget *parent = nullptr);

    RegionKind kind() const { return m_kind; }

    /// What stands for it.
    const QColor &color() const { return m_color; }
    void setColor(const QColor &color);

    /// The scene's mask; none where nothing was painted.
    const LoadedPicture &mask() const { return m_mask; }

    /// Shows @p mask without a signal.
    void setMask(const LoadedPicture &mask);

    /// Whether other styles have regions: one without takes what they leave, not everything.
    void setBesideOthers(bool beside);

    /// The same as an edit.
    void changeMask(const LoadedPicture &mask);

    /// What people see of the mask as painted, white inside; null where there is none. Of a
    /// strength that is what is black.
    QImage painted() const;

    /// The mask that @p painted is; null where nothing is painted.
    QImage maskOf(const QImage &painted) const;

    /// Takes @p painted as an edit.
    void changePainted(const QImage &painted);

    QAction *paintAction() const { return m_paint; }
    QAction *importAction() const { return m_import; }
    QAction *exportAction() const { return m_export; }
    QAction *clearAction() const { return m_clear; }

Q_SIGNALS:
    void requested(gramarye::RegionRequest request);

    /// By an edit.
    void maskChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *addRequest(const QString &text, RegionRequest request);
    void showMask();

    RegionKind m_kind;
    QColor m_color;
    LoadedPicture m_mask;
    bool m_isBesideOthers = false;
    QAction *m_paint;
    QAction *m_import;
    QAction *m_export;
    QAction *m_clear;
};

} // namespace gramarye
