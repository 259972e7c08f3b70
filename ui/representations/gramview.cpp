#include "ui/representations/gramview.h"

#include <QKeyEvent>
#include <QLinearGradient>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace gramarye {

namespace {

constexpr int margin = 10;
constexpr int gap = 6;       ///< between a style's map and the picture's
constexpr int layerGap = 22; ///< between layers
constexpr int smallestMap = 20;
constexpr int linesOfText = 3; ///< of a layer: its name, what the maps are, the legend
constexpr int smallestPlot = 36;
constexpr double lineWidth = 1.5; ///< of a curve
constexpr float fillOpacity = 0.25F;

QString numberText(double value)
{
    return QLocale().toString(value, 'g', 3);
}

QString pixelChannelName(int channel)
{
    const std::array names{GramView::tr("red"), GramView::tr("green"), GramView::tr("blue"),
                           GramView::tr("1", "a constant beside red, green and blue")};
    return names[std::size_t(channel)];
}

/// "12", or "48–51" where an entry stands for several.
QString channelText(const LayerStatistics &statistics, int index)
{
    if (statistics.layer == Layer::Pixels)
        return pixelChannelName(index);
    const int first = index * statistics.channels / statistics.side + 1;
    const int last = ((index + 1) * statistics.channels + statistics.side - 1) / statistics.side;
    return first >= last ? QString::number(first) : QStringLiteral("%1–%2").arg(first).arg(last);
}

// Evenly brighter from end to end, and told apart by the colour-blind too (after matplotlib's
// "inferno").
constexpr std::array<QRgb, 6> stops{0xff000004, 0xff400a67, 0xff932667,
                                    0xffdd513a, 0xfffca50a, 0xfff6f291};

QRgb between(QRgb from, QRgb to, double share)
{
    const auto mix = [share](int a, int b) { return int(std::lround(a + share * (b - a))); };
    return qRgb(mix(qRed(from), qRed(to)), mix(qGreen(from), qGreen(to)),
                mix(qBlue(from), qBlue(to)));
}

QRgb heatRgb(double value, double maximum)
{
    if (!(value <= maximum))
        return qRgb(255, 255, 255);
    const double place =
        maximum > 0 ? std::sqrt(std::max(value, 0.0) / maximum) * (stops.size() - 1) : 0;
    const std::size_t stop = std::min(std::size_t(place), stops.size() - 2);
    return between(stops[stop], stops[stop + 1], place - double(stop));
}

} // namespace

QColor heatColor(double value, double maximum)
{
    return QColor(heatRgb(value, maximum));
}

QImage heatMap(const std::vector<float> &values, int side, double maximum)
{
    Q_ASSERT(values.size() == std::size_t(side) * std::size_t(side));
    QImage map(side, side, QImage::Format_RGB32);
    auto value = values.begin();
    for (int y = 0; y < side; ++y) {
        auto *line = reinterpret_cast<QRgb *>(map.scanLine(y));
        for (int x = 0; x < side; ++x)
            line[x] = heatRgb(double(*value++), maximum);
    }
    return map;
}

GramView::GramView(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Gram matrices and distributions"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(200, 120);
}

void GramView::setStatistics(const std::vector<LayerStatistics> &statistics)
{
    m_pairs.clear();
    for (const LayerStatistics &layer : statistics)
        m_pairs.push_back(makePair(layer));
    const auto isThere = [this](const Entry &entry) {
        if (entry.layer >= int(m_pairs.size()))
            return false;
        const LayerStatistics &own = this->statistics(entry.layer);
        return entry.isCurves ? own.curves.has_value()
                              : std::max(entry.row, entry.column) < own.side;
    };
    look(m_entry && isThere(*m_entry) ? m_entry : std::nullopt);
}

GramView::Pair GramView::makePair(const LayerStatistics &statistics)
{
    const auto largest = std::max_element(statistics.style.begin(), statistics.style.end());
    const double maximum = largest == statistics.style.end() ? 0 : double(*largest);
    return {statistics, maximum, heatMap(statistics.style, statistics.side, maximum),
            heatMap(statistics.picture, statistics.side, maximum)};
}

