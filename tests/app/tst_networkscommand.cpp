#include "app/networkscommand.h"

#include "core/network/networkstore.h"
#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/distilled.h"
#include "tests/support/httpserver.h"
#include "tests/support/program.h"
#include "tests/support/testprogram.h"
#include "tests/support/vggfile.h"

#include <QFileInfo>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_networkscommand {

namespace {

const QString networks = QStringLiteral("networks");
const QString vgg19 = QStringLiteral("vgg19");
const QString distilled = QStringLiteral("vgg19-distilled");

/// What the process has made for itself, unlike files it has mapped; in bytes.
qint64 anonymousMemory(qint64 processId)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(processId));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype place = text.indexOf("RssAnon:");
    return place < 0 ? 0 : text.mid(place + 8, 20).trimmed().split(' ').first().toLongLong() * 1024;
}

bool writeFull(const QString &layout, const QString &path)
{
    auto tensors = randomConvolutions(*NetworkCatalog::builtIn().find(vgg19));
    const auto classifier = classifierHoles();
    tensors.insert(tensors.end(), classifier.begin(), classifier.end());
    return layout == QLatin1String("legacy") ? writeLegacyStream(path, tensors)
           : layout == QLatin1String("zip")  ? writeZipArchive(path, tensors)
                                             : writeSafetensorsFile(path, tensors);
}

} // namespace

/// `gramarye networks`, run as a process.
class TestNetworksCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void helpExplainsEverySubcommand();
    void wrongUsageIsStatusTwo_data();
    void wrongUsageIsStatusTwo();
    void failureIsStatusOneAndOneSentence_data();
    void failureIsStatusOneAndOneSentence();
    void theListSaysWhatIsHere();
    void anImportedNetworkRenders();
    void aRealFileImportsAndRenders();
    void aNetworkThatIsNotHereIsHowToGet();
    void whatTheFileLeavesOpenIsSaid();
    void verifyFindsTheDamagedOne();
    void removeRemoves();
    void aDownloadIsToldOf();
    void aDownloadThatWasCutShortGoesOn();
    void aFullNetworkNeedsLittleMemory();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString stored(const QString &name) const
    {
        return m_folder->filePath(QStringLiteral("data/networks/%1.safetensors").arg(name));
    }
    Outcome run(const QStringList &words) const
    {
        return runProgram(m_folder->path(), QStringList{networks} + words);
    }
    Outcome render(const QString &network) const;
    Outcome download(const HttpServer &server) const;
    HttpServer::Answer distilledFile() const;
    QString writeDistilled() const;
    qint64 mostMemory(const QStringList &words, int *status) const;

    std::unique_ptr<QTemporaryDir> m_folder; ///< each test's own
};

void TestNetworksCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

Outcome TestNetworksCommand::render(const QString &network) const
{
    QImage picture(64, 48, QImage::Format_RGB888);
    picture.fill(Qt::darkCyan);
    for (int x = 0; x < 32; ++x)
        picture.setPixelColor(x, x, Qt::yellow);
    picture.save(path("picture.png"));
    QStringList words{QStringLiteral("render"),    QStringLiteral("--quiet"),
                      QStringLiteral("--size=64"), QStringLiteral("--iterations=2"),
                      QStringLiteral("--network"), network};
    for (const char *option : {"content", "style"})
        words << QLatin1String("--") + QLatin1String(option) << path("picture.png");
    return runProgram(m_folder->path(), words << QStringLiteral("--output") << path("out.png"));
}

/// A random network like the distilled one; returns the file.
QString TestNetworksCommand::writeDistilled() const
{
    const auto tensors = randomConvolutions(*NetworkCatalog::builtIn().find(distilled));
    if (!writeLegacyStream(path("distilled.pth"), tensors))
        qFatal("cannot write the test's file");
    return path("distilled.pth");
}

void TestNetworksCommand::helpExplainsEverySubcommand()
{
    const Outcome outcome = run({QStringLiteral("--help")});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-h")}).out, outcome.out);
    for (const Command &command : networksCommands())
        QVERIFY2(outcome.out.contains(command.usages.front().typed + QLatin1Char('\n')),
                 qPrintable(command.name));
    QVERIFY(outcome.out.contains(QLatin1String("gramarye networks import FILE [--as NAME]\n")));
    QVERIFY(outcome.out.contains(QLatin1String("gramarye networks verify [NAME]\n")));
}

