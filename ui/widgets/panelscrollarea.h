#pragma once

#include <QScrollArea>

namespace gramarye {

/// Scrolls a panel up and down, and is wide enough for it and the scroll bar. Only where that would
/// take more than a quarter of the screen, as in a very large font, does it scroll sideways too.
class PanelScrollArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit PanelScrollArea(QWidget *panel, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

private:
    int neededWidth() const;
};

} // namespace gramarye
