#pragma once

#include <QDialog>

class QCheckBox;
class QSpinBox;

namespace gramarye {

/// Asks how large a texture, which is painted in the styles alone, is to be, and whether it tiles.
class TextureDialog : public QDialog
{
    Q_OBJECT

public:
    /// With @p size and @p isSeamless to begin with.
    TextureDialog(QSize size, bool isSeamless, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(QSize size, bool isSeamless);

private:
    QSpinBox *m_width;
    QSpinBox *m_height;
    QCheckBox *m_isSeamless;
};

} // namespace gramarye
