#include "core/pictures/imagewriter.h"

#include "core/pictures/imagereader.h"
#include "tests/support/testprogram.h"

#include <QColorSpace>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <memory>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

namespace gramarye::tst_imagewriter {

namespace {

// Every pixel another colour, in all 16 bits and, where the format has it, all alpha values.
QImage noise(QImage::Format format)
{
    QImage image(40, 30, QImage::Format_RGBA64);
    quint64 state = 1;
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<QRgba64 *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            line[x] = QRgba64::fromRgba64(state);
        }
    }
    if (!QImage(1, 1, format).hasAlphaChannel())
        image.convertTo(QImage::Format_RGBX64);
    return image.convertToFormat(format);
}

QImage gradient(QImage::Format format)
{
    QImage image(64, 48, format);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, QColor(4 * x, 5 * y, 128));
    }
    return image;
}

// For comparing: QImage's == is also about colour spaces.
QImage pixels(const QImage &image, QImage::Format format)
{
    QImage untagged = image.convertToFormat(format);
    untagged.setColorSpace({});
    return untagged;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool putContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

#ifdef Q_OS_UNIX
/// While it lives, files of more than 100 bytes cannot be written, as if the disk were full.
class FullDisk
{
public:
    FullDisk()
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_limit);
        const rlimit tight{100, m_limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_limit);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_limit{};
    void (*m_handler)(int) = SIG_DFL;
};
#endif

} // namespace

class TestImageWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beyondQtsAllocationLimit(); // first, before a test of the reader raises the limit
    void losslessRoundTrip_data();
    void losslessRoundTrip();
    void lossyFormats_data();
    void lossyFormats();
    void readerGetsTheSamePicture_data();
    void readerGetsTheSamePicture();
    void isTaggedSrgb_data();
    void isTaggedSrgb();
    void pngIsCompressed();
    void replacesWhatWasThere();
    void longNames();
    void whatLibvipsWritesNoExifOfHasIt_data();
    void whatLibvipsWritesNoExifOfHasIt();
    void resolutionComesBack_data();
    void resolutionComesBack();
    void refused_data();
    void refused();
    void nullPictureLeavesExistingFile();
    void fullDiskLeavesExistingFile();

private:
    QString in(const QString &fileName) const { return m_folder->filePath(fileName); }
    QStringList entries() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestImageWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

// 144 MB when decoded; Qt allows 128 unasked.
void TestImageWriter::beyondQtsAllocationLimit()
{
    QImage image(6000, 3000, QImage::Format_RGBX64);
    image.fill(Qt::white);
    image.setPixelColor(5999, 2999, QColor(QRgba64::fromRgba64(1, 2, 3, 65535)));

    QVERIFY(writePicture(image, in(QStringLiteral("a.png"))));

    const auto picture = readPicture(in(QStringLiteral("a.png")));
    QVERIFY(picture);
    QCOMPARE(picture->image.pixelColor(5999, 2999), image.pixelColor(5999, 2999));
}

