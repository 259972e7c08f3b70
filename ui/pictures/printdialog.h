#pragma once

#include "core/documents/printsize.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace gramarye {

/// Asks how large the picture is to be on paper, and at which resolution; says how many pixels that
/// is.
class PrintDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p shape: of the content picture, px; empty: the picture takes all of the paper.
    PrintDialog(QSize shape, double resolution, QWidget *parent = nullptr);

    QDoubleSpinBox *widthBox() const { return m_width; }
    QDoubleSpinBox *heightBox() const { return m_height; }
    QComboBox *unitBox() const { return m_unit; }
    QSpinBox *resolutionBox() const { return m_resolution; }
    QPushButton *okButton() const { return m_ok; }

    /// Of the picture, px.
    QSize pixels() const;

Q_SIGNALS:
    /// The picture's @p size in px, at @p resolution px per inch.
    void chosen(QSize size, double resolution);

private:
    void changeUnit();
    void showPixels();

    QSize m_shape;
    QDoubleSpinBox *m_width;
    QDoubleSpinBox *m_height;
    QComboBox *m_unit;
    QSpinBox *m_resolution;
    QLabel *m_pixels;
    QPushButton *m_ok;
    double m_millimeters = 10; ///< that the unit has
};

} // namespace gramarye
