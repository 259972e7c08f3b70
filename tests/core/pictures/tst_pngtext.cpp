#include "core/pictures/pngtext.h"
#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QTest>
#include <QtEndian>

namespace gramarye::tst_pngtext {

namespace {

const QByteArray signature = QByteArrayLiteral("\x89PNG\r\n\x1a\n");
const QString key = QStringLiteral("Recipe");

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// With a checksum of nonsense, which nobody looks at.
QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(quint32(data.size())) + type + data + "crc!";
}

/// zlib's stream, without the length that Qt puts before it.
QByteArray packed(const QByteArray &data)
{
    return qCompress(data).mid(4);
}

QByteArray head()
{
    return signature + chunk("IHDR", QByteArray(13, '\1'));
}

QByteArray tail()
{
    return chunk("IDAT", "pixels") + chunk("IEND", {});
}

QByteArray plainText(const QByteArray &text)
{
    return chunk("tEXt", QByteArrayLiteral("Recipe\0") + text);
}

Result<QString> textIn(QByteArray file)
{
    QBuffer buffer(&file);
    buffer.open(QIODevice::ReadOnly);
    return readPngText(buffer, key);
}

} // namespace

class TestPngText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfTextIsRead_data();
    void everyKindOfTextIsRead();
    void elsewhereIsNothing_data();
    void elsewhereIsNothing();
    void hostileTextsAreRefused_data();
    void hostileTextsAreRefused();
    void otherChunksArePassedOver();
};

void TestPngText::everyKindOfTextIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const QString words = QString::fromUtf8("grün");
    QTest::newRow("tEXt") << plainText(words.toLatin1()) << words;
    QTest::newRow("zTXt") << chunk("zTXt",
                                   QByteArrayLiteral("Recipe\0\0") + packed(words.toLatin1()))
                          << words;
    QTest::newRow("iTXt") << chunk("iTXt",
                                   QByteArrayLiteral("Recipe\0\0\0de\0Rezept\0") + words.toUtf8())
                          << words;
    QTest::newRow("iTXt, packed") << chunk("iTXt", QByteArrayLiteral("Recipe\0\1\0\0\0")
                                                       + packed(words.toUtf8()))
                                  << words;
    QTest::newRow("as long as may be")
        << plainText(QByteArray(maximumPngText - 7, 'x')) << QString(maximumPngText - 7, u'x');
}

void TestPngText::everyKindOfTextIsRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto read = textIn(head() + text + tail());
    QVERIFY(read);
    QCOMPARE(*read, expected);
}

void TestPngText::elsewhereIsNothing_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("not a picture");
    QTest::newRow("JPEG") << QByteArray("\xff\xd8\xff\xe0");
    QTest::newRow("signature alone") << signature;
    QTest::newRow("without") << head() + tail();
    QTest::newRow("other key") << head() + chunk("tEXt", QByteArrayLiteral("Recipes\0x")) + tail();
    QTest::newRow("key alone") << head() + chunk("tEXt", "Recipe") + tail();
    QTest::newRow("behind the picture") << head() + tail() + plainText("x");
    QTest::newRow("cut in a head") << head() + "\0\0";
    QTest::newRow("longer than the file") << head() + "\xff\xff\xff\xfeiCCPx";
}

void TestPngText::elsewhereIsNothing()
{
    QFETCH(QByteArray, file);
    const auto read = textIn(file);
    QVERIFY(read);
    QVERIFY(read->isNull());
}

void TestPngText::hostileTextsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray packedKey = QByteArrayLiteral("Recipe\0\0");
    QTest::newRow("too long") << plainText(QByteArray(maximumPngText, 'x'));
    QTest::newRow("said to be 4 GB") << QByteArray("\xff\xff\xff\xfftEXtRecipe\0x", 16);
    QTest::newRow("unpacks to too much")
        << chunk("zTXt", packedKey + packed(QByteArray(maximumPngText + 1, 'x')));
    QTest::newRow("unpacks to 60 MB")
        << chunk("zTXt", packedKey + packed(QByteArray(60'000'000, 'x')));
    QTest::newRow("much that is packed") << chunk("zTXt", packedKey + QByteArray(100'000, 'x'));
    QTest::newRow("not packed at all") << chunk("zTXt", packedKey + "plain");
    QTest::newRow("nothing packed") << chunk("zTXt", packedKey);
}

void TestPngText::hostileTextsAreRefused()
{
    QFETCH(QByteArray, text);
    const auto read = textIn(head() + text + tail());
    QVERIFY(!read);
    QVERIFY(read.error().code == ErrorCode::DocumentDamaged);
    QVERIFY(!read.error().detail.isEmpty());
}

void TestPngText::otherChunksArePassedOver()
{
    const QByteArray before = chunk("iCCP", QByteArray(100'000, '\2'))
                              + chunk("tEXt", QByteArrayLiteral("Software\0Recipe"));
    const auto read = textIn(head() + before + plainText("flour") + tail());
    QVERIFY(read);
    QCOMPARE(*read, QStringLiteral("flour"));
}

GRAMARYE_TEST(TestPngText)

} // namespace gramarye::tst_pngtext

#include "tst_pngtext.moc"