void TestNetworksCommand::wrongUsageIsStatusTwo_data()
{
    QTest::addColumn<QString>("words");
    for (const char *words : {"bogus", "--bogus", "import", "import a b", "import a --bogus",
                              "import a --as", "import a --as=", "remove", "verify a b"})
        QTest::newRow(words) << QString::fromLatin1(words);
}

void TestNetworksCommand::wrongUsageIsStatusTwo()
{
    QFETCH(QString, words);
    const Outcome outcome = run(words.split(QLatin1Char(' ')));
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.out, QString());
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 2);
    QVERIFY(outcome.err.contains(QLatin1String("--help")));
}

void TestNetworksCommand::failureIsStatusOneAndOneSentence_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char *name, const char *words, const char *subject) {
        QTest::newRow(name) << QString::fromLatin1(words) << QString::fromLatin1(subject);
    };
    const char *tiny = "import " GRAMARYE_TEST_DATA "/vgg19_tiny.zip.pth";
    row("no such file", "import nowhere.pth", "nowhere.pth");
    row("not a weight file", "import " GRAMARYE_PROGRAM, "gramarye");
    row("of no known width", tiny, "vgg19_tiny.zip.pth");
    row("of another network",
        "import " GRAMARYE_TEST_DATA "/vgg19_tiny.zip.pth --as vgg19-distilled", "conv0.weight");
    row("no such network", "import nowhere.pth --as=vgg99", "vgg99");
    row("verify no such network", "verify vgg99", "vgg99");
    row("verify what is not here", "verify vgg19", "networks download vgg19");
    row("remove no such network", "remove vgg99", "vgg99");
    row("remove the built-in network", "remove builtin", "builtin");
    row("remove what is not here", "remove vgg19-caffe", "networks import FILE --as vgg19-caffe");
}

void TestNetworksCommand::failureIsStatusOneAndOneSentence()
{
    QFETCH(QString, words);
    QFETCH(QString, subject);
    const Outcome outcome = run(words.split(QLatin1Char(' ')));
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(subject), qPrintable(outcome.err));
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
    QVERIFY(!QFile::exists(path("data/networks")));
}

void TestNetworksCommand::theListSaysWhatIsHere()
{
    // The columns of each network, without the line that says what it is good for.
    const auto list = [this] {
        std::map<QString, QString> lines;
        const QStringList out = run({}).out.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (qsizetype i = 0; i + 1 < out.size(); i += 2)
            lines[out[i].section(QLatin1Char(' '), 0, 0)] = out[i].simplified();
        return lines;
    };
    auto lines = list();
    QCOMPARE(lines.size(), NetworkCatalog::builtIn().networks().size());
    QCOMPARE(lines[QStringLiteral("builtin")], QStringLiteral("builtin built in 894.1 kB MIT"));
    QCOMPARE(lines[vgg19], QStringLiteral("vgg19 not here 80.1 MB BSD-3-Clause"));
    QCOMPARE(run({QStringLiteral("import"), writeDistilled()}).status, 0);
    QCOMPARE(list()[distilled], QStringLiteral("vgg19-distilled installed 3.2 MB MIT"));
    QVERIFY(QFile::resize(stored(distilled), 5000));
    QCOMPARE(list()[distilled], QStringLiteral("vgg19-distilled damaged 5.0 kB MIT"));
}

void TestNetworksCommand::anImportedNetworkRenders()
{
    const QString file = writeDistilled();
    const Outcome imported = run({QStringLiteral("import"), file});
    QCOMPARE(imported.status, 0);
    QCOMPARE(imported.err, QString());
    QVERIFY(imported.out.contains(distilled));
    QCOMPARE(render(distilled).status, 0);
    const QImage fromStore(path("out.png"));
    QVERIFY(!fromStore.isNull());
    QCOMPARE(render(file).status, 0);
    QCOMPARE(QImage(path("out.png")), fromStore);
}

