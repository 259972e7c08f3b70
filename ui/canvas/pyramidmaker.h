#pragma once

#include "core/base/error.h"
#include "ui/canvas/picturepyramid.h"

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
    bool isMaking() const { return m_wanted != 0; }

Q_SIGNALS:
    void made(const gramarye::PicturePyramid &pyramid);

private:
    void begin(const QImage &picture);
    void deliver(const Result<PicturePyramid> &pyramid);

    QImage m_next; ///< null: none
    quint64 m_lastMade = 0;
    quint64 m_wanted = 0; ///< the one that is being made and was not cancelled; 0: none
};

} // namespace gramarye
