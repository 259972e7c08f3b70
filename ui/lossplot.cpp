#include "ui/lossplot.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gramarye {

namespace {

constexpr int legendWidth = 76;
constexpr double decadesShown = 6; ///< what is smaller is not worth the room

/// The decimal logarithms between which all values lie.
struct Range
{
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();

    void include(double value)
    {
        if (!(value > 0) || !std::isfinite(value))
            return;
        low = std::min(low, std::log10(value));
        high = std::max(high, std::log10(value));
    }
};

} // namespace

LossPlot::LossPlot(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Loss"));
    setToolTip(
        tr("How far the picture still is from what is asked for: as long as the curves fall, "
           "it gets nearer."));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

QSize LossPlot::sizeHint() const
{
    return {260, 52};
}

void LossPlot::add(const LossHistory::Losses &losses)
{
    m_history.add(losses);
    update();
}

void LossPlot::clear()
{
    m_history = {};
    update();
}

std::vector<LossPlot::Curve> LossPlot::curves() const
{
    return {{&LossHistory::Losses::content, QColor(0x5a9fd4), tr("content")},
            {&LossHistory::Losses::style, QColor(0xd98b4a), tr("style")},
            {&LossHistory::Losses::total, palette().color(QPalette::Text), tr("total")}};
}

QRect LossPlot::plotRect() const
{
    return rect().adjusted(0, 0, -legendWidth, 0);
}

void LossPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(plotRect(), palette().color(QPalette::Base));
    drawLegend(painter);
    Range range;
    for (const Curve &curve : curves()) {
        for (const LossHistory::Losses &point : m_history.points())
            range.include(point.*curve.value);
    }
    if (range.low > range.high)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const double low = std::max(range.low, range.high - decadesShown);
    for (const Curve &curve : curves())
        drawCurve(painter, curve, low, std::max(range.high, low + 0.1));
}

void LossPlot::drawCurve(QPainter &painter, const Curve &curve, double low, double high) const
{
    const QRectF area = QRectF(plotRect()).adjusted(3, 4, -3, -4);
    const auto &points = m_history.points();
    const double last = std::max(1.0, double(points.size()) - 1);
    QPolygonF line;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double value = points[i].*curve.value;
        if (!(value > 0) || !std::isfinite(value))
            continue;
        const double height = std::clamp((std::log10(value) - low) / (high - low), 0.0, 1.0);
        line << QPointF(area.left() + area.width() * double(i) / last,
                        area.bottom() - area.height() * height);
    }
    painter.setPen(QPen(curve.color, 1.5));
    painter.drawPolyline(line);
}

void LossPlot::drawLegend(QPainter &painter) const
{
    const auto entries = curves();
    const int lineHeight = height() / int(entries.size());
    QRect line(plotRect().right() + 8, 0, legendWidth - 8, lineHeight);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    for (const Curve &curve : entries) {
        painter.setPen(QPen(curve.color, 2));
        painter.drawLine(line.left(), line.center().y(), line.left() + 12, line.center().y());
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(line.adjusted(18, 0, 0, 0), int(Qt::AlignVCenter), curve.name);
        line.translate(0, lineHeight);
    }
}

} // namespace gramarye
