#pragma once

#include "ui/presets/presetlibrary.h"

#include <QMenu>

class QMimeData;

namespace gramarye {

class EditRecorder;
class PresetsDialog;
class SavePresetDialog;

/// The presets to choose from, read anew whenever it opens, and what else can be done with them.
/// What is chosen is put into effect as one step of undo.
class PresetMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p edits outlives it; dialogs come over @p window.
    PresetMenu(EditRecorder *edits, QWidget *window);
    ~PresetMenu() override;

    void apply(const Preset &preset);

    /// Keeps the look there is; one's own preset of that name is replaced.
    void save(const QString &name);

    /// True where @p data is files of presets alone, judged by their names.
    static bool offersPresets(const QMimeData &data);
    void import(const QMimeData &data);

    QAction *saveAction() const { return m_saveAction; }
    QAction *manageAction() const { return m_manageAction; }
    QAction *surpriseAction() const { return m_surpriseAction; }

    /// The presets as they are shown, shipped ones first.
    const QList<QAction *> &presetActions() const { return m_presetActions; }

    PresetLibrary &library() { return m_library; }

Q_SIGNALS:
    /// One sentence: what happened.
    void done(const QString &sentence);
    void refused(const gramarye::Error &error);

private:
    void fill();
    void add(const Preset &preset, const QString &name, QAction *before);
    void askForName();
    void manage();

    EditRecorder *m_edits;
    QWidget *m_window;
    PresetLibrary m_library;
    // They delete themselves when they are closed.
    QPointer<SavePresetDialog> m_saveDialog;
    QPointer<PresetsDialog> m_manageDialog;
    QAction *m_ownSeparator; ///< before the user's own presets
    QAction *m_endSeparator; ///< after them
    QAction *m_saveAction;
    QAction *m_manageAction;
    QAction *m_surpriseAction;
    QList<QAction *> m_presetActions;
};

} // namespace gramarye
