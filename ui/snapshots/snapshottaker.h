#pragma once

#include "core/base/background.h"
#include "core/documents/pictureexport.h"
#include "core/documents/snapshotstore.h"

#include <QImage>
#include <QObject>

namespace gramarye {

class RenderSession;

/// A snapshot with what a filmstrip shows of it. A value.
struct ShownSnapshot
{
    Snapshot snapshot;
    QImage thumbnail;
};

/// What a snapshot taken belongs to.
struct SnapshotOrigin
{
    int run = 0;  ///< see RenderSession::run()
    int size = 0; ///< the working size's place in the run, from 0
};

/// Takes snapshots of the picture that a session makes: when it is asked to, and by itself at the
/// end of each working size and of the run. Compresses off the GUI thread; what was taken arrives
/// in that order.
class SnapshotTaker : public QObject
{
    Q_OBJECT

public:
    /// @p session outlives this object.
    explicit SnapshotTaker(const RenderSession &session, QObject *parent = nullptr);

    /// Takes one of the picture as it is now; nothing where there is none.
    void take();

    /// Longest side of a thumbnail in px: enough for screens of twice the usual density.
    static constexpr int thumbnailSide = 160;

Q_SIGNALS:
    void taken(const gramarye::ShownSnapshot &snapshot, gramarye::SnapshotOrigin origin);
    void failed(const gramarye::Error &error);

private:
    /// A picture that becomes a snapshot if it turns out to be the last of its size.
    struct Candidate
    {
        RenderedPicture picture;
        int iteration = 0;
        SnapshotOrigin origin;
    };

    Candidate current() const;
    void watch();
    void takeLast();
    void compress(const Candidate &candidate, SnapshotKind kind);

    const RenderSession &m_session;
    Candidate m_last;
    WorkQueue m_queue;
};

/// @p picture as small as a filmstrip needs it.
QImage thumbnailOf(const QImage &picture);

} // namespace gramarye
