#include "core/pictures/imagereader.h"
#include "core/pictures/imagewriter.h"
#include "core/pictures/rawpicture.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

namespace gramarye::tst_rawpicture {

namespace {

/// A field of one number, or of a text.
struct Field
{
    quint16 tag;
    quint32 value;
    QByteArray text = {};
};

/// Numbers in one order of bytes.
class Writer
{
public:
    explicit Writer(bool isBig) : m_isBig(isBig) {}

    template<typename Number>
    QByteArray bytes(Number number) const
    {
        QByteArray bytes(sizeof(Number), '\0');
        m_isBig ? qToBigEndian(number, bytes.data()) : qToLittleEndian(number, bytes.data());
        return bytes;
    }

    /// A directory that is to lie at @p place, with the texts behind it.
    QByteArray directory(quint32 place, const QList<Field> &fields) const
    {
        const auto size = quint32(2 + fields.size() * 12 + 4);
        QByteArray directory = bytes(quint16(fields.size()));
        QByteArray texts;
        for (const Field &field : fields) {
            const bool isText = !field.text.isEmpty();
            directory += bytes(field.tag) + bytes(quint16(isText ? 2 : 4))
                         + bytes(quint32(isText ? field.text.size() : 1))
                         + bytes(isText ? place + size + quint32(texts.size()) : field.value);
            texts += field.text;
        }
        return directory + bytes(quint32(0)) + texts;
    }

private:
    bool m_isBig;
};

constexpr quint16 kindTag = 254;
constexpr quint16 photometricTag = 262;
constexpr quint16 makeTag = 271;
constexpr quint16 othersTag = 330;
constexpr quint16 dngTag = 50706;
constexpr quint32 mosaic = 32803;
constexpr quint32 rgb = 2;

/// With @p first as its first directory, and @p other as one that belongs to it.
QByteArray tiffOf(bool isBig, QList<Field> first, const QList<Field> &other = {})
{
    const Writer writer(isBig);
    constexpr quint32 place = 8;
    if (!other.isEmpty()) {
        first << Field{othersTag, 0};
        first.last().value = place + quint32(writer.directory(place, first).size());
    }
    QByteArray tiff = QByteArray(isBig ? "MM" : "II") + writer.bytes(quint16(42))
                      + writer.bytes(place) + writer.directory(place, first);
    if (!other.isEmpty())
        tiff += writer.directory(quint32(tiff.size()), other);
    return tiff;
}

} // namespace

class TestRawPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rawPicturesAreKnown_data();
    void rawPicturesAreKnown();
    void otherTiffsAreNot_data();
    void otherTiffsAreNot();
    void whatIsCutShortIsNothing();
    void othersAreKnownByTheirFirstBytes_data();
    void othersAreKnownByTheirFirstBytes();
    void exportsAreRead();
};

void TestRawPicture::rawPicturesAreKnown_data()
{
    QTest::addColumn<QByteArray>("tiff");
    QTest::addColumn<QString>("kind");
    const Field thumbnail{kindTag, 1};
    const QList<Field> sensor{{kindTag, 0}, {photometricTag, mosaic}};
    const auto made = [](const char *make) { return Field{makeTag, 0, QByteArray(make) + '\0'}; };
    QTest::newRow("NEF") << tiffOf(true, {thumbnail, made("NIKON CORPORATION")}, sensor) << "NEF";
    QTest::newRow("NEF of a scanner")
        << tiffOf(true, {thumbnail, made("Nikon")}, {{kindTag, 0}, {photometricTag, rgb}}) << "NEF";
    QTest::newRow("ARW") << tiffOf(false, {thumbnail, made("SONY")}, sensor) << "ARW";
    QTest::newRow("ARW without a directory for the sensor")
        << tiffOf(false, {thumbnail, made("SONY")}) << "ARW";
    QTest::newRow("PEF") << tiffOf(true, {{photometricTag, mosaic}, made("PENTAX K-5")}) << "PEF";
    QTest::newRow("DNG") << tiffOf(false, {thumbnail, made("Apple"), {dngTag, 0x0401}}, sensor)
                         << "DNG";
    QTest::newRow("unknown maker") << tiffOf(false, {made("Acme")}, sensor) << QString();
    QTest::newRow("no maker") << tiffOf(false, {thumbnail}, sensor) << QString();
}

void TestRawPicture::rawPicturesAreKnown()
{
    QFETCH(QByteArray, tiff);
    QFETCH(QString, kind);
    const QString words = QStringLiteral("a camera's raw picture")
                          + (kind.isEmpty() ? kind : QStringLiteral(" (%1)").arg(kind));
    const auto refused = readPicture(tiff, QStringLiteral("a"));
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().code), int(ErrorCode::PictureUnknown));
    QCOMPARE(refused.error().detail, words);
}

void TestRawPicture::otherTiffsAreNot_data()
{
    QTest::addColumn<QByteArray>("tiff");
    const Field made{makeTag, 0, QByteArray("SONY", 5)};
    const QList<Field> smaller{{kindTag, 1}, {photometricTag, rgb}};
    QTest::newRow("a camera's or a scanner's") << tiffOf(false, {{photometricTag, rgb}, made});
    QTest::newRow("with smaller ones") << tiffOf(true, {{photometricTag, rgb}, made}, smaller);
    QTest::newRow("smaller ones first") << tiffOf(true, smaller, {{kindTag, 0}});
}

void TestRawPicture::otherTiffsAreNot()
{
    QFETCH(QByteArray, tiff);
    QVERIFY(!rawPictureWords(tiff));
}

void TestRawPicture::whatIsCutShortIsNothing()
{
    const QByteArray tiff = tiffOf(true, {{kindTag, 1}}, {{photometricTag, mosaic}});
    QVERIFY(rawPictureWords(tiff));
    int known = 0;
    for (qsizetype size = 0; size < tiff.size(); ++size)
        known += rawPictureWords(tiff.left(size)) ? 1 : 0;
    QVERIFY(known < 10); // but for what follows the kind of its colours
}

void TestRawPicture::othersAreKnownByTheirFirstBytes_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("kind");
    QTest::newRow("CR2") << QByteArray("II*\0\x10\0\0\0CR\2\0", 12) << "CR2";
    QTest::newRow("CR3") << QByteArray("\0\0\0\x18"
                                       "ftypcrx ",
                                       12)
                         << "CR3";
    QTest::newRow("RAF") << QByteArray("FUJIFILMCCD-RAW 0201") << "RAF";
    QTest::newRow("ORF") << QByteArray("IIRO\x08\0\0\0", 8) << "ORF";
    QTest::newRow("RW2") << QByteArray("IIU\0\x18\0\0\0", 8) << "RW2";
    QTest::newRow("IIQ") << QByteArray("II*\0\x10\0\0\0IIII", 12) << "IIQ";
}

void TestRawPicture::othersAreKnownByTheirFirstBytes()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, kind);
    const auto refused = readPicture(head, QStringLiteral("a"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().detail, QStringLiteral("a camera's raw picture (%1)").arg(kind));
}

void TestRawPicture::exportsAreRead()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.tif"));
    QImage image(8, 8, QImage::Format_RGB888);
    image.fill(Qt::red);
    QVERIFY(writePicture(image, path));
    QVERIFY(readPicture(path));
}

GRAMARYE_TEST(TestRawPicture)

} // namespace gramarye::tst_rawpicture

#include "tst_rawpicture.moc"
