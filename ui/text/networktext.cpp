#include "ui/text/networktext.h"

#include "ui/text/durationtext.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>
#include <QLocale>

namespace gramarye {

namespace {

class NetworkText
{
    Q_DECLARE_TR_FUNCTIONS(NetworkText)
};

} // namespace

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString stateText(NetworkState state)
{
    switch (state) {
    case NetworkState::BuiltIn:
        return NetworkText::tr("built in");
    case NetworkState::Installed:
        return NetworkText::tr("installed");
    case NetworkState::Absent:
        return NetworkText::tr("not here");
    case NetworkState::Damaged:
        return NetworkText::tr("damaged");
    }
    Q_UNREACHABLE();
}

QString sizeText(const NetworkInfo &network, const NetworkStore &store)
{
    const qint64 here = store.size(network);
    const qint64 size = here > 0 ? here : network.downloadSize;
    return size > 0 ? bytesText(size) : QString();
}

QString downloadText(const DownloadProgress &progress)
{
    QStringList parts{
        NetworkText::tr("%1 of %2").arg(bytesText(progress.done), bytesText(progress.total))};
    if (progress.secondsLeft >= 0)
        parts << NetworkText::tr("%1 left").arg(durationText(progress.secondsLeft));
    if (progress.resumedAt > 0)
        parts << NetworkText::tr("went on at %1").arg(bytesText(progress.resumedAt));
    return parts.join(QStringLiteral(" · "));
}

QString activityText(const NetworkActivity &activity)
{
    switch (activity.kind) {
    case NetworkActivity::Kind::None:
        return {};
    case NetworkActivity::Kind::Downloading:
        return activity.progress.total > 0 ? downloadText(activity.progress)
                                           : NetworkText::tr("Connecting…");
    case NetworkActivity::Kind::Installing:
        return activity.file.isEmpty()
                   ? NetworkText::tr("Checking and installing…")
                   : NetworkText::tr("Checking and installing “%1”…").arg(activity.file);
    case NetworkActivity::Kind::Verifying:
        return NetworkText::tr("Verifying…");
    case NetworkActivity::Kind::Installed:
        return NetworkText::tr("Installed.");
    case NetworkActivity::Kind::Verified:
        return NetworkText::tr("Verified: all its numbers are as they should be.");
    case NetworkActivity::Kind::Cancelled:
        return NetworkText::tr("The download was cancelled; nothing of it is left.");
    case NetworkActivity::Kind::Failed:
        return errorText(activity.error);
    }
    Q_UNREACHABLE();
}

} // namespace gramarye
