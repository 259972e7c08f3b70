#pragma once

#include <QDialog>
#include <QList>

namespace gramarye {

/// Lists the shortcuts: those of the actions handed in, and what mouse and keys do elsewhere.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent = nullptr);
};

} // namespace gramarye
