#include "app/progressline.h"

#include "app/commandline.h"
#include "ui/durationtext.h"

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

QString percentText(const IterationReport &report)
{
    return CommandLine::tr("%1 %").arg(int(report.progress * 100), 3);
}

QString timeLeftText(const IterationReport &report)
{
    return CommandLine::tr("%1 left").arg(durationText(report.secondsLeft));
}

QString barText(double progress, int width)
{
    const int done = std::clamp(int(std::lround(progress * width)), 0, width);
    return QLatin1Char('[') + QString(done, QLatin1Char('#'))
           + QString(width - done, QLatin1Char('-')) + QLatin1Char(']');
}

} // namespace

ProgressStyle progressStyleOfStandardError()
{
    const bool canDraw = ::isatty(STDERR_FILENO) == 1 && qgetenv("TERM") != "dumb";
    return canDraw ? ProgressStyle::Bar : ProgressStyle::Lines;
}

QString progressBarText(const IterationReport &report, int columns)
{
    const QString text = QStringLiteral("%1  %2  %3/%4  %5")
                             .arg(percentText(report), sizeText(report.size))
                             .arg(report.sizeIteration)
                             .arg(report.sizeIterations)
                             .arg(timeLeftText(report));
    // Brackets and a space beside the bar.
    const int width = std::min(widestBar, columns - int(text.size()) - 3);
    const QString line =
        width > 0 ? barText(report.progress, width) + QLatin1Char(' ') + text : text;
    return line.left(columns);
}

QString progressLineText(const IterationReport &report)
{
    return CommandLine::tr("%1, %2, iteration %3 of %4, %5")
        .arg(percentText(report).trimmed(), sizeText(report.size))
        .arg(report.sizeIteration)
        .arg(report.sizeIterations)
        .arg(timeLeftText(report));
}

void ProgressLine::show(const IterationReport &report)
{
    if (m_style == ProgressStyle::Bar)
        drawBar(report);
    else if (m_style == ProgressStyle::Lines)
        writeLine(report);
}

void ProgressLine::drawBar(const IterationReport &report)
{
    if (m_sinceBar.isValid() && m_sinceBar.elapsed() < millisecondsBetweenBars)
        return;
    m_sinceBar.start();
    clear();
    // The last column stays free: some terminals begin a new line once it is written to.
    m_out << progressBarText(report, terminalColumns() - 1) << Qt::flush;
    m_barStands = true;
}

void ProgressLine::writeLine(const IterationReport &report)
{
    const int step = int(report.progress * linesPerRun);
    if (step == m_lastStep && report.size == m_lastSize)
        return;
    m_lastStep = step;
    m_lastSize = report.size;
    m_out << progressLineText(report) << Qt::endl;
}

void ProgressLine::say(const QString &sentence)
{
    clear();
    if (m_style != ProgressStyle::Silent)
        m_out << sentence << Qt::endl;
}

void ProgressLine::clear()
{
    if (!m_barStands)
        return;
    m_out << "\r\x1b[K" << Qt::flush; // to the first column, then erase to the end of the line
    m_barStands = false;
}

} // namespace gramarye
