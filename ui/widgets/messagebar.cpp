#include "ui/widgets/messagebar.h"

#include "ui/text/errortext.h"
#include "ui/widgets/glyphicon.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace gramarye {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent),
      m_icon(new QLabel),
      m_text(new QLabel),
      m_offerLayout(new QHBoxLayout),
      m_close(new QToolButton)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    m_text->setForegroundRole(QPalette::ToolTipText);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText); // file names are not markup

    m_close->setIcon(glyphIcon(Glyph::Clear));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close this message"));
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_offerLayout);
    layout->addWidget(m_close);
    hide();
}

void MessageBar::showMessage(const QString &sentence, Kind kind,
                             const std::vector<MessageOffer> &offers)
{
    m_kind = kind;
    const auto icon =
        kind == Kind::Problem ? QStyle::SP_MessageBoxWarning : QStyle::SP_MessageBoxInformation;
    m_icon->setPixmap(style()->standardIcon(icon).pixmap(20));
    m_icon->setVisible(kind != Kind::Plain);
    m_text->setTextInteractionFlags(kind == Kind::Plain ? Qt::NoTextInteraction
                                                        : Qt::TextSelectableByMouse);
    setSentence(sentence);
    setOffers(offers);
    show();
    announce();
}

void MessageBar::showError(const Error &error)
{
    showProblem(errorText(error));
}

QString MessageBar::message() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::setSentence(const QString &sentence)
{
    m_text->setText(sentence);
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
