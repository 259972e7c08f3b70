#include "core/pictures/multipicture.h"

#include "core/pictures/imagereader.h"
#include "testpaths.h"
#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QImage>
#include <QTest>
#include <QtEndian>

namespace gramarye::tst_multipicture {

namespace {

// Kinds of pictures in a file (CIPA DC-007, 5.2.3.3.1).
constexpr quint32 primary = 0x030000;
constexpr quint32 smallCopy = 0x010002;
constexpr quint32 panorama = 0x020001;
constexpr quint32 stereo = 0x020002;
constexpr quint32 other = 0; // as maps of brightness are

QByteArray redJpeg()
{
    QImage image(16, 16, QImage::Format_RGB888);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "jpeg");
    return bytes;
}

/// The list of pictures of @p kinds, in one order of bytes.
QByteArray mpf(const QList<quint32> &kinds, bool isBig)
{
    QByteArray bytes;
    const auto add = [&bytes, isBig](auto value) {
        decltype(value) stored = isBig ? qToBigEndian(value) : qToLittleEndian(value);
        bytes.append(reinterpret_cast<const char *>(&stored), sizeof stored);
    };
    bytes = isBig ? QByteArray("MM\0*", 4) : QByteArray("II*\0", 4);
    add(quint32(8)); // the directory follows
    add(quint16(3));
    const auto field = [&add](quint16 tag, quint16 type, quint32 count, quint32 value) {
        add(tag);
        add(type);
        add(count);
        add(value);
    };
    field(0xb000, 7, 4, 0x30303130);
    field(0xb001, 4, 1, quint32(kinds.size()));
    field(0xb002, 7, quint32(kinds.size()) * 16, 8 + 2 + 3 * 12 + 4);
    add(quint32(0)); // no further directory
    for (const quint32 kind : kinds) {
        add(kind);
        add(quint32(1000));
        add(quint32(0));
        add(quint32(0));
    }
    return bytes;
}

QByteArray withSegment(const QByteArray &jpeg, const QByteArray &data)
{
    QByteArray size(2, '\0');
    qToBigEndian(quint16(data.size() + 2), size.data());
    return jpeg.left(2) + "\xff\xe1" + QByteArray("\0\6Exif", 6) + "\xff\xe2" + size + data
           + jpeg.mid(2);
}

QByteArray jpegWith(const QList<quint32> &kinds, bool isBig)
{
    return withSegment(redJpeg(), QByteArray("MPF\0", 4) + mpf(kinds, isBig));
}

} // namespace

class TestMultiPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picturesOfASubjectCount_data();
    void picturesOfASubjectCount();
    void nonsenseIsOnePicture();
    void readersCountThem_data();
    void readersCountThem();
};

void TestMultiPicture::picturesOfASubjectCount_data()
{
    QTest::addColumn<QList<quint32>>("kinds");
    QTest::addColumn<int>("count");
    QTest::newRow("stereo") << QList<quint32>{stereo, stereo} << 2;
    QTest::newRow("stereo, with flags")
        << QList<quint32>{0x20000000 | stereo, 0x80000000 | stereo} << 2;
    QTest::newRow("panorama") << QList<quint32>(5, panorama) << 5;
    QTest::newRow("a camera's copy") << QList<quint32>{primary, smallCopy} << 1;
    QTest::newRow("stereo with copies") << QList<quint32>{stereo, smallCopy, stereo} << 2;
    QTest::newRow("brightness") << QList<quint32>{primary, other} << 1;
    QTest::newRow("nothing") << QList<quint32>{} << 1;
}

void TestMultiPicture::picturesOfASubjectCount()
{
    QFETCH(QList<quint32>, kinds);
    QFETCH(int, count);
    for (const bool isBig : {false, true}) {
        const QByteArray jpeg = jpegWith(kinds, isBig);
        QCOMPARE(picturesInJpeg(jpeg), count);
        const auto picture = readPicture(jpeg, QStringLiteral("a.mpo"));
        QVERIFY(picture);
        QCOMPARE(picture->count, count);
        QVERIFY(picture->image.pixelColor(8, 8).red() > 250);
    }
    QCOMPARE(picturesInJpeg(redJpeg()), 1);
}

void TestMultiPicture::nonsenseIsOnePicture()
{
    const QByteArray whole = jpegWith({stereo, stereo, stereo}, true);
    const qsizetype begin = whole.indexOf("MPF");
    const qsizetype end = begin + 4 + mpf({stereo, stereo, stereo}, true).size();
    for (qsizetype size = 0; size < end; ++size)
        QCOMPARE(picturesInJpeg(whole.left(size)), 1);
    // Whatever stands in a byte of it, there are never more than have room.
    for (qsizetype i = begin; i < end; ++i) {
        for (const char value : {'\0', '\x7f', '\xff'}) {
            QByteArray changed = whole;
            changed[i] = value;
            const int count = picturesInJpeg(changed);
            QVERIFY2(count >= 1 && count <= 6, qPrintable(QString::number(i)));
        }
    }
}

void TestMultiPicture::readersCountThem_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("count");
    QTest::newRow("animation") << QStringLiteral("pages.gif") << 2;
    QTest::newRow("pages") << QStringLiteral("pages.tif") << 3;
    QTest::newRow("animated WebP") << QStringLiteral("pages.webp") << 2;
    for (const char *single : {"gif.gif", "deep.tif", "webp.webp", "heic.heic", "avif.avif",
                               "table.png", "adobe.jpg", "tga.tga"})
        QTest::newRow(single) << QString::fromLatin1(single) << 1;
}

void TestMultiPicture::readersCountThem()
{
    QFETCH(QString, file);
    QFETCH(int, count);
    const auto picture =
        readPicture(QStringLiteral(GRAMARYE_SOURCE_DIR "/tests/data/pictures/") + file);
    QVERIFY(picture);
    QCOMPARE(picture->count, count);
    if (count > 1) // the first
        QCOMPARE(picture->image.pixelColor(2, 2), QColor(200, 40, 50));
}

GRAMARYE_TEST(TestMultiPicture)

} // namespace gramarye::tst_multipicture

#include "tst_multipicture.moc"
