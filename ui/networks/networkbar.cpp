#include "ui/networks/networkbar.h"

#include "ui/settings/settings.h"
#include "ui/text/bytestext.h"
#include "ui/text/catalogtext.h"
#include "ui/text/errortext.h"
#include "ui/text/networktext.h"
#include "ui/widgets/glyphicon.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace gramarye {

using Kind = NetworkActivity::Kind;

namespace {

constexpr QLatin1String offeredNetwork("vgg19");

} // namespace

NetworkBar::NetworkBar(NetworkInstaller &installer, QWidget *parent)
    : QFrame(parent),
      m_installer(installer),
      m_text(new QLabel),
      m_action(new QPushButton),
      m_close(new QToolButton)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    m_text->setForegroundRole(QPalette::ToolTipText);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText); // files and servers have names of all kinds
    m_close->setIcon(glyphIcon(Glyph::Clear));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close this message about networks"));
    connect(m_action, &QPushButton::clicked, this, &NetworkBar::act);
    connect(m_close, &QToolButton::clicked, this, &NetworkBar::dismiss);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    hide();
}

void NetworkBar::offer()
{
    const NetworkInfo *network = m_installer.catalog().find(offeredNetwork);
    if (!network || Settings().isNetworkOfferDone())
        return;
    const NetworkState state = NetworkStore(m_installer.catalog()).state(*network);
    if (state != NetworkState::Absent)
        return Settings().setNetworkOfferDone();
    say(Stage::Offer, network->name,
        tr("The full VGG-19 makes finer pictures than the built-in network."),
        tr("Download (%1)").arg(bytesText(network->downloadSize)));
}

void NetworkBar::follow(const QString &name)
{
    const NetworkActivity activity = m_installer.activity(name);
    switch (activity.kind) {
    case Kind::Downloading:
    case Kind::Installing:
        return followProgress(name, activity);
    case Kind::Installed:
        if (name == offeredNetwork)
            Settings().setNetworkOfferDone();
        m_name = name;
        return say(Stage::Installed, name, tr("%1 is installed.").arg(title()), tr("Use it"));
    case Kind::Failed:
        return say(Stage::Failed, name, errorText(activity.error), tr("Networks…"));
    case Kind::None:
    case Kind::Cancelled:
        if (name == m_name && m_stage == Stage::UnderWay)
            standBack();
        return;
    case Kind::Verifying:
    case Kind::Verified:
        return;
    }
}

// Of several only the first is told of, and how something ended stays until it was read.
void NetworkBar::followProgress(const QString &name, const NetworkActivity &activity)
{
    const bool isTaken = isVisible() && m_name != name && m_stage != Stage::Offer;
    if (isTaken)
        return;
    const bool isNew = m_stage != Stage::UnderWay || m_name != name;
    m_name = name;
    const QString text =
        name.isEmpty()
            ? activityText(activity)
            : tr("%1: %2", "a network: how far it is").arg(title(), activityText(activity));
    if (isNew)
        say(Stage::UnderWay, name, text, tr("Networks…"));
    else
        m_text->setText(text);
}

void NetworkBar::say(Stage stage, const QString &name, const QString &sentence,
                     const QString &action)
{
    m_stage = stage;
    m_name = name;
    m_text->setText(sentence);
    m_action->setText(action);
    show();
    setAccessibleName(sentence);
    QAccessibleEvent event(this, QAccessible::Alert); // screen readers do not look here unasked
    QAccessible::updateAccessibility(&event);
}

void NetworkBar::standBack()
{
    m_stage = Stage::Silent;
    hide();
}

void NetworkBar::used(const QString &name)
{
    if (m_stage == Stage::Installed && m_name == name)
        standBack();
}

QString NetworkBar::message() const
{
    return isHidden() ? QString() : m_text->text();
}

void NetworkBar::act()
{
    switch (m_stage) {
    case Stage::Offer:
        return m_installer.download({*m_installer.catalog().find(m_name), {}, false});
    case Stage::Installed:
        Q_EMIT useRequested(m_name);
        return;
    case Stage::UnderWay:
    case Stage::Failed:
        Q_EMIT networksRequested(m_name);
        return;
    case Stage::Silent:
        return;
    }
}

// Of what is under way no more is said until it ends.
void NetworkBar::dismiss()
{
    if (m_stage == Stage::Offer)
        Settings().setNetworkOfferDone();
    if (m_stage != Stage::UnderWay)
        m_stage = Stage::Silent;
    hide();
}

QString NetworkBar::title() const
{
    const NetworkInfo *network = m_installer.catalog().find(m_name);
    return network ? catalogText(network->title) : QString();
}

} // namespace gramarye
