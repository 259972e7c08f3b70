#include "core/pictures/jxlcontainer.h"
#include "core/pictures/picturemetadata.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_picturemetadata {

namespace {

PictureMetadata sample()
{
    PictureMetadata metadata;
    metadata.title = QStringLiteral("Über den <Dächern> & 画像");
    metadata.author = QStringLiteral("Ann");
    metadata.copyright = QStringLiteral("© \"Ann\"");
    metadata.date = QStringLiteral("2024-05-01T12:30:00");
    metadata.recipe = QStringLiteral("{\n    \"seed\": 7,\n\n    \"name\": \"a<b>&c\"\n}\n");
    return metadata;
}

bool isSame(const PictureMetadata &a, const PictureMetadata &b)
{
    return a.title == b.title && a.author == b.author && a.copyright == b.copyright
           && a.date == b.date && a.recipe == b.recipe && a.place == b.place;
}

} // namespace

class TestPictureMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void whatOthersWriteIsRead();
    void thePlaceIsWrittenAsXmpHasIt();
    void thePlaceIsRead_data();
    void thePlaceIsRead();
    void ofADamagedPacketIsReadWhatComesBefore();
    void entitiesDoNotGrow();
    void jpegXlKeepsItInABox();
    void damagedBoxesAreNone();
};

void TestPictureMetadata::whatIsWrittenIsRead()
{
    QVERIFY(isSame(readXmp(xmpPacket(sample())), sample()));
    QVERIFY(readXmp(xmpPacket({})).isEmpty());
    QVERIFY(xmpPacket({}).contains("Gramarye"));
}

void TestPictureMetadata::whatOthersWriteIsRead()
{
    const PictureMetadata read = readXmp(R"(<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" ps:DateCreated="2020-01-02">
   <dc:creator>
    <rdf:Seq>
     <rdf:li>First</rdf:li>
     <rdf:li>Second</rdf:li>
    </rdf:Seq>
   </dc:creator>
   <dc:title>
    <rdf:Alt/>
   </dc:title>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>)");
    QCOMPARE(read.date, QStringLiteral("2020-01-02"));
    QCOMPARE(read.author, QStringLiteral("First"));
    QCOMPARE(read.title, QString());
    QCOMPARE(read.copyright, QString());
}

void TestPictureMetadata::thePlaceIsWrittenAsXmpHasIt()
{
    PictureMetadata metadata;
    metadata.place = {
        {QStringLiteral("exif-ifd3-GPSLatitude"),
         "48/1 51/1 3000/100 (48, 51, 30.00, Rational, 3 components, 24 bytes)"},
        {QStringLiteral("exif-ifd3-GPSLatitudeRef"), "S (S, ASCII, 2 components, 2 bytes)"},
        {QStringLiteral("exif-ifd3-GPSLongitude"),
         "2/1 21/1 0/1 (2, 21,  0, Rational, 3 components, 24 bytes)"},
        {QStringLiteral("exif-ifd3-GPSLongitudeRef"), "E (E, ASCII, 2 components, 2 bytes)"},
        {QStringLiteral("exif-ifd3-GPSAltitude"), "35/1 (35.0, Rational, 1 components, 8 bytes)"}};
    const QByteArray packet = xmpPacket(metadata);
    QVERIFY2(packet.contains("<exif:GPSLatitude>48,51.500000S</exif:GPSLatitude>"), packet);
    QVERIFY2(packet.contains("<exif:GPSLongitude>2,21.000000E</exif:GPSLongitude>"), packet);
    QVERIFY2(packet.contains("<exif:GPSAltitude>35/1</exif:GPSAltitude>"), packet);
    const QMap<QString, QByteArray> read = readXmp(packet).place;
    QCOMPARE(read.value(QStringLiteral("exif-ifd3-GPSLatitude")),
             QByteArray("48/1 51500000/1000000 0/1 (, Rational)"));
    QCOMPARE(read.value(QStringLiteral("exif-ifd3-GPSLatitudeRef")), QByteArray("S (, ASCII)"));
    PictureMetadata again;
    again.place = read;
    QCOMPARE(xmpPacket(again), packet);

    metadata.place = {{QStringLiteral("exif-ifd3-GPSLatitude"), "48/0 x"},
                      {QStringLiteral("exif-ifd3-GPSLatitudeRef"), ""}};
    QVERIFY(!xmpPacket(metadata).contains("GPS"));
}

