#include "ui/panelscrollarea.h"

#include <QScrollBar>

namespace gramarye {

PanelScrollArea::PanelScrollArea(QWidget *panel, QWidget *parent) : QScrollArea(parent)
{
    setWidget(panel);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // it follows its controls' focus
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QSize PanelScrollArea::minimumSizeHint() const
{
    return widened(QScrollArea::minimumSizeHint());
}

QSize PanelScrollArea::sizeHint() const
{
    return widened(QScrollArea::sizeHint());
}

QSize PanelScrollArea::widened(QSize hint) const
{
    const int needed = widget()->minimumSizeHint().expandedTo(widget()->minimumSize()).width()
                       + verticalScrollBar()->sizeHint().width();
    return {qMax(hint.width(), needed), hint.height()};
}

} // namespace gramarye
