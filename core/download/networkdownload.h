#pragma once

#include "core/base/background.h"
#include "core/download/partialdownload.h"
#include "core/download/rangerequest.h"
#include "core/download/transferrate.h"
#include "core/network/networkstore.h"

#include <QElapsedTimer>
#include <QTimer>

#include <atomic>
#include <chrono>

namespace gramarye {

/// What is to be downloaded. A value.
struct DownloadJob
{
    NetworkInfo network;
    QString address;         ///< empty: where it is published
    bool wantsWhole = false; ///< the whole file, which has a published checksum
};

/// How far a download is. A value.
struct DownloadProgress
{
    qint64 done = 0;         ///< bytes that are here
    qint64 total = 0;        ///< bytes that are needed
    double secondsLeft = -1; ///< −1: not known yet
    qint64 resumedAt = 0;    ///< bytes that an earlier download had left; 0: it began anew

    /// 0..1
    double part() const { return total > 0 ? double(done) / double(total) : 0; }
};

/// How long a download puts up with trouble.
struct DownloadPatience
{
    std::chrono::milliseconds timeout = std::chrono::seconds(30);   ///< without a byte
    int tries = 5;                                                  ///< without a step forward
    std::chrono::milliseconds firstDelay = std::chrono::seconds(1); ///< doubles with each try
};

/// Fetches a network's weights and installs them in the store: of a safetensors file on a server
/// that sends parts, the header and the convolutions; else the whole file, whose SHA-256 is
/// compared with the published one. What has arrived when that is interrupted is kept for the next
/// download from the same address. One download per object, in the thread of its event loop.
class NetworkDownload : public QObject
{
    Q_OBJECT

public:
    /// @p catalog outlives this object.
    explicit NetworkDownload(DownloadJob job, const NetworkCatalog &catalog,
                             DownloadPatience patience = {}, QObject *parent = nullptr);
    ~NetworkDownload() override;

    /// Bytes that an earlier download of @p network, from where it is published, left behind for
    /// the next one to go on from; 0 where there is nothing.
    static qint64 bytesLeftBehind(const NetworkInfo &network);

    /// Where it is downloaded from, without names and passwords; empty where that is not known.
    QString address() const;

    /// From here on exactly one of finished, failed and cancelled comes.
    void start();

    /// Gives up and removes what has arrived; too late once the weights are being installed.
    void cancel();

Q_SIGNALS:
    void progressed(const gramarye::DownloadProgress &progress);
    void finished();

    /// Errors: those of RangeRequest and of NetworkStore::import, DownloadNoAddress, DownloadBusy,
    /// DownloadChanged, DownloadDiffers, NetworkNeedsFile.
    void failed(const gramarye::Error &error);
    void cancelled();

private:
    Status prepare();
    Status resume();
    void goOn();
    void ask(std::optional<ByteRange> range);
    void answered(const RemoteVersion &version);
    void received(const QByteArray &bytes);
    void ended(RequestEnd end, const Error &error);
    Result<qint64> headerEnd() const;
    Status beginParts();
    Result<DownloadPlan> planFor(const QByteArray &header, qint64 fileSize) const;
    Status begin(const DownloadPlan &plan);
    Status checkRoom(qint64 missing) const;
    void startOver();
    void retry(const Error &error);
    void install();
    void installed(const Status &status);
    void fail(const Error &error);
    void close();
    void report();

    const PublishedFile *published() const;
    QStringList wantedChecksums() const;
    Error aboutFile(const Error &error) const;
    Error aboutServer(ErrorCode code, const QString &detail = {}) const;
    double now() const { return double(m_clock.elapsed()) / 1000; }

    DownloadJob m_job;
    const NetworkCatalog &m_catalog;
    DownloadPatience m_patience;

    const QUrl m_address;
    bool m_takesWhole = false;
    QByteArray m_header; ///< what has come of the safetensors file's length and JSON
    RemoteVersion m_version;
    std::optional<DownloadPlan> m_plan; ///< none as long as the server's file is not known
    PartialDownload m_part;
    qint64 m_resumedAt = 0;

    QNetworkAccessManager m_manager;
    RangeRequest m_request{m_manager};
    QTimer m_delay;
    int m_failures = 0;    ///< since the last step forward
    qint64 m_farthest = 0; ///< bytes that were here
    bool m_hasStartedOver = false;

    QElapsedTimer m_clock;
    TransferRate m_rate;
    WorkQueue m_queue;
    bool m_isInstalling = false;
    std::atomic<bool> m_isInstalled{false}; ///< by the queue's thread
    bool m_isOpen = true;                   ///< no end was signalled yet
};

} // namespace gramarye
