#pragma once

#include "core/download/downloadplan.h"

#include <QFile>
#include <QLockFile>

namespace gramarye {

/// What has to be known to go on with a download after a restart. A value.
struct DownloadJournal
{
    QString address; ///< as it was asked for, before any redirection
    RemoteVersion version;
    QByteArray header; ///< the published safetensors file's JSON; empty where all of it is fetched
};

/// What has arrived of a network: NAME.part in the store's folder, which only grows, with a journal
/// beside it. It outlives this object, unless it is discarded. NAME.lock keeps all other programs
/// from the two files.
class PartialDownload
{
public:
    explicit PartialDownload(const QString &network);

    /// Makes the folder where it is missing, and these files our own until unlock(). Errors:
    /// StoreNotWritable, DownloadBusy.
    Status lock();

    /// That of an earlier download; none where there is none that can be read.
    std::optional<DownloadJournal> journal() const;

    /// Begins anew, with the head of @p plan. Errors: StoreNotWritable, DiskFull.
    Status begin(const DownloadJournal &journal, const DownloadPlan &plan);

    /// Goes on with what an earlier download by @p plan left behind, where that is so.
    bool resume(const DownloadPlan &plan);

    /// Errors: StoreNotWritable, DiskFull.
    Status append(const QByteArray &bytes);

    /// Bytes that are here.
    qint64 size() const { return m_file.size(); }
    QString path() const { return m_file.fileName(); }

    /// Removes the files, if they are our own.
    void discard();

    /// Lets others go on with the files.
    void unlock();

private:
    Status write(QFileDevice &file, const QByteArray &bytes);
    Status writeJournal(const DownloadJournal &journal);

    QString m_network;
    QLockFile m_lock;
    QFile m_file;
    QString m_journalPath;
};

} // namespace gramarye
