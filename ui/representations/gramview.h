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
/// being made, as heat maps on one scale, which ends at the style's largest entry; and, where
/// distributions are compared, their curves along the direction where the two differ most. Pointing
/// at an entry, or going there with the arrow keys, names the two channels and their values.
class GramView : public QWidget
{
    Q_OBJECT

public:
    explicit GramView(QWidget *parent = nullptr);

    void setStatistics(const std::vector<LayerStatistics> &statistics);

    /// An entry of the matrices of the layer at place `layer` of those shown, or its curves.
    struct Entry
    {
        int layer = 0;
        int row = 0;
        int column = 0;
        bool isCurves = false;
    };

    /// What is being looked at.
    std::optional<Entry> entry() const { return m_entry; }

    /// What is said of it; empty where there is none.
    QString reading() const;

    /// Where the matrix of the style, or of the picture, of the layer at place @p layer is drawn,
    /// and where its curves are; empty where it has none.
    QRect styleMap(int layer) const;
    QRect pictureMap(int layer) const;
    QRect plot(int layer) const;

    QSize sizeHint() const override { return {900, 210}; }

protected:
    bool event(QEvent *event) override;
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

    /// Sizes of what is drawn of each layer.
    struct Sizes
    {
        int columns = 1; ///< so many layers are beside each other
        int map = 0;     ///< side of a matrix
        int plot = 0;    ///< height of the curves; 0: there are none

        int width() const;
    };

    static Pair makePair(const LayerStatistics &statistics);
    const LayerStatistics &statistics(int layer) const;
    bool hasCurves() const;
    Sizes sizesIn(int columns) const;
    Sizes sizes() const;
    QPoint place(int layer) const;
    QRect map(int layer, int index) const;
    std::optional<Entry> entryAt(QPoint position) const;
    Entry nearest(Entry entry) const;
    void look(const std::optional<Entry> &entry);
    void drawLayer(QPainter &painter, int layer) const;
    void drawLabels(QPainter &painter, int layer) const;
    void drawLabel(QPainter &painter, QPoint place, const QString &text, const QColor &line) const;
    void drawMap(QPainter &painter, const QRect &place, const QImage &map, int layer) const;
    void drawLegend(QPainter &painter, int layer) const;
    void drawPlot(QPainter &painter, int layer) const;
    void drawCurve(QPainter &painter, const QRectF &place,
                   const DistributionCurves::Densities &densities, double maximum,
                   const QColor &color) const;
    QColor styleColor() const { return palette().color(QPalette::Text); }
    QColor pictureColor() const { return palette().color(QPalette::Highlight); }
    int lineHeight() const { return fontMetrics().lineSpacing() + 2; }

    std::vector<Pair> m_pairs;
    std::optional<Entry> m_entry;
};

} // namespace gramarye
