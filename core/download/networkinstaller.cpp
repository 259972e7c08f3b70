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

void NetworkInstaller::download(const DownloadJob &job)
{
    const QString name = job.network.name;
    if (activity(name).isUnderWay())
        return;
    auto *download = new NetworkDownload(job, m_catalog, m_patience, this);
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
        forgetDownload(name);
        ended(name, Kind::Installed, success());
    });
    connect(download, &NetworkDownload::cancelled, this, [this, name] {
        forgetDownload(name);
        set(name, {Kind::Cancelled, {}, {}, {}});
    });
    connect(download, &NetworkDownload::failed, this, [this, name](const Error &error) {
        forgetDownload(name);
        fail(name, error);
    });
}

// What follows the last byte can take a while, and cannot be cancelled.
void NetworkInstaller::downloadProgressed(const QString &name, const DownloadProgress &progress)
{
    const bool isComplete = progress.done == progress.total;
    set(name, {isComplete ? Kind::Installing : Kind::Downloading, progress, {}, {}});
}

void NetworkInstaller::forgetDownload(const QString &name)
{
    m_downloads.extract(name).mapped()->deleteLater(); // it is the sender
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
    const auto recognise = [path, &catalog = m_catalog] {
        return NetworkStore(catalog).recognise(path);
    };
    const auto import = [path, name, &catalog = m_catalog]() -> Status {
        const auto imported = NetworkStore(catalog).import(path, name);
        return imported ? success() : imported.error();
    };
    if (name.isEmpty())
        m_queue.run(this, recognise,
                    [this, path](const auto &networks) { recognised(path, networks); });
    else
        m_queue.run(this, import,
                    [this, name](const Status &status) { ended(name, Kind::Installed, status); });
}

void NetworkInstaller::verify(const QString &name)
{
    if (activity(name).isUnderWay())
        return;
    set(name, {Kind::Verifying, {}, {}, {}});
    m_queue.run(
        this, [name, &catalog = m_catalog] { return NetworkStore(catalog).verify(name); },
        [this, name](const Status &status) { ended(name, Kind::Verified, status); });
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

void NetworkInstaller::ended(const QString &name, Kind kind, const Status &status)
{
    if (!status)
        return fail(name, status.error());
    set(name, {kind, {}, {}, {}});
    if (kind == Kind::Installed)
        Q_EMIT storeChanged();
}

void NetworkInstaller::recognised(const QString &path,
                                  const Result<std::vector<NetworkInfo>> &networks)
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
