#include "core/download/networkdownload.h"

#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/httpserver.h"
#include "tests/support/publishednetwork.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

#include <unistd.h>

namespace gramarye::tst_networkdownload {
using namespace std::chrono_literals;

namespace {

const QString safetensorsPath = QStringLiteral("/timm/model.safetensors");
const QString legacyPath = QStringLiteral("/models/vgg19.pth");

const NetworkInfo &tiny()
{
    return *tinyCatalog().find(QStringLiteral("vgg19"));
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray legacyOf(const std::vector<RandomTensor> &tensors)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("file"));
    return writeLegacyStream(path, tensors) ? contents(path) : QByteArray();
}

/// @p file with a note of @p length letters in its header.
QByteArray withNote(const QByteArray &file, int length)
{
    const auto size = qFromLittleEndian<qint64>(file.data());
    const QByteArray header = "{\"__metadata__\":{\"note\":\"" + QByteArray(length, 'x') + "\"},"
                              + file.mid(8 + 1, size - 1);
    return torchsave::littleEndian(quint64(header.size())) + header + file.mid(8 + size);
}

/// @p reply without the last chunk, which says that this is all.
HttpReply broken(HttpReply reply)
{
    reply.headers["Transfer-Encoding"] = "chunked";
    reply.body = QByteArray::number(reply.body.size(), 16) + "\r\n" + reply.body + "\r\n";
    reply.then = HttpReply::Close;
    return reply;
}

bool isAboutData(const HttpRequest &request)
{
    return request.range() && request.range()->first > 8;
}

/// A download and what became of it.
struct Trial
{
    explicit Trial(const DownloadJob &order)
        : download(order, tinyCatalog(), {500ms, 3, 1ms}),
          finished(&download, &NetworkDownload::finished),
          failed(&download, &NetworkDownload::failed),
          cancelled(&download, &NetworkDownload::cancelled),
          progressed(&download, &NetworkDownload::progressed)
    {
        download.start();
    }

    qsizetype ends() const { return finished.count() + failed.count() + cancelled.count(); }

    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return ends() > 0; }, 20000) && ends() == 1;
    }

    /// Waits for it, and tells what is wrong where it is no success.
    QByteArray flaw()
    {
        if (!waitForEnd())
            return "it did not end once";
        if (finished.count() == 1)
            return {};
        return failed.isEmpty() ? "cancelled" : "failed: " + error().detail.toUtf8();
    }

    Error error() const { return failed.value(0).value(0).value<Error>(); }

    DownloadProgress progress() const
    {
        return progressed.isEmpty() ? DownloadProgress()
                                    : progressed.last().first().value<DownloadProgress>();
    }

    NetworkDownload download;
    QSignalSpy finished;
    QSignalSpy failed;
    QSignalSpy cancelled;
    QSignalSpy progressed;
};

} // namespace

class TestNetworkDownload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void onlyWhatIsNeededIsFetched();
    void progressGrowsToTheEnd();
    void headersOfAllLengthsAreFetched();
    void askedPolitely();
    void aServerWithoutRangesSendsAll();
    void shorterPartsThanAskedForWillDo();
    void aWholeFileIsComparedWithItsChecksum_data();
    void aWholeFileIsComparedWithItsChecksum();
    void certaintyIsToBeHad();
    void redirectionsAreFollowed();

    void aBrokenConnectionIsResumed_data();
    void aBrokenConnectionIsResumed();
    void aRestartResumes_data();
    void aRestartResumes();
    void aCompleteFileIsOnlyInstalled();
    void whatIsLeftBehindMayBeOfNoUse_data();
    void whatIsLeftBehindMayBeOfNoUse();
    void aBreakWithoutRangesBeginsAnew();
    void aChangedFileIsFetchedAnew_data();
    void aChangedFileIsFetchedAnew();
    void aFileThatKeepsChangingIsGivenUp();
    void aBreakAtTheHeadersEndIsOvercome();
    void passingTroubleIsOvercome_data();
    void passingTroubleIsOvercome();

    void troubleIsTold_data();
    void troubleIsTold();
    void anUnsafeAddressIsNotAsked_data();
    void anUnsafeAddressIsNotAsked();
    void anUntrustedCertificateIsRefused();
    void theOrderHasToMakeSense();

    void cancelLeavesNothing();
    void cancelBeforeTheBeginning();
    void onlyOneDownloadsAtATime();
    void aFullDiskIsTold();
    void roomIsCheckedBefore();
    void aFolderThatCannotBeWrittenIsTold();

