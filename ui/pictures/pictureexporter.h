#pragma once

#include "core/base/background.h"
#include "core/documents/pictureexport.h"

#include <QObject>

#include <atomic>
#include <map>
#include <memory>

namespace gramarye {

class RenderSession;

/// A picture that was written.
struct ExportedFile
{
    QString path;
    bool isReplaced = false;   ///< as isReplacedWhole() says
    bool carriesMasks = false; ///< those that made it, as carriesMasks() says
};

/// Writes the picture of a session to files, at its full size and off the GUI thread, one after the
/// other; or puts it on the clipboard. What is written is of the run that was in view when it was
/// asked for, whatever comes in its place meanwhile.
class PictureExporter : public QObject
{
    Q_OBJECT

public:
    /// @p session outlives this object.
    explicit PictureExporter(RenderSession *session, QObject *parent = nullptr);

    /// exported(), cancelled() or failed() follows, with the number that is returned here.
    quint64 start(const QString &path, const ExportOptions &options);

    /// The export of that number, which stops as soon as its encoder asks for more of the picture;
    /// nothing where it is done.
    void cancel(quint64 number);

    /// To the clipboard. copied() or failed() follows.
    quint64 copy();

    /// True where nothing is being exported, or waits to be.
    bool isIdle() const { return m_waiting.empty() && m_writing == 0; }

Q_SIGNALS:
    void exported(quint64 number, const QImage &picture, const gramarye::ExportedFile &file);
    void cancelled(quint64 number, const QString &path);
    void copied(quint64 number);
    void failed(quint64 number, const gramarye::Error &error);

private:
    /// Where a picture goes to.
    struct Destination
    {
        QString path; ///< empty: the clipboard
        ExportOptions options;
    };

    quint64 request(const Destination &destination);
    void take(const RenderedPicture &picture, quint64 request);
    void refuse(const Error &error, quint64 request);
    void write(const RenderedPicture &picture, const Destination &destination, quint64 number);
    void putOnClipboard(const RenderedPicture &picture, quint64 number);

    RenderSession *m_session;
    std::map<quint64, Destination> m_waiting; ///< for their pictures, by the session's requests
    std::map<quint64, std::shared_ptr<std::atomic<quint64>>> m_stops; ///< of what is being written
    int m_writing = 0;
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
