#include "ui/widgets/panelscrollarea.h"

#include <QScreen>
#include <QScrollBar>

namespace gramarye {

PanelScrollArea::PanelScrollArea(QWidget *panel, QWidget *parent) : QScrollArea(parent)
{
    setWidget(panel);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // it follows its controls' focus
}

QSize PanelScrollArea::minimumSizeHint() const
{
    const int most = screen()->availableSize().width() / 4;
    return {qMin(neededWidth(), most), QScrollArea::minimumSizeHint().height()};
}

QSize PanelScrollArea::sizeHint() const
{
    const QSize hint = QScrollArea::sizeHint();
    return {qMax(hint.width(), neededWidth()), hint.height()};
}

int PanelScrollArea::neededWidth() const
{
    return widget()->minimumSizeHint().expandedTo(widget()->minimumSize()).width()
           + verticalScrollBar()->sizeHint().width();
}

} // namespace gramarye
