#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

/// A web server of a test's own, on this computer, that behaves as well or as badly as it is told.
namespace gramarye {

struct HttpRequest
{
    QByteArray path;
    std::map<QByteArray, QByteArray> headers; ///< by their names in small letters

    QByteArray header(const char *name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? QByteArray() : found->second;
    }

    /// The first and last byte asked for.
    std::optional<std::pair<qint64, qint64>> range() const
    {
        const QByteArrayList ends = header("range").mid(int(qstrlen("bytes="))).split('-');
        if (ends.size() != 2)
            return std::nullopt;
        return std::pair(ends[0].toLongLong(), ends[1].toLongLong());
    }
};

struct HttpReply
{
    /// What follows what is sent.
    enum Then
    {
        KeepAlive,
        Close,
        Hang,    ///< the rest never comes
        Silence, ///< not even an answer
        HangUp   ///< no answer, and the connection closed
    };

    int status = 200;
    std::map<QByteArray, QByteArray> headers; ///< Content-Length is made up where it is missing
    QByteArray body;
    qint64 sent = -1; ///< bytes of the body that are really sent; −1: all of them
    Then then = KeepAlive;
};

class HttpServer
{
public:
    using Answer = std::function<HttpReply(const HttpRequest &)>;

    explicit HttpServer(Answer answer, std::unique_ptr<QTcpServer> server = nullptr)
        : m_answer(std::move(answer)),
          m_server(server ? std::move(server) : std::make_unique<QTcpServer>())
    {
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(),
                         [this] { welcome(m_server->nextPendingConnection()); });
        if (!m_server->listen(QHostAddress::LocalHost))
            qFatal("the test's server cannot listen");
    }

    QString address(const QString &path, const QString &scheme = QStringLiteral("http")) const
    {
        return QStringLiteral("%1://127.0.0.1:%2%3")
            .arg(scheme)
            .arg(m_server->serverPort())
            .arg(path);
    }
    QString name() const { return QStringLiteral("127.0.0.1:%1").arg(m_server->serverPort()); }

    void setAnswer(Answer answer) { m_answer = std::move(answer); }

    /// All that was asked for so far.
    const std::vector<HttpRequest> &requests() const { return m_requests; }

    /// Bytes of all bodies so far.
    qint64 sent() const { return m_sent; }

private:
    void welcome(QTcpSocket *socket)
    {
        auto text = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, text] {
            *text += socket->readAll();
            for (auto end = text->indexOf("\r\n\r\n"); end >= 0; end = text->indexOf("\r\n\r\n")) {
                const HttpRequest request = parse(text->first(end));
                text->remove(0, end + 4);
                m_requests.push_back(request);
                reply(socket, m_answer(request));
            }
        });
    }

    static HttpRequest parse(const QByteArray &head)
    {
        const QByteArrayList lines = head.split('\n');
        HttpRequest request{lines.first().split(' ').value(1), {}};
        for (const QByteArray &line : lines.mid(1)) {
            const auto colon = line.indexOf(':');
            request.headers[line.first(colon).toLower()] = line.mid(colon + 1).trimmed();
        }
        return request;
    }

    void reply(QTcpSocket *socket, HttpReply reply)
    {
        if (reply.then == HttpReply::Silence)
            return;
        if (reply.then == HttpReply::HangUp)
            return socket->disconnectFromHost();
        if (reply.headers.count("Transfer-Encoding") == 0)
            reply.headers.emplace("Content-Length", QByteArray::number(reply.body.size()));
        QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " As told\r\n";
        for (const auto &[name, value] : reply.headers)
            head += name + ": " + value + "\r\n";
        const QByteArray body = reply.sent < 0 ? reply.body : reply.body.first(reply.sent);
        m_sent += body.size();
        socket->write(head + "\r\n" + body);
        if (reply.then == HttpReply::Close)
            socket->disconnectFromHost();
    }

    Answer m_answer;
    std::unique_ptr<QTcpServer> m_server;
    std::vector<HttpRequest> m_requests;
    qint64 m_sent = 0;
};

/// A file as a good server has it.
struct ServedFile
{
    QByteArray bytes;
    QByteArray etag = "\"1\"";

    /// All of it, or the part asked for unless that is of another version.
    HttpReply operator()(const HttpRequest &request) const
    {
        const auto range = request.range();
        const QByteArray version = request.header("if-range");
        if (!range || (!version.isEmpty() && version != etag))
            return {200, {{"ETag", etag}}, bytes};
        const qint64 end = std::min(range->second + 1, qint64(bytes.size()));
        if (range->first >= end)
            return {416, {}, {}};
        const QByteArray place = QByteArray::number(range->first) + '-'
                                 + QByteArray::number(end - 1) + '/'
                                 + QByteArray::number(bytes.size());
        return {206,
                {{"ETag", etag}, {"Content-Range", "bytes " + place}},
                bytes.mid(range->first, end - range->first)};
    }
};

} // namespace gramarye
