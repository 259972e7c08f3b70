#pragma once

#include "core/documents/presetstore.h"

#include <QMenu>

namespace gramarye {

/// The presets to choose from, read anew whenever it opens, and what else can be done with them.
class PresetMenu : public QMenu
{
    Q_OBJECT

public:
    explicit PresetMenu(QWidget *parent = nullptr);

    QAction *saveAction() const { return m_saveAction; }
    QAction *manageAction() const { return m_manageAction; }
    QAction *surpriseAction() const { return m_surpriseAction; }

    /// The presets as they are shown, shipped ones first.
    const QList<QAction *> &presetActions() const { return m_presetActions; }

    /// Reads them.
    void fill();

Q_SIGNALS:
    void chosen(const gramarye::Preset &preset);

private:
    void add(const Preset &preset, const QString &name);

    QAction *m_ownSeparator; ///< before the user's own presets
    QAction *m_endSeparator; ///< after them
    QAction *m_saveAction;
    QAction *m_manageAction;
    QAction *m_surpriseAction;
    QList<QAction *> m_presetActions;
};

} // namespace gramarye
