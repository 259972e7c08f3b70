#pragma once

#include "core/base/error.h"
#include "core/documents/presetstore.h"

#include <QObject>
#include <QPointer>

class QMimeData;

namespace gramarye {

class EditRecorder;
class PresetMenu;
class PresetsDialog;

/// Presets in the window: puts those chosen from its menu into effect, and takes in others. Each is
/// one step of undo.
class PresetShelf : public QObject
{
    Q_OBJECT

public:
    /// @p edits outlives it; dialogs come over @p window.
    PresetShelf(EditRecorder *edits, QWidget *window);

    PresetMenu *menu() const { return m_menu; }

    void apply(const Preset &preset);

    /// Keeps the look there is; one's own preset of that name is replaced.
    void save(const QString &name);

    /// True where @p data is files of presets alone, judged by their names.
    static bool offersPresets(const QMimeData &data);
    void import(const QMimeData &data);

Q_SIGNALS:
    /// One sentence: what happened.
    void done(const QString &sentence);
    void refused(const gramarye::Error &error);

private:
    void askForName();
    void manage();

    EditRecorder *m_edits;
    QWidget *m_window;
    PresetMenu *m_menu;
    PresetStore m_store;
    QPointer<PresetsDialog> m_dialog; ///< deletes itself when it is closed
};

} // namespace gramarye
