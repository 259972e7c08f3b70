#include "ui/presets/presetshelf.h"

#include "ui/edits/editrecorder.h"
#include "ui/presets/presetmenu.h"
#include "ui/presets/presetsdialog.h"
#include "ui/presets/savepresetdialog.h"
#include "ui/text/presettext.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace gramarye {

PresetShelf::PresetShelf(EditRecorder *edits, QWidget *window)
    : QObject(window), m_edits(edits), m_window(window), m_menu(new PresetMenu(window))
{
    connect(m_menu, &PresetMenu::chosen, this, &PresetShelf::apply);
    connect(m_menu->saveAction(), &QAction::triggered, this, &PresetShelf::askForName);
    connect(m_menu->manageAction(), &QAction::triggered, this, &PresetShelf::manage);
}

void PresetShelf::apply(const Preset &preset)
{
    const EditState state = m_edits->state();
    m_edits->applyParameters(preset.appliedTo(state.runParameters(), state.network.info),
                             tr("Preset “%1”").arg(presetText(preset.name)));
}

void PresetShelf::askForName()
{
    auto *dialog = new SavePresetDialog(m_window);
    connect(dialog, &SavePresetDialog::named, this, &PresetShelf::save);
    dialog->open();
}

void PresetShelf::save(const QString &name)
{
    const EditState state = m_edits->state();
    const Status status = m_store.save(Preset::of(name, state.parameters, state.network.info));
    if (status)
        Q_EMIT done(tr("Saved the preset “%1”.").arg(name));
    else
        Q_EMIT refused(status.error());
}

void PresetShelf::manage()
{
    if (!m_dialog)
        m_dialog = new PresetsDialog(m_window);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

bool PresetShelf::offersPresets(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return !urls.isEmpty() && std::all_of(urls.begin(), urls.end(), [](const QUrl &url) {
        return url.toLocalFile().endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    });
}

void PresetShelf::import(const QMimeData &data)
{
    for (const QUrl &url : data.urls()) {
        const auto preset = m_store.import(url.toLocalFile());
        if (!preset)
            return Q_EMIT refused(preset.error());
        Q_EMIT done(presetImportedText(*preset));
    }
}

} // namespace gramarye
