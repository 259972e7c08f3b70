#include "ui/widgets/foldsection.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace gramarye {

FoldSection::FoldSection(const QString &title, QWidget *content, QWidget *parent)
    : QWidget(parent), m_heading(new QToolButton), m_content(content)
{
    m_heading->setText(title);
    m_heading->setCheckable(true);
    m_heading->setAutoRaise(true);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setFocusPolicy(Qt::StrongFocus);
    connect(m_heading, &QToolButton::toggled, this, &FoldSection::show);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_heading, 0, Qt::AlignLeft);
    layout->addWidget(m_content);
    show(false);
}

void FoldSection::setUnfolded(bool unfolded)
{
    m_heading->setChecked(unfolded);
}

QSize FoldSection::minimumSizeHint() const
{
    const QSize hint = QWidget::minimumSizeHint();
    return {qMax(hint.width(), m_content->minimumSizeHint().width()), hint.height()};
}

void FoldSection::show(bool unfolded)
{
    m_heading->setArrowType(unfolded ? Qt::DownArrow : Qt::RightArrow);
    m_content->setVisible(unfolded);
}

} // namespace gramarye
