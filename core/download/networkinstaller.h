#pragma once

#include "core/base/background.h"
#include "core/download/networkdownload.h"

#include <map>

namespace gramarye {

/// What goes on with a network, or how the last thing that was done with it ended. A value.
struct NetworkActivity
{
    enum class Kind
    {
        None,
        Downloading,
        Installing,
        Verifying,
        Installed, ///< from here on nothing goes on any more
        Verified,
        Cancelled,
        Failed
    };

    Kind kind = Kind::None;
    DownloadProgress progress; ///< Downloading; without a total as long as nothing has come
    QString file;              ///< Installing: its name; empty where it was downloaded
    Error error;               ///< Failed

    bool isUnderWay() const { return kind >= Kind::Downloading && kind <= Kind::Verifying; }
};

/// Downloads, imports, verifies and removes networks while the window goes on: one thing at a time
/// with each. Files are read off the GUI thread, one after another.
class NetworkInstaller : public QObject
{
    Q_OBJECT

public:
    /// @p catalog outlives this object.
    explicit NetworkInstaller(const NetworkCatalog &catalog, QObject *parent = nullptr,
                              DownloadPatience patience = {});

    /// Waits for what is being done with files; keeps what has come of a download, so that the
    /// next one goes on from there.
    ~NetworkInstaller() override = default;

    const NetworkCatalog &catalog() const { return m_catalog; }

    /// That of the network @p name; of a file of which the network is not known, where it is empty.
    NetworkActivity activity(const QString &name) const;

    /// Does nothing while something else goes on with the network.
    void download(const DownloadJob &job);

    /// Cancels the download of @p name, if there is one; nothing of it is left.
    void cancel(const QString &name);

    /// Imports the weight file @p path as @p name, or where that is empty as what is in it. A
    /// download of the same network is given up, but can be gone on with.
    void import(const QString &path, const QString &name = {});

    /// Does nothing while something else goes on with the network.
    void verify(const QString &name);
    void remove(const QString &name);

Q_SIGNALS:
    void activityChanged(const QString &name);

    /// A network came or went.
    void storeChanged();

    /// The file @p path may hold any of @p networks: import() it as the one that the user says.
    void undecided(const QString &path, const std::vector<gramarye::NetworkInfo> &networks);

private:
    void set(const QString &name, const NetworkActivity &activity);
    void fail(const QString &name, const Error &error);
    void connectDownload(NetworkDownload *download, const QString &name);
    void downloadProgressed(const QString &name, const DownloadProgress &progress);
    void forgetDownload(const QString &name);
    void ended(const QString &name, NetworkActivity::Kind kind, const Status &status);
    void recognised(const QString &path, const Result<std::vector<NetworkInfo>> &networks);

    const NetworkCatalog &m_catalog;
    DownloadPatience m_patience;
    std::map<QString, NetworkActivity> m_activities;
    std::map<QString, NetworkDownload *> m_downloads;
    WorkQueue m_queue; ///< waits for its work before all else here goes
};

} // namespace gramarye