private:
    DownloadJob order(const QString &path) const
    {
        return {tiny(), m_server->address(path), false};
    }
    DownloadJob published(const QString &path, const QString &sum, qint64 size = 0) const;
    QString inFolder(const char *name) const
    {
        return QDir(networkFolder()).filePath(QLatin1String(name));
    }
    QStringList files() const
    {
        return QDir(networkFolder())
            .entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
    }
    bool isInstalled() const
    {
        const NetworkStore store(tinyCatalog());
        return store.verify(tiny().name)
               && files() == QStringList(QStringLiteral("vgg19.safetensors"));
    }
    void serve(const HttpServer::Answer &answer) { m_server->setAnswer(answer); }
    bool leaveHalf(const QString &path);

    QByteArray m_file; ///< as safetensors
    QByteArray m_legacy;
    std::unique_ptr<QTemporaryDir> m_folder; ///< each test's own
    std::unique_ptr<HttpServer> m_server;    ///< as well; a good one at first
};

void TestNetworkDownload::initTestCase()
{
    m_file = safetensorsOf(publishedTensors());
    m_legacy = legacyOf(publishedTensors());
    QVERIFY(m_file.size() > 4'000'000 && m_legacy.size() > 4'000'000);
}

void TestNetworkDownload::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qputenv("GRAMARYE_DATA_DIR", m_folder->path().toUtf8());
    m_server = std::make_unique<HttpServer>([this](const HttpRequest &request) {
        return ServedFile{request.path.endsWith(".pth") ? m_legacy : m_file}(request);
    });
}

/// The network as if it were published there.
DownloadJob TestNetworkDownload::published(const QString &path, const QString &sum,
                                           qint64 size) const
{
    NetworkInfo network = tiny();
    network.published = {{m_server->address(path), sum, size}};
    return {network, {}, false};
}

