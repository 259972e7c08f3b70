#pragma once

#include "core/download/downloadplan.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QUrl>

#include <memory>

namespace gramarye {

/// Whether weights may be fetched from @p address: over https, or from this computer itself.
bool isSafeAddress(const QUrl &address);

/// The server of @p address, as shown to a person.
QString serverName(const QUrl &address);

/// How a request ended.
enum class RequestEnd
{
    Complete,     ///< all bytes were received
    OtherVersion, ///< the server has another version of the file by now; nothing was received
    NoRanges,     ///< the server only sends the whole file; nothing was received
    Interrupted,  ///< worth another try
    Failed,
};

/// Requests a part of a file from a server, or the whole file. Another version, a web page, or
/// other bytes than asked for are never passed on. Follows redirections to encrypted addresses. One
/// request at a time.
class RangeRequest : public QObject
{
    Q_OBJECT

public:
    /// @p manager outlives this object.
    explicit RangeRequest(QNetworkAccessManager &manager, QObject *parent = nullptr);
    ~RangeRequest() override;

    /// Asks for @p range, which has a size, of the file at @p address, which is safe; for all of it
    /// where there is no range. @p version: what is known of the file.
    void start(const QUrl &address, std::optional<ByteRange> range, const RemoteVersion &version);

    /// Ends the request without a signal.
    void abort();

Q_SIGNALS:
    /// The server answered as it should; the bytes follow. @p version has a size.
    void answered(const gramarye::RemoteVersion &version);
    void received(const QByteArray &bytes);

    /// @p error: where it was interrupted or failed. DownloadNotEncrypted, DownloadNoConnection,
    /// DownloadNotSecure, DownloadNotThere, DownloadRefused, DownloadServerBusy,
    /// DownloadNotWeights, DownloadWrongLength.
    void ended(gramarye::RequestEnd end, const gramarye::Error &error);

private:
    void send(const QUrl &address);
    void follow(const QUrl &target);
    void read();
    void judge();
    void judgePart(RemoteVersion version);
    void judgeWhole(const RemoteVersion &version);
    void finish();
    void endByStatus();
    void endByNetworkError();
    void fail(ErrorCode code, const QString &detail = {});
    void interrupt(ErrorCode code, const QString &detail);
    void end(RequestEnd end, const Error &error = {});
    int status() const;

    QNetworkAccessManager &m_manager;
    /// Deleted later, as it may be the sender of the signal that is being handled.
    std::unique_ptr<QNetworkReply, QScopedPointerDeleteLater> m_reply;
    std::optional<ByteRange> m_range; ///< none: all
    RemoteVersion m_version;
    int m_redirections = 0;
    qint64 m_missing = -1; ///< bytes still to come; −1: before the answer was judged
};

} // namespace gramarye
