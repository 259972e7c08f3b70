#pragma once

#include "ui/losshistory.h"

#include <QWidget>

namespace gramarye {

/// A small logarithmic plot of the losses of a run.
class LossPlot : public QWidget
{
    Q_OBJECT

public:
    explicit LossPlot(QWidget *parent = nullptr);

    void add(const LossHistory::Losses &losses);
    void clear();
    const LossHistory &history() const { return m_history; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Curve
    {
        double LossHistory::Losses::*value;
        QColor color;
        QString name;
    };

    std::vector<Curve> curves() const;
    QRect plotRect() const;
    void drawCurve(QPainter &painter, const Curve &curve, double low, double high) const;
    void drawLegend(QPainter &painter) const;

    LossHistory m_history;
};

} // namespace gramarye
