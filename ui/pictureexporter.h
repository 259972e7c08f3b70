#pragma once

#include "core/error.h"

#include <QFutureWatcher>
#include <QImage>
#include <QObject>

namespace gramarye {

/// Writes a picture to a file off the GUI thread, one at a time.
class PictureExporter : public QObject
{
    Q_OBJECT

public:
    explicit PictureExporter(QObject *parent = nullptr);

    /// Waits for a picture that is being written.
    ~PictureExporter() override;

    bool isBusy() const { return m_watcher.isRunning(); }
    void start(const QImage &picture, const QString &path);

Q_SIGNALS:
    void exported(const QImage &picture, const QString &path);
    void failed(const gramarye::Error &error);

private:
    void deliver();

    QFutureWatcher<Status> m_watcher;
    QImage m_picture;
    QString m_path;
};

} // namespace gramarye
