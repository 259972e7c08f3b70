#include "app/progressline.h"

#include "app/commandline.h"
#include "app/renderarguments.h"
#include "core/base/safefile.h"
#include "ui/text/durationtext.h"
#include "ui/text/errortext.h"
#include "ui/text/networktext.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <sys/ioctl.h>
#include <unistd.h>

namespace gramarye {

namespace {

constexpr int usualColumns = 80;
constexpr int widestBar = 30;
constexpr qint64 millisecondsBetweenBars = 100;
constexpr double linesPerRun = 20;

int terminalColumns()
{
    winsize size{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : usualColumns;
}

QString sizeText(QSize size)
{
    return CommandLine::tr("%1 × %2 px").arg(size.width()).arg(size.height());
}

QString percentText(double progress)
{
    return CommandLine::tr("%1 %").arg(int(progress * 100), 3);
}

QString timeLeftText(double secondsLeft)
{
    return CommandLine::tr("%1 left").arg(durationText(secondsLeft));
}

QString barText(double progress, int width)
{
    const int done = std::clamp(int(std::lround(progress * width)), 0, width);
    return QLatin1Char('[') + QString(done, QLatin1Char('#'))
           + QString(width - done, QLatin1Char('-')) + QLatin1Char(']');
}

// A bar as far as there is room for one beside @p text.
QString withBar(const QString &text, double progress, int columns)
{
    const int width = std::min(widestBar, columns - int(text.size()) - 3); // two brackets, a space
    const QString line = width > 0 ? barText(progress, width) + QLatin1Char(' ') + text : text;
    return line.left(columns);
}

} // namespace

ProgressStyle progressStyleOfStandardError(bool quiet)
{
    if (quiet)
        return ProgressStyle::Silent;
    const bool canDraw = ::isatty(STDERR_FILENO) == 1 && qgetenv("TERM") != "dumb";
    return canDraw ? ProgressStyle::Bar : ProgressStyle::Lines;
}

QString progressBarText(const IterationReport &report, int columns)
{
    const QString text = QStringLiteral("%1  %2  %3/%4  %5")
                             .arg(percentText(report.progress), sizeText(report.size))
                             .arg(report.sizeIteration)
                             .arg(report.sizeIterations)
                             .arg(timeLeftText(report.secondsLeft));
    return withBar(text, report.progress, columns);
}

QString progressLineText(const IterationReport &report)
{
    return CommandLine::tr("%1, %2, iteration %3 of %4, %5")
        .arg(percentText(report.progress).trimmed(), sizeText(report.size))
        .arg(report.sizeIteration)
        .arg(report.sizeIterations)
        .arg(timeLeftText(report.secondsLeft));
}

QString progressBarText(const DownloadProgress &progress, int columns)
{
    QString text =
        QStringLiteral("%1  %2/%3")
            .arg(percentText(progress.part()), bytesText(progress.done), bytesText(progress.total));
    if (progress.secondsLeft >= 0)
        text += QLatin1String("  ") + timeLeftText(progress.secondsLeft);
    return withBar(text, progress.part(), columns);
}

QString progressLineText(const DownloadProgress &progress)
{
    const QString text = CommandLine::tr("%1, %2 of %3")
                             .arg(percentText(progress.part()).trimmed(), bytesText(progress.done),
                                  bytesText(progress.total));
    return progress.secondsLeft < 0
               ? text
               : text + QLatin1String(", ") + timeLeftText(progress.secondsLeft);
}

void ProgressLine::show(const IterationReport &report)
{
    showProgress(report, report.progress, report.size);
}

void ProgressLine::show(const DownloadProgress &progress)
{
    showProgress(progress, progress.part());
}

template<typename Report>
void ProgressLine::showProgress(const Report &report, double progress, QSize size)
{
    if (m_style == ProgressStyle::Bar && isBarDue()) {
        clear();
        // The last column stays free: some terminals begin a new line once it is written to.
        m_out << progressBarText(report, terminalColumns() - 1) << Qt::flush;
        m_isBarShown = true;
    } else if (m_style == ProgressStyle::Lines && isLineDue(progress, size)) {
        m_out << progressLineText(report) << Qt::endl;
    }
}

bool ProgressLine::isBarDue()
{
    if (m_sinceBar.isValid() && m_sinceBar.elapsed() < millisecondsBetweenBars)
        return false;
    m_sinceBar.start();
    return true;
}

bool ProgressLine::isLineDue(double progress, QSize size)
{
    const int step = int(progress * linesPerRun);
    if (step == m_lastStep && size == m_lastSize)
        return false;
    m_lastStep = step;
    m_lastSize = size;
    return true;
}

void ProgressLine::say(const QString &sentence)
{
    clear();
    if (m_style != ProgressStyle::Silent)
        m_out << sentence << Qt::endl;
}

void ProgressLine::sayWritten(const QString &file, QSize size, const QElapsedTimer &begin)
{
    say(CommandLine::tr("Wrote “%1”, %2 × %3 px, after %4.")
            .arg(file, QString::number(size.width()), QString::number(size.height()),
                 durationText(double(begin.elapsed()) / 1000)));
    if (!isStandardStream(file) && !isReplacedWhole(file))
        say(writtenOverText(file));
}

int ProgressLine::fail(const QString &sentence, int status)
{
    clear();
    m_out << sentence << Qt::endl;
    return status;
}

int ProgressLine::fail(const Error &error)
{
    const bool isCutShort = error.code == ErrorCode::PictureCutShort;
    return fail(
        isCutShort
            ? CommandLine::tr("%1 Or let --partial take what is there.").arg(errorText(error))
            : errorText(error));
}

void ProgressLine::clear()
{
    if (!m_isBarShown)
        return;
    m_out << "\r\x1b[K" << Qt::flush; // to the first column, then erase to the end of the line
    m_isBarShown = false;
}

} // namespace gramarye
