#pragma once

#include "ui/projects/projectactions.h"

#include <QObject>

class QWidget;

namespace gramarye {

class ExportActions;
class MessageBar;
class ProjectSession;
class RenderSession;

/// Asks whether what is in the window may go, and has it saved or exported before. Never waits for
/// the disk: what has to wait follows with leave().
class LeaveGuard : public QObject
{
    Q_OBJECT

public:
    /// What has to end before the departure that was asked for last.
    enum class State
    {
        Idle,           ///< none was, or it is done or given up
        Finishing,      ///< what is being written
        Saving,         ///< the project, or its file is being chosen
        ChoosingExport, ///< the file for the picture is being chosen
        Exporting       ///< the picture
    };

    /// What it watches; all of them outlive this object.
    struct Parts
    {
        RenderSession *session;
        ProjectSession *project;
        ProjectActions *projectActions;
        ExportActions *exports;
        MessageBar *messages;
        QWidget *window;
    };

    explicit LeaveGuard(const Parts &parts, QObject *parent = nullptr);

    State state() const { return m_state; }

    /// True where @p departure may be made now. Asks where it has to; after an answer that needs
    /// time leave() follows, unless that fails or is cancelled.
    bool mayLeave(const Departure &departure);

    /// leave() follows now or later; where it does not follow now, stayed() comes at once.
    void request(const Departure &departure);

    /// Exports the picture; then leave() follows.
    void exportFirst(const Departure &departure);

Q_SIGNALS:
    /// For Close: ask again.
    void leave(const gramarye::Departure &departure);
    void stayed(const gramarye::Departure &departure);

private:
    bool isWriting(const Departure &departure) const;
    bool askToSave(const Departure &departure);
    bool askToExport(const Departure &departure);
    QString unsavedText() const;
    void waitFor(State state, const Departure &departure);
    void written();
    void exported(quint64 number);
    void giveUp() { m_state = State::Idle; }
    void goOn();

    Parts m_parts;
    State m_state = State::Idle;
    Departure m_departure;
    quint64 m_export = 0; ///< number of what is being exported
};

} // namespace gramarye
