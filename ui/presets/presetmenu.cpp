#include "ui/presets/presetmenu.h"

#include "ui/text/presettext.h"

namespace gramarye {

PresetMenu::PresetMenu(QWidget *parent) : QMenu(parent)
{
    setTitle(tr("&Presets"));
    setToolTipsVisible(true);
    m_ownSeparator = addSeparator();
    m_endSeparator = addSeparator();
    m_surpriseAction = addAction(tr("S&urprise me…"));
    m_surpriseAction->setToolTip(tr("Six small pictures with looks around this one, to pick from"));
    addSeparator();
    m_saveAction = addAction(tr("&Save as preset…"));
    m_manageAction = addAction(tr("&Manage presets…"));
    connect(this, &QMenu::aboutToShow, this, &PresetMenu::fill);
}

void PresetMenu::fill()
{
    qDeleteAll(m_presetActions);
    m_presetActions.clear();
    for (const Preset &preset : PresetStore::shipped()) {
        add(preset, presetText(preset.name));
        insertAction(m_ownSeparator, m_presetActions.back());
    }
    const std::vector<Preset> own = PresetStore().own();
    for (const Preset &preset : own) {
        add(preset, preset.name);
        insertAction(m_endSeparator, m_presetActions.back());
    }
    m_ownSeparator->setVisible(!own.empty());
}

void PresetMenu::add(const Preset &preset, const QString &name)
{
    auto *action = new QAction(QString(name).replace(u'&', QStringLiteral("&&")), this);
    action->setToolTip(presetText(preset.description));
    connect(action, &QAction::triggered, this, [this, preset] { Q_EMIT chosen(preset); });
    m_presetActions << action;
}

} // namespace gramarye
