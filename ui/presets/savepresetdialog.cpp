#include "ui/presets/savepresetdialog.h"

#include "core/documents/presetstore.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace gramarye {

SavePresetDialog::SavePresetDialog(QWidget *parent)
    : QDialog(parent), m_name(new QLineEdit), m_note(new QLabel)
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
    const bool isThere = !isShipped && PresetStore().contains(name);
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

QString SavePresetDialog::note() const
{
    return m_note->text();
}

} // namespace gramarye