void TestNetworkDownload::onlyWhatIsNeededIsFetched()
{
    Trial trial(order(safetensorsPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());

    QCOMPARE(m_server->sent(), neededBytes(m_file));
    QVERIFY(double(m_server->sent()) < 0.2 * double(m_file.size()));
    QCOMPARE(m_server->requests().size(), std::size_t(4)); // length, header, two stretches of data

    const auto stored = WeightsFile::open(networkFile(tiny().name));
    QVERIFY(stored);
    QCOMPARE((*stored)->metadata().at(QStringLiteral("source")), order(safetensorsPath).address);
    for (const RandomTensor &tensor : randomConvolutions(tiny())) {
        const auto found = (*stored)->tensors().find(QLatin1String(tensor.name));
        QVERIFY2(found != (*stored)->tensors().end(), tensor.name.constData());
        QCOMPARE(floatBytes(found->second), tensor.bytes());
    }
}

void TestNetworkDownload::progressGrowsToTheEnd()
{
    Trial trial(order(safetensorsPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(trial.progressed.count() > 2);
    qint64 before = 0;
    for (const QList<QVariant> &arguments : trial.progressed) {
        const auto progress = arguments.first().value<DownloadProgress>();
        QVERIFY(progress.done >= before && progress.total > 0);
        QCOMPARE(progress.resumedAt, qint64(0));
        before = progress.done;
    }
    QCOMPARE(trial.progress().part(), 1.0);
}

/// One in 32 begins as a pickle does: the published file's header, or that of what is fetched.
void TestNetworkDownload::headersOfAllLengthsAreFetched()
{
    for (int i = 0; i < 32; ++i) {
        serve(ServedFile{withNote(m_file, 8 * i)});
        Trial trial(order(safetensorsPath));
        QCOMPARE(trial.flaw(), QByteArray());
        QVERIFY(isInstalled());
    }
}

void TestNetworkDownload::askedPolitely()
{
    Trial trial(order(safetensorsPath));
    QCOMPARE(trial.flaw(), QByteArray());
    for (const HttpRequest &request : m_server->requests()) {
        QCOMPARE(request.header("accept-encoding"), QByteArray("identity"));
        QVERIFY(request.header("user-agent").startsWith("Gramarye/"));
        QVERIFY(request.range());
    }
    QCOMPARE(m_server->requests().front().header("if-range"), QByteArray());
    QCOMPARE(m_server->requests().back().header("if-range"), QByteArray("\"1\""));
}

void TestNetworkDownload::aServerWithoutRangesSendsAll()
{
    serve([this](const HttpRequest &) { return HttpReply{200, {}, m_file}; });
    Trial trial(order(safetensorsPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QCOMPARE(m_server->requests().size(), std::size_t(2));
    QVERIFY(!m_server->requests().back().range());
}

void TestNetworkDownload::shorterPartsThanAskedForWillDo()
{
    serve([this](HttpRequest request) {
        auto range = *request.range();
        const qint64 last = std::min(range.second, range.first + 99'999);
        request.headers["range"] =
            "bytes=" + QByteArray::number(range.first) + '-' + QByteArray::number(last);
        return ServedFile{m_file}(request);
    });
    Trial trial(order(safetensorsPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QCOMPARE(m_server->sent(), neededBytes(m_file));
}

void TestNetworkDownload::aWholeFileIsComparedWithItsChecksum_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sum"); // empty: the right one
    QTest::addColumn<qint64>("size"); // what is more than there is
    QTest::addColumn<bool>("isRight");
    const QString other(64, u'a');
    QTest::newRow("right") << legacyPath << QString() << qint64(0) << true;
    QTest::newRow("another checksum") << legacyPath << other << qint64(0) << false;
    QTest::newRow("another size") << legacyPath << QString() << qint64(1) << false;
    QTest::newRow("another size, in parts") << safetensorsPath << QString() << qint64(1) << false;
}

void TestNetworkDownload::aWholeFileIsComparedWithItsChecksum()
{
    QFETCH(QString, path);
    QFETCH(QString, sum);
    QFETCH(qint64, size);
    QFETCH(bool, isRight);
    const QByteArray &file = path == legacyPath ? m_legacy : m_file;
    Trial trial(published(path, sum.isEmpty() ? sha256(file) : sum, file.size() + size));
    QVERIFY(trial.waitForEnd());
    if (isRight) {
        QVERIFY(isInstalled());
        const auto stored = WeightsFile::open(networkFile(tiny().name));
        QVERIFY(stored);
        QCOMPARE((*stored)->metadata().at(QStringLiteral("source_sha256")), sha256(file));
        QCOMPARE(m_server->sent(), file.size());
    } else {
        QCOMPARE(trial.error().code, ErrorCode::DownloadDiffers);
        QCOMPARE(trial.error().subject, m_server->name());
        QCOMPARE(files(), QStringList());
    }
}

// Of a mirror, too: then the file has to be one of the published ones.
void TestNetworkDownload::certaintyIsToBeHad()
{
    DownloadJob sure = published(QStringLiteral("/elsewhere"), sha256(m_file));
    sure.address = m_server->address(safetensorsPath);
    sure.wantsWhole = true;
    Trial trial(sure);
    QCOMPARE(trial.flaw(), QByteArray());
    QCOMPARE(m_server->sent(), m_file.size());

    sure.address = m_server->address(legacyPath);
    Trial other(sure);
    QVERIFY(other.waitForEnd());
    QCOMPARE(other.error().code, ErrorCode::DownloadDiffers);
    QVERIFY(isInstalled()); // the one from before

    sure.wantsWhole = false;
    Trial trusting(sure);
    QCOMPARE(trusting.flaw(), QByteArray());
}

void TestNetworkDownload::redirectionsAreFollowed()
{
    serve([this](const HttpRequest &request) {
        if (request.path == "/far/model.safetensors")
            return HttpReply{302, {{"Location", safetensorsPath.toLatin1()}}, "moved"};
        return ServedFile{m_file}(request);
    });
    Trial trial(order(QStringLiteral("/far/model.safetensors")));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    // Each part is asked for where it was published: the other address may be a passing one.
    QCOMPARE(m_server->requests().size(), std::size_t(8));
}

void TestNetworkDownload::aBrokenConnectionIsResumed_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("in parts") << safetensorsPath;
    QTest::newRow("whole") << legacyPath;
}

void TestNetworkDownload::aBrokenConnectionIsResumed()
{
    QFETCH(QString, path);
    const QByteArray &file = path == legacyPath ? m_legacy : m_file;
    int replies = 0;
    serve([&](const HttpRequest &request) {
        HttpReply reply = ServedFile{file}(request);
        if (reply.body.size() > 50'000 && ++replies <= 4) { // more often than it is tried again
            reply.sent = 50'000;
            reply.then = HttpReply::Close;
        }
        return reply;
    });
    Trial trial(order(path));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QVERIFY(replies >= 4);
    QCOMPARE(m_server->sent(), path == legacyPath ? file.size() : neededBytes(file));
}

/// What a download leaves behind when the program ends in the middle of the file.
bool TestNetworkDownload::leaveHalf(const QString &path)
{
    const QByteArray &file = path == legacyPath ? m_legacy : m_file;
    serve([&](const HttpRequest &request) {
        HttpReply reply = ServedFile{file}(request);
        if (reply.body.size() > 100'000) {
            reply.sent = 100'000;
            reply.then = HttpReply::Hang;
        }
        return reply;
    });
    const qint64 before = m_server->sent();
    Trial trial(order(path));
    const auto allCame = [&] {
        const bool hangs = m_server->sent() - before >= 100'000;
        return hangs && QFileInfo(inFolder("vgg19.part")).size() >= 100'000;
    };
    return QTest::qWaitFor(allCame) && trial.ends() == 0;
}

void TestNetworkDownload::aRestartResumes_data()
{
    aBrokenConnectionIsResumed_data();
}

void TestNetworkDownload::aRestartResumes()
{
    QFETCH(QString, path);
    const QByteArray &file = path == legacyPath ? m_legacy : m_file;
    QVERIFY(leaveHalf(path));
    QVERIFY(files().contains(QStringLiteral("vgg19.part")));
    QVERIFY(!files().contains(QStringLiteral("vgg19.lock")));
    const std::size_t asked = m_server->requests().size();

    serve(ServedFile{file});
    Trial trial(order(path));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    const auto first = trial.progressed.first().first().value<DownloadProgress>();
    QVERIFY(first.done >= 100'000);
    QCOMPARE(first.resumedAt, first.done);
    QCOMPARE(trial.progress().resumedAt, first.done);
    QCOMPARE(m_server->requests().at(asked).header("if-range"), QByteArray("\"1\""));
    QCOMPARE(m_server->sent(), path == legacyPath ? file.size() : neededBytes(file));
}

void TestNetworkDownload::aCompleteFileIsOnlyInstalled()
{
    QVERIFY(leaveHalf(legacyPath));
    QFile part(inFolder("vgg19.part"));
    QVERIFY(part.open(QIODevice::WriteOnly) && part.write(m_legacy) == m_legacy.size());
    part.close();
    const std::size_t asked = m_server->requests().size();
    Trial trial(order(legacyPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QCOMPARE(m_server->requests().size(), asked);
}

void TestNetworkDownload::whatIsLeftBehindMayBeOfNoUse_data()
{
    QTest::addColumn<QByteArray>("damage");
    for (const char *damage : {"another address", "no journal", "a journal that is none",
                               "half a journal", "no part", "another head", "too long"})
        QTest::newRow(damage) << QByteArray(damage);
}

void TestNetworkDownload::whatIsLeftBehindMayBeOfNoUse()
{
    QFETCH(QByteArray, damage);
    QVERIFY(leaveHalf(safetensorsPath));
    QFile part(inFolder("vgg19.part"));
    QFile journal(inFolder("vgg19.part.json"));
    DownloadJob next = order(safetensorsPath);
    if (damage == "another address") {
        next = order(QStringLiteral("/mirror.safetensors"));
    } else if (damage == "no journal") {
        QVERIFY(journal.remove());
    } else if (damage == "a journal that is none") {
        QVERIFY(journal.open(QIODevice::WriteOnly) && journal.write("[") == 1);
        journal.close();
    } else if (damage == "half a journal") {
        QVERIFY(journal.resize(journal.size() / 2));
    } else if (damage == "no part") {
        QVERIFY(part.remove());
    } else {
        QVERIFY(part.open(QIODevice::ReadWrite));
        QVERIFY(damage == "too long" ? part.resize(m_file.size()) : part.putChar('x'));
        part.close();
    }
    const qint64 before = m_server->sent();
    serve(ServedFile{m_file});
    Trial trial(next);
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QCOMPARE(m_server->sent() - before, neededBytes(m_file));
}

void TestNetworkDownload::aBreakWithoutRangesBeginsAnew()
{
    int replies = 0;
    serve([&](const HttpRequest &) {
        HttpReply reply{200, {}, m_legacy};
        if (++replies == 1) {
            reply.sent = 50'000;
            reply.then = HttpReply::Close;
        }
        return reply;
    });
    Trial trial(order(legacyPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QCOMPARE(replies, 3); // broken; asked for the rest in vain; asked for all
}

void TestNetworkDownload::aChangedFileIsFetchedAnew_data()
{
    QTest::addColumn<bool>("heedsIfRange");
    QTest::newRow("the server sees it") << true;
    QTest::newRow("we see it") << false;
}

void TestNetworkDownload::aChangedFileIsFetchedAnew()
{
    QFETCH(bool, heedsIfRange);
    QVERIFY(leaveHalf(safetensorsPath));
    auto changed = publishedTensors();
    changed.push_back({"a.new.one", {3}}); // which moves all others
    const QByteArray file = safetensorsOf(changed);
    const qint64 before = m_server->sent();
    serve([&](HttpRequest request) {
        if (!heedsIfRange)
            request.headers.erase("if-range");
        HttpReply reply = ServedFile{file, "\"2\""}(request);
        if (reply.status == 200)
            reply.sent = 0; // nobody wants to count it
        return reply;
    });
    Trial trial(order(safetensorsPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    const auto stored = WeightsFile::open(networkFile(tiny().name));
    QVERIFY(stored);
    const RandomTensor last{"features.34.weight", {32, 32, 3, 3}};
    QCOMPARE(floatBytes((*stored)->tensors().at(QLatin1String(last.name))), last.bytes());
    QVERIFY(m_server->sent() - before >= neededBytes(file));
}

void TestNetworkDownload::aFileThatKeepsChangingIsGivenUp()
{
    int version = 0;
    serve([&](const HttpRequest &request) {
        return ServedFile{m_file, QByteArray::number(++version)}(request);
    });
    Trial trial(order(safetensorsPath));
    QVERIFY(trial.waitForEnd());
    QCOMPARE(trial.error().code, ErrorCode::DownloadChanged);
    QCOMPARE(files(), QStringList());
}

void TestNetworkDownload::aBreakAtTheHeadersEndIsOvercome()
{
    int headers = 0;
    serve([&](const HttpRequest &request) {
        const HttpReply reply = ServedFile{m_file}(request);
        const bool isHeader = request.range() && request.range()->first == 8;
        return isHeader && ++headers == 1 ? broken(reply) : reply;
    });
    Trial trial(order(safetensorsPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QCOMPARE(headers, 1);
    for (const HttpRequest &request : m_server->requests())
        QVERIFY(request.range());
}

void TestNetworkDownload::passingTroubleIsOvercome_data()
{
    QTest::addColumn<HttpReply>("trouble");
    QTest::addColumn<bool>("isWithinData");
    for (const bool isWithinData : {false, true}) {
        const auto row = [=](const char *name, const HttpReply &trouble) {
            QTest::addRow("%s, %s", name, isWithinData ? "later" : "at first")
                << trouble << isWithinData;
        };
        row("out of order", {503, {}, "later, please"});
        row("too many requests", {429, {}, {}});
        row("no answer", {206, {}, QByteArray(8, 'x'), -1, HttpReply::Silence});
        row("hung up", {206, {}, QByteArray(8, 'x'), -1, HttpReply::HangUp});
    }
}

void TestNetworkDownload::passingTroubleIsOvercome()
{
    QFETCH(HttpReply, trouble);
    QFETCH(bool, isWithinData);
    int troubles = 0;
    serve([&](const HttpRequest &request) {
        const bool isNow = isAboutData(request) == isWithinData && ++troubles <= 2;
        return isNow ? trouble : ServedFile{m_file}(request);
    });
    Trial trial(order(safetensorsPath));
    QCOMPARE(trial.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QVERIFY(troubles > 2);
}

void TestNetworkDownload::troubleIsTold_data()
{
    QTest::addColumn<HttpServer::Answer>("answer");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("requests"); // 0: never mind
    const auto always = [](const HttpReply &reply) {
        return HttpServer::Answer([reply](const HttpRequest &) { return reply; });
    };
    const auto file = [](const QByteArray &bytes) { return HttpServer::Answer(ServedFile{bytes}); };
    const auto row = [](const char *name, const HttpServer::Answer &answer, ErrorCode code,
                        int requests = 0) { QTest::newRow(name) << answer << code << requests; };
    const QByteArray page = "<!DOCTYPE html><html><body>Welcome to the hotel</body></html>";

    row("not there", always({404, {{"Content-Type", "text/html"}}, page}),
        ErrorCode::DownloadNotThere, 1);
    row("gone", always({410, {}, {}}), ErrorCode::DownloadNotThere, 1);
    row("forbidden", always({403, {}, {}}), ErrorCode::DownloadRefused, 1);
    row("out of order", always({500, {}, {}}), ErrorCode::DownloadServerBusy, 3);
    row("busy", always({429, {}, {}}), ErrorCode::DownloadServerBusy, 3);
    row("silent", always({200, {}, {}, -1, HttpReply::Silence}), ErrorCode::DownloadNoConnection,
        3);
    row("hanging up", always({200, {}, {}, -1, HttpReply::HangUp}),
        ErrorCode::DownloadNoConnection);

    row("login page", always({200, {{"Content-Type", "text/html; charset=utf-8"}}, page}),
        ErrorCode::DownloadNotWeights, 1);
    row("login asked for", always({511, {{"Content-Type", "text/html"}}, page}),
        ErrorCode::DownloadNotWeights, 1);
    row("page that does not say so", file(page), ErrorCode::DownloadNotWeights);
    row("nearly nothing", file("{}"), ErrorCode::DownloadNotWeights);
    row("header without an end", file(torchsave::littleEndian(quint64(1'000'000)) + "{}"),
        ErrorCode::DownloadNotWeights);
    row("header of a petabyte", file(torchsave::littleEndian(quint64(1) << 50) + "{}"),
        ErrorCode::DownloadNotWeights);
    row("no header", file(torchsave::littleEndian(quint64(4)) + "abcd"),
        ErrorCode::DownloadNotWeights);

    row("garbage, and then a break",
        always(broken({206, {{"Content-Range", "bytes 0-7/4000000"}}, QByteArray(8, '\xff')})),
        ErrorCode::DownloadNotWeights, 1);

    row("another part than asked for",
        always({206, {{"Content-Range", "bytes 8-15/4000000"}}, QByteArray(8, 'x')}),
        ErrorCode::DownloadWrongLength, 1);
    row("a part of who knows what", always({206, {}, QByteArray(8, 'x')}),
        ErrorCode::DownloadWrongLength, 1);
    row("an impossible part", always({206, {{"Content-Range", "bytes 0-7/4"}}, QByteArray(8, 'x')}),
        ErrorCode::DownloadWrongLength, 1);
    row("another length than said",
        always({206, {{"Content-Range", "bytes 0-7/4000000"}}, QByteArray(9, 'x')}),
        ErrorCode::DownloadWrongLength, 1);
    row("cut short, said twice",
        always({206,
                {{"Content-Range", "bytes 0-7/4000000"}, {"Transfer-Encoding", "chunked"}},
                "2\r\nxx\r\n0\r\n\r\n"}),
        ErrorCode::DownloadWrongLength, 2); // the second one asks for the rest and gets this again

    row("redirection away from safety",
        always({302, {{"Location", "http://example.invalid/model.safetensors"}}, {}}),
        ErrorCode::DownloadNotEncrypted, 1);
    row("redirection to a file", always({302, {{"Location", "file:///etc/passwd"}}, {}}),
        ErrorCode::DownloadNotEncrypted, 1);
    row("redirections without an end", always({302, {{"Location", "/x.safetensors"}}, {}}),
        ErrorCode::DownloadRefused, 11);

    auto lacking = publishedTensors();
    lacking.erase(lacking.begin() + 4);
    row("another network", file(safetensorsOf(lacking)), ErrorCode::WeightsOtherNetwork, 2);
    row("damaged header", file(safetensorsOf(publishedTensors()).chopped(1)),
        ErrorCode::WeightsDamaged, 2);
    QByteArray untrained = safetensorsOf(publishedTensors());
    const QByteArray weights = RandomTensor{"features.2.weight", {4, 4, 3, 3}}.bytes();
    untrained.replace(weights, QByteArray(weights.size(), '\0'));
    row("no network at all", file(untrained), ErrorCode::WeightsImplausible);
}

void TestNetworkDownload::troubleIsTold()
{
    QFETCH(HttpServer::Answer, answer);
    QFETCH(ErrorCode, code);
    QFETCH(int, requests);
    QVERIFY(Trial(order(safetensorsPath)).flaw().isEmpty()); // something to leave as it is
    const QByteArray before = contents(networkFile(tiny().name));
    const auto asked = int(m_server->requests().size());

    serve(answer);
    Trial trial(order(safetensorsPath));
    QVERIFY(trial.waitForEnd());
    QVERIFY(!trial.failed.isEmpty());
    QCOMPARE(trial.error().code, code);
    if (requests > 0)
        QCOMPARE(int(m_server->requests().size()) - asked, requests);
    const bool isAboutFile = code == ErrorCode::WeightsOtherNetwork
                             || code == ErrorCode::WeightsDamaged
                             || code == ErrorCode::WeightsImplausible;
    if (isAboutFile)
        QCOMPARE(trial.error().subject, QStringLiteral("model.safetensors"));
    else if (code != ErrorCode::DownloadNotEncrypted)
        QCOMPARE(trial.error().subject, m_server->name());
    QVERIFY(isInstalled());
    QCOMPARE(contents(networkFile(tiny().name)), before);
}

void TestNetworkDownload::anUnsafeAddressIsNotAsked_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *address, ErrorCode code) {
        QTest::newRow(address) << QString::fromLatin1(address) << code;
    };
    row("http://example.invalid/model.safetensors", ErrorCode::DownloadNotEncrypted);
    row("http://127.0.0.1.example.invalid/a.pth", ErrorCode::DownloadNotEncrypted);
    row("http://user@example.invalid/a.pth", ErrorCode::DownloadNotEncrypted);
    row("ftp://example.invalid/a.pth", ErrorCode::DownloadNoAddress);
    row("file:///home/somebody/a.pth", ErrorCode::DownloadNoAddress);
    row("/home/somebody/a.pth", ErrorCode::DownloadNoAddress);
    row("example.invalid/a.pth", ErrorCode::DownloadNoAddress);
    row("https:///a.pth", ErrorCode::DownloadNoAddress);
    row("https://exa mple/%zz", ErrorCode::DownloadNoAddress);
}

void TestNetworkDownload::anUnsafeAddressIsNotAsked()
{
    QFETCH(QString, address);
    QFETCH(ErrorCode, code);
    Trial trial({tiny(), address, false});
    QVERIFY(trial.waitForEnd());
    QCOMPARE(trial.error().code, code);
    QVERIFY(!QDir(networkFolder()).exists());
}

void TestNetworkDownload::anUntrustedCertificateIsRefused()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS library here");
    const QByteArray pem = contents(QStringLiteral(GRAMARYE_TEST_DATA "/selfsigned.pem"));
    auto tls = std::make_unique<QSslServer>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(pem));
    configuration.setPrivateKey(QSslKey(pem, QSsl::Ec));
    tls->setSslConfiguration(configuration);
    QSignalSpy refusals(tls.get(), &QSslServer::errorOccurred);
    const HttpServer server(ServedFile{m_file}, std::move(tls));
    const QString address = server.address(safetensorsPath, QStringLiteral("https"));

    Trial direct({tiny(), address, false});
    QVERIFY(direct.waitForEnd());
    QCOMPARE(direct.error().code, ErrorCode::DownloadNotSecure);
    QCOMPARE(direct.error().subject, server.name());
    QVERIFY(!direct.error().detail.isEmpty());
    QTRY_COMPARE(refusals.count(), 1); // a wrong certificate is wrong the next time, too

    serve([&](const HttpRequest &) {
        return HttpReply{301, {{"Location", address.toLatin1()}}, {}};
    });
    Trial redirected(order(safetensorsPath));
    QVERIFY(redirected.waitForEnd());
    QCOMPARE(redirected.error().code, ErrorCode::DownloadNotSecure);
    QVERIFY(server.requests().empty());
    QCOMPARE(files(), QStringList());
}

void TestNetworkDownload::theOrderHasToMakeSense()
{
    const NetworkCatalog &catalog = tinyCatalog();
    Trial builtIn({*catalog.find(QStringLiteral("builtin")), order(legacyPath).address, false});
    QVERIFY(builtIn.waitForEnd());
    QCOMPARE(builtIn.error().code, ErrorCode::NetworkBuiltIn);
    Trial nowhere({*catalog.find(QStringLiteral("vgg19-caffe")), {}, false});
    QVERIFY(nowhere.waitForEnd());
    QCOMPARE(nowhere.error().code, ErrorCode::NetworkNeedsFile);
    QVERIFY(m_server->requests().empty());
}

void TestNetworkDownload::cancelLeavesNothing()
{
    QVERIFY(leaveHalf(safetensorsPath)); // what is picked up goes as well
    Trial trial(order(safetensorsPath));
    QTRY_VERIFY(trial.progress().done > 100'000);
    trial.download.cancel();
    QCOMPARE(trial.cancelled.count(), 1);
    QCOMPARE(files(), QStringList());
    trial.download.cancel();
    QCOMPARE(trial.ends(), 1);

    serve(ServedFile{m_file});
    Trial again(order(safetensorsPath));
    QCOMPARE(again.flaw(), QByteArray());
    again.download.cancel();
    QCOMPARE(again.ends(), 1);
    QVERIFY(isInstalled());
}

void TestNetworkDownload::cancelBeforeTheBeginning()
{
    QVERIFY(leaveHalf(safetensorsPath));
    const QStringList before = files();
    const std::size_t asked = m_server->requests().size();
    Trial trial(order(safetensorsPath));
    trial.download.cancel();
    QVERIFY(trial.waitForEnd());
    QCoreApplication::processEvents();
    QCOMPARE(trial.ends(), 1);
    QCOMPARE(files(), before); // it was not yet its own
    QCOMPARE(m_server->requests().size(), asked);
}

void TestNetworkDownload::onlyOneDownloadsAtATime()
{
    bool isHeld = true;
    serve([&](const HttpRequest &request) {
        HttpReply reply = ServedFile{m_file}(request);
        if (isHeld && isAboutData(request) && reply.body.size() > 100'000) {
            reply.sent = 100'000;
            reply.then = HttpReply::Close;
            isHeld = false;
        }
        return reply;
    });
    Trial first(order(safetensorsPath));
    QTRY_VERIFY(first.progressed.count() > 0);
    Trial second(order(safetensorsPath));
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.error().code, ErrorCode::DownloadBusy);
    QCOMPARE(second.error().subject, tiny().name);
    QCOMPARE(first.flaw(), QByteArray());
    QVERIFY(isInstalled());
    QCOMPARE(m_server->sent(), neededBytes(m_file));
}

void TestNetworkDownload::aFullDiskIsTold()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("this system has no /dev/full");
    QVERIFY(QDir().mkpath(networkFolder()));
    QVERIFY(QFile::link(QStringLiteral("/dev/full"), inFolder("vgg19.part")));
    Trial trial(order(safetensorsPath));
    QVERIFY(trial.waitForEnd());
    QCOMPARE(trial.error().code, ErrorCode::DiskFull);
    QCOMPARE(trial.error().subject, tiny().name);
    QVERIFY(!QFile::exists(networkFile(tiny().name)));
}

void TestNetworkDownload::roomIsCheckedBefore()
{
    serve([](const HttpRequest &) {
        return HttpReply{200, {{"Content-Length", "900000000000000000"}}, "x", -1, HttpReply::Hang};
    });
    Trial trial(order(legacyPath));
    QVERIFY(trial.waitForEnd());
    QCOMPARE(trial.error().code, ErrorCode::DiskFull);
    QCOMPARE(files(), QStringList());
}

void TestNetworkDownload::aFolderThatCannotBeWrittenIsTold()
{
    QFile inTheWay(networkFolder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    Trial noFolder(order(safetensorsPath));
    QVERIFY(noFolder.waitForEnd());
    QCOMPARE(noFolder.error().code, ErrorCode::StoreNotWritable);
    QCOMPARE(noFolder.error().subject, networkFolder());
    QVERIFY(inTheWay.remove());

    if (::geteuid() == 0)
        QSKIP("root may write to folders that are read-only");
    QVERIFY(QDir().mkpath(networkFolder()));
    QVERIFY(QFile::setPermissions(networkFolder(), QFile::ReadOwner | QFile::ExeOwner));
    Trial readOnly(order(safetensorsPath));
    const bool ended = readOnly.waitForEnd();
    QFile::setPermissions(networkFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(ended);
    QCOMPARE(readOnly.error().code, ErrorCode::StoreNotWritable);
    QVERIFY(m_server->requests().empty());
}

GRAMARYE_TEST(TestNetworkDownload)

} // namespace gramarye::tst_networkdownload

#include "tst_networkdownload.moc"
