#include "ui/run/lossplot.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gramarye {

namespace {

constexpr double decadesShown = 6;   ///< what is smaller is not worth the room
constexpr double smallestSpan = 0.1; ///< decades; noise is not to look like progress
constexpr double smallFontFactor = 0.85;
constexpr int swatchWidth = 12;
constexpr int usualLetters = 40;  ///< wide are the curves
constexpr int fewestLetters = 12; ///< at the least
constexpr int plotGap = 6;
constexpr int readingSteps = 50; ///< key presses from one end to the other

bool isDrawable(double value)
{
    return value > 0 && std::isfinite(value);
}

QColor faded(QColor color)
{
    color.setAlphaF(0.35F);
    return color;
}

} // namespace

LossPlot::LossPlot(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Loss"));
    setToolTip(
        tr("How far the picture still is from what is asked for: as long as the curves fall, "
           "it gets nearer. Point at them to read values."));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
}

QSize LossPlot::sizeHint() const
{
    const QFontMetrics metrics(smallFont());
    return {axisWidth() + metrics.averageCharWidth() * usualLetters + neededLegendWidth(),
            metrics.height() * 5};
}

QSize LossPlot::minimumSizeHint() const
{
    const QFontMetrics metrics(smallFont());
    return {axisWidth() + metrics.averageCharWidth() * fewestLetters, metrics.height() * 5};
}

void LossPlot::add(const LossHistory::Losses &losses)
{
    m_history.add(losses);
    if (hasFocus())
        setAccessibleDescription(reading());
    update();
}

void LossPlot::clear()
{
    m_history = {};
    readAt({});
}

// What there is to see

std::vector<LossPlot::Curve> LossPlot::curves() const
{
    return {{&LossHistory::Losses::content, QColor(0x5a9fd4), tr("content")},
            {&LossHistory::Losses::style, QColor(0xd98b4a), tr("style")},
            {&LossHistory::Losses::total, palette().color(QPalette::Text), tr("total")}};
}

std::optional<LossPlot::Axis> LossPlot::axis() const
{
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const Curve &curve : curves()) {
        for (const LossHistory::Losses &point : m_history.points()) {
            if (!isDrawable(point.*curve.value))
                continue;
            low = std::min(low, std::log10(point.*curve.value));
            high = std::max(high, std::log10(point.*curve.value));
        }
    }
    if (low > high)
        return std::nullopt;
    return Axis{std::max(low, high - decadesShown), std::max(high, low + smallestSpan)};
}

/// Whole decades where there are two of them or more, else halves and fifths of them too.
std::vector<double> LossPlot::ticks(const Axis &axis)
{
    std::vector<double> decades;
    std::vector<double> parts;
    for (int decade = int(std::floor(axis.low)); decade <= axis.high; ++decade) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double tick = decade + std::log10(factor);
            if (tick < axis.low || tick > axis.high)
                continue;
            parts.push_back(tick);
            if (factor == 1.0)
                decades.push_back(tick);
        }
    }
    return decades.size() >= 2 ? decades : parts;
}

QFont LossPlot::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * smallFontFactor);
    return small;
}

int LossPlot::axisWidth() const
{
    return QFontMetrics(smallFont()).horizontalAdvance(QStringLiteral("0.0001")) + plotGap;
}

int LossPlot::neededLegendWidth() const
{
    const QFontMetrics metrics(smallFont());
    int name = 0;
    for (const Curve &curve : curves())
        name = std::max(name, metrics.horizontalAdvance(curve.name));
    return 3 * plotGap + swatchWidth + name + metrics.horizontalAdvance(QStringLiteral(" 0.00001"));
}

int LossPlot::legendWidth() const
{
    const int needed = neededLegendWidth();
    return width() < minimumSizeHint().width() + needed ? 0 : needed;
}

/// The curves' own place; the marks of the sizes have the line above it.
QRectF LossPlot::plotRect() const
{
    const QFontMetrics metrics(smallFont());
    return QRectF(rect()).adjusted(axisWidth(), metrics.height(), -legendWidth(), -4);
}

double LossPlot::lastIteration() const
{
    return m_history.points().empty() ? 1 : std::max(2, m_history.points().back().iteration);
}

double LossPlot::xOf(double iteration) const
{
    const QRectF area = plotRect();
    return area.left() + area.width() * (iteration - 1) / (lastIteration() - 1);
}

double LossPlot::yOf(double value, const Axis &axis) const
{
    const QRectF area = plotRect();
    const double height = (std::log10(value) - axis.low) / (axis.high - axis.low);
    return area.bottom() - area.height() * std::clamp(height, 0.0, 1.0);
}

// While values are read off the curves, no tool tip covers them.
bool LossPlot::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !m_readIteration)
        return QWidget::event(event);
    event->ignore();
    return true;
}

void LossPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(smallFont());
    painter.fillRect(rect().adjusted(axisWidth(), 0, -legendWidth(), 0),
                     palette().color(QPalette::Base));
    if (const auto shown = axis()) {
        drawAxis(painter, *shown);
        drawSizes(painter);
        painter.setRenderHint(QPainter::Antialiasing);
        for (const Curve &curve : curves())
            drawCurve(painter, curve, *shown);
        painter.setRenderHint(QPainter::Antialiasing, false);
        drawReading(painter, *shown);
    }
    if (legendWidth() > 0)
        drawLegend(painter);
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void LossPlot::drawAxis(QPainter &painter, const Axis &axis) const
{
    const QRectF area = plotRect();
    const double lineHeight = painter.fontMetrics().height();
    double free = area.bottom() + lineHeight; // above this there is room for the next label
    for (const double tick : ticks(axis)) {
        const double y = yOf(std::pow(10.0, tick), axis);
        painter.setPen(faded(palette().color(QPalette::Mid)));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        if (y > free - lineHeight)
            continue;
        free = y;
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRectF(0, y - lineHeight / 2, axisWidth() - plotGap, lineHeight),
                         int(Qt::AlignRight | Qt::AlignVCenter),
                         locale().toString(std::pow(10.0, tick), 'g', 2));
    }
}

