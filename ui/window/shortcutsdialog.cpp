#include "ui/window/shortcutsdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gramarye {

namespace {

struct Entry
{
    QString keys;
    QString effect;
};

QList<Entry> entriesOf(const QList<QAction *> &actions)
{
    QList<Entry> entries;
    for (const QAction *action : actions) {
        // Those of a part of the window, one for each of its kind, are among the other ones below.
        if (!action->shortcut().isEmpty() && action->shortcutContext() == Qt::WindowShortcut)
            entries << Entry{
                QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText),
                action->iconText().remove(u'…')};
    }
    return entries;
}

QList<Entry> otherEntries()
{
    return {
        {ShortcutsDialog::tr("Space"), ShortcutsDialog::tr("On the picture: start or pause")},
        {ShortcutsDialog::tr("Hold O"), ShortcutsDialog::tr("On the picture: show the original")},
        {ShortcutsDialog::tr("Wheel, + and −"), ShortcutsDialog::tr("On the picture: zoom")},
        {ShortcutsDialog::tr("Drag, arrow keys"), ShortcutsDialog::tr("On the picture: move it")},
        {ShortcutsDialog::tr("Shift and arrow keys"),
         ShortcutsDialog::tr("On the picture: move the divider while comparing")},
        {ShortcutsDialog::tr("Double click"), ShortcutsDialog::tr("On the picture: fit it in")},
        {ShortcutsDialog::tr("Double click"),
         ShortcutsDialog::tr("On a slider: back to its default")},
        {ShortcutsDialog::tr("B, E, R, L, F"),
         ShortcutsDialog::tr("While a mask is painted: brush, eraser, rectangle, lasso, fill")},
        {ShortcutsDialog::tr("[ and ], Shift and wheel"),
         ShortcutsDialog::tr("While a mask is painted: the size of the brush")},
        {ShortcutsDialog::tr("Right button, Alt"),
         ShortcutsDialog::tr("While a mask is painted: erase")},
        {ShortcutsDialog::tr("Hold Space, middle button"),
         ShortcutsDialog::tr("While a mask is painted: move the picture")},
        {ShortcutsDialog::tr("S, I, Delete"),
         ShortcutsDialog::tr("While a mask is painted: soften it, invert it, clear it")},
        {ShortcutsDialog::tr("Hold H"),
         ShortcutsDialog::tr("While a mask is painted: see the picture without it")},
        {ShortcutsDialog::tr("Escape"), ShortcutsDialog::tr("While a mask is painted: leave it")},
        {ShortcutsDialog::tr("Return"), ShortcutsDialog::tr("In a picture well: open a file")},
        {ShortcutsDialog::tr("Delete"), ShortcutsDialog::tr("In a picture well: empty it")},
        {ShortcutsDialog::tr("Menu key"), ShortcutsDialog::tr("In a picture well: what it can do")},
        {ShortcutsDialog::tr("Drag to another well"),
         ShortcutsDialog::tr("From a picture well: use its picture there, or move the style")},
        {ShortcutsDialog::tr("Alt and up or down"),
         ShortcutsDialog::tr("In a style: move it among the styles")},
        {ShortcutsDialog::tr("Return"), ShortcutsDialog::tr("On a snapshot: use its settings")},
        {ShortcutsDialog::tr("Shift and Return"),
         ShortcutsDialog::tr("On a snapshot: use them and start from its picture")},
        {ShortcutsDialog::tr("Space"),
         ShortcutsDialog::tr("On a snapshot: compare with the current picture")},
        {ShortcutsDialog::tr("Delete"), ShortcutsDialog::tr("On a snapshot: remove it")},
        {ShortcutsDialog::tr("Arrow keys, Home, End"),
         ShortcutsDialog::tr("In the loss plot: read values")},
        {ShortcutsDialog::tr("Tab"), ShortcutsDialog::tr("Go to the next control")},
    };
}

QTableWidget *makeTable(const QList<Entry> &entries)
{
    auto *table = new QTableWidget(int(entries.size()), 2);
    table->horizontalHeader()->hide();
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setAccessibleName(ShortcutsDialog::tr("Shortcuts"));
    for (int row = 0; row < int(entries.size()); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(entries[row].keys));
        table->setItem(row, 1, new QTableWidgetItem(entries[row].effect));
    }
    table->resizeColumnToContents(0);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(520, 640);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeTable(entriesOf(actions) + otherEntries()));
    layout->addWidget(buttons);
    buttons->setFocus();
}

} // namespace gramarye
