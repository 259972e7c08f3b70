#pragma once

#include "core/base/error.h"
#include "ui/projects/projectdraft.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>

namespace gramarye {

/// Writes a project off the GUI thread, one at a time.
class ProjectWriter : public QObject
{
    Q_OBJECT

public:
    explicit ProjectWriter(QObject *parent = nullptr);

    /// Waits for what is being written.
    ~ProjectWriter() override;

    bool isBusy() const { return m_busy; }

    /// While it is not busy.
    void start(const ProjectDraft &draft, const QString &path);

    /// Until what is being written is there, and said.
    void finish();

Q_SIGNALS:
    // With how long it took.
    void written(qint64 milliseconds);
    void failed(qint64 milliseconds, const gramarye::Error &error);

private:
    void deliver();

    QFutureWatcher<Status> m_watcher;
    QElapsedTimer m_clock;
    bool m_busy = false;
};

} // namespace gramarye
