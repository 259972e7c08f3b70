#include "ui/presets/presetsdialog.h"

#include "ui/presets/presetlibrary.h"
#include "ui/text/catalogtext.h"
#include "ui/text/errortext.h"
#include "ui/widgets/rememberedfolder.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace gramarye {

namespace {

constexpr int nameRole = Qt::UserRole; ///< what the preset is called in the store

const QString presetFolderKind = QStringLiteral("presets");

QString fileFilter()
{
    return QCoreApplication::translate("Preset", "Presets (*.json)");
}

bool isOwn(const QListWidgetItem *item)
{
    return item && item->flags().testFlag(Qt::ItemIsEditable);
}

} // namespace

PresetsDialog::PresetsDialog(PresetLibrary &presets, QWidget *parent)
    : QDialog(parent),
      m_presets(presets),
      m_list(new QListWidget),
      m_renameButton(new QPushButton(tr("&Rename"))),
      m_removeButton(new QPushButton(tr("Re&move"))),
      m_exportButton(new QPushButton(tr("&Export…"))),
      m_importButton(new QPushButton(tr("&Import…"))),
      m_note(new QLabel)
{
    setWindowTitle(tr("Presets"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    resize(440, 420);
    m_list->setAccessibleName(tr("Presets"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentItemChanged, this, &PresetsDialog::updateButtons);
    connect(m_list, &QListWidget::itemChanged, this, &PresetsDialog::itemEdited);
    connect(&m_presets, &PresetLibrary::changed, this, &PresetsDialog::fill);

    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list, 1);
    middle->addLayout(makeButtons());
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(middle, 1);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    fill();
    m_note->setText(tr("A preset file dropped here is imported."));
    m_list->setCurrentRow(m_list->count() - 1);
}

QLayout *PresetsDialog::makeButtons()
{
    auto *layout = new QVBoxLayout;
    for (QPushButton *button : {m_renameButton, m_removeButton, m_exportButton, m_importButton}) {
        button->setAutoDefault(false); // Return ends the editing of a name
        layout->addWidget(button);
    }
    m_renameButton->setToolTip(tr("F2"));
    m_removeButton->setToolTip(tr("Delete"));
    layout->addStretch();
    connect(m_renameButton, &QPushButton::clicked, m_list,
            [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_removeButton, &QPushButton::clicked, this, &PresetsDialog::remove);
    connect(m_exportButton, &QPushButton::clicked, this, &PresetsDialog::askWhereToExport);
    connect(m_importButton, &QPushButton::clicked, this, &PresetsDialog::askWhatToImport);
    return layout;
}

// What is selected stays so; where it is gone, what is in its place.
void PresetsDialog::fill()
{
    const QString name = selected();
    const int row = m_list->currentRow();
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const Preset &preset : PresetStore::shipped())
        addItem(preset.name, presetText(preset.name), false);
    for (const Preset &preset : m_presets.own())
        addItem(preset.name, preset.name, true);
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    select(name);
}

void PresetsDialog::addItem(const QString &name, const QString &shown, bool own)
{
    auto *item = new QListWidgetItem(shown, m_list);
    item->setData(nameRole, name);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (own)
        flags |= Qt::ItemIsEditable;
    else
        item->setForeground(palette().color(QPalette::PlaceholderText));
    item->setToolTip(own ? QString() : tr("A part of the program"));
    item->setFlags(flags);
}

void PresetsDialog::select(const QString &name)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(nameRole).toString() == name)
            m_list->setCurrentRow(row);
    }
    updateButtons();
}

QString PresetsDialog::selected() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(nameRole).toString() : QString();
}

void PresetsDialog::updateButtons()
{
    m_renameButton->setEnabled(isOwn(m_list->currentItem()));
    m_removeButton->setEnabled(isOwn(m_list->currentItem()));
    m_exportButton->setEnabled(m_list->currentItem() != nullptr);
}

