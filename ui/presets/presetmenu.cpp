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
    connect(this, &QMenu::aboutToShow, &m_library, &PresetLibrary::refresh);
    connect(&m_library, &PresetLibrary::changed, this, &PresetMenu::fill);
    fill();
}

PresetMenu::~PresetMenu()
{
    // Before the library that they look into.
    delete m_saveDialog;
    delete m_manageDialog;
}

void PresetMenu::fill()
{
    qDeleteAll(m_presetActions);
    m_presetActions.clear();
    for (const Preset &preset : PresetStore::shipped())
        add(preset, presetText(preset.name), m_ownSeparator);
    for (const Preset &preset : m_library.own())
        add(preset, preset.name, m_endSeparator);
    m_ownSeparator->setVisible(!m_library.own().empty());
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
    m_saveDialog = new SavePresetDialog(m_library, m_window);
    connect(m_saveDialog, &SavePresetDialog::named, this, &PresetMenu::save);
    m_saveDialog->open();
}

void PresetMenu::save(const QString &name)
{
    const EditState state = m_edits->state();
    const Preset preset = Preset::of(name, state.parameters, state.network.info);
    m_library.run(
        this, [preset](PresetStore &store) { return store.save(preset); },
        [this, name](const Status &status) {
            if (status)
                Q_EMIT done(tr("Saved the preset “%1”.").arg(name));
            else
                Q_EMIT refused(status.error());
        });
}

void PresetMenu::manage()
{
    if (!m_manageDialog)
        m_manageDialog = new PresetsDialog(m_library, m_window);
    m_manageDialog->show();
    m_manageDialog->raise();
    m_manageDialog->activateWindow();
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
    const auto work = [urls = data.urls()](PresetStore &store) {
        Result<Preset> preset = Preset();
        for (auto url = urls.begin(); preset && url != urls.end(); ++url)
            preset = store.import(url->toLocalFile());
        return preset;
    };
    m_library.run(this, work, [this](const Result<Preset> &preset) {
        if (preset)
            Q_EMIT done(presetImportedText(preset.value()));
        else
            Q_EMIT refused(preset.error());
    });
}

} // namespace gramarye
