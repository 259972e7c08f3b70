#include "ui/representations/representationsheet.h"

#include <QCoreApplication>
#include <QFont>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace gramarye {

namespace {

constexpr int columns = representationCount;
constexpr int rows = 2;
const QColor ink(32, 32, 32);
const QColor frameInk(190, 190, 190);

class SheetText
{
    Q_DECLARE_TR_FUNCTIONS(RepresentationSheet)
};

/// Where everything on the sheet goes, in px. All follows from the size of a reconstruction.
class SheetLayout
{
public:
    explicit SheetLayout(QSize cell)
        : m_cell(cell), m_gap(std::max(8, cell.width() / 12)), m_em(std::max(11, cell.width() / 15))
    {
        m_heading.setPixelSize(m_em * 5 / 4);
        m_heading.setBold(true);
        m_caption.setPixelSize(m_em);
        m_headingHeight = QFontMetrics(m_heading).height() + m_gap / 2;
        m_captionHeight = captionLines * QFontMetrics(m_caption).lineSpacing() + m_gap / 4;
    }

    const QFont &headingFont() const { return m_heading; }
    const QFont &captionFont() const { return m_caption; }

    QSize sheet() const
    {
        return {(columns + 1) * (m_cell.width() + m_gap) + 2 * m_gap, rows * rowHeight() + m_gap};
    }

    QRect heading(int row) const
    {
        return {cell(row, 0).left(), m_gap + row * rowHeight(), sheet().width(), m_headingHeight};
    }

    QRect cell(int row, int column) const
    {
        // The picture itself has the first column, and some room beside it.
        const int left = 2 * m_gap + (column + 1) * (m_cell.width() + m_gap);
        return {QPoint(left, m_gap + row * rowHeight() + m_headingHeight), m_cell};
    }

    QRect picture() const
    {
        QRect place({}, m_cell);
        place.moveCenter(QPoint(0, sheet().height() / 2));
        place.moveLeft(m_gap);
        return place;
    }

    QRect captionBelow(const QRect &cell) const
    {
        return {cell.left(), cell.bottom() + 1 + m_gap / 4, cell.width(), m_captionHeight};
    }

private:
    static constexpr int captionLines = 3; ///< five layers' names

    int rowHeight() const { return m_headingHeight + m_cell.height() + m_captionHeight + m_gap; }

    QSize m_cell;
    int m_gap;
    int m_em;
    QFont m_heading;
    QFont m_caption;
    int m_headingHeight = 0;
    int m_captionHeight = 0;
};

void drawCell(QPainter &painter, const SheetLayout &layout, const QRect &place,
              const QImage &picture, const QString &caption)
{
    painter.setPen(frameInk);
    if (picture.isNull())
        painter.drawRect(place.adjusted(0, 0, -1, -1));
    else
        painter.drawImage(place, picture);
    painter.setPen(ink);
    painter.setFont(layout.captionFont());
    painter.drawText(layout.captionBelow(place), int(Qt::AlignHCenter) | int(Qt::TextWordWrap),
                     caption);
}

} // namespace

RepresentationSheet::RepresentationSheet(const std::vector<Representation> &representations)
{
    Q_ASSERT(representations.size() == rows * columns);
    const ReadScene &scene = representations.front().job.scene;
    const QImage &picture = scene.content.image;
    m_cellSize = scaledSize(picture.size(), scene.parameters.size);
    m_picture = picture.scaled(m_cellSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    for (const Representation &representation : representations)
        m_cells.push_back({representation.caption(), {}});
}

QImage RepresentationSheet::image() const
{
    const SheetLayout layout(m_cellSize);
    QImage sheet(layout.sheet(), QImage::Format_RGB888);
    sheet.fill(Qt::white);
    QPainter painter(&sheet);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QString headings[rows] = {
        SheetText::tr("Content reconstructions: from noise, by the content at one layer"),
        SheetText::tr("Style reconstructions: from noise, by the style at more and more layers")};
    drawCell(painter, layout, layout.picture(), m_picture, SheetText::tr("The picture"));
    for (int row = 0; row < rows; ++row) {
        painter.setPen(ink);
        painter.setFont(layout.headingFont());
        painter.drawText(layout.heading(row), int(Qt::AlignLeft) | int(Qt::AlignTop),
                         headings[row]);
        for (int column = 0; column < columns; ++column) {
            const Cell &cell = m_cells[std::size_t(row * columns + column)];
            drawCell(painter, layout, layout.cell(row, column), cell.picture, cell.caption);
        }
    }
    return sheet;
}

} // namespace gramarye
