#pragma once

#include "ui/regions/maskeditor.h"

#include <QFrame>

class QButtonGroup;
class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace gramarye {

class ElidedLabel;
class MaskSlider;

/// What a mask is painted with: whose it is, the tools with what they are set to, what changes all
/// of it, and Done. In one line, or in two where that is too narrow. Clicks leave the focus where
/// it is.
class MaskBar : public QFrame
{
    Q_OBJECT

public:
    explicit MaskBar(QWidget *parent = nullptr);

    /// Says whose mask is painted, and in which colour.
    void setRegion(const QString &name, const QColor &color);

    // These show without a signal.
    void setTool(MaskTool tool);
    void setBrush(const Brush &brush);
    void setTolerance(double tolerance);

    ElidedLabel *nameLabel() const { return m_name; }
    QToolButton *toolButton(MaskTool tool) const;
    MaskSlider *sizeSlider() const { return m_size; }
    MaskSlider *hardnessSlider() const { return m_hardness; }
    MaskSlider *toleranceSlider() const { return m_tolerance; }
    QToolButton *featherButton() const { return m_feather; }
    QToolButton *invertButton() const { return m_invert; }
    QToolButton *clearButton() const { return m_clear; }
    QToolButton *doneButton() const { return m_done; }

    /// In two lines.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void toolChosen(gramarye::MaskTool tool);
    void brushChanged(const gramarye::Brush &brush);
    void toleranceChanged(double tolerance);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange(bool inOneLine);
    int oneLineWidth() const;
    QWidget *makeTools();
    void fillSettings();
    QToolButton *addTool(MaskTool tool, QToolButton *button);
    void showSettings();
    Brush brush() const;

    QFrame *m_chip;
    ElidedLabel *m_name;
    QButtonGroup *m_tools;
    QWidget *m_toolRow;
    QStackedWidget *m_settings; ///< of the tool
    MaskSlider *m_size;
    MaskSlider *m_hardness;
    MaskSlider *m_tolerance;
    QToolButton *m_feather;
    QToolButton *m_invert;
    QToolButton *m_clear;
    QToolButton *m_done;
    QWidget *m_endRow;
    QHBoxLayout *m_line;
    QHBoxLayout *m_secondLine; ///< empty where one is enough
};

} // namespace gramarye
