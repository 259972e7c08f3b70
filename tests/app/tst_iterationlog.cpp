#include "app/iterationlog.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

namespace gramarye::tst_iterationlog {

namespace {

IterationReport sampleReport()
{
    IterationReport report;
    report.iteration = 12;
    report.size = {256, 171};
    report.contentLoss = 1.0 / 3;
    report.styleLoss = 1.2345678901234567e-9;
    report.totalLoss = 0.1 + 0.2;
    report.seconds = 2.5;
    return report;
}

QJsonObject objectIn(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

} // namespace

class TestIterationLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineHasEveryKeyOnce();
    void numbersReadBackTheSame();
    void whatIsNotFiniteIsNull();
    void everyLineIsThereAsSoonAsItWasAppended();
    void aFolderThatIsNotThereIsAnError();
    void aFullDiskIsAnError();
};

void TestIterationLog::aLineHasEveryKeyOnce()
{
    const QByteArray line = iterationLogLine(sampleReport());
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    const QStringList keys{QStringLiteral("content_loss"), QStringLiteral("height"),
                           QStringLiteral("iteration"),    QStringLiteral("seconds"),
                           QStringLiteral("style_loss"),   QStringLiteral("total_loss"),
                           QStringLiteral("width")};
    QCOMPARE(objectIn(line).keys(), keys);
    QCOMPARE(line.count(':'), keys.size());
}

void TestIterationLog::numbersReadBackTheSame()
{
    const IterationReport report = sampleReport();
    const QJsonObject object = objectIn(iterationLogLine(report));
    const auto number = [&](const char *key) {
        return object.value(QLatin1String(key)).toDouble();
    };
    QCOMPARE(int(number("iteration")), 12);
    QCOMPARE(int(number("width")), 256);
    QCOMPARE(int(number("height")), 171);
    // To the last bit: QCOMPARE would allow a difference.
    QVERIFY(number("content_loss") == report.contentLoss);
    QVERIFY(number("style_loss") == report.styleLoss);
    QVERIFY(number("total_loss") == report.totalLoss);
    QVERIFY(number("seconds") == report.seconds);
}

void TestIterationLog::whatIsNotFiniteIsNull()
{
    IterationReport report = sampleReport();
    report.totalLoss = std::numeric_limits<double>::infinity();
    report.styleLoss = std::numeric_limits<double>::quiet_NaN();
    const QJsonObject object = objectIn(iterationLogLine(report));
    QVERIFY(object.value(QLatin1String("total_loss")).isNull());
    QVERIFY(object.value(QLatin1String("style_loss")).isNull());
    QVERIFY(object.value(QLatin1String("content_loss")).isDouble());
}

void TestIterationLog::everyLineIsThereAsSoonAsItWasAppended()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log.jsonl"));
    IterationLog log;
    QVERIFY(!log.isOpen());
    QVERIFY(log.open(path));
    QVERIFY(log.isOpen());
    for (int lines = 1; lines <= 3; ++lines) {
        QVERIFY(log.append(sampleReport()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), lines);
    }
}

void TestIterationLog::aFolderThatIsNotThereIsAnError()
{
    IterationLog log;
    const Status status = log.open(QStringLiteral("/nowhere/log.jsonl"));
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QCOMPARE(status.error().subject, QStringLiteral("/nowhere/log.jsonl"));
}

void TestIterationLog::aFullDiskIsAnError()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("this system has no /dev/full");
    IterationLog log;
    QVERIFY(log.open(QStringLiteral("/dev/full")));
    const Status status = log.append(sampleReport());
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
}

GRAMARYE_TEST(TestIterationLog)

} // namespace gramarye::tst_iterationlog

#include "tst_iterationlog.moc"