void PresetsDialog::itemEdited(QListWidgetItem *item)
{
    const QString from = item->data(nameRole).toString();
    const QString to = item->text().trimmed().left(Preset::longestName);
    const bool isTaken = m_presets.contains(to) && to.compare(from, Qt::CaseInsensitive) != 0;
    if (isTaken)
        m_note->setText(tr("There is a preset called “%1” already: choose another name.").arg(to));
    const QSignalBlocker blocker(m_list);
    if (to == from || to.isEmpty() || isTaken)
        return item->setText(from);
    item->setData(nameRole, to); // for what is done with it next
    m_presets.run(
        this, [from, to](PresetStore &store) { return store.rename(from, to); },
        [this, from, to](const Status &status) {
            m_note->setText(status ? tr("Renamed “%1” to “%2”.").arg(from, to)
                                   : errorText(status.error()));
            fill(); // where it failed, with the name that it still has
        });
}

void PresetsDialog::remove()
{
    const QString name = selected();
    delete m_list->takeItem(m_list->currentRow());
    m_presets.run(
        this, [name](PresetStore &store) { return store.remove(name); },
        [this, name](const Status &status) {
            m_note->setText(status ? tr("Removed “%1”.").arg(name) : errorText(status.error()));
            fill(); // where it failed, with what is still there
        });
}

void PresetsDialog::askWhereToExport()
{
    askWhereToSave(this, {presetFolderKind, tr("Export preset"), fileFilter()},
                   presetFileName(selected()), [this](const QString &path) { exportTo(path); });
}

void PresetsDialog::exportTo(const QString &path)
{
    const auto work = [name = selected(), path](const PresetStore &store) {
        const auto preset = store.find(name);
        return preset ? writePreset(preset.value(), path) : preset.error();
    };
    m_presets.run(this, work, [this, path](const Status &status) {
        m_note->setText(status ? tr("Exported “%1”.").arg(QDir::toNativeSeparators(path))
                               : errorText(status.error()));
    });
}

void PresetsDialog::askWhatToImport()
{
    askForFile(this, {presetFolderKind, tr("Import preset"), fileFilter()},
               [this](const QString &path) { import(path); });
}

void PresetsDialog::import(const QString &path)
{
    m_presets.run(
        this, [path](PresetStore &store) { return store.import(path); },
        [this](const Result<Preset> &preset) {
            if (preset)
                select(preset->name);
            m_note->setText(preset ? presetImportedText(preset.value())
                                   : errorText(preset.error()));
        });
}

QString presetImportedText(const Preset &preset)
{
    return QCoreApplication::translate("Preset", "“%1” is among your presets now.")
        .arg(preset.name);
}

void PresetsDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Delete) && isOwn(m_list->currentItem()))
        return remove();
    QDialog::keyPressEvent(event);
}

void PresetsDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void PresetsDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    for (const QUrl &url : event->mimeData()->urls())
        import(url.toLocalFile());
}

SavePresetDialog::SavePresetDialog(const PresetLibrary &presets, QWidget *parent)
    : QDialog(parent), m_presets(presets), m_name(new QLineEdit), m_note(new QLabel)
{
    setWindowTitle(tr("Save as preset"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_name->setMaxLength(Preset::longestName);
    m_name->setMinimumWidth(300);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_saveButton = buttons->button(QDialogButtonBox::Save);
    connect(m_name, &QLineEdit::textChanged, this, &SavePresetDialog::check);
    connect(&m_presets, &PresetLibrary::changed, this, &SavePresetDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &SavePresetDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *form = new QFormLayout(this);
    form->addRow(tr("&Name"), m_name);
    form->addRow(m_note);
    form->addRow(buttons);
    check();
}

void SavePresetDialog::check()
{
    const QString name = m_name->text().trimmed();
    const bool isShipped = PresetStore::isShipped(name);
    const bool isThere = !isShipped && m_presets.contains(name);
    m_saveButton->setEnabled(!name.isEmpty() && !isShipped);
    m_saveButton->setText(isThere ? tr("&Replace") : tr("&Save"));
    if (isShipped)
        m_note->setText(tr("A preset of the program has this name: choose another."));
    else if (isThere)
        m_note->setText(tr("You have a preset of this name already: it would be replaced."));
    else
        m_note->setText(
            tr("Keeps the look of the picture; its size and its styles are no part of it."));
}

void SavePresetDialog::save()
{
    Q_EMIT named(m_name->text().trimmed());
    accept();
}

} // namespace gramarye