const LayerStatistics &GramView::statistics(int layer) const
{
    return m_pairs[std::size_t(layer)].statistics;
}

bool GramView::hasCurves() const
{
    return std::any_of(m_pairs.begin(), m_pairs.end(),
                       [](const Pair &pair) { return pair.statistics.curves.has_value(); });
}

// Where things are

int GramView::Sizes::width() const
{
    return 2 * map + gap;
}

/// With maps as large as there is room for them, which may be too small, or none.
GramView::Sizes GramView::sizesIn(int columns) const
{
    const int rows = (int(m_pairs.size()) + columns - 1) / columns;
    const int width = (this->width() - 2 * margin + layerGap) / columns - layerGap - gap;
    // One line more at the bottom is for the reading.
    const int height = (this->height() - 2 * margin - lineHeight()) / std::max(1, rows)
                       - linesOfText * lineHeight() - gap;
    if (!hasCurves())
        return {columns, std::min(width / 2, height), 0};
    const int both = height - gap;
    Sizes sizes{columns, std::min(width / 2, both - std::max(smallestPlot, both * 2 / 5)), 0};
    sizes.plot = std::max(smallestPlot, std::min(both - sizes.map, sizes.width()));
    return sizes;
}

// So many layers beside each other that the maps become as large as they can.
GramView::Sizes GramView::sizes() const
{
    Sizes best = sizesIn(1);
    for (int columns = 2; columns <= int(m_pairs.size()); ++columns) {
        const Sizes sizes = sizesIn(columns);
        if (sizes.map > best.map)
            best = sizes;
    }
    best.map = std::max(smallestMap, best.map);
    return best;
}

QPoint GramView::place(int layer) const
{
    const Sizes sizes = this->sizes();
    const int width = sizes.width() + layerGap;
    const int height =
        sizes.map + linesOfText * lineHeight() + gap + (sizes.plot > 0 ? sizes.plot + gap : 0);
    return {margin + layer % sizes.columns * width, margin + layer / sizes.columns * height};
}

QRect GramView::map(int layer, int index) const
{
    if (statistics(layer).side == 0)
        return {};
    const int side = sizes().map;
    return {place(layer) + QPoint(index * (side + gap), 2 * lineHeight()), QSize(side, side)};
}

QRect GramView::styleMap(int layer) const
{
    return map(layer, 0);
}

QRect GramView::pictureMap(int layer) const
{
    return map(layer, 1);
}

// Where there are no matrices, their place belongs to the curves, too.
QRect GramView::plot(int layer) const
{
    if (!statistics(layer).curves)
        return {};
    const Sizes sizes = this->sizes();
    const int above = sizes.map + gap + lineHeight();
    const bool isAlone = statistics(layer).side == 0;
    const QPoint corner = place(layer) + QPoint(0, 2 * lineHeight() + (isAlone ? 0 : above));
    return {corner, QSize(sizes.width(), sizes.plot + (isAlone ? above : 0))};
}

std::optional<GramView::Entry> GramView::entryAt(QPoint position) const
{
    for (int layer = 0; layer < int(m_pairs.size()); ++layer) {
        if (plot(layer).contains(position))
            return Entry{layer, 0, 0, true};
        for (const QRect &map : {styleMap(layer), pictureMap(layer)}) {
            if (!map.contains(position))
                continue;
            const int side = statistics(layer).side;
            const QPoint inside = position - map.topLeft();
            return Entry{layer, inside.y() * side / map.height(), inside.x() * side / map.width()};
        }
    }
    return std::nullopt;
}

// Looking at an entry

void GramView::look(const std::optional<Entry> &entry)
{
    m_entry = entry;
    setAccessibleDescription(reading());
    update();
}

QString GramView::reading() const
{
    if (!m_entry)
        return {};
    const LayerStatistics &statistics = this->statistics(m_entry->layer);
    if (m_entry->isCurves)
        return tr("%1, where picture and style differ most: distance %2")
            .arg(layerName(statistics.layer), numberText(statistics.curves->distance));
    const auto index =
        std::size_t(m_entry->row) * std::size_t(statistics.side) + std::size_t(m_entry->column);
    const QString text = statistics.side < statistics.channels
                             ? tr("%1, channels %2 with %3, on average: style %4, picture %5")
                             : tr("%1, channels %2 with %3: style %4, picture %5");
    return text.arg(layerName(statistics.layer), channelText(statistics, m_entry->row),
                    channelText(statistics, m_entry->column),
                    numberText(double(statistics.style[index])),
                    numberText(double(statistics.picture[index])));
}

