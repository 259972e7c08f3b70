#pragma once

#include "ui/edits/editstate.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace gramarye {

/// What an edit changed. A value.
struct EditChange
{
    QString text;            ///< as the Edit menu calls it, e.g. "Smoothness"
    bool continuous = false; ///< a number that a hand moves through many values
};

/// What is different in @p after; they differ.
EditChange describeChange(const EditState &before, const EditState &after);

/// The states that undo and redo lead through, the oldest first. Pictures share their pixels among
/// states, so that a state is small; what the steps hold of pictures that are not in use any more
/// is bounded, and the oldest steps go first (which a QUndoStack cannot do).
class EditHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr int maximumSteps = 1000;

    explicit EditHistory(const EditState &beginning, QObject *parent = nullptr);

    const EditState &present() const { return m_states[m_present].state; }

    /// Forgets all steps: nothing lies before @p state.
    void begin(const EditState &state);

    /// @p state is the present now. A number that changes on within one gesture, or within a moment
    /// by keys or wheel, stays one step; a step that comes back to where it began is none.
    void take(const EditState &state);

    /// The same as a step of its own, called @p what.
    void take(const EditState &state, const QString &what);

    bool canUndo() const { return m_present > 0; }
    bool canRedo() const { return m_present + 1 < m_states.size(); }

    /// What the step is called; empty where there is none.
    QString undoText() const { return canUndo() ? m_states[m_present].what : QString(); }
    QString redoText() const { return canRedo() ? m_states[m_present + 1].what : QString(); }

    void undo();
    void redo();

    /// From a press of the mouse to its release: however long it takes, it is one step.
    void beginGesture();
    void endGesture();

    /// How much pictures may take that only the steps hold; 512 MiB at first.
    void setByteLimit(qint64 bytes);
    qint64 bytes() const;

Q_SIGNALS:
    /// What can be undone or redone.
    void changed();

    /// By undo() or redo(): @p state is to be shown.
    void restored(const gramarye::EditState &state);

private:
    struct Entry
    {
        EditState state;
        QString what; ///< the step that led here
    };

    void push(const EditState &state, const QString &what);
    void amend(const EditState &state);
    void goTo(std::size_t place);
    void trim();
    void endSeries();

    std::deque<Entry> m_states;
    std::size_t m_present = 0;
    qint64 m_byteLimit = qint64(512) << 20;
    QString m_series; ///< the step that goes on growing; empty: none
    QTimer m_pause;   ///< without a gesture a series ends with this
    bool m_inGesture = false;
};

} // namespace gramarye
