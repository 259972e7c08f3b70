#include "app/bencharguments.h"
#include "tests/support/program.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace gramarye::tst_benchcommand {

/// The real program; what it measures is its own affair, that it adds up is ours.
class TestBenchCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresAddUp();
    void listsAddUp();
    void reportComparesEverything();
    void windowIsMeasuredWhileItRenders();
    void absentNetworksGetRandomWeights();
    void wrongWordsAreExplained_data();
    void wrongWordsAreExplained();

private:
    QTemporaryDir m_folder;
};

static QJsonObject figuresIn(const QString &file)
{
    QFile json(file);
    return json.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(json.readAll()).object()
                                          : QJsonObject();
}

void TestBenchCommand::figuresAddUp()
{
    const QString file = m_folder.filePath(QStringLiteral("figures.json"));
    const Outcome outcome = runProgram(
        m_folder.path(),
        {QStringLiteral("bench"), QStringLiteral("--network"), QStringLiteral("builtin"),
         QStringLiteral("--size=64"), QStringLiteral("--style-loss"), QStringLiteral("gram"),
         QStringLiteral("--style-loss"), QStringLiteral("distribution"),
         QStringLiteral("--iterations"), QStringLiteral("2"), QStringLiteral("--threads=1"),
         QStringLiteral("--json"), file});
    QCOMPARE(outcome.status, 0);
    for (const char *heading : {"| style loss ", "| × LibTorch ", "| time / Gram's ",
                                "| MB / Gram's ", "| gram ", "| distribution "})
        QVERIFY2(outcome.out.contains(QString::fromUtf8(heading)), heading);
    QVERIFY(!outcome.out.contains(QLatin1String("regions")));
    const QJsonObject all = figuresIn(file);
    QCOMPARE(all.value(QLatin1String("threads")).toInt(), 1);
    QVERIFY(all.value(QLatin1String("sgemm_gflops")).toDouble() > 0);
    const QJsonArray results = all.value(QLatin1String("results")).toArray();
    const QJsonArray ratios = all.value(QLatin1String("ratios")).toArray();
    QCOMPARE(results.size(), 4); // two losses, two ways
    QCOMPARE(ratios.size(), 4);
    const auto text = [](const QJsonObject &row, const char *key) {
        return row.value(QLatin1String(key)).toString();
    };
    const auto number = [](const QJsonObject &row, const char *key) {
        return row.value(QLatin1String(key)).toDouble();
    };
    for (qsizetype i = 0; i < results.size(); ++i) {
        const QJsonObject result = results.at(i).toObject();
        QCOMPARE(text(result, "network"), QStringLiteral("builtin"));
        QCOMPARE(number(result, "size"), 64.0);
        QCOMPARE(text(result, "style_loss"),
                 i < 2 ? QStringLiteral("gram") : QStringLiteral("distribution"));
        QCOMPARE(text(result, "convolution"),
                 i % 2 == 0 ? QStringLiteral("fast") : QStringLiteral("torch"));
        for (const char *key : {"min_ms", "gflops", "peak_mb", "weights_mb"})
            QVERIFY2(number(result, key) > 0, key);
        const double median = number(result, "median_ms");
        QVERIFY(median >= number(result, "min_ms"));
        const QJsonObject ratio = ratios.at(i).toObject();
        for (const char *key : {"network", "size", "convolution", "style_loss"})
            QCOMPARE(ratio.value(QLatin1String(key)), result.value(QLatin1String(key)));
        const QJsonObject torch = results.at(i / 2 * 2 + 1).toObject();
        const QJsonObject gram = results.at(i % 2).toObject();
        QVERIFY(qFuzzyCompare(number(ratio, "ratio"), number(torch, "median_ms") / median));
        QVERIFY(qFuzzyCompare(number(ratio, "time_to_gram"), median / number(gram, "median_ms")));
        QVERIFY(qFuzzyCompare(number(ratio, "memory_to_gram"),
                              number(result, "peak_mb") / number(gram, "peak_mb")));
    }
}

void TestBenchCommand::listsAddUp()
{
    const auto read = [](const QStringList &words) {
        return withDefaults(*readWords(words, benchOptions()));
    };
    const BenchArguments usual = read({});
    QCOMPARE(usual.networks, QStringList(QStringLiteral("vgg19")));
    QCOMPARE(usual.sizes, std::vector<int>{512});
    QCOMPARE(usual.styleLosses, std::vector<StyleLoss>{StyleLoss::Distribution});
    const BenchArguments asked =
        read({QStringLiteral("--size=64,96"), QStringLiteral("--size=128"),
              QStringLiteral("--style-loss=distribution"), QStringLiteral("--style-loss=gram")});
    QCOMPARE(asked.sizes, (std::vector<int>{64, 96, 128}));
    QCOMPARE(asked.styleLosses, (std::vector<StyleLoss>{StyleLoss::Distribution, StyleLoss::Gram}));
}

void TestBenchCommand::reportComparesEverything()
{
    BenchArguments arguments;
    arguments.report = true;
    const BenchArguments all = withDefaults(arguments);
    QVERIFY(all.networks.contains(QStringLiteral("vgg19")));
    QVERIFY(all.networks.contains(QStringLiteral("builtin")));
    QVERIFY(std::count(all.sizes.begin(), all.sizes.end(), 512));
    QCOMPARE(all.convolutions.size(), std::size_t(2));
    QCOMPARE(all.styleLosses.size(), std::size_t(2));
    arguments.networks = QStringList(QStringLiteral("builtin"));
    QCOMPARE(withDefaults(arguments).networks, arguments.networks);
}

void TestBenchCommand::windowIsMeasuredWhileItRenders()
{
    const QString file = m_folder.filePath(QStringLiteral("stalls.json"));
    const Outcome outcome = runProgram(
        m_folder.path(),
        {QStringLiteral("bench"), QStringLiteral("--stalls"), QStringLiteral("--network=builtin"),
         QStringLiteral("--iterations=4"), QStringLiteral("--json"), file});
    QCOMPARE(outcome.status, 0);
    const QJsonObject all = figuresIn(file);
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
    const Outcome outcome =
        runProgram(m_folder.path(), {QStringLiteral("bench"), QStringLiteral("--network"),
                                     QStringLiteral("vgg19-distilled"), QStringLiteral("--size"),
                                     QStringLiteral("64"), QStringLiteral("--iterations"),
                                     QStringLiteral("1"), QStringLiteral("--convolution"),
                                     QStringLiteral("fast"), QStringLiteral("--regions=0,3")});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.out.contains(QLatin1String("vgg19-distilled")));
    QVERIFY(outcome.out.contains(QLatin1String("| time / without regions ")));
    QVERIFY(!outcome.out.contains(QLatin1String("torch ")));
    QVERIFY(outcome.out.contains(QLatin1String("| distribution ")));
    QVERIFY(!outcome.out.contains(QLatin1String("| gram ")));
}

void TestBenchCommand::wrongWordsAreExplained_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("status");
    QTest::newRow("size") << QStringList{QStringLiteral("--size"), QStringLiteral("512,big")} << 2;
    QTest::newRow("tiny size") << QStringList{QStringLiteral("--size=8")} << 2;
    QTest::newRow("convolution") << QStringList{QStringLiteral("--convolution=slow")} << 2;
    QTest::newRow("style loss") << QStringList{QStringLiteral("--style-loss=gram,wct")} << 2;
    QTest::newRow("no network") << QStringList{QStringLiteral("--network=builtin,")} << 2;
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

GRAMARYE_TEST(TestBenchCommand)

} // namespace gramarye::tst_benchcommand

#include "tst_benchcommand.moc"
