#include "core/download/networkinstaller.h"

#include <QFileInfo>

namespace gramarye {

using Kind = NetworkActivity::Kind;

NetworkInstaller::NetworkInstaller(const NetworkCatalog &catalog, QObject *parent,
                                   DownloadPatience patience)
    : QObject(parent), m_catalog(catalog), m_patience(patience)
{
}

NetworkActivity NetworkInstaller::activity(const QString &name) const
{
    const auto found = m_activities.find(name);
    return found == m_activities.end() ? NetworkActivity() : found->second;
}

void NetworkInstaller::set(const QString &name, const NetworkActivity &activity)
{
    m_activities[name] = activity;
    Q_EMIT activityChanged(name);
}

void NetworkInstaller::fail(const QString &name, const Error &error)
{
    set(name, {Kind::Failed, {}, {}, error});
}

// Downloads

void NetworkInstaller::download(const DownloadOrder &order)
{
    const QString name = order.network.name;
    if (activity(name).isUnderWay())
        return;
    auto *download = new NetworkDownload(order, m_catalog, m_patience, this);
    connectDownload(download, name);
    m_downloads[name] = download;
    set(name, {Kind::Downloading, {}, {}, {}});
    download->start();
}

void NetworkInstaller::connectDownload(NetworkDownload *download, const QString &name)
{
    connect(download, &NetworkDownload::progressed, this,
            [this, name](const DownloadProgress &progress) { downloadProgressed(name, progress); });
    connect(download, &NetworkDownload::finished, this, [this, name] {
        endDownload(name, {Kind::Installed, {}, {}, {}});
        Q_EMIT storeChanged();
    });
    connect(download, &NetworkDownload::cancelled, this, [this, name] {
        endDownload(name, {Kind::Cancelled, {}, {}, {}});
    });
    connect(download, &NetworkDownload::failed, this, [this, name](const Error &error) {
        endDownload(name, {Kind::Failed, {}, {}, error});
    });
}

// What follows the last byte can take a while, and cannot be cancelled.
void NetworkInstaller::downloadProgressed(const QString &name, const DownloadProgress &progress)
{
    const bool isComplete = progress.done == progress.total;
    set(name, {isComplete ? Kind::Installing : Kind::Downloading, progress, {}, {}});
}

void NetworkInstaller::endDownload(const QString &name, const NetworkActivity &activity)
{
    const auto download = m_downloads.extract(name);
    download.mapped()->deleteLater(); // it is the sender
    set(name, activity);
}

void NetworkInstaller::cancel(const QString &name)
{
    const auto download = m_downloads.find(name);
    if (download != m_downloads.end())
        download->second->cancel();
}

// Files

void NetworkInstaller::import(const QString &path, const QString &name)
{
    const auto download = m_downloads.extract(name);
    if (!download.empty())
        delete download.mapped(); // without cancelling, which would remove what has come
    set(name, {Kind::Installing, {}, QFileInfo(path).fileName(), {}});
    begin({name.isEmpty() ? Task::Kind::Recognise : Task::Kind::Import, path, name});
}

void NetworkInstaller::verify(const QString &name)
{
    if (activity(name).isUnderWay())
        return;
    set(name, {Kind::Verifying, {}, {}, {}});
    begin({Task::Kind::Verify, {}, name});
}

void NetworkInstaller::remove(const QString &name)
{
    if (activity(name).isUnderWay())
        return;
    const Status removed = NetworkStore(m_catalog).remove(name);
    if (!removed)
        return fail(name, removed.error());
    set(name, {});
    Q_EMIT storeChanged();
}

Result<NetworkInstaller::Networks>
NetworkInstaller::Task::perform(const NetworkCatalog &catalog) const
{
    NetworkStore store(catalog);
    switch (kind) {
    case Kind::Recognise:
        return store.recognise(path);
    case Kind::Import:
        if (const auto name = store.import(path, network); !name)
            return name.error();
        break;
    case Kind::Verify:
        if (const Status status = store.verify(network); !status)
            return status.error();
        break;
    }
    return Networks{*catalog.find(network)};
}

void NetworkInstaller::begin(const Task &task)
{
    m_queue.run(
        this, [task, &catalog = m_catalog] { return task.perform(catalog); },
        [this, task](const Result<Networks> &result) { ended(task, result); });
}

void NetworkInstaller::ended(const Task &task, const Result<Networks> &result)
{
    if (task.kind == Task::Kind::Recognise)
        return recognised(task.path, result);
    if (!result)
        return fail(task.network, result.error());
    const bool isNew = task.kind == Task::Kind::Import;
    set(task.network, {isNew ? Kind::Installed : Kind::Verified, {}, {}, {}});
    if (isNew)
        Q_EMIT storeChanged();
}

void NetworkInstaller::recognised(const QString &path, const Result<Networks> &networks)
{
    if (!networks)
        return fail({}, networks.error());
    if (activity({}).isUnderWay()) // else another file has failed, which is still to be seen
        set({}, {});
    if (networks->size() == 1)
        import(path, networks->front().name);
    else
        Q_EMIT undecided(path, networks.value());
}

} // namespace gramarye
