#include "ui/run/runbar.h"

#include "ui/run/lossplot.h"
#include "ui/run/runestimate.h"
#include "ui/text/durationtext.h"
#include "ui/widgets/elidedlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QStyle>

#include <algorithm>

namespace gramarye {

namespace {

constexpr int barSteps = 1000;
constexpr int margin = 10; ///< at the sides
constexpr int spacing = 14;
constexpr int widthStep = 48; ///< px, so that the plot does not follow every digit

} // namespace

RunBar::RunBar(QWidget *parent)
    : QWidget(parent),
      m_bar(new QProgressBar),
      m_status(new QLabel),
      m_warning(new QLabel),
      m_estimate(new ElidedLabel),
      m_hint(new ElidedLabel),
      m_plot(new LossPlot)
{
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(10);
    m_bar->setAccessibleName(tr("Progress"));
    m_warning->setPixmap(style()->standardIcon(QStyle::SP_MessageBoxWarning).pixmap(16));
    m_warning->hide();
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setStatus(tr("Ready"));

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(margin, 6, margin, 6);
    layout->setHorizontalSpacing(spacing);
    layout->addWidget(m_bar, 0, 0, 1, 3, Qt::AlignVCenter);
    layout->addWidget(m_status, 1, 0);
    layout->addWidget(m_hint, 1, 1, 1, 2);
    auto *estimate = new QHBoxLayout;
    estimate->addWidget(m_warning);
    estimate->addWidget(m_estimate, 1);
    layout->addLayout(estimate, 2, 0, 1, 3);
    layout->addWidget(m_plot, 0, 3, 3, 1);
    layout->setColumnStretch(2, 1);
}

void RunBar::showPreparing()
{
    setStatus(tr("Preparing…"));
}

void RunBar::clear()
{
    m_report = {};
    m_bar->setValue(0);
    m_plot->clear();
}

void RunBar::showReport(const IterationReport &report)
{
    m_report = report;
    m_bar->setValue(int(report.progress * barSteps));
    m_plot->add({report.iteration, std::max(report.size.width(), report.size.height()),
                 report.totalLoss, report.contentLoss, report.styleLoss});
    setStatus(tr("%1 · %2 left", "place in the run · time")
                  .arg(placeText(), durationText(report.secondsLeft)));
}

void RunBar::showPaused()
{
    setStatus(withPlace(tr("Paused")));
}

void RunBar::showStopped()
{
    setStatus(withPlace(tr("Stopped")));
}

void RunBar::showDone()
{
    m_bar->setValue(barSteps);
    setStatus(tr("Done · %1 × %2 px · took %3")
                  .arg(m_report.size.width())
                  .arg(m_report.size.height())
                  .arg(durationText(m_report.seconds)));
}

void RunBar::showFailed()
{
    setStatus(tr("Not finished"));
}

void RunBar::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setToolTip(hint);
    shareWidth();
}

void RunBar::showEstimate(const RunEstimate &estimate)
{
    const bool warns = estimate.exceedsMemory() || estimate.exceedsDisk();
    m_warning->setVisible(warns);
    m_estimate->setForegroundRole(warns ? QPalette::WindowText : QPalette::PlaceholderText);
    m_estimate->setText(estimate.text());
    m_estimate->setToolTip(estimate.text());
    shareWidth();
}

QString RunBar::estimateText() const
{
    return m_estimate->text();
}

bool RunBar::warns() const
{
    return !m_warning->isHidden();
}

QString RunBar::statusText() const
{
    return m_status->text();
}

QString RunBar::hint() const
{
    return m_hint->text();
}

int RunBar::percent() const
{
    return m_bar->value() * 100 / barSteps;
}

void RunBar::setStatus(const QString &status)
{
    m_status->setText(status);
    shareWidth();
}

void RunBar::resizeEvent(QResizeEvent *)
{
    shareWidth();
}

// What is said comes before the curves, which can be read in less room.
void RunBar::shareWidth()
{
    const int warning = warns() ? m_warning->sizeHint().width() + spacing : 0;
    const int said = std::max(m_status->sizeHint().width() + spacing + m_hint->sizeHint().width(),
                              warning + m_estimate->sizeHint().width());
    const int steps = (said + widthStep - 1) / widthStep;
    const int left = width() - 2 * margin - spacing - steps * widthStep;
    m_plot->setMaximumWidth(
        std::clamp(left, m_plot->minimumSizeHint().width(), m_plot->sizeHint().width()));
}

// A run that was stopped while it was being prepared has no place yet.
QString RunBar::withPlace(const QString &state) const
{
    return m_report.iteration == 0 ? state : state + QStringLiteral(" · ") + placeText();
}

// "256 px · 120/300"
QString RunBar::placeText() const
{
    return tr("%1 px · %2/%3", "size · iteration/iterations at this size")
        .arg(std::max(m_report.size.width(), m_report.size.height()))
        .arg(m_report.sizeIteration)
        .arg(m_report.sizeIterations);
}

} // namespace gramarye
