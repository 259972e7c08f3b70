#pragma once

#include "core/transfer/layerstatistics.h"

#include <QColor>
#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace gramarye {

/// The colour that stands for @p value on a scale from 0 to @p maximum: from black over violet and
/// orange to pale yellow, as the square root of the value, so that small entries are told apart
/// beside large ones. What is larger than @p maximum is white.
QColor heatColor(double value, double maximum);

/// @p values, side × side of them, row by row, one pixel each.
QImage heatMap(const std::vector<float> &values, int side, double maximum);

/// For those who learn: of each style layer the style's Gram matrix beside that of the picture
/// being made, as heat maps on one scale, which ends at the style's largest entry. Pointing at an
/// entry, or going there with the arrow keys, names the two channels and their values.
class GramView : public QWidget
{
    Q_OBJECT

public:
    explicit GramView(QWidget *parent = nullptr);

    void setStatistics(const std::vector<LayerStatistics> &statistics);

    /// An entry of the matrices of the layer at place `layer` of those shown.
    struct Entry
    {
        int layer = 0;
        int row = 0;
        int column = 0;
    };

    /// The entry that is being looked at.
    std::optional<Entry> entry() const { return m_entry; }

    /// What is said of it; empty where there is none.
    QString reading() const;

    /// Where the matrix of the style, or of the picture, of the layer at place @p layer is drawn.
    QRect styleMap(int layer) const;
    QRect pictureMap(int layer) const;

    QSize sizeHint() const override { return {900, 210}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *) override { look(std::nullopt); }
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    /// A layer's matrices, ready to be drawn.
    struct Pair
    {
        LayerStatistics statistics;
        double maximum = 0; ///< of the scale
        QImage style;
        QImage picture;
    };

    static Pair makePair(const LayerStatistics &statistics);
    int columns() const;
    int mapSide(int columns) const;
    QPoint place(int layer) const;
    std::optional<Entry> entryAt(QPoint position) const;
    void look(const std::optional<Entry> &entry);
    void drawPair(QPainter &painter, int layer) const;
    void drawMap(QPainter &painter, const QRect &place, const QImage &map, int layer) const;
    void drawLegend(QPainter &painter, int layer) const;
    int lineHeight() const { return fontMetrics().lineSpacing() + 2; }

    std::vector<Pair> m_pairs;
    std::optional<Entry> m_entry;
};

} // namespace gramarye
