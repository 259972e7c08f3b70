#include "ui/widgets/elidedbutton.h"

#include <QStyleOption>
#include <QStylePainter>

namespace gramarye {

ElidedButton::ElidedButton(QWidget *parent) : QToolButton(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize ElidedButton::minimumSizeHint() const
{
    return sizeHint() - QSize(fontMetrics().size(Qt::TextShowMnemonic, text()).width(), 0);
}

void ElidedButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    const int room = width() - minimumSizeHint().width();
    option.text = fontMetrics().elidedText(text(), Qt::ElideRight, room);
    QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
}

} // namespace gramarye
