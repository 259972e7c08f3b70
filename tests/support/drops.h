#pragma once

#include "tests/support/pictures.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QWidget>

namespace gramarye {

/// Drags @p data over the middle of @p widget; true where it is let in.
inline bool dragOver(QWidget *widget, const QMimeData &data)
{
    QDragEnterEvent enter(widget->rect().center(), Qt::CopyAction, &data, Qt::LeftButton,
                          Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(widget, &enter);
    return enter.isAccepted();
}

/// Drags and, as a desktop does, drops where it was let in.
inline bool dropOn(QWidget *widget, const QMimeData &data)
{
    if (!dragOver(widget, data))
        return false;
    QDropEvent drop(widget->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &drop);
    return drop.isAccepted();
}

inline bool dropFiles(QWidget *widget, const QStringList &paths)
{
    QMimeData data;
    data.setUrls(localUrls(paths));
    return dropOn(widget, data);
}

} // namespace gramarye
