#pragma once

#include "app/commandline.h"
#include "core/download/networkdownload.h"
#include "core/transfer/renderjob.h"

#include <QElapsedTimer>
#include <QString>
#include <QTextStream>

namespace gramarye {

/// How the progress of a render or a download is reported.
enum class ProgressStyle
{
    Bar,   ///< one line that is drawn over and over
    Lines, ///< a line now and then, for files and pipes
    Silent,
};

/// Silent where it is to be @p quiet, else Bar on a terminal, Lines elsewhere.
ProgressStyle progressStyleOfStandardError(bool quiet = false);

/// "[####----]  47 %  256 × 171 px  40/100  0:41 left", no wider than @p columns.
QString progressBarText(const IterationReport &report, int columns);

/// "47 %, 256 × 171 px, iteration 40 of 100, 0:41 left"
QString progressLineText(const IterationReport &report);

/// "[####----]  47 %  37.6 MB/80.1 MB  0:41 left", no wider than @p columns.
QString progressBarText(const DownloadProgress &progress, int columns);

/// "47 %, 37.6 MB of 80.1 MB, 0:41 left"
QString progressLineText(const DownloadProgress &progress);

/// Reports on a stream how far a render or a download is.
class ProgressLine
{
public:
    /// @p out outlives this object.
    ProgressLine(QTextStream &out, ProgressStyle style) : m_out(out), m_style(style) {}

    /// Shows @p report, or leaves it out where there would be too many.
    void show(const IterationReport &report);
    void show(const DownloadProgress &progress);

    /// Says @p sentence on a line of its own; not where the style is Silent.
    void say(const QString &sentence);

    /// Says that the picture @p file was written, and how long that took since @p begin.
    void sayWritten(const QString &file, QSize size, const QElapsedTimer &begin);

    /// Says what went wrong, whatever the style; returns @p status, the program's.
    int fail(const QString &sentence, int status = exitcode::failed);
    int fail(const Error &error);

    /// Makes way for a line of somebody else's.
    void clear();

private:
    bool isBarDue();
    bool isLineDue(double progress, QSize size);
    template<typename Report>
    void showProgress(const Report &report, double progress, QSize size = {});

    QTextStream &m_out;
    ProgressStyle m_style;
    bool m_isBarShown = false;
    QElapsedTimer m_sinceBar;
    int m_lastStep = -1;
    QSize m_lastSize;
};

} // namespace gramarye