void TestPictureMetadata::thePlaceIsRead_data()
{
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QByteArray>("latitude"); // empty: none
    QTest::newRow("minutes") << QByteArray("e:GPSLatitude='48,51.25N'")
                             << QByteArray("48/1 51250000/1000000 0/1 (, Rational)");
    QTest::newRow("seconds") << QByteArray("e:GPSLatitude='48,51,15N'")
                             << QByteArray("48/1 51250000/1000000 0/1 (, Rational)");
    for (const char *wrong : {"", "48,51.25", "48,51.25E", "N", "a,bN", "9999,1N", "48,51.25N N"})
        QTest::newRow(wrong) << QByteArray("e:GPSLatitude='") + wrong + '\'' << QByteArray();
}

void TestPictureMetadata::thePlaceIsRead()
{
    QFETCH(QByteArray, attributes);
    QFETCH(QByteArray, latitude);
    const auto metadata =
        readXmp("<d xmlns:e='http://ns.adobe.com/exif/1.0/' " + attributes + "/>");
    QCOMPARE(metadata.place.value(QStringLiteral("exif-ifd3-GPSLatitude")), latitude);
    QCOMPARE(metadata.place.size(), latitude.isEmpty() ? 0 : 2);
}

void TestPictureMetadata::ofADamagedPacketIsReadWhatComesBefore()
{
    const QByteArray packet = xmpPacket(sample());
    for (qsizetype length = 0; length < packet.size(); ++length) {
        const PictureMetadata read = readXmp(packet.left(length));
        QVERIFY(read.title.isEmpty() || sample().title.startsWith(read.title));
        QVERIFY(read.recipe.isEmpty() || sample().recipe.startsWith(read.recipe));
    }
    QVERIFY(readXmp(QByteArray(1000, '\xff')).isEmpty());
}

void TestPictureMetadata::entitiesDoNotGrow()
{
    QByteArray packet = "<!DOCTYPE x [<!ENTITY a0 \"aaaaaaaaaa\">";
    for (int i = 1; i < 12; ++i) {
        const QByteArray before = "&a" + QByteArray::number(i - 1) + ';';
        packet += "<!ENTITY a" + QByteArray::number(i) + " \"" + before.repeated(10) + "\">";
    }
    packet += "]><t:title xmlns:t=\"http://purl.org/dc/elements/1.1/\">&a11;</t:title>";
    QVERIFY(readXmp(packet).title.size() < 1'000'000);
}

void TestPictureMetadata::jpegXlKeepsItInABox()
{
    const QByteArray codestream = QByteArray("\xff\x0a") + QByteArray(100, 'c');
    const QByteArray file = jxlContainer(codestream, "<packet/>", "II*");
    QVERIFY(file.endsWith(codestream));
    QCOMPARE(jxlXmp(file), QByteArray("<packet/>"));
    QCOMPARE(jxlXmp(codestream), QByteArray());
    const QByteArray again = jxlContainer(file, "<other/>", {}); // into boxes that were there
    QVERIFY(again.endsWith(codestream));
    QCOMPARE(jxlXmp(again), QByteArray("<other/>"));
}

void TestPictureMetadata::damagedBoxesAreNone()
{
    const QByteArray file =
        jxlContainer(QByteArray("\xff\x0a") + QByteArray(40, 'c'), "<packet/>", {});
    for (qsizetype length = 0; length < file.size(); ++length) {
        const QByteArray read = jxlXmp(file.left(length));
        QVERIFY(read.isEmpty() || read == "<packet/>");
    }
    for (qsizetype at = 0; at < 60; ++at) { // the boxes' heads
        for (const char byte : {'\0', '\1', '\x7f', '\xff'}) {
            QByteArray changed = file;
            changed[at] = byte;
            QVERIFY(jxlXmp(changed).size() <= changed.size());
        }
    }
}

GRAMARYE_TEST(TestPictureMetadata)

} // namespace gramarye::tst_picturemetadata

#include "tst_picturemetadata.moc"
