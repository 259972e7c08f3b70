#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/readerpromises.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QTest>

namespace gramarye::tst_fuzzcorpus {

/// What the fuzzers of tests/fuzz found to take different ways through the readers.
class TestFuzzCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readersKeepTheirPromises_data();
    void readersKeepTheirPromises();
};

void TestFuzzCorpus::readersKeepTheirPromises_data()
{
    QTest::addColumn<QString>("folder");
    for (const char *format : {"safetensors", "legacy", "zip"})
        QTest::newRow(format) << QStringLiteral(GRAMARYE_SOURCE_DIR "/tests/fuzz/corpus/")
                                     + QLatin1String(format);
}

void TestFuzzCorpus::readersKeepTheirPromises()
{
    QFETCH(const QString, folder);

    int accepted = 0;
    int rejected = 0;
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray contents = file.readAll();
        // Not a byte longer than the file, so that a sanitiser sees the first step too far.
        const std::vector<char> exact(contents.begin(), contents.end());
        const QByteArrayView bytes(exact.data(), contents.size());
        if (!isTorchSave(bytes) && !isSafetensors(bytes))
            continue;
        const auto read = isTorchSave(bytes) ? readTorchSave(bytes) : readSafetensors(bytes);
        const QString broken = brokenPromise(read, bytes);
        QVERIFY2(broken.isEmpty(), qPrintable(info.fileName() + QLatin1String(": ") + broken));
        ++(read ? accepted : rejected);
    }
    QVERIFY(accepted > 0);
    QVERIFY(rejected > 0);
}

GRAMARYE_TEST(TestFuzzCorpus)

} // namespace gramarye::tst_fuzzcorpus

#include "tst_fuzzcorpus.moc"
