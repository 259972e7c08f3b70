
#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QFloat16>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <cmath>

namespace gramarye::tst_safetensorswriter {

namespace {

const float numbers[] = {1.5f, -2.0f, 0.1f, 1e-30f, 3e38f, -0.0f};
const qfloat16 halves[] = {qfloat16(0.5f), qfloat16(-65504.0f)};

/// Names that sort differently as texts and as numbers, and a tensor of each kind.
TensorMap someTensors()
{
    const auto bytes = [](const auto &values) { return reinterpret_cast<const char *>(values); };
    return {{QStringLiteral("layer.10"), {ElementType::F32, {2, 3}, bytes(numbers)}},
            {QStringLiteral("layer.2"), {ElementType::F16, {2}, bytes(halves)}},
            {QStringLiteral("layer.3"), {ElementType::F32, {}, bytes(numbers)}},
            {QStringLiteral("layer.4"), {ElementType::F32, {0, 7}, bytes(numbers)}}};
}

const std::map<QString, QString> someTexts{
    {QStringLiteral("source"), QStringLiteral("C:\\“vgg” \"19\"\n")}};

} // namespace

class TestSafetensorsWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackTheSame();
    void changesShowInTheChecksum_data();
    void changesShowInTheChecksum();
    void filesWithoutChecksumMatch();
    void whereNothingCanBeWrittenIsSaid();

private:
    QString path() const { return m_folder.filePath(QStringLiteral("written.safetensors")); }

    QTemporaryDir m_folder;
};

void TestSafetensorsWriter::readsBackTheSame()
{
    QVERIFY(writeSafetensors(path(), someTensors(), someTexts));
    const auto file = WeightsFile::open(path());
    QVERIFY(file);
    QCOMPARE((*file)->tensors().size(), someTensors().size());
    for (const auto &[name, tensor] : someTensors()) {
        const TensorView &read = (*file)->tensors().at(name);
        QCOMPARE(read.type, ElementType::F32);
        QCOMPARE(read.shape, tensor.shape);
        QCOMPARE(floatBytes(read), floatBytes(tensor));
    }
    auto texts = (*file)->metadata();
    QCOMPARE(texts.at(QStringLiteral("source")), someTexts.at(QStringLiteral("source")));
    QCOMPARE(texts.at(checksumKey), checksum(someTensors()));
    QCOMPARE(safetensorsDataSize(someTensors()), 4 * (6 + 2 + 1));
    const char *data = (*file)->tensors().at(QStringLiteral("layer.10")).data;
    QCOMPARE(quintptr(data) % 8, quintptr(0)); // files are mapped at page boundaries
    QVERIFY((*file)->matchesChecksum());
}

void TestSafetensorsWriter::changesShowInTheChecksum_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QByteArray number(4, '\0');
    qToLittleEndian(0.1f, number.data());
    QByteArray next(4, '\0');
    qToLittleEndian(std::nextafter(0.1f, 1.0f), next.data());
    QTest::newRow("number") << number << next;
    QTest::newRow("name") << QByteArray("layer.10") << QByteArray("layer.11");
    QTest::newRow("checksum") << QByteArray("blake2b-256:") << QByteArray("blake2b-257:");
}

void TestSafetensorsWriter::changesShowInTheChecksum()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QVERIFY(writeSafetensors(path(), someTensors(), {}));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    QCOMPARE(bytes.count(before), 1);
    bytes.replace(before, after);
    file.seek(0);
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    const auto changed = WeightsFile::open(path());
    QVERIFY(changed);
    QVERIFY(!(*changed)->matchesChecksum());
}

void TestSafetensorsWriter::filesWithoutChecksumMatch()
{
    const auto file =
        WeightsFile::open(QStringLiteral(GRAMARYE_TEST_DATA "/vgg19_tiny.safetensors"));
    QVERIFY(file);
    QVERIFY((*file)->matchesChecksum());
}

void TestSafetensorsWriter::whereNothingCanBeWrittenIsSaid()
{
    const QString nowhere = m_folder.filePath(QStringLiteral("nowhere/file.safetensors"));
    const Status status = writeSafetensors(nowhere, someTensors(), {});
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QCOMPARE(status.error().subject, nowhere);
    QVERIFY(!status.error().detail.isEmpty());
}

GRAMARYE_TEST(TestSafetensorsWriter)

} // namespace gramarye::tst_safetensorswriter

#include "tst_safetensorswriter.moc"
