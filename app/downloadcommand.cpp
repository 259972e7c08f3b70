#include "app/downloadcommand.h"

#include "app/commandline.h"
#include "app/exitcode.h"
#include "ui/text/errortext.h"
#include "ui/text/networktext.h"

#include <QCoreApplication>

namespace gramarye {

DownloadCommand::DownloadCommand(const DownloadJob &order)
    : m_order(order), m_download(order, NetworkCatalog::builtIn())
{
    connect(&m_interrupt, &InterruptSignal::raised, &m_download, &NetworkDownload::cancel);
    connect(&m_download, &NetworkDownload::progressed, this, &DownloadCommand::progressed);
    connect(&m_download, &NetworkDownload::finished, this, &DownloadCommand::finished);
    connect(&m_download, &NetworkDownload::failed, this, &DownloadCommand::failed);
    connect(&m_download, &NetworkDownload::cancelled, this, &DownloadCommand::cancelled);
}

int DownloadCommand::run()
{
    const QString address = m_download.address();
    if (isSafeAddress(QUrl(address))) // else it is about to be refused
        m_stdout << CommandLine::tr("“%1” (licence: %2) is downloaded from %3.")
                        .arg(m_order.network.name, m_order.network.licence, address)
                 << Qt::endl;
    m_download.start();
    return QCoreApplication::exec();
}

void DownloadCommand::progressed(const DownloadProgress &progress)
{
    const bool isFirst = !std::exchange(m_hasBegun, true);
    if (isFirst && progress.resumedAt > 0)
        m_progress.say(CommandLine::tr("It goes on where it was cut short: %1 are here already.")
                           .arg(bytesText(progress.resumedAt)));
    m_progress.show(progress);
}

void DownloadCommand::finished()
{
    m_progress.clear();
    m_stdout << CommandLine::tr("“%1” is installed now.").arg(m_order.network.name) << Qt::endl;
    QCoreApplication::exit(exitcode::done);
}

void DownloadCommand::failed(const Error &error)
{
    m_progress.clear();
    m_stderr << errorText(error) << Qt::endl;
    QCoreApplication::exit(exitcode::failed);
}

void DownloadCommand::cancelled()
{
    m_progress.say(CommandLine::tr("The download was cancelled; nothing of it is left."));
    QCoreApplication::exit(exitcode::interrupted);
}

} // namespace gramarye
