#pragma once

#include "core/documents/pictureexport.h"

#include <QFutureWatcher>
#include <QObject>

#include <deque>
#include <vector>

namespace gramarye {

class RenderSession;

/// Writes the picture of a session to files, at its full size and off the GUI thread, one after the
/// other.
class PictureExporter : public QObject
{
    Q_OBJECT

public:
    /// @p session outlives this object.
    explicit PictureExporter(RenderSession *session, QObject *parent = nullptr);

    /// Waits for a picture that is being written.
    ~PictureExporter() override;

    void start(const QString &path, const ExportOptions &options);

Q_SIGNALS:
    void exported(const QImage &picture, const QString &path);
    void failed(const gramarye::Error &error);

private:
    struct Order
    {
        QString path;
        ExportOptions options;
        RenderedPicture picture;
    };

    void takePicture(const RenderedPicture &picture);
    void writeNext();
    void deliver();

    RenderSession *m_session;
    std::vector<Order> m_waiting; ///< for their picture
    std::deque<Order> m_orders;   ///< the first is being written
    QFutureWatcher<Status> m_watcher;
};

} // namespace gramarye
