#pragma once

#include "ui/canvas/picturepyramid.h"

#include <QFutureWatcher>
#include <QObject>

namespace gramarye {

/// Makes pyramids of pictures off the GUI thread, one at a time. Of what comes while one is being
/// made only the newest is made next.
class PyramidMaker : public QObject
{
    Q_OBJECT

public:
    explicit PyramidMaker(QObject *parent = nullptr);

    void make(const QImage &picture);

    /// Forgets what was asked for; made() does not come for it any more.
    void cancel();
    bool isMaking() const { return m_making; }

Q_SIGNALS:
    void made(const gramarye::PicturePyramid &pyramid);

private:
    void begin(const QImage &picture);
    void deliver();

    QFutureWatcher<PicturePyramid> m_watcher;
    QImage m_next; ///< null: none
    bool m_making = false;
};

} // namespace gramarye
