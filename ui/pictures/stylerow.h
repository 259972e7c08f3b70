#pragma once

#include "ui/pictures/pictureloader.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace gramarye {

class ElidedLabel;
class ImageWell;
class RegionButton;
class StyleDetails;

/// One style picture, its weight among the others, where it acts, and what else is set for it
/// alone.
class StyleRow : public QWidget
{
    Q_OBJECT

public:
    explicit StyleRow(double weight, QWidget *parent = nullptr);

    ImageWell *well() const { return m_well; }
    QSlider *slider() const { return m_slider; }
    RegionButton *region() const { return m_region; }
    StyleDetails *details() const { return m_details; }

    /// What is set here; its picture is null where there is none yet.
    StyleOf<LoadedPicture> style() const;

    /// Shows @p style, but for its weight. Only of another picture is told.
    void exchangeStyle(const StyleOf<LoadedPicture> &style);

    /// 0..1; only its share of the sum of all counts.
    double weight() const { return m_weight; }

    /// Shows @p weight without a signal.
    void setWeight(double weight);

    /// Shows the share in percent; @p adjustable where there are others to share with.
    void showShare(int percent, bool adjustable);
    QLabel *shareLabel() const { return m_share; }

    /// Which way it can go among the others.
    void setMovable(bool up, bool down);
    QAction *upAction() const { return m_upAction; }
    QAction *downAction() const { return m_downAction; }

Q_SIGNALS:
    void pictureChanged();
    void weightChanged();
    void regionChanged(); ///< or the part of its picture that counts
    void detailsChanged();

private:
    QAction *makeMoveAction(const QString &text, const QKeySequence &shortcut);
    void wellChanged();
    void setPart(const LoadedPicture &mask);
    void showPart();
    void sliderMoved(int position);

    ImageWell *m_well;
    ElidedLabel *m_name;
    QSlider *m_slider;
    QLabel *m_share;
    RegionButton *m_region;
    StyleDetails *m_details;
    QAction *m_upAction;
    QAction *m_downAction;
    double m_weight = 1; ///< finer than the slider shows it
};

} // namespace gramarye