void GramView::mouseMoveEvent(QMouseEvent *event)
{
    look(entryAt(event->position().toPoint()));
}

void GramView::focusInEvent(QFocusEvent *)
{
    if (!m_entry && !m_pairs.empty())
        look(nearest({}));
    update();
}

/// What there is of @p entry's layer.
GramView::Entry GramView::nearest(Entry entry) const
{
    entry.layer = std::clamp(entry.layer, 0, int(m_pairs.size()) - 1);
    const LayerStatistics &own = statistics(entry.layer);
    const int last = std::max(own.side - 1, 0);
    entry.row = std::clamp(entry.row, 0, last);
    entry.column = std::clamp(entry.column, 0, last);
    entry.isCurves = own.curves && (entry.isCurves || own.side == 0);
    return entry;
}

// The curves are below the last row.
void GramView::keyPressEvent(QKeyEvent *event)
{
    if (!m_entry || m_pairs.empty())
        return QWidget::keyPressEvent(event);
    Entry next = *m_entry;
    const int columns = next.isCurves ? 0 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        next.column -= columns;
        break;
    case Qt::Key_Right:
        next.column += columns;
        break;
    case Qt::Key_Up:
        if (!next.isCurves)
            --next.row;
        next.isCurves = false;
        break;
    case Qt::Key_Down:
        next.isCurves = ++next.row >= statistics(next.layer).side;
        break;
    case Qt::Key_PageUp:
        --next.layer;
        break;
    case Qt::Key_PageDown:
        ++next.layer;
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    look(nearest(next));
}

bool GramView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto entry = entryAt(help->pos());
    if (entry && entry->isCurves)
        QToolTip::showText(help->globalPos(),
                           tr("How often each value occurs along the direction where picture and "
                              "style differ most: the closer the curves, the better the match"),
                           this, plot(entry->layer));
    else
        QToolTip::hideText();
    return true;
}

// Drawing

void GramView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_pairs.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(margin, margin, -margin, -margin),
                         int(Qt::AlignCenter) | int(Qt::TextWordWrap),
                         tr("While a picture is being made, each style layer's Gram matrix is "
                            "here: that of the style, and that of the picture, which is to "
                            "become like it; and distributions, where these are compared"));
    }
    for (int layer = 0; layer < int(m_pairs.size()); ++layer)
        drawLayer(painter, layer);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(margin, 0, -margin, -margin / 2),
                     int(Qt::AlignLeft) | int(Qt::AlignBottom), reading());
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void GramView::drawLayer(QPainter &painter, int layer) const
{
    const Pair &pair = m_pairs[std::size_t(layer)];
    const QPoint corner = place(layer);
    const Sizes sizes = this->sizes();
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(corner, QSize(sizes.width() + layerGap, lineHeight())), Qt::AlignLeft,
                     layerName(pair.statistics.layer));
    const bool hasCurves = pair.statistics.curves.has_value();
    drawLabels(painter, layer);
    if (pair.statistics.side > 0) {
        drawMap(painter, styleMap(layer), pair.style, layer);
        drawMap(painter, pictureMap(layer), pair.picture, layer);
        drawLegend(painter, layer);
    }
    if (hasCurves)
        drawPlot(painter, layer);
}

/// Where they would run into each other, the first layer of a row has them for the others.
void GramView::drawLabels(QPainter &painter, int layer) const
{
    const Sizes sizes = this->sizes();
    const QString style = tr("style");
    const QString picture = tr("picture");
    const int styleWidth = fontMetrics().horizontalAdvance(style) + gap;
    const int pictureWidth = fontMetrics().horizontalAdvance(picture) + gap;
    const bool fit = styleWidth <= sizes.map + gap && pictureWidth <= sizes.map + layerGap;
    if (!fit && layer % sizes.columns > 0)
        return;
    const bool hasCurves = statistics(layer).curves.has_value();
    const QPoint label = place(layer) + QPoint(0, lineHeight());
    drawLabel(painter, label, style, hasCurves ? styleColor() : QColor());
    drawLabel(painter, label + QPoint(std::max(styleWidth, sizes.map + gap), 0), picture,
              hasCurves ? pictureColor() : QColor());
}