void LossPlot::drawSizes(QPainter &painter) const
{
    const QRectF area = plotRect();
    double free = area.left();
    for (const LossHistory::Beginning &beginning : m_history.sizes()) {
        const double x = xOf(beginning.iteration);
        const QString name = locale().toString(beginning.size);
        const double width = painter.fontMetrics().horizontalAdvance(name);
        painter.setPen(faded(palette().color(QPalette::Text)));
        painter.drawLine(QPointF(x, 2), QPointF(x, area.bottom()));
        if (x + 3 < free || x + 3 + width > area.right())
            continue;
        free = x + 3 + width + plotGap;
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRectF(x + 3, 0, width + 1, area.top()), int(Qt::AlignVCenter), name);
    }
}

void LossPlot::drawCurve(QPainter &painter, const Curve &curve, const Axis &axis) const
{
    QPolygonF line;
    for (const LossHistory::Losses &point : m_history.points()) {
        if (isDrawable(point.*curve.value))
            line << QPointF(xOf(point.iteration), yOf(point.*curve.value, axis));
    }
    painter.setPen(QPen(curve.color, 1.5));
    painter.drawPolyline(line);
}

void LossPlot::drawReading(QPainter &painter, const Axis &axis) const
{
    const LossHistory::Losses *point = readPoint();
    if (!point)
        return;
    const QRectF area = plotRect();
    const double x = xOf(point->iteration);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    for (const Curve &curve : curves()) {
        if (isDrawable(point->*curve.value))
            painter.fillRect(QRectF(x - 2, yOf(point->*curve.value, axis) - 2, 5, 5), curve.color);
    }
    const QString place = locale().toString(point->iteration);
    const double width = painter.fontMetrics().horizontalAdvance(place);
    const bool isOnTheRight = x + plotGap + width < area.right();
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRectF(isOnTheRight ? x + plotGap : x - plotGap - width, area.top(), width + 1,
                            painter.fontMetrics().height()),
                     int(Qt::AlignVCenter), place);
}

/// The curves' names, and their values where they are read off or, else, the newest.
void LossPlot::drawLegend(QPainter &painter) const
{
    const auto entries = curves();
    const LossHistory::Losses *point = readPoint();
    if (!point && !m_history.points().empty())
        point = &m_history.points().back();
    const double lineHeight = double(height()) / double(entries.size());
    QRectF line(width() - legendWidth() + plotGap, 0, legendWidth() - plotGap, lineHeight);
    for (const Curve &curve : entries) {
        painter.setPen(QPen(curve.color, 2));
        painter.drawLine(QPointF(line.left(), line.center().y()),
                         QPointF(line.left() + swatchWidth, line.center().y()));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(line.adjusted(swatchWidth + plotGap, 0, 0, 0), int(Qt::AlignVCenter),
                         curve.name);
        if (point)
            painter.drawText(line, int(Qt::AlignVCenter | Qt::AlignRight),
                             locale().toString(point->*curve.value, 'g', 3));
        line.translate(0, lineHeight);
    }
}

// Reading values off it

const LossHistory::Losses *LossPlot::readPoint() const
{
    if (!m_readIteration || m_history.points().empty())
        return nullptr;
    return &m_history.points()[m_history.nearest(*m_readIteration)];
}

QString LossPlot::reading() const
{
    const LossHistory::Losses *point = readPoint();
    if (!point)
        return {};
    const auto number = [this](double value) { return locale().toString(value, 'g', 3); };
    return tr("Iteration %1, %2 px: content %3, style %4, total %5")
        .arg(point->iteration)
        .arg(point->size)
        .arg(number(point->content), number(point->style), number(point->total));
}

void LossPlot::readAt(std::optional<double> iteration)
{
    m_readIteration = iteration;
    setAccessibleDescription(reading());
    update();
}

void LossPlot::moveReading(int points)
{
    const auto &all = m_history.points();
    if (all.empty())
        return;
    const auto last = qsizetype(all.size()) - 1;
    const auto now = m_readIteration ? qsizetype(m_history.nearest(*m_readIteration)) : last;
    readAt(all[std::size_t(std::clamp<qsizetype>(now + points, 0, last))].iteration);
}

void LossPlot::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF area = plotRect();
    const double share = (event->position().x() - area.left()) / std::max(1.0, area.width());
    if (share < 0 || share > 1)
        return readAt({});
    readAt(1 + share * (lastIteration() - 1));
}

void LossPlot::leaveEvent(QEvent *)
{
    if (!hasFocus())
        readAt({});
}

void LossPlot::keyPressEvent(QKeyEvent *event)
{
    const int all = int(m_history.points().size());
    const int step = std::max(1, all / readingSteps);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveReading(-step);
    case Qt::Key_Right:
        return moveReading(step);
    case Qt::Key_Home:
        return moveReading(-all);
    case Qt::Key_End:
        return moveReading(all);
    default:
        QWidget::keyPressEvent(event);
    }
}

void LossPlot::focusInEvent(QFocusEvent *)
{
    moveReading(int(m_history.points().size()));
    update();
}

void LossPlot::focusOutEvent(QFocusEvent *)
{
    readAt({});
}

} // namespace gramarye
