#include "ui/pictures/picturedownload.h"

#include <QCoreApplication>
#include <QNetworkRequest>

namespace gramarye {

namespace {

constexpr int timeoutMs = 30'000; ///< without a byte

QString nameOf(const QUrl &address)
{
    return address.fileName().isEmpty() ? address.host() : address.fileName();
}

/// Why @p reply brought no file, as its server or the network says.
QString reasonOf(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray phrase =
        reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    return status >= 400 ? QStringLiteral("%1 %2").arg(status).arg(QString::fromLatin1(phrase))
                         : reply.errorString();
}

} // namespace

PictureDownload::PictureDownload(QObject *parent) : QObject(parent) {}

PictureDownload::~PictureDownload()
{
    cancel();
}

void PictureDownload::start(const QUrl &address)
{
    cancel();
    if (!m_manager) {
        m_manager = std::make_unique<QNetworkAccessManager>();
        m_manager->setTransferTimeout(timeoutMs);
        m_manager->setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    }
    QNetworkRequest request(address);
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      QLatin1String("Gramarye/") + QCoreApplication::applicationVersion());
    m_reply.reset(m_manager->get(request));
    connect(m_reply.get(), &QNetworkReply::metaDataChanged, this, [this] {
        checkSize(m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong());
    });
    connect(m_reply.get(), &QNetworkReply::downloadProgress, this, &PictureDownload::checkSize);
    connect(m_reply.get(), &QNetworkReply::finished, this, &PictureDownload::finish);
}

void PictureDownload::cancel()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply.reset();
}

void PictureDownload::checkSize(qint64 bytes)
{
    if (bytes > largest)
        fail(QStringLiteral("more than %1 MB").arg(largest / 1'000'000));
}

void PictureDownload::finish()
{
    if (m_reply->error() != QNetworkReply::NoError)
        return fail(reasonOf(*m_reply));
    const auto reply = std::move(m_reply); // whoever is told may start another
    Q_EMIT fetched(reply->readAll());
}

void PictureDownload::fail(const QString &reason)
{
    const QString name = nameOf(m_reply->request().url());
    cancel();
    Q_EMIT failed({ErrorCode::PictureNotFetched, name, reason});
}

} // namespace gramarye
