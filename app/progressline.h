#pragma once

#include "core/engine/renderjob.h"

#include <QElapsedTimer>
#include <QString>
#include <QTextStream>

namespace gramarye {

/// How a render tells how far it is.
enum class ProgressStyle
{
    Bar,   ///< one line that is drawn over and over
    Lines, ///< a line now and then, for files and pipes
    Silent,
};

/// Bar on a terminal, Lines elsewhere.
ProgressStyle progressStyleOfStandardError();

/// "[####----]  47 %  256 × 171 px  40/100  0:41 left", no wider than @p columns.
QString progressBarText(const IterationReport &report, int columns);

/// "47 %, 256 × 171 px, iteration 40 of 100, 0:41 left"
QString progressLineText(const IterationReport &report);

/// Tells on a stream how far a render is.
class ProgressLine
{
public:
    /// @p out outlives this object.
    ProgressLine(QTextStream &out, ProgressStyle style) : m_out(out), m_style(style) {}

    /// Shows @p report, or leaves it out where there would be too many.
    void show(const IterationReport &report);

    /// Says @p sentence on a line of its own; not where the style is Silent.
    void say(const QString &sentence);

    /// Makes way for a line of somebody else's.
    void clear();

private:
    void drawBar(const IterationReport &report);
    void writeLine(const IterationReport &report);

    QTextStream &m_out;
    ProgressStyle m_style;
    bool m_barStands = false;
    QElapsedTimer m_sinceBar;
    int m_lastStep = -1;
    QSize m_lastSize;
};

} // namespace gramarye
