#pragma once

#include <QToolButton>

namespace gramarye {

/// A tool button whose text is shortened where there is little room.
class ElidedButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ElidedButton(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gramarye