void TestImageWriter::losslessRoundTrip_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("fileFormat");
    QTest::addColumn<QImage::Format>("given");
    QTest::addColumn<QImage::Format>("kept");

    const auto rgb = QImage::Format_RGB888;
    const auto rgb16 = QImage::Format_RGBX64;
    const auto rgba = QImage::Format_RGBA8888;
    const auto rgba16 = QImage::Format_RGBA64;
    const QString png = QStringLiteral("a.png");
    const QString tif = QStringLiteral("a.tif");
    const QString bmp = QStringLiteral("a.bmp");
    QTest::newRow("PNG") << png << QByteArray("png") << rgb << rgb;
    QTest::newRow("PNG, 16 bits") << png << QByteArray("png") << rgb16 << rgb16;
    QTest::newRow("PNG, alpha") << png << QByteArray("png") << rgba << rgba;
    QTest::newRow("PNG, alpha, 16 bits") << png << QByteArray("png") << rgba16 << rgba16;
    QTest::newRow("PNG, from RGB32") << png << QByteArray("png") << QImage::Format_RGB32 << rgb;
    QTest::newRow("PNG, from grey") << png << QByteArray("png") << QImage::Format_Grayscale8 << rgb;
    QTest::newRow("PNG, from premultiplied")
        << png << QByteArray("png") << QImage::Format_ARGB32_Premultiplied << rgba;
    QTest::newRow("TIFF") << tif << QByteArray("tiff") << rgb << rgb;
    QTest::newRow("TIFF, 16 bits") << tif << QByteArray("tiff") << rgb16 << rgb16;
    QTest::newRow("TIFF, alpha, 16 bits") << tif << QByteArray("tiff") << rgba16 << rgba16;
    QTest::newRow("BMP") << bmp << QByteArray("bmp") << rgb << rgb;
    QTest::newRow("BMP, 16 bits become 8") << bmp << QByteArray("bmp") << rgb16 << rgb;
    QTest::newRow("capital suffix") << QStringLiteral("A.TIFF") << QByteArray("tiff") << rgb << rgb;
    QTest::newRow("no suffix") << QStringLiteral("a") << QByteArray("png") << rgb << rgb;
    QTest::newRow("name outside Latin")
        << QStringLiteral("Gemälde 画像 🎨.png") << QByteArray("png") << rgb << rgb;
}

void TestImageWriter::losslessRoundTrip()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, fileFormat);
    QFETCH(QImage::Format, given);
    QFETCH(QImage::Format, kept);
    const QImage image = noise(given);

    const Status written = writePicture(image, in(fileName));

    QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
    QCOMPARE(entries(), QStringList(fileName));
    QImageReader reader(in(fileName));
    reader.setDecideFormatFromContent(true);
    QCOMPARE(reader.format(), fileFormat);
    const QImage readBack = reader.read();
    QCOMPARE(pixels(readBack, kept), pixels(image, kept));
    QCOMPARE(readBack.hasAlphaChannel(), image.hasAlphaChannel());
}

void TestImageWriter::lossyFormats_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("fileFormat");
    QTest::newRow("JPEG") << QStringLiteral("a.jpg") << QByteArray("jpeg");
    QTest::newRow("JPEG, long suffix") << QStringLiteral("a.JPEG") << QByteArray("jpeg");
    QTest::newRow("WebP") << QStringLiteral("a.webp") << QByteArray("webp");
}

void TestImageWriter::lossyFormats()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, fileFormat);
    const QImage image = gradient(QImage::Format_RGBX64);

    QVERIFY(writePicture(image, in(fileName)));

    QCOMPARE(QImageReader::imageFormat(in(fileName)), fileFormat);
    const QImage readBack(in(fileName));
    QCOMPARE(readBack.size(), image.size());
    for (const QPoint point : {QPoint(5, 5), QPoint(32, 24), QPoint(60, 40)}) {
        const QColor actual = readBack.pixelColor(point);
        const QColor expected = image.pixelColor(point);
        QVERIFY(qAbs(actual.red() - expected.red()) <= 8);
        QVERIFY(qAbs(actual.green() - expected.green()) <= 8);
        QVERIFY(qAbs(actual.blue() - expected.blue()) <= 8);
    }
}

void TestImageWriter::readerGetsTheSamePicture_data()
{
    QTest::addColumn<QImage::Format>("format");
    QTest::newRow("8 bits") << QImage::Format_RGB888;
    QTest::newRow("16 bits") << QImage::Format_RGBX64;
}

void TestImageWriter::readerGetsTheSamePicture()
{
    QFETCH(QImage::Format, format);
    const QImage image = noise(format);
    QVERIFY(writePicture(image, in(QStringLiteral("a.png"))));

    const auto picture = readPicture(in(QStringLiteral("a.png")));

    QVERIFY(picture);
    QCOMPARE(picture->image.format(), format);
    QCOMPARE(pixels(picture->image, format), image);
}

void TestImageWriter::isTaggedSrgb_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::newRow("PNG") << QStringLiteral("a.png");
    QTest::newRow("JPEG") << QStringLiteral("a.jpg");
    QTest::newRow("TIFF") << QStringLiteral("a.tif");
    QTest::newRow("WebP") << QStringLiteral("a.webp");
}

