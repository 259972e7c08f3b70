#include "testpaths.h"
#include "tests/support/program.h"
#include "tests/support/testprogram.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>

namespace gramarye::tst_olderfiles {

/// Promises to those who have worked with an older version: what it wrote (tests/data/older/README)
/// opens, and gives the same picture.
class TestOlderFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void recipesMakeTheSamePicture_data();
    void recipesMakeTheSamePicture();
    void aStoppedProjectEndsInTheSamePicture();
    void aListOfJobsMakesTheSamePictures();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void compareWithOlder(const QString &made, const QString &older) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const QString older = QStringLiteral(GRAMARYE_TEST_DATA "/older/");

/// Whether this processor computes with the instructions that made the older files; others round
/// otherwise.
bool roundsAsThen()
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
           && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
#else
    return false;
#endif
}

/// Over all pixels and colours, in 255ths: a few pixels may come out quite differently.
double meanDifference(const QImage &a, const QImage &b)
{
    qint64 sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q))
                   + std::abs(qBlue(p) - qBlue(q));
        }
    }
    return double(sum) / (3.0 * a.width() * a.height());
}

} // namespace

void TestOlderFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QDir data(older);
    for (const QString &name : {QStringLiteral("content.jpg"), QStringLiteral("swirls.jpg"),
                                QStringLiteral("woodcut.jpg"), QStringLiteral("jobs.json"),
                                QStringLiteral("stopped.gramarye")})
        QVERIFY2(QFile::copy(data.filePath(name), path(name)), qPrintable(name));
}

void TestOlderFiles::compareWithOlder(const QString &made, const QString &olderName) const
{
    const QImage now(path(made));
    const QImage then(older + olderName);
    QVERIFY2(!now.isNull(), qPrintable(made));
    QVERIFY2(!then.isNull(), qPrintable(olderName));
    QCOMPARE(now.size(), then.size());
    QCOMPARE(now.format(), then.format());
    if (roundsAsThen())
        QCOMPARE(now, then);
    else
        QVERIFY2(meanDifference(now, then) < 1,
                 qPrintable(QString::number(meanDifference(now, then))));
}

void TestOlderFiles::recipesMakeTheSamePicture_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("painterly, Adam, two sizes") << QStringLiteral("painterly.png") << QStringList();
    QTest::newRow("L-BFGS, two styles, noise, content's colours, 16 bits")
        << QStringLiteral("blended.png")
        << QStringList{QStringLiteral("--bits"), QStringLiteral("16")};
    QTest::newRow("classic") << QStringLiteral("classic.png") << QStringList();
}

void TestOlderFiles::recipesMakeTheSamePicture()
{
    QFETCH(QString, picture);
    QFETCH(QStringList, options);
    QVERIFY(QFile::copy(older + picture, path(picture)));
    const Outcome outcome = runProgram(
        m_folder->path(), QStringList{QStringLiteral("render"), QStringLiteral("--recipe"), picture,
                                      QStringLiteral("--output"), QStringLiteral("again.png"),
                                      QStringLiteral("--quiet")}
                              + options);
    QCOMPARE(outcome.err, QString());
    QCOMPARE(outcome.status, 0);
    compareWithOlder(QStringLiteral("again.png"), picture);
}

void TestOlderFiles::aStoppedProjectEndsInTheSamePicture()
{
    const Outcome outcome = runProgram(
        m_folder->path(),
        {QStringLiteral("render"), QStringLiteral("--resume"), QStringLiteral("stopped.gramarye"),
         QStringLiteral("--output"), QStringLiteral("resumed.png"), QStringLiteral("--quiet")});
    QCOMPARE(outcome.err, QString());
    QCOMPARE(outcome.status, 0);
    compareWithOlder(QStringLiteral("resumed.png"), QStringLiteral("resumed.png"));
}

void TestOlderFiles::aListOfJobsMakesTheSamePictures()
{
    // Lists take the defaults of the program that paints them; these are those of then.
    QFile list(path(QStringLiteral("jobs.json")));
    QVERIFY(list.open(QIODevice::ReadWrite));
    QByteArray text = list.readAll();
    text.replace("\"size\"", R"("network": "builtin-1", "style-loss": "gram", "size")");
    QVERIFY(list.seek(0) && list.write(text) == text.size());
    list.close();
    const Outcome outcome =
        runProgram(m_folder->path(), {QStringLiteral("render"), QStringLiteral("--batch"),
                                      QStringLiteral("jobs.json"), QStringLiteral("--quiet")});
    QCOMPARE(outcome.err, QString());
    QCOMPARE(outcome.status, 0);
    for (const QString &name : {QStringLiteral("content-swirls.png"),
                                QStringLiteral("content-woodcut.png"), QStringLiteral("both.png")})
        compareWithOlder(name, name);
}

GRAMARYE_TEST(TestOlderFiles)

} // namespace gramarye::tst_olderfiles

#include "tst_olderfiles.moc"
