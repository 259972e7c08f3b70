#pragma once

#include "core/transfer/renderjob.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace gramarye {

class ElidedLabel;
class LossPlot;
struct RunEstimate;

/// How far the run is: bar, size, iteration, time left, losses; and one quiet hint.
class RunBar : public QWidget
{
    Q_OBJECT

public:
    explicit RunBar(QWidget *parent = nullptr);

    void showPreparing();

    /// Forgets how far the last run was.
    void clear();
    void showReport(const IterationReport &report);
    void showPaused();
    void showStopped();
    void showDone();
    void showFailed();

    /// A remark beside the progress; empty for none.
    void setHint(const QString &hint);

    /// What the next run will take, as far as it is known; a warning where that is more than there
    /// is.
    void showEstimate(const RunEstimate &estimate);

    QString statusText() const;
    QString estimateText() const;
    bool warns() const;
    QString hint() const;
    int percent() const;
    LossPlot *plot() const { return m_plot; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setStatus(const QString &status);
    void shareWidth();
    QString placeText() const;
    QString withPlace(const QString &state) const;

    QProgressBar *m_bar;
    QLabel *m_status;
    QLabel *m_warning;
    ElidedLabel *m_estimate;
    ElidedLabel *m_hint;
    LossPlot *m_plot;
    IterationReport m_report; ///< the last one
};

} // namespace gramarye