/// @p text at @p place, underlined as its curve is drawn where @p line is a colour.
void GramView::drawLabel(QPainter &painter, QPoint place, const QString &text,
                         const QColor &line) const
{
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QSize size(fontMetrics().horizontalAdvance(text), lineHeight());
    painter.drawText(QRect(place, size), Qt::AlignLeft, text);
    if (line.isValid())
        painter.fillRect(QRect(place.x(), place.y() + size.height() - 3, size.width(), 2), line);
}

void GramView::drawMap(QPainter &painter, const QRect &place, const QImage &map, int layer) const
{
    painter.drawImage(place, map);
    if (!m_entry || m_entry->layer != layer || m_entry->isCurves)
        return;
    const double scale = double(place.width()) / map.width();
    const QRectF entry(place.left() + m_entry->column * scale, place.top() + m_entry->row * scale,
                       scale, scale);
    painter.save();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, 3));
    painter.drawRect(entry.adjusted(-2, -2, 2, 2));
    painter.setPen(QPen(Qt::white, 1));
    painter.drawRect(entry.adjusted(-2, -2, 2, 2));
    painter.restore();
}

void GramView::drawLegend(QPainter &painter, int layer) const
{
    const double maximum = m_pairs[std::size_t(layer)].maximum;
    const QString most = numberText(maximum);
    const QString least = QStringLiteral("0");
    const QRect style = styleMap(layer);
    const QRect line(style.left(), style.bottom() + gap, pictureMap(layer).right() - style.left(),
                     lineHeight());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(line, Qt::AlignLeft, least);
    painter.drawText(line, Qt::AlignRight, most);

    const int letters = fontMetrics().horizontalAdvance(most) + gap;
    const QRect bar = line.adjusted(fontMetrics().horizontalAdvance(least) + gap, 3, -letters, -5);
    if (bar.width() <= 0)
        return;
    constexpr int steps = 32; // the colours are no straight line, and neither is the square root
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int step = 0; step <= steps; ++step) {
        const double share = double(step) / steps;
        gradient.setColorAt(share, heatColor(share * share, 1));
    }
    painter.fillRect(bar, gradient);
}

void GramView::drawPlot(QPainter &painter, int layer) const
{
    const DistributionCurves &curves = *statistics(layer).curves;
    const QRect place = plot(layer);
    double maximum = 0;
    for (const auto *densities : {&curves.style, &curves.picture})
        maximum =
            std::max(maximum, double(*std::max_element(densities->begin(), densities->end())));
    painter.save();
    painter.fillRect(place, palette().color(QPalette::Base));
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF inside = QRectF(place).adjusted(1, lineWidth, -1, -1);
    drawCurve(painter, inside, curves.style, maximum, styleColor());
    drawCurve(painter, inside, curves.picture, maximum, pictureColor());
    if (m_entry && m_entry->layer == layer && m_entry->isCurves) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(place.adjusted(0, 0, -1, -1));
    }
    painter.restore();
}

void GramView::drawCurve(QPainter &painter, const QRectF &place,
                         const DistributionCurves::Densities &densities, double maximum,
                         const QColor &color) const
{
    if (!(maximum > 0))
        return;
    QPolygonF line;
    for (std::size_t i = 0; i < densities.size(); ++i)
        line << QPointF(place.left() + place.width() * (double(i) + 0.5) / double(densities.size()),
                        place.bottom() - place.height() * double(densities[i]) / maximum);
    QPolygonF area = line;
    area << QPointF(line.back().x(), place.bottom()) << QPointF(line.front().x(), place.bottom());
    QColor fill = color;
    fill.setAlphaF(fillOpacity);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    painter.setPen(QPen(color, lineWidth));
    painter.drawPolyline(line);
}

} // namespace gramarye
