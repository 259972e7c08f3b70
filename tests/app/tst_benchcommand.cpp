#include "tests/support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace gramarye;

/// The real program; what it measures is its own affair, that it adds up is ours.
class TestBenchCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresAddUp();
    void windowIsMeasuredWhileItRenders();
    void absentNetworksGetRandomWeights();
    void wrongWordsAreExplained_data();
    void wrongWordsAreExplained();

private:
    QTemporaryDir m_folder;
};

void TestBenchCommand::figuresAddUp()
{
    const QString file = m_folder.filePath(QStringLiteral("figures.json"));
    const Outcome outcome = runProgram(
        m_folder.path(),
        {QStringLiteral("bench"), QStringLiteral("--network"), QStringLiteral("builtin"),
         QStringLiteral("--size"), QStringLiteral("64,96"), QStringLiteral("--iterations"),
         QStringLiteral("2"), QStringLiteral("--threads=1"), QStringLiteral("--json"), file});
    QCOMPARE(outcome.status, 0);
    QFile json(file);
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject all = QJsonDocument::fromJson(json.readAll()).object();
    QCOMPARE(all.value(QLatin1String("threads")).toInt(), 1);
    QVERIFY(all.value(QLatin1String("sgemm_gflops")).toDouble() > 0);
    const QJsonArray results = all.value(QLatin1String("results")).toArray();
    const QJsonArray ratios = all.value(QLatin1String("ratios")).toArray();
    QCOMPARE(results.size(), 4); // two sizes, two ways
    QCOMPARE(ratios.size(), 4);
    double torch = 0;
    for (qsizetype i = results.size() - 1; i >= 0; --i) { // LibTorch's are the second of each pair
        const QJsonObject result = results.at(i).toObject();
        const double median = result.value(QLatin1String("median_ms")).toDouble();
        QCOMPARE(result.value(QLatin1String("network")).toString(), QStringLiteral("builtin"));
        QCOMPARE(result.value(QLatin1String("size")).toInt(), i < 2 ? 64 : 96);
        QVERIFY(median >= result.value(QLatin1String("min_ms")).toDouble());
        for (const char *key : {"min_ms", "gflops", "peak_mb", "weights_mb"})
            QVERIFY2(result.value(QLatin1String(key)).toDouble() > 0, key);
        if (result.value(QLatin1String("convolution")).toString() == QLatin1String("torch"))
            torch = median;
        const double ratio = ratios.at(i).toObject().value(QLatin1String("ratio")).toDouble();
        QVERIFY(qFuzzyCompare(ratio, torch / median));
    }
}

void TestBenchCommand::windowIsMeasuredWhileItRenders()
{
    const QString file = m_folder.filePath(QStringLiteral("stalls.json"));
    const Outcome outcome = runProgram(
        m_folder.path(),
        {QStringLiteral("bench"), QStringLiteral("--stalls"), QStringLiteral("--network=builtin"),
         QStringLiteral("--iterations=4"), QStringLiteral("--json"), file});
    QCOMPARE(outcome.status, 0);
    QFile json(file);
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject all = QJsonDocument::fromJson(json.readAll()).object();
    QCOMPARE(all.value(QLatin1String("results")).toArray().size(), 0);
    const QJsonObject stalls = all.value(QLatin1String("stalls")).toArray().first().toObject();
    QCOMPARE(stalls.value(QLatin1String("network")).toString(), QStringLiteral("builtin"));
    QVERIFY(stalls.value(QLatin1String("gaps")).toInt() > 0);
    const double usual = stalls.value(QLatin1String("p99_ms")).toDouble();
    QVERIFY(usual > 0);
    QVERIFY(usual <= stalls.value(QLatin1String("longest_ms")).toDouble());
    QVERIFY2(usual < 1000, qPrintable(QString::number(usual))); // 50 is the aim, on an idle machine
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("config/Gramarye/Gramarye.conf"))));
}

void TestBenchCommand::absentNetworksGetRandomWeights()
{
    const Outcome outcome = runProgram(
        m_folder.path(),
        {QStringLiteral("bench"), QStringLiteral("--network"), QStringLiteral("vgg19-distilled"),
         QStringLiteral("--size"), QStringLiteral("64"), QStringLiteral("--iterations"),
         QStringLiteral("1"), QStringLiteral("--convolution"), QStringLiteral("fast")});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.out.contains(QLatin1String("vgg19-distilled")));
    QVERIFY(!outcome.out.contains(QLatin1String("torch ")));
}

void TestBenchCommand::wrongWordsAreExplained_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("status");
    QTest::newRow("size") << QStringList{QStringLiteral("--size"), QStringLiteral("512,big")} << 2;
    QTest::newRow("tiny size") << QStringList{QStringLiteral("--size=8")} << 2;
    QTest::newRow("convolution") << QStringList{QStringLiteral("--convolution=slow")} << 2;
    QTest::newRow("iterations") << QStringList{QStringLiteral("--iterations=0")} << 2;
    QTest::newRow("no value") << QStringList{QStringLiteral("--json")} << 2;
    QTest::newRow("option") << QStringList{QStringLiteral("--fast")} << 2;
    QTest::newRow("word") << QStringList{QStringLiteral("vgg19")} << 2;
    QTest::newRow("network") << QStringList{QStringLiteral("--network=vgg11")} << 1;
    QTest::newRow("file") << QStringList{QStringLiteral("--network=builtin"),
                                         QStringLiteral("--size=64"),
                                         QStringLiteral("--iterations=1"),
                                         QStringLiteral("--json=missing/figures.json")}
                          << 1;
}

void TestBenchCommand::wrongWordsAreExplained()
{
    QFETCH(QStringList, words);
    QFETCH(int, status);
    const Outcome outcome =
        runProgram(m_folder.path(), QStringList(QStringLiteral("bench")) + words);
    QCOMPARE(outcome.status, status);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(outcome.err.endsWith(QLatin1String(".\n")));
}

QTEST_GUILESS_MAIN(TestBenchCommand)
#include "tst_benchcommand.moc"