void TestImageWriter::isTaggedSrgb()
{
    QFETCH(QString, fileName);

    QVERIFY(writePicture(noise(QImage::Format_RGB888), in(fileName)));

    QCOMPARE(QImage(in(fileName)).colorSpace(), QColorSpace(QColorSpace::SRgb));
}

void TestImageWriter::pngIsCompressed()
{
    QImage image(500, 500, QImage::Format_RGB888);
    image.fill(Qt::red);

    QVERIFY(writePicture(image, in(QStringLiteral("a.png"))));

    QVERIFY(QFileInfo(in(QStringLiteral("a.png"))).size() < image.sizeInBytes() / 50);
}

void TestImageWriter::replacesWhatWasThere()
{
    const QString path = in(QStringLiteral("a.png"));
    QVERIFY(putContent(path, QByteArray(100'000, 'x')));
    const QImage image = noise(QImage::Format_RGB888);

    QVERIFY(writePicture(image, path));

    QCOMPARE(pixels(QImage(path), image.format()), image);
    QVERIFY(!contentOf(path).contains("xxxx"));
    QCOMPARE(entries(), QStringList(QStringLiteral("a.png")));
}

// Paths that even root cannot write to.
void TestImageWriter::longNames()
{
    const QImage image = noise(QImage::Format_RGB888);
    for (const int size : {249, 255, 256}) {
        const QString path = in(QString(size - 4, u'a') + QStringLiteral(".png"));
        const bool isTaken = size <= 255;
        QCOMPARE(bool(checkPictureIsWritable(path)), isTaken);
        QVERIFY(!QFile::exists(path));
        QCOMPARE(bool(writePicture(image, path)), isTaken);
        QCOMPARE(QFile::exists(path), isTaken);
    }
    QCOMPARE(entries().size(), 2);
}

void TestImageWriter::whatLibvipsWritesNoExifOfHasIt_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("mark");
    QTest::newRow("PNG") << QStringLiteral("a.png") << QByteArray("eXIfII*\0", 8);
    QTest::newRow("JPEG XL") << QStringLiteral("a.jxl") << QByteArray("Exif\0\0\0\0II*\0", 12);
    QTest::newRow("deep JPEG XL") << QStringLiteral("b.jxl") << QByteArray("Exif\0\0\0\0II*\0", 12);
}

void TestImageWriter::whatLibvipsWritesNoExifOfHasIt()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, mark);
    Encoding encoding;
    encoding.resolution = 317;
    encoding.lossless = true;
    encoding.metadata.author = QStringLiteral("Ann of the tests");
    encoding.metadata.place = {
        {QStringLiteral("exif-ifd3-GPSLatitude"), "48/1 51/1 0/1 (, Rational)"},
        {QStringLiteral("exif-ifd3-GPSLatitudeRef"), "N (, ASCII)"}};
    const bool isDeep = fileName.startsWith(u'b');
    const QImage image = noise(isDeep ? QImage::Format_RGBX64 : QImage::Format_RGB888);
    QVERIFY(writePicture(image, in(fileName), encoding));

    QFile file(in(fileName));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const qsizetype place = bytes.indexOf(mark);
    QVERIFY(place > 0);
    if (fileName.endsWith(QStringLiteral("png"))) // or else some readers pass over it
        QVERIFY(place < bytes.indexOf("IDAT"));
    const QByteArray exif = bytes.mid(place, 1000);
    QVERIFY(exif.contains(QByteArray("Ann of the tests\0", 17)));
    QVERIFY(exif.contains(QByteArray("N\0\0\0", 4))); // the half of the earth
    QByteArray degrees(8, '\0');
    degrees[0] = 48;
    degrees[4] = 1;
    QVERIFY(exif.contains(degrees));
    const QByteArray tiff = exif.mid(exif.indexOf("II*"));
    const qsizetype field = tiff.indexOf(QByteArray("\x1a\x01\5\0\1\0\0\0", 8)); // XResolution
    QVERIFY(field > 0);
    const auto number = [&tiff](qsizetype at) {
        return qFromLittleEndian<quint32>(tiff.mid(at, 4).leftJustified(4).constData());
    };
    const qsizetype value = number(field + 8);
    QCOMPARE(qRound(double(number(value)) / number(value + 4)), 317);
    const qsizetype width = tiff.indexOf(QByteArray("\x02\xa0\4\0\1\0\0\0", 8)); // PixelXDimension
    QVERIFY(width > 0);
    QCOMPARE(number(width + 8), quint32(image.width()));
    const auto read = readPicture(in(fileName));
    QVERIFY(read);
    QCOMPARE(pictureChecksum(read->image), pictureChecksum(image));
    QCOMPARE(read->metadata.author, encoding.metadata.author);
    QCOMPARE(read->metadata.place.size(), 2);
}

