#pragma once

#include "ui/run/losshistory.h"

#include <QWidget>

#include <optional>

namespace gramarye {

/// A small plot of the losses of a run over its iterations, on a logarithmic axis, with a mark
/// where each working size begins. The pointer or the arrow keys read values off it.
class LossPlot : public QWidget
{
    Q_OBJECT

public:
    explicit LossPlot(QWidget *parent = nullptr);

    void add(const LossHistory::Losses &losses);
    void clear();
    const LossHistory &history() const { return m_history; }

    /// What is read off at the moment, as text; empty where nothing is.
    QString reading() const;

    QSize sizeHint() const override;

    /// Without the legend, which is left out where there is no room for it.
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Curve
    {
        double LossHistory::Losses::*value;
        QColor color;
        QString name;
    };

    /// The decimal logarithms between which the plot shows values.
    struct Axis
    {
        double low = 0;
        double high = 0;
    };

    static std::vector<double> ticks(const Axis &axis);
    std::vector<Curve> curves() const;
    std::optional<Axis> axis() const;
    QFont smallFont() const;
    int neededLegendWidth() const;
    int legendWidth() const;
    int axisWidth() const;
    QRectF plotRect() const;
    double lastIteration() const;
    double xOf(double iteration) const;
    double yOf(double value, const Axis &axis) const;

    const LossHistory::Losses *readPoint() const;
    void readAt(std::optional<double> iteration);
    void moveReading(int points);

    void drawAxis(QPainter &painter, const Axis &axis) const;
    void drawSizes(QPainter &painter) const;
    void drawCurve(QPainter &painter, const Curve &curve, const Axis &axis) const;
    void drawReading(QPainter &painter, const Axis &axis) const;
    void drawLegend(QPainter &painter) const;

    LossHistory m_history;
    std::optional<double> m_readIteration; ///< that values are read at
};

} // namespace gramarye
