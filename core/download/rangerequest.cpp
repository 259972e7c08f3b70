#include "core/download/rangerequest.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkRequest>
#include <QRegularExpression>

namespace gramarye {

namespace {

constexpr int mostRedirections = 10;

/// "bytes 0-7/1234", as a server writes it (RFC 9110, section 14.4).
struct ContentRange
{
    ByteRange range;
    qint64 size = 0; ///< of the whole file
};

std::optional<ContentRange> parseContentRange(const QByteArray &text)
{
    static const QRegularExpression form(
        QStringLiteral("^bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})$"));
    const auto match = form.match(QString::fromLatin1(text));
    if (!match.hasMatch())
        return std::nullopt;
    const auto number = [&match](int i) { return match.captured(i).toLongLong(); };
    const ContentRange content{{number(1), number(2) + 1}, number(3)};
    const bool isPossible = content.range.size() > 0 && content.range.end <= content.size;
    return isPossible ? std::optional(content) : std::nullopt;
}

bool isLoopback(const QUrl &address)
{
    return address.host() == QLatin1String("localhost")
           || QHostAddress(address.host()).isLoopback();
}

bool isEncrypted(const QUrl &address)
{
    return address.scheme() == QLatin1String("https");
}

} // namespace

bool isSafeAddress(const QUrl &address)
{
    return !address.host().isEmpty()
           && (isEncrypted(address)
               || (address.scheme() == QLatin1String("http") && isLoopback(address)));
}

QString serverName(const QUrl &address)
{
    return address.authority(QUrl::FullyDecoded | QUrl::RemoveUserInfo);
}

RangeRequest::RangeRequest(QNetworkAccessManager &manager, QObject *parent)
    : QObject(parent), m_manager(manager)
{
}

RangeRequest::~RangeRequest()
{
    abort();
}

void RangeRequest::start(const QUrl &address, std::optional<ByteRange> range,
                         const RemoteVersion &version)
{
    Q_ASSERT(!range || range->size() > 0);
    m_range = range;
    m_version = version;
    m_redirections = 0;
    send(address);
}

void RangeRequest::abort()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply.reset();
}

void RangeRequest::send(const QUrl &address)
{
    QNetworkRequest request(address);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    // One file at a time has nothing to gain from it.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      QLatin1String("Gramarye/") + QCoreApplication::applicationVersion());
    request.setRawHeader("Accept-Encoding", "identity"); // else Qt asks for compressed files
    if (m_range) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_range->begin) + '-'
                                          + QByteArray::number(m_range->end - 1));
        if (!m_version.validator().isEmpty())
            request.setRawHeader("If-Range", m_version.validator());
    }
    m_missing = -1;
    m_reply.reset(m_manager.get(request));
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &RangeRequest::read);
    connect(m_reply.get(), &QNetworkReply::finished, this, &RangeRequest::finish);
}

void RangeRequest::follow(const QUrl &target)
{
    const bool isDowngrade = isEncrypted(m_reply->url()) && !isEncrypted(target);
    if (isDowngrade || !isSafeAddress(target))
        return end(RequestEnd::Failed, {ErrorCode::DownloadNotEncrypted, serverName(target), {}});
    if (++m_redirections > mostRedirections)
        return fail(ErrorCode::DownloadRefused, QStringLiteral("too many redirections"));
    send(target);
}

void RangeRequest::read()
{
    const bool isContent = status() / 100 == 2;
    if (isContent && m_missing < 0)
        judge();
    // A slot may have aborted, and a reply that timed out is closed.
    if (!isContent || !m_reply || !m_reply->isOpen())
        return;
    const QByteArray bytes = m_reply->readAll();
    if (bytes.size() > m_missing)
        return fail(ErrorCode::DownloadWrongLength, QStringLiteral("there is more"));
    m_missing -= bytes.size();
    if (!bytes.isEmpty())
        Q_EMIT received(bytes);
}