void TestNetworksCommand::aRealFileImportsAndRenders()
{
    REQUIRE_DISTILLED_NETWORK();
    const Outcome imported = run({QStringLiteral("import"), distilledPath()});
    QVERIFY2(imported.status == 0, qPrintable(imported.err));
    QVERIFY(imported.out.contains(distilled));
    QCOMPARE(run({QStringLiteral("verify"), distilled}).status, 0);
    const Outcome rendered = render(distilled);
    QVERIFY2(rendered.status == 0, qPrintable(rendered.err));
    QVERIFY(!QImage(path("out.png")).isNull());
}

void TestNetworksCommand::aNetworkThatIsNotHereIsHowToGet()
{
    const Outcome outcome = render(vgg19);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains(QLatin1String("gramarye networks download vgg19")),
             qPrintable(outcome.err));
    QVERIFY(!QFile::exists(path("out.png")));
}

void TestNetworksCommand::whatTheFileLeavesOpenIsSaid()
{
    const QString file = path("file.safetensors");
    QVERIFY(writeSafetensorsFile(file, randomConvolutions(*NetworkCatalog::builtIn().find(vgg19))));
    const Outcome guessed = run({QStringLiteral("import"), file});
    QCOMPARE(guessed.status, 0);
    QVERIFY(guessed.out.contains(QLatin1String("--as vgg19-caffe")));
    const Outcome told = run({QStringLiteral("import"), file, QStringLiteral("--as=vgg19-caffe")});
    QCOMPARE(told.status, 0);
    QVERIFY(!told.out.contains(QLatin1String("--as")));
    QVERIFY(QFile::exists(stored(QStringLiteral("vgg19-caffe"))));
}

void TestNetworksCommand::verifyFindsTheDamagedOne()
{
    QCOMPARE(run({QStringLiteral("import"), writeDistilled()}).status, 0);
    const Outcome good = run({QStringLiteral("verify")});
    QCOMPARE(good.status, 0);
    QCOMPARE(good.out.count(QLatin1Char('\n')), 3); // this one and the two built-in ones
    QFile file(stored(distilled));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() - 2));
    QVERIFY(file.putChar('\1'));
    file.close();
    const Outcome bad = run({QStringLiteral("verify")});
    QCOMPARE(bad.status, 1);
    QCOMPARE(bad.out.count(QLatin1Char('\n')), 2); // the built-in ones
    QCOMPARE(bad.err.count(QLatin1Char('\n')), 1);
    QVERIFY(bad.err.contains(QFileInfo(file).fileName()));
}

void TestNetworksCommand::removeRemoves()
{
    QCOMPARE(run({QStringLiteral("import"), writeDistilled()}).status, 0);
    QVERIFY(QFile::exists(stored(distilled)));
    QCOMPARE(run({QStringLiteral("remove"), distilled}).status, 0);
    QVERIFY(!QFile::exists(stored(distilled)));
    QCOMPARE(run({QStringLiteral("remove"), distilled}).status, 1);
}

/// The random distilled network, as a server has it.
HttpServer::Answer TestNetworksCommand::distilledFile() const
{
    QFile file(writeDistilled());
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read the test's file");
    return ServedFile{file.readAll()};
}

/// Runs while the server, which is this process, answers.
Outcome TestNetworksCommand::download(const HttpServer &server) const
{
    QProcess process;
    prepareProgram(process, m_folder->path(),
                   {networks, QStringLiteral("download"), distilled, QStringLiteral("--from"),
                    server.address(QStringLiteral("/distilled.pth"))});
    process.start();
    const auto hasEnded = [&process] { return process.state() == QProcess::NotRunning; };
    return QTest::qWaitFor(hasEnded, 60000) ? outcomeOf(process) : Outcome();
}

