#include "ui/networks/networkbar.h"

#include "ui/networks/networksdialog.h"
#include "ui/settings/settings.h"
#include "ui/text/catalogtext.h"
#include "ui/text/errortext.h"
#include "ui/text/networktext.h"

#include <QToolButton>

namespace gramarye {

using Activity = NetworkActivity::Kind;

namespace {

constexpr QLatin1String offeredNetwork("vgg19");

} // namespace

NetworkBar::NetworkBar(NetworkInstaller &installer, NetworksDialog *dialog, QWidget *parent)
    : MessageBar(parent), m_installer(installer), m_dialog(dialog)
{
    closeButton()->setFocusPolicy(Qt::StrongFocus);
    closeButton()->setAccessibleName(tr("Close this message about networks"));
    connect(closeButton(), &QToolButton::clicked, this, &NetworkBar::dismiss);
    connect(&installer, &NetworkInstaller::activityChanged, this, &NetworkBar::follow);
    connect(dialog, &NetworksDialog::shown, this, &NetworkBar::silence);
}

void NetworkBar::offer()
{
    const NetworkInfo *network = m_installer.catalog().find(offeredNetwork);
    if (!network || Settings().isNetworkOfferDone())
        return;
    if (NetworkStore(m_installer.catalog()).state(*network) != NetworkState::Absent)
        return Settings().setNetworkOfferDone();
    say(Stage::Offer, network->name,
        tr("The full VGG-19 makes finer pictures than the built-in network."),
        {tr("Download (%1)").arg(bytesText(network->downloadSize)), [this, network] {
             m_installer.download({*network, {}, false});
         }});
}

void NetworkBar::follow(const QString &name)
{
    if (m_dialog->isVisible())
        return;
    const NetworkActivity activity = m_installer.activity(name);
    switch (activity.kind) {
    case Activity::Downloading:
    case Activity::Installing:
        return followProgress(name, activity);
    case Activity::Installed:
        if (name == offeredNetwork)
            Settings().setNetworkOfferDone();
        return say(Stage::Installed, name, tr("%1 is installed.").arg(title(name)),
                   {tr("Use it"), [this, name] { Q_EMIT useRequested(name); }});
    case Activity::Failed:
        return say(Stage::Failed, name, errorText(activity.error), showNetworks(name));
    case Activity::None:
    case Activity::Cancelled:
        if (name == m_name && m_stage == Stage::UnderWay)
            silence();
        return;
    case Activity::Verifying:
    case Activity::Verified:
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
    const QString text =
        name.isEmpty()
            ? activityText(activity)
            : tr("%1: %2", "a network: how far it is").arg(title(name), activityText(activity));
    if (isNew)
        say(Stage::UnderWay, name, text, showNetworks(name));
    else
        setSentence(text);
}

void NetworkBar::say(Stage stage, const QString &name, const QString &sentence,
                     const MessageOffer &offer)
{
    m_stage = stage;
    m_name = name;
    showMessage(sentence, Kind::Plain, {offer});
}

void NetworkBar::silence()
{
    m_stage = Stage::Silent;
    hide();
}

void NetworkBar::used(const QString &name)
{
    if (m_stage == Stage::Installed && m_name == name)
        silence();
}

// Of what is under way no more is said until it ends.
void NetworkBar::dismiss()
{
    if (m_stage == Stage::Offer)
        Settings().setNetworkOfferDone();
    if (m_stage != Stage::UnderWay)
        m_stage = Stage::Silent;
}

QString NetworkBar::title(const QString &name) const
{
    const NetworkInfo *network = m_installer.catalog().find(name);
    return network ? catalogText(network->title) : QString();
}

MessageOffer NetworkBar::showNetworks(const QString &name) const
{
    return {tr("Networks…"), [this, name] { m_dialog->showNetwork(name); }};
}

} // namespace gramarye