void TestImageWriter::resolutionComesBack_data()
{
    QTest::addColumn<QString>("fileName");
    for (const OutputFormat &format : outputFormats()) {
        if (format.hasResolution)
            QTest::newRow(qPrintable(format.name))
                << QStringLiteral("a.") + format.suffixes.front();
    }
}

void TestImageWriter::resolutionComesBack()
{
    QFETCH(QString, fileName);
    Encoding encoding;
    encoding.resolution = 317;
    QVERIFY(writePicture(noise(QImage::Format_RGB888), in(fileName), encoding));
    const auto read = readPicture(in(fileName));
    QVERIFY(read);
    QCOMPARE(qRound(read->resolution), 317);
}

void TestImageWriter::refused_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::newRow("unknown suffix") << QStringLiteral("a.xyz");
    QTest::newRow("format we read but do not write") << QStringLiteral("a.ico");
    QTest::newRow("missing folder") << QStringLiteral("none/a.png");
    QTest::newRow("file for a folder") << QStringLiteral("file/a.png");
    QTest::newRow("folder for a file") << QStringLiteral("folder.png");
}

void TestImageWriter::refused()
{
    QFETCH(QString, fileName);
    QVERIFY(putContent(in(QStringLiteral("file")), "content"));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder.png")));
    const QStringList before = entries();

    const Status written = writePicture(noise(QImage::Format_RGB888), in(fileName));

    QVERIFY(!written);
    QCOMPARE(int(written.error().code), int(ErrorCode::FileNotWritable));
    QCOMPARE(written.error().subject, QFileInfo(fileName).fileName());
    QVERIFY(!written.error().detail.isEmpty());
    QCOMPARE(entries(), before);
    QCOMPARE(contentOf(in(QStringLiteral("file"))), QByteArray("content"));
}

void TestImageWriter::nullPictureLeavesExistingFile()
{
    const QString path = in(QStringLiteral("a.png"));
    QVERIFY(putContent(path, "precious"));

    const Status written = writePicture(QImage(), path);

    QVERIFY(!written);
    QCOMPARE(int(written.error().code), int(ErrorCode::FileNotWritable));
    QVERIFY(!written.error().detail.isEmpty());
    QCOMPARE(contentOf(path), QByteArray("precious"));
    QCOMPARE(entries(), QStringList(QStringLiteral("a.png")));
}

void TestImageWriter::fullDiskLeavesExistingFile()
{
#ifdef Q_OS_UNIX
    const QString path = in(QStringLiteral("a.png"));
    QVERIFY(putContent(path, "precious"));
    const auto written = [&path] {
        const FullDisk fullDisk;
        return writePicture(noise(QImage::Format_RGB888), path);
    }();

    QVERIFY(!written);
    QCOMPARE(int(written.error().code), int(ErrorCode::FileNotWritable));
    QVERIFY(!written.error().detail.isEmpty());
    QCOMPARE(contentOf(path), QByteArray("precious"));
    QCOMPARE(entries(), QStringList(QStringLiteral("a.png")));
#else
    QSKIP("fills the disk by way of setrlimit");
#endif
}

GRAMARYE_TEST(TestImageWriter)

} // namespace gramarye::tst_imagewriter

#include "tst_imagewriter.moc"
