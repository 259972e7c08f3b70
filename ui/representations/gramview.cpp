#include "ui/representations/gramview.h"

#include <QKeyEvent>
#include <QLinearGradient>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace gramarye {

namespace {

constexpr int margin = 10;
constexpr int gap = 6;       ///< between a style's map and the picture's
constexpr int layerGap = 22; ///< between layers
constexpr int smallestMap = 24;
constexpr int linesOfText = 3; ///< of a layer: its name, what the maps are, the legend

QString numberText(double value)
{
    return QString::number(value, 'g', 3);
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
    setAccessibleName(tr("Gram matrices"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(200, 120);
}

void GramView::setStatistics(const std::vector<LayerStatistics> &statistics)
{
    m_pairs.clear();
    for (const LayerStatistics &layer : statistics)
        m_pairs.push_back(makePair(layer));
    const bool stays = m_entry && m_entry->layer < int(m_pairs.size())
                       && std::max(m_entry->row, m_entry->column)
                              < m_pairs[std::size_t(m_entry->layer)].statistics.side;
    look(stays ? m_entry : std::nullopt);
}

GramView::Pair GramView::makePair(const LayerStatistics &statistics)
{
    const auto largest = std::max_element(statistics.style.begin(), statistics.style.end());
    const double maximum = largest == statistics.style.end() ? 0 : double(*largest);
    return {statistics, maximum, heatMap(statistics.style, statistics.side, maximum),
            heatMap(statistics.picture, statistics.side, maximum)};
}

// Where things are

int GramView::mapSide(int columns) const
{
    const int rows = (int(m_pairs.size()) + columns - 1) / columns;
    const int width = (this->width() - 2 * margin + layerGap) / columns - layerGap - gap;
    // One line more at the bottom is for the reading.
    const int height = (this->height() - 2 * margin - lineHeight()) / std::max(1, rows)
                       - linesOfText * lineHeight() - gap;
    return std::max(smallestMap, std::min(width / 2, height));
}

// So many layers beside each other that the maps become as large as they can.
int GramView::columns() const
{
    int best = 1;
    for (int columns = 2; columns <= int(m_pairs.size()); ++columns) {
        if (mapSide(columns) > mapSide(best))
            best = columns;
    }
    return best;
}

QPoint GramView::place(int layer) const
{
    const int columns = this->columns();
    const int side = mapSide(columns);
    const int width = 2 * side + gap + layerGap;
    const int height = side + linesOfText * lineHeight() + gap;
    return {margin + layer % columns * width, margin + layer / columns * height};
}

QRect GramView::styleMap(int layer) const
{
    const int side = mapSide(columns());
    return {place(layer) + QPoint(0, 2 * lineHeight()), QSize(side, side)};
}

QRect GramView::pictureMap(int layer) const
{
    const QRect style = styleMap(layer);
    return style.translated(style.width() + gap, 0);
}

std::optional<GramView::Entry> GramView::entryAt(QPoint position) const
{
    for (int layer = 0; layer < int(m_pairs.size()); ++layer) {
        for (const QRect &map : {styleMap(layer), pictureMap(layer)}) {
            if (!map.contains(position))
                continue;
            const int side = m_pairs[std::size_t(layer)].statistics.side;
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
    const LayerStatistics &statistics = m_pairs[std::size_t(m_entry->layer)].statistics;
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
        look(Entry{});
    update();
}

void GramView::keyPressEvent(QKeyEvent *event)
{
    if (!m_entry || m_pairs.empty())
        return QWidget::keyPressEvent(event);
    Entry next = *m_entry;
    switch (event->key()) {
    case Qt::Key_Left:
        --next.column;
        break;
    case Qt::Key_Right:
        ++next.column;
        break;
    case Qt::Key_Up:
        --next.row;
        break;
    case Qt::Key_Down:
        ++next.row;
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
    next.layer = std::clamp(next.layer, 0, int(m_pairs.size()) - 1);
    const int last = m_pairs[std::size_t(next.layer)].statistics.side - 1;
    next.row = std::clamp(next.row, 0, last);
    next.column = std::clamp(next.column, 0, last);
    look(next);
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
                            "become like it"));
    }
    for (int layer = 0; layer < int(m_pairs.size()); ++layer)
        drawPair(painter, layer);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(margin, 0, -margin, -margin / 2),
                     int(Qt::AlignLeft) | int(Qt::AlignBottom), reading());
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void GramView::drawPair(QPainter &painter, int layer) const
{
    const Pair &pair = m_pairs[std::size_t(layer)];
    const QRect style = styleMap(layer);
    const QRect picture = pictureMap(layer);
    const QRect title(place(layer), QSize(picture.right() - style.left(), lineHeight()));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(title, Qt::AlignLeft, layerName(pair.statistics.layer));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QPoint up(0, -lineHeight());
    painter.drawText(QRect(style.topLeft() + up, style.size()), Qt::AlignLeft, tr("style"));
    painter.drawText(QRect(picture.topLeft() + up, picture.size()), Qt::AlignLeft, tr("picture"));
    drawMap(painter, style, pair.style, layer);
    drawMap(painter, picture, pair.picture, layer);
    drawLegend(painter, layer);
}

void GramView::drawMap(QPainter &painter, const QRect &place, const QImage &map, int layer) const
{
    painter.drawImage(place, map);
    if (!m_entry || m_entry->layer != layer)
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
    painter.drawText(line, Qt::AlignLeft, least);
    painter.drawText(line, Qt::AlignRight, most);

    const int letters = fontMetrics().horizontalAdvance(most) + gap;
    QRect bar = line.adjusted(fontMetrics().horizontalAdvance(least) + gap, 3, -letters, -5);
    constexpr int steps = 32; // the colours are no straight line, and neither is the square root
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int step = 0; step <= steps; ++step) {
        const double share = double(step) / steps;
        gradient.setColorAt(share, heatColor(share * share, 1));
    }
    painter.fillRect(bar, gradient);
}

} // namespace gramarye
