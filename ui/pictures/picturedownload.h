#pragma once

#include "core/base/error.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QUrl>

#include <memory>

namespace gramarye {

/// Fetches the file of one picture from the web, by http or https; what is in it is for the reader
/// of pictures to find out. In the thread of its event loop; the newest request wins.
class PictureDownload : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 largest = 100'000'000; ///< bytes

    explicit PictureDownload(QObject *parent = nullptr);
    ~PictureDownload() override;

    /// Exactly one of fetched and failed comes, unless it is cancelled.
    void start(const QUrl &address);

    /// Ends it without a signal.
    void cancel();

    bool isUnderWay() const { return bool(m_reply); }

Q_SIGNALS:
    void fetched(const QByteArray &bytes);

    /// Error: PictureNotFetched.
    void failed(const gramarye::Error &error);

private:
    void checkSize(qint64 bytes);
    void finish();
    void fail(const QString &reason);

    std::unique_ptr<QNetworkAccessManager> m_manager; ///< from the first request on
    std::unique_ptr<QNetworkReply, QScopedPointerDeleteLater> m_reply; ///< it may be the sender
};

} // namespace gramarye