void RangeRequest::finish()
{
    const QUrl target = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (!target.isEmpty())
        return follow(m_reply->url().resolved(target));
    read();
    if (!m_reply)
        return;
    if (status() >= 300)
        return endByStatus();
    if (m_reply->error() != QNetworkReply::NoError)
        return endByNetworkError();
    if (m_missing > 0)
        return interrupt(ErrorCode::DownloadWrongLength,
                         QStringLiteral("%1 bytes less").arg(m_missing));
    end(RequestEnd::Complete);
}

void RangeRequest::endByStatus()
{
    const QString text = QStringLiteral("%1 %2").arg(status()).arg(QString::fromLatin1(
        m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray()));
    switch (status()) {
    case 404: // not found
    case 410: // gone
        return fail(ErrorCode::DownloadNotThere, text);
    case 416: // the range is not satisfiable: the file became shorter
        return end(RequestEnd::OtherVersion);
    case 511: // network authentication required: RFC 6585, section 6
        return fail(ErrorCode::DownloadNotWeights);
    case 408: // request timeout
    case 429: // too many requests
        return interrupt(ErrorCode::DownloadServerBusy, text);
    default:
        if (status() >= 500)
            return interrupt(ErrorCode::DownloadServerBusy, text);
        fail(ErrorCode::DownloadRefused, text);
    }
}

void RangeRequest::endByNetworkError()
{
    switch (m_reply->error()) {
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProtocolUnknownError: // there is no TLS library
        return fail(ErrorCode::DownloadNotSecure, m_reply->errorString());
    case QNetworkReply::OperationCanceledError: // by the manager's transfer timeout
        return interrupt(ErrorCode::DownloadNoConnection, QStringLiteral("no answer in time"));
    default:
        interrupt(ErrorCode::DownloadNoConnection, m_reply->errorString());
    }
}

/// Looks at the answer's head before its bytes are taken.
void RangeRequest::judge()
{
    const QString type = m_reply->header(QNetworkRequest::ContentTypeHeader).toString();
    if (type.startsWith(QLatin1String("text/html"), Qt::CaseInsensitive))
        return fail(ErrorCode::DownloadNotWeights);
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    const RemoteVersion version{length.isValid() ? length.toLongLong() : -1,
                                m_reply->rawHeader("ETag"), m_reply->rawHeader("Last-Modified")};
    if (status() == 206)
        judgePart(version);
    else
        judgeWhole(version);
}

/// @p version has the size of the answer.
void RangeRequest::judgePart(RemoteVersion version)
{
    const qint64 length = version.size;
    const QByteArray text = m_reply->rawHeader("Content-Range");
    const auto content = parseContentRange(text);
    // A server may send less than was asked for.
    if (!content || !m_range || content->range.begin != m_range->begin
        || content->range.end > m_range->end || (length >= 0 && length != content->range.size()))
        return fail(ErrorCode::DownloadWrongLength, QString::fromLatin1(text));
    version.size = content->size;
    if (!m_version.canBe(version))
        return end(RequestEnd::OtherVersion);
    m_missing = content->range.size();
    Q_EMIT answered(version);
}

void RangeRequest::judgeWhole(const RemoteVersion &version)
{
    if (!m_version.canBe(version))
        return end(RequestEnd::OtherVersion);
    if (m_range)
        return end(RequestEnd::NoRanges);
    if (version.size < 0)
        return fail(ErrorCode::DownloadWrongLength, QStringLiteral("no length"));
    m_missing = version.size;
    Q_EMIT answered(version);
}

void RangeRequest::fail(ErrorCode code, const QString &detail)
{
    end(RequestEnd::Failed, {code, serverName(m_reply->url()), detail});
}

void RangeRequest::interrupt(ErrorCode code, const QString &detail)
{
    end(RequestEnd::Interrupted, {code, serverName(m_reply->url()), detail});
}

void RangeRequest::end(RequestEnd end, const Error &error)
{
    abort();
    Q_EMIT ended(end, error);
}

int RangeRequest::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace gramarye
