#pragma once

#include <QScrollArea>

namespace gramarye {

/// Scrolls a panel up and down, and is always wide enough for it and the scroll bar.
class PanelScrollArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit PanelScrollArea(QWidget *panel, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

private:
    QSize widened(QSize hint) const;
};

} // namespace gramarye
