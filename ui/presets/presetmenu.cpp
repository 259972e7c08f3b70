#include "ui/presets/presetmenu.h"

#include "ui/edits/editrecorder.h"
#include "ui/presets/presetsdialog.h"
#include "ui/text/catalogtext.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace gramarye {

PresetMenu::PresetMenu(EditRecorder *edits, QWidget *window)
    : QMenu(tr("&Presets"), window), m_edits(edits), m_window(window)
{
    setToolTipsVisible(true);
    m_ownSeparator = addSeparator();
    m_endSeparator = addSeparator();
    m_surpriseAction = addAction(tr("S&urprise me…"));
    m_surpriseAction->setToolTip(tr("Six small pictures with looks around this one, to pick from"));
    addSeparator();
    m_saveAction = addAction(tr("&Save as preset…"), this, &PresetMenu::askForName);
    m_manageAction = addAction(tr("&Manage presets…"), this, &PresetMenu::manage);
    connect(this, &QMenu::aboutToShow, this, &PresetMenu::fill);
}

void PresetMenu::fill()
{
    qDeleteAll(m_presetActions);
    m_presetActions.clear();
    for (const Preset &preset : PresetStore::shipped())
        add(preset, presetText(preset.name), m_ownSeparator);
    const std::vector<Preset> own = m_store.own();
    for (const Preset &preset : own)
        add(preset, preset.name, m_endSeparator);
    m_ownSeparator->setVisible(!own.empty());
}

void PresetMenu::add(const Preset &preset, const QString &name, QAction *before)
{
    auto *action = new QAction(QString(name).replace(u'&', QStringLiteral("&&")), this);
    action->setToolTip(presetText(preset.description));
    connect(action, &QAction::triggered, this, [this, preset] { apply(preset); });
    insertAction(before, action);
    m_presetActions << action;
}

void PresetMenu::apply(const Preset &preset)
{
    const EditState state = m_edits->state();
    m_edits->applyParameters(preset.appliedTo(state.runParameters(), state.network.info),
                             tr("Preset “%1”").arg(presetText(preset.name)));
}

void PresetMenu::askForName()
{
    auto *dialog = new SavePresetDialog(m_window);
    connect(dialog, &SavePresetDialog::named, this, &PresetMenu::save);
    dialog->open();
}

void PresetMenu::save(const QString &name)
{
    const EditState state = m_edits->state();
    const Status status = m_store.save(Preset::of(name, state.parameters, state.network.info));
    if (status)
        Q_EMIT done(tr("Saved the preset “%1”.").arg(name));
    else
        Q_EMIT refused(status.error());
}

void PresetMenu::manage()
{
    if (!m_dialog)
        m_dialog = new PresetsDialog(m_window);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

bool PresetMenu::offersPresets(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return !urls.isEmpty() && std::all_of(urls.begin(), urls.end(), [](const QUrl &url) {
        return url.toLocalFile().endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    });
}

void PresetMenu::import(const QMimeData &data)
{
    for (const QUrl &url : data.urls()) {
        const auto preset = m_store.import(url.toLocalFile());
        if (!preset)
            return Q_EMIT refused(preset.error());
        Q_EMIT done(presetImportedText(*preset));
    }
}

} // namespace gramarye