void TestNetworksCommand::aDownloadIsToldOf()
{
    const HttpServer server(distilledFile());
    const Outcome outcome = download(server);
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out,
             QStringLiteral("“%1” (licence: MIT) is downloaded from %2.\n“%1” is installed now.\n")
                 .arg(distilled, server.address(QStringLiteral("/distilled.pth"))));
    QVERIFY2(outcome.err.contains(QLatin1String("100 %, 3.2 MB of 3.2 MB")),
             qPrintable(outcome.err));
    QVERIFY(!outcome.err.contains(QLatin1String("goes on")));
    QCOMPARE(run({QStringLiteral("verify"), distilled}).status, 0);

    const HttpServer other([](const HttpRequest &) { return HttpReply{404, {}, {}}; });
    const Outcome failed = download(other);
    QCOMPARE(failed.status, 1);
    QVERIFY2(failed.err.contains(other.name()), qPrintable(failed.err));
    QCOMPARE(failed.err.count(QLatin1Char('\n')), 1);
    QCOMPARE(run({QStringLiteral("verify"), distilled}).status, 0);
}

void TestNetworksCommand::aDownloadThatWasCutShortGoesOn()
{
    const HttpServer::Answer good = distilledFile();
    HttpServer server([&good](const HttpRequest &request) {
        HttpReply reply = good(request);
        reply.sent = 1'000'000;
        reply.then = HttpReply::Hang;
        return reply;
    });
    QProcess process;
    prepareProgram(process, m_folder->path(),
                   {networks, QStringLiteral("download"), distilled, QStringLiteral("--from"),
                    server.address(QStringLiteral("/distilled.pth"))});
    process.start();
    const QFileInfo part(path("data/networks/vgg19-distilled.part"));
    QTRY_VERIFY(QFileInfo(part.filePath()).size() == 1'000'000);
    process.kill();
    QVERIFY(process.waitForFinished());

    server.setAnswer(good);
    const Outcome outcome = download(server);
    QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains(QLatin1String("goes on where it was cut short: 1.0 MB")),
             qPrintable(outcome.err));
    QCOMPARE(server.sent(), QFileInfo(path("distilled.pth")).size());
}

/// The most anonymous memory that the program was seen with.
qint64 TestNetworksCommand::mostMemory(const QStringList &words, int *status) const
{
    QProcess process;
    prepareProgram(process, m_folder->path(), QStringList{networks} + words);
    process.start();
    qint64 most = 0;
    while (process.state() != QProcess::NotRunning && !process.waitForFinished(1))
        most = std::max(most, anonymousMemory(process.processId()));
    *status = outcomeOf(process).status;
    return most;
}

void TestNetworksCommand::aFullNetworkNeedsLittleMemory()
{
    QString first; // checksum of the first layout's tensors
    int status = -1;
    const qint64 idle = mostMemory({}, &status);
    QCOMPARE(status, 0);
    for (const QString &layout :
         {QStringLiteral("legacy"), QStringLiteral("zip"), QStringLiteral("safetensors")}) {
        const QString file = path("full.weights");
        QVERIFY(writeFull(layout, file));
        QVERIFY(QFileInfo(file).size() > 574'600'000);
        const qint64 most = mostMemory({QStringLiteral("import"), file}, &status);
        QVERIFY(QFile::remove(file));
        QCOMPARE(status, 0);
        qInfo("%s: %lld MB above the idle program's %lld MB", qPrintable(layout),
              (most - idle) / 1'000'000, idle / 1'000'000);
        QVERIFY(idle > 0 && most > 0);
        QVERIFY(most - idle < 200'000'000);

        const auto result = WeightsFile::open(stored(vgg19));
        QVERIFY(result);
        QVERIFY((*result)->matchesChecksum());
        QCOMPARE((*result)->tensors().size(), std::size_t(32));
        const QString sum = (*result)->metadata().at(checksumKey);
        QCOMPARE(sum, first.isEmpty() ? sum : first);
        first = sum;
        const RandomTensor conv5_4{"features.34.weight", {512, 512, 3, 3}};
        QCOMPARE(floatBytes((*result)->tensors().at(QLatin1String(conv5_4.name))), conv5_4.bytes());
        QVERIFY(QFile::remove(stored(vgg19)));
    }
}

GRAMARYE_TEST(TestNetworksCommand)

} // namespace gramarye::tst_networkscommand

#include "tst_networkscommand.moc"
