#include "ui/widgets/messagebar.h"

#include "ui/widgets/glyphicon.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace gramarye {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel), m_text(new QLabel), m_offerLayout(new QHBoxLayout)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    m_text->setForegroundRole(QPalette::ToolTipText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::PlainText); // file names are not markup

    auto *close = new QToolButton;
    close->setIcon(glyphIcon(Glyph::Clear));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_offerLayout);
    layout->addWidget(close);
    hide();
}

void MessageBar::showMessage(const QString &sentence, Kind kind,
                             const std::vector<MessageOffer> &offers)
{
    m_kind = kind;
    const auto icon =
        kind == Kind::Problem ? QStyle::SP_MessageBoxWarning : QStyle::SP_MessageBoxInformation;
    m_icon->setPixmap(style()->standardIcon(icon).pixmap(20));
    m_text->setText(sentence);
    setOffers(offers);
    show();
    announce();
}

QString MessageBar::message() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::setOffers(const std::vector<MessageOffer> &offers)
{
    for (QPushButton *button : m_offerButtons) {
        button->hide();
        button->deleteLater(); // it may be the sender
    }
    m_offerButtons.clear();
    for (const MessageOffer &offer : offers) {
        auto *button = new QPushButton(offer.text);
        m_offerLayout->addWidget(button);
        m_offerButtons.push_back(button);
        connect(button, &QPushButton::clicked, this, [this, take = offer.take] {
            hide();
            take();
        });
    }
}

// Screen readers do not look at what appears unasked.
void MessageBar::announce()
{
    setAccessibleName(m_text->text());
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace gramarye
