#include "core/model/recipe.h"
#include "core/pictures/imagereader.h"
#include "core/pictures/imagewriter.h"
#include "core/pictures/jxlcontainer.h"
#include "core/pictures/outputformat.h"
#include "core/pictures/referredpicture.h"
#include "core/pictures/vipsencoder.h"
#include "testpaths.h"
#include "tests/support/picturepromises.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QColorSpace>
#include <QFile>
#include <QImageReader>
#include <QImageWriter>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace gramarye::tst_imagereader {

namespace {

QByteArray encoded(const QImage &image, const char *format)
{
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    QImageWriter writer(&buffer, format);
    if (QByteArray(format) == "jpeg")
        writer.setQuality(100);
    return writer.write(image) ? buffer.data() : QByteArray();
}

// Red, green, blue, yellow in the corners, in reading order.
QImage quadrants(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB888);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool right = x >= width / 2;
            const bool low = y >= height / 2;
            image.setPixelColor(
                x, y, low ? (right ? Qt::yellow : Qt::blue) : (right ? Qt::green : Qt::red));
        }
    }
    return image;
}

QImage filled(QImage::Format format, const QColor &color)
{
    QImage image(4, 3, format);
    image.fill(color);
    return image;
}

template<typename Integer>
QByteArray bigEndian(Integer value)
{
    QByteArray bytes(sizeof(Integer), '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

// PNG specification, annex D.
quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

QByteArray pngChunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(quint32(data.size())) + type + data + bigEndian(crc32(type + data));
}

QByteArray zlibStream(const QByteArray &data)
{
    return qCompress(data).mid(4); // without Qt's own length
}

constexpr qsizetype pngHeaderSize = 8 + 25; // signature and IHDR

QByteArray pngWithProfile(const QImage &image, const QByteArray &icc)
{
    const QByteArray name("test\0\0", 6); // and "deflate"
    return encoded(image, "png").insert(pngHeaderSize, pngChunk("iCCP", name + zlibStream(icc)));
}

QByteArray pngHeader(quint32 width, quint32 height)
{
    const QByteArray rgb8("\x08\x02\0\0\0", 5);
    return QByteArrayLiteral("\x89PNG\r\n\x1a\n")
           + pngChunk("IHDR", bigEndian(width) + bigEndian(height) + rgb8);
}

// APP1 with nothing but the orientation (Exif 2.3, 4.6.4), behind SOI.
QByteArray withOrientation(QByteArray jpeg, quint16 orientation)
{
    const QByteArray tiff = QByteArrayLiteral("MM\0\x2a\0\0\0\x08") + bigEndian(quint16(1))
                            + bigEndian(quint16(0x0112)) + bigEndian(quint16(3))
                            + bigEndian(quint32(1)) + bigEndian(orientation) + bigEndian(quint16(0))
                            + bigEndian(quint32(0));
    const QByteArray segment = QByteArrayLiteral("Exif\0\0") + tiff;
    return jpeg.insert(2, "\xff\xe1" + bigEndian(quint16(segment.size() + 2)) + segment);
}

QByteArray withApplicationData(QByteArray jpeg, const QByteArray &data)
{
    return jpeg.insert(2, "\xff\xe5" + bigEndian(quint16(data.size() + 2)) + data);
}

QByteArray savedProfile(cmsHPROFILE profile)
{
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    QByteArray bytes(qsizetype(size), '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

QByteArray grayProfile(double gamma)
{
    cmsToneCurve *curve = cmsBuildGamma(nullptr, gamma);
    cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
    cmsFreeToneCurve(curve);
    return savedProfile(profile);
}

cmsInt32Number sampleSwapped(const cmsUInt16Number in[], cmsUInt16Number out[], void *toLab)
{
    const std::array<cmsUInt16Number, 3> swapped{in[2], in[1], in[0]};
    cmsDoTransform(toLab, swapped.data(), out, 1);
    return TRUE;
}

// A profile made of a table (AToB0, RGB to Lab), in which red and blue have changed places.
QByteArray tableProfile()
{
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHPROFILE lab = cmsCreateLab4Profile(nullptr);
    cmsHTRANSFORM toLab = cmsCreateTransform(srgb, TYPE_RGB_16, lab, TYPE_Lab_16, INTENT_PERCEPTUAL,
                                             cmsFLAGS_NOOPTIMIZE);
    cmsPipeline *pipeline = cmsPipelineAlloc(nullptr, 3, 3);
    cmsStage *table = cmsStageAllocCLut16bit(nullptr, 17, 3, 3, nullptr);
    cmsStageSampleCLut16bit(table, sampleSwapped, toLab, 0);
    // lutAToBType (ICC.1, 10.12) wants curves on both sides of the table: straight ones.
    cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, nullptr));
    cmsPipelineInsertStage(pipeline, cmsAT_END, table);
    cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, nullptr));

    cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
    cmsSetProfileVersion(profile, 4.3);
    cmsSetDeviceClass(profile, cmsSigInputClass);
    cmsSetColorSpace(profile, cmsSigRgbData);
    cmsSetPCS(profile, cmsSigLabData);
    cmsWriteTag(profile, cmsSigAToB0Tag, pipeline);
    const QByteArray bytes = savedProfile(profile);

    cmsPipelineFree(pipeline);
    cmsDeleteTransform(toLab);
    cmsCloseProfile(lab);
    cmsCloseProfile(srgb);
    return bytes;
}

QByteArray pngWithChunk(const QImage &image, const QByteArray &type, const QByteArray &data)
{
    return encoded(image, "png").insert(pngHeaderSize, pngChunk(type, data));
}

/// Just over 36 megapixels that rise to the right in red, downwards in green.
const QImage &largeSlope()
{
    static const QImage slope = [] {
        QImage image(9002, 4002, QImage::Format_RGB888);
        for (int y = 0; y < image.height(); ++y) {
            uchar *line = image.scanLine(y);
            for (int x = 0; x < image.width(); ++x, line += 3) {
                line[0] = uchar(x / 40);
                line[1] = uchar(y / 20);
                line[2] = 80;
            }
        }
        return image;
    }();
    return slope;
}

/// As the program writes it, but without boxes around a JPEG XL.
QByteArray encodedByVips(const QImage &image, const QString &path)
{
    const auto bytes = gramarye::encodedByVips(stripsOf(image), *outputFormat(path), {}, path);
    return bytes ? *bytes : QByteArray();
}

/// Not compressed, its directory before the pixels (TIFF 6.0, section 6).
QByteArray tiffOfStrips(const QImage &image, int lines)
{
    const quint32 strips = quint32(image.height() / lines);
    const quint32 stripSize = quint32(image.width() * 3 * lines);
    QByteArray bytes("II*\0\x08\0\0\0", 8);
    const auto add = [&bytes](auto value) {
        const auto little = qToLittleEndian(value);
        bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
    };
    constexpr quint16 entries = 9;
    constexpr quint32 behind = 8 + 2 + 12 * entries + 4;
    const auto entry = [&add](quint16 tag, quint16 type, quint32 count, quint32 value) {
        add(tag);
        add(type);
        add(count);
        add(value);
    };
    add(entries);
    entry(256, 4, 1, quint32(image.width()));
    entry(257, 4, 1, quint32(image.height()));
    entry(258, 3, 3, behind + 8 * strips); // bits, of each channel
    entry(259, 3, 1, 1);                   // not compressed
    entry(262, 3, 1, 2);                   // RGB
    entry(273, 4, strips, behind);         // where the strips are
    entry(277, 3, 1, 3);                   // channels
    entry(278, 4, 1, quint32(lines));
    entry(279, 4, strips, behind + 4 * strips); // how long they are
    add(quint32(0));
    const quint32 pixels = behind + 8 * strips + 6;
    for (quint32 i = 0; i < strips; ++i)
        add(pixels + i * stripSize);
    for (quint32 i = 0; i < strips; ++i)
        add(stripSize);
    for (int channel = 0; channel < 3; ++channel)
        add(quint16(8));
    for (int y = 0; y < image.height(); ++y)
        bytes.append(reinterpret_cast<const char *>(image.constScanLine(y)), image.width() * 3);
    return bytes;
}

QByteArray progressiveJpeg(const QImage &image)
{
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    QImageWriter writer(&buffer, "jpeg");
    writer.setProgressiveScanWrite(true);
    writer.setQuality(100);
    return writer.write(image) ? buffer.data() : QByteArray();
}

cmsCIELab labOf(QRgb color)
{
    static const std::unique_ptr<void, decltype(&cmsDeleteTransform)> toLab = [] {
        cmsHPROFILE srgb = cmsCreate_sRGBProfile();
        cmsHPROFILE lab = cmsCreateLab4Profile(nullptr);
        cmsHTRANSFORM transform = cmsCreateTransform(srgb, TYPE_RGB_8, lab, TYPE_Lab_DBL,
                                                     INTENT_RELATIVE_COLORIMETRIC, 0);
        cmsCloseProfile(lab);
        cmsCloseProfile(srgb);
        return std::unique_ptr<void, decltype(&cmsDeleteTransform)>(transform, cmsDeleteTransform);
    }();
    const std::array<quint8, 3> rgb{quint8(qRed(color)), quint8(qGreen(color)),
                                    quint8(qBlue(color))};
    cmsCIELab result;
    cmsDoTransform(toLab.get(), rgb.data(), &result, 1);
    return result;
}

/// ΔE (CIE 1976): 2 is what one sees side by side.
double difference(QRgb a, QRgb b)
{
    const cmsCIELab labA = labOf(a);
    const cmsCIELab labB = labOf(b);
    return cmsDeltaE(&labA, &labB);
}

QRgb meanColor(const QImage &image)
{
    std::array<qint64, 3> sums{};
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb color = image.pixel(x, y);
            sums[0] += qRed(color);
            sums[1] += qGreen(color);
            sums[2] += qBlue(color);
        }
    }
    const qint64 count = qint64(image.width()) * image.height();
    return qRgb(int(sums[0] / count), int(sums[1] / count), int(sums[2] / count));
}

QString picturePath(const QString &fileName)
{
    return QStringLiteral(GRAMARYE_TEST_DATA "/pictures/") + fileName;
}

QByteArray cmykProfile()
{
    cmsHPROFILE profile = cmsCreateInkLimitingDeviceLink(cmsSigCmykData, 300);
    return savedProfile(profile);
}

bool isNear(QRgb actual, QRgb expected, int tolerance)
{
    return qAbs(qRed(actual) - qRed(expected)) <= tolerance
           && qAbs(qGreen(actual) - qGreen(expected)) <= tolerance
           && qAbs(qBlue(actual) - qBlue(expected)) <= tolerance;
}

char cornerLetter(QRgb color)
{
    const std::array<std::pair<char, QColor>, 4> letters{
        {{'R', Qt::red}, {'G', Qt::green}, {'B', Qt::blue}, {'Y', Qt::yellow}}};
    for (const auto &[letter, expected] : letters) {
        if (isNear(color, expected.rgb(), 12))
            return letter;
    }
    return '?';
}

QByteArray corners(const QImage &image)
{
    const int right = image.width() - 3;
    const int bottom = image.height() - 3;
    QByteArray letters;
    for (const QPoint corner :
         {QPoint(2, 2), QPoint(right, 2), QPoint(2, bottom), QPoint(right, bottom)})
        letters += cornerLetter(image.pixel(corner));
    return letters;
}

const QString name = QStringLiteral("name");

QByteArray encodedWebp(const QImage &image, int quality)
{
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    QImageWriter writer(&buffer, "webp");
    writer.setQuality(quality); // 100: without loss
    return writer.write(image) ? buffer.data() : QByteArray();
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The first @p passes of seven (PNG, 8.2), in a file that ends with them.
QByteArray interlacedPng(const QImage &image, int passes)
{
    struct Pass
    {
        int left, top, stepX, stepY;
    };
    constexpr std::array<Pass, 7> all{{{0, 0, 8, 8},
                                       {4, 0, 8, 8},
                                       {0, 4, 4, 8},
                                       {2, 0, 4, 4},
                                       {0, 2, 2, 4},
                                       {1, 0, 2, 2},
                                       {0, 1, 1, 2}}};
    const bool isDeep = image.depth() == 64;
    QByteArray data;
    for (const Pass &pass : QList(all.begin(), all.begin() + passes)) {
        for (int y = pass.top; y < image.height(); y += pass.stepY) {
            data += '\0'; // not filtered
            for (int x = pass.left; x < image.width(); x += pass.stepX) {
                const QRgba64 color = image.pixelColor(x, y).rgba64();
                for (const quint16 channel : {color.red(), color.green(), color.blue()})
                    data += isDeep ? bigEndian(channel) : bigEndian(quint8(channel >> 8));
            }
        }
    }
    const QByteArray head = bigEndian(quint32(image.width())) + bigEndian(quint32(image.height()))
                            + char(isDeep ? 16 : 8) + QByteArray("\2\0\0\1", 4);
    const QByteArray packed = pngChunk("IDAT", zlibStream(data));
    return QByteArrayLiteral("\x89PNG\r\n\x1a\n") + pngChunk("IHDR", head)
           + (passes == 7 ? packed : packed.chopped(8));
}

} // namespace

class TestImageReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void formats_data();
    void formats();
    void filesOfOtherPrograms_data();
    void filesOfOtherPrograms();
    void howMuchIsReadOf_data();
    void howMuchIsReadOf();
    void largePicturesAreReduced_data();
    void largePicturesAreReduced();
    void transparencyIsReducedToo();
    void largePicturesOnTheirSide();
    void cutLargePicture();
    void samePixelsAsEver_data();
    void samePixelsAsEver();
    void pixelFormats_data();
    void pixelFormats();
    void exifOrientation_data();
    void exifOrientation();
    void aTurnedPictureKeepsItsProfile();
    void alphaIsFlattenedOnWhiteAndKept_data();
    void alphaIsFlattenedOnWhiteAndKept();
    void anotherBackgroundThanWhite_data();
    void anotherBackgroundThanWhite();
    void alphaOfPalette();
    void opaqueAlphaIsNoAlpha();
    void profiles_data();
    void profiles();
    void profilesThatLeadBackAreKept();
    void tableProfileOfJpeg();
    void profileOf16Bits();
    void profileLeavesAlphaAlone();
    void gammaOfPng();
    void inksWithoutProfile();
    void profileOfOtherColors();
    void cutPictures_data();
    void cutPictures();
    void cutInterlacedPicture();
    void cutJxl();
    void cutTiff();
    void cutTiffWithTheDirectoryBehind();
    void cutInterlacedPng_data();
    void cutInterlacedPng();
    void cutBmp_data();
    void cutBmp();
    void resolutionOfBmp();
    void cutBeyondSight_data();
    void cutBeyondSight();
    void cutGif();
    void promisesAreKeptForWhatFuzzingFound();
    void refusedBytes_data();
    void refusedBytes();
    void refusedFiles_data();
    void refusedFiles();
    void wideClaimIsWithinLimit();
    void wholeAsOtherProgramsMakeThem_data();
    void wholeAsOtherProgramsMakeThem();
    void namesOutsideLatin();
    void relativePathBecomesAbsolute();
    void textsAreKept();
    void refusedImages_data();
    void refusedImages();

private:
    QString save(const QString &fileName, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

void TestImageReader::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

QString TestImageReader::save(const QString &fileName, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(fileName));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                : QString();
}

void TestImageReader::formats_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<int>("tolerance");
    QTest::newRow("PNG") << QByteArray("png") << 0;
    QTest::newRow("TIFF") << QByteArray("tiff") << 0;
    QTest::newRow("BMP") << QByteArray("bmp") << 0;
    QTest::newRow("JPEG") << QByteArray("jpeg") << 3;
    QTest::newRow("WebP") << QByteArray("webp") << 6;
}

// The suffix is wrong on purpose: the content decides.
void TestImageReader::formats()
{
    QFETCH(QByteArray, format);
    QFETCH(int, tolerance);
    const QString path = save(QStringLiteral("picture.xyz"), encoded(quadrants(64, 32), format));

    const auto picture = readPicture(path);

    QVERIFY2(picture, qPrintable(picture ? QString() : picture.error().detail));
    QCOMPARE(picture->image.size(), QSize(64, 32));
    QCOMPARE(picture->image.format(), QImage::Format_RGB888);
    QCOMPARE(picture->image.colorSpace(), QColorSpace(QColorSpace::SRgb));
    QVERIFY(picture->alpha.isNull());
    QCOMPARE(picture->ref.path, path);
    QVERIFY(isNear(picture->image.pixel(8, 8), qRgb(255, 0, 0), tolerance));
    QVERIFY(isNear(picture->image.pixel(56, 8), qRgb(0, 255, 0), tolerance));
    QVERIFY(isNear(picture->image.pixel(8, 24), qRgb(0, 0, 255), tolerance));
    QVERIFY(isNear(picture->image.pixel(56, 24), qRgb(255, 255, 0), tolerance));
}

void TestImageReader::filesOfOtherPrograms_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QImage::Format>("format");
    const auto row = [](const char *name, const char *file, QImage::Format format) {
        QTest::newRow(name) << QString::fromLatin1(file) << format;
    };
    const auto eight = QImage::Format_RGB888;
    const auto deep = QImage::Format_RGBX64;
    row("HEIC with 10 bits", "heic.heic", deep);
    row("AVIF", "avif.avif", eight);
    row("JPEG XL", "jxl.jxl", eight);
    row("WebP", "webp.webp", eight);
    row("GIF", "gif.gif", eight);
    row("TGA", "tga.tga", eight);
    row("Radiance HDR", "hdr.hdr", deep);
    row("OpenEXR", "exr.exr", deep);
    row("TIFF of floats", "float.tif", deep);
    row("JPEG in Adobe RGB", "adobe.jpg", eight);
    row("16-bit TIFF in Adobe RGB", "deep.tif", deep);
    row("PNG with a scanner's table", "table.png", eight);
    row("grey JPEG with gamma 2.2", "gray.jpg", eight);
    row("TIFF in inks", "inks.tif", eight);
    row("16-bit TIFF in inks", "inks16.tif", deep);
    row("JPEG in inks", "inkjpeg.jpg", eight);
}

// tests/data/pictures/make.sh made them, and what ImageMagick makes of them.
void TestImageReader::filesOfOtherPrograms()
{
    QFETCH(QString, file);
    QFETCH(QImage::Format, format);

    const auto picture = readPicture(picturePath(file));

    QVERIFY2(picture, qPrintable(picture ? QString() : picture.error().detail));
    const QImage &image = picture->image;
    const QString base = file.section(u'.', 0, 0);
    const QImage expected(picturePath(QStringLiteral("expected/%1.png").arg(base)));
    QCOMPARE(image.size(), expected.size());
    QCOMPARE(image.format(), format);
    QVERIFY(picture->alpha.isNull());
    const double ofMean = difference(meanColor(image), meanColor(expected));
    QVERIFY2(ofMean < 2, qPrintable(QString::number(ofMean)));
    for (int y = 8; y < image.height(); y += 16) {
        for (int x = 8; x < image.width(); x += 16) {
            const double here = difference(image.pixel(x, y), expected.pixel(x, y));
            QVERIFY2(here < 2, qPrintable(QStringLiteral("%1 at %2, %3: %4 for %5")
                                              .arg(here)
                                              .arg(x)
                                              .arg(y)
                                              .arg(QColor(image.pixel(x, y)).name(),
                                                   QColor(expected.pixel(x, y)).name())));
        }
    }
}

void TestImageReader::howMuchIsReadOf_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("shrink");
    QTest::newRow("not large") << QSize(8000, 4000) << 64 << 1;
    QTest::newRow("all of it") << QSize(11600, 8700) << 0 << 1;
    QTest::newRow("upright") << QSize(8700, 11600) << 512 << 8;
    QTest::newRow("an eighth") << QSize(11600, 8700) << 512 << 8;
    QTest::newRow("no less than that") << QSize(40000, 1000) << 64 << 8;
    QTest::newRow("a thread") << QSize(20'000'000, 2) << 64 << 2;
    QTest::newRow("a quarter") << QSize(11600, 8700) << 1024 << 4;
    QTest::newRow("half") << QSize(11600, 8700) << 2900 << 2;
    QTest::newRow("less than four times as large") << QSize(11600, 8700) << 2901 << 1;
}

void TestImageReader::howMuchIsReadOf()
{
    QFETCH(QSize, size);
    QFETCH(int, side);
    QFETCH(int, shrink);

    QCOMPARE(shrinkFor(size, side), shrink);
}

void TestImageReader::largePicturesAreReduced_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QImage slope = largeSlope();
    QTest::newRow("JPEG") << encoded(slope, "jpeg");
    QTest::newRow("PNG") << encoded(slope, "png");
    QTest::newRow("TIFF, 16 bits")
        << encodedByVips(slope.convertToFormat(QImage::Format_RGBX64), QStringLiteral("a.tif"));
}

void TestImageReader::largePicturesAreReduced()
{
    QFETCH(QByteArray, bytes);

    const auto small = readPicture(bytes, name, {CutPictures::Refuse, 256});
    QVERIFY(small);
    QCOMPARE(small->shrink, 8);
    QCOMPARE(small->size(), largeSlope().size());
    QCOMPARE(small->image.size(), QSize(1125, 500));
    QCOMPARE(small->file, bytes);
    QCOMPARE(small->ref.hash, fileChecksum(bytes));
    QVERIFY(isFileChecksum(small->ref.hash));
    for (const QPoint at : {QPoint(0, 0), QPoint(500, 250), QPoint(1124, 499), QPoint(3, 499)}) {
        const QRgb middle = largeSlope().pixel(at * 8 + QPoint(4, 4));
        QVERIFY(isNear(small->image.pixel(at), middle, 2));
    }

    const auto whole = readFor(*small, 0);
    QVERIFY(whole);
    QCOMPARE(whole->shrink, 1);
    QCOMPARE(whole->ref.hash, small->ref.hash);
    Reading byPixels(CutPictures::Refuse, 256);
    byPixels.isKnownByPixels = true;
    const auto asBefore = readPicture(bytes, name, byPixels);
    QVERIFY(asBefore);
    QVERIFY(asBefore->image == whole->image);
    QVERIFY(asBefore->file.isEmpty());
    QCOMPARE(asBefore->ref.hash, pictureChecksum(whole->image));

    // However it was read before, for one size it is one picture.
    const auto again = readFor(*whole, 256);
    QVERIFY(again);
    QVERIFY(again->image == small->image);
    QCOMPARE(again->size(), small->size());
}

void TestImageReader::transparencyIsReducedToo()
{
    QImage image(8000, 4096, QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y) { // red, and as much of what is not seen in between
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x)
            line[x] = x % 2 == 0 ? qRgba(200, 0, 0, 255) : qRgba(0, 255, 0, 0);
    }
    const auto small = readPicture(quickPng(image), name, {CutPictures::Refuse, 256});
    QVERIFY(small);
    QCOMPARE(small->shrink, 8);
    QCOMPARE(small->alpha.size(), small->image.size());
    QVERIFY(std::abs(qGray(small->alpha.pixel(100, 100)) - 128) <= 1);
    QVERIFY(isNear(small->image.pixel(100, 100), qRgb(227, 127, 127), 2)); // half of it white
}

void TestImageReader::largePicturesOnTheirSide()
{
    const QByteArray bytes = withOrientation(encoded(largeSlope(), "jpeg"), 6);
    const auto small = readPicture(bytes, name, {CutPictures::Refuse, 256});
    QVERIFY(small);
    QCOMPARE(small->size(), largeSlope().size().transposed());
    QCOMPARE(small->image.size(), QSize(500, 1125));
    QVERIFY(isNear(small->image.pixel(499, 0), largeSlope().pixel(4, 4), 2));
}

void TestImageReader::cutLargePicture()
{
    const QByteArray whole = encoded(largeSlope(), "jpeg");
    const QByteArray bytes = whole.left(whole.size() / 2);
    QCOMPARE(readPicture(bytes, name, {CutPictures::Refuse, 256}).error().code,
             ErrorCode::PictureCutShort);
    const auto part = readPicture(bytes, name, {CutPictures::Accept, 256});
    QVERIFY(part);
    QCOMPARE(part->size().width(), largeSlope().width());
    QCOMPARE(part->size().height(), part->image.height() * 8);
    QVERIFY(part->image.height() > 100 && part->image.height() < 400);
    const auto again = readFor(*part, 0);
    QVERIFY(again);
    QVERIFY(again->size().height() >= part->size().height() - 8);
}

void TestImageReader::samePixelsAsEver_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto file = [](const char *path) {
        QFile file(QStringLiteral(GRAMARYE_SOURCE_DIR "/") + QLatin1String(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTest::newRow("photograph") << file("resources/samples/lakeside.jpg");
    QTest::newRow("GIF") << file("tests/data/pictures/gif.gif");
    QTest::newRow("lossless WebP") << file("tests/data/pictures/webp.webp");

    const QImage image = noisyPicture({99, 65}).convertToFormat(QImage::Format_RGB888);
    QTest::newRow("PNG") << encoded(image, "png");
    QTest::newRow("PNG tagged as sRGB")
        << pngWithProfile(image, QColorSpace(QColorSpace::SRgb).iccProfile());
    QTest::newRow("16-bit PNG") << encoded(image.convertToFormat(QImage::Format_RGBX64), "png");
    QTest::newRow("grey PNG") << encoded(image.convertToFormat(QImage::Format_Grayscale8), "png");
    QTest::newRow("PNG of a palette")
        << encoded(image.convertToFormat(QImage::Format_Indexed8), "png");
    QTest::newRow("JPEG") << encoded(image, "jpeg");
    QTest::newRow("progressive JPEG") << progressiveJpeg(image);
    QTest::newRow("TIFF") << encoded(image, "tiff");
    QTest::newRow("WebP") << encoded(image, "webp");
    QTest::newRow("BMP") << encoded(image, "bmp");
}

// By their hashes projects know them, those of before too, which Qt read.
void TestImageReader::samePixelsAsEver()
{
    QFETCH(QByteArray, bytes);
    QBuffer buffer(&bytes);
    QImage before = QImageReader(&buffer).read();
    QVERIFY(!before.isNull());

    const auto picture = readPicture(bytes, name);

    QVERIFY(picture);
    QCOMPARE(picture->ref.hash, pictureChecksum(before));
}

void TestImageReader::pixelFormats_data()
{
    QTest::addColumn<QImage>("image");
    QTest::addColumn<QImage::Format>("format");
    QTest::addColumn<QRgba64>("expected");

    const QRgba64 orange = QRgba64::fromRgba(255, 165, 0, 255);
    const QRgba64 gray = QRgba64::fromRgba(90, 90, 90, 255);
    const QRgba64 fine = QRgba64::fromRgba64(0x1234, 0x5678, 0x9abc, 0xffff);
    const QRgba64 gray16 = QRgba64::fromRgba64(0x1234, 0x1234, 0x1234, 0xffff);
    QImage grayImage16(4, 3, QImage::Format_Grayscale16);
    for (int y = 0; y < 3; ++y) // QImage::fill would round to 8 bits
        std::fill_n(reinterpret_cast<quint16 *>(grayImage16.scanLine(y)), 4, quint16(0x1234));
    QImage palette(4, 3, QImage::Format_Indexed8);
    palette.setColorTable({qRgb(0, 0, 0), qRgb(255, 165, 0)});
    palette.fill(1);
    QImage mono(4, 3, QImage::Format_Mono);
    mono.setColorTable({qRgb(0, 0, 0), qRgb(255, 255, 255)});
    mono.fill(1);

    const auto rgb = QImage::Format_RGB888;
    const auto deep = QImage::Format_RGBX64;
    QTest::newRow("8 bits") << filled(QImage::Format_RGB888, QColor(orange)) << rgb << orange;
    QTest::newRow("16 bits") << filled(QImage::Format_RGBX64, QColor(fine)) << deep << fine;
    QTest::newRow("grey") << filled(QImage::Format_Grayscale8, QColor(gray)) << rgb << gray;
    QTest::newRow("16-bit grey") << grayImage16 << deep << gray16;
    QTest::newRow("palette") << palette << rgb << orange;
    QTest::newRow("black and white") << mono << rgb << QRgba64::fromRgba(255, 255, 255, 255);
}

void TestImageReader::pixelFormats()
{
    QFETCH(QImage, image);
    QFETCH(QImage::Format, format);
    QFETCH(QRgba64, expected);

    const auto picture = readPicture(encoded(image, "png"), name);

    QVERIFY(picture);
    QCOMPARE(picture->image.format(), format);
    QCOMPARE(picture->image.size(), image.size());
    QCOMPARE(picture->image.pixelColor(3, 2).rgba64(), expected);
    QVERIFY(picture->alpha.isNull());
    QVERIFY(picture->ref.path.isEmpty());
}

void TestImageReader::exifOrientation_data()
{
    QTest::addColumn<quint16>("orientation");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QByteArray>("expected");
    const QSize lying(48, 32);
    const QSize standing(32, 48);
    QTest::newRow("1 upright") << quint16(1) << lying << QByteArray("RGBY");
    QTest::newRow("2 mirrored") << quint16(2) << lying << QByteArray("GRYB");
    QTest::newRow("3 half a turn") << quint16(3) << lying << QByteArray("YBGR");
    QTest::newRow("4 upside down mirrored") << quint16(4) << lying << QByteArray("BYRG");
    QTest::newRow("5 transposed") << quint16(5) << standing << QByteArray("RBGY");
    QTest::newRow("6 turned right") << quint16(6) << standing << QByteArray("BRYG");
    QTest::newRow("7 transversed") << quint16(7) << standing << QByteArray("YGBR");
    QTest::newRow("8 turned left") << quint16(8) << standing << QByteArray("GYRB");
}

void TestImageReader::exifOrientation()
{
    QFETCH(quint16, orientation);
    QFETCH(QSize, size);
    QFETCH(QByteArray, expected);

    const QByteArray jpeg = withOrientation(encoded(quadrants(48, 32), "jpeg"), orientation);
    const auto picture = readPicture(jpeg, name);

    QVERIFY(picture);
    QCOMPARE(picture->image.size(), size);
    QCOMPARE(corners(picture->image), expected);
}

void TestImageReader::aTurnedPictureKeepsItsProfile()
{
    QFile file(picturePath(QStringLiteral("adobe.jpg")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray jpeg = file.readAll();

    const auto upright = readPicture(jpeg, name);
    const auto turned = readPicture(withOrientation(jpeg, 3), name);

    QVERIFY(upright && turned);
    QCOMPARE(turned->image, upright->image.mirrored(true, true));
}

void TestImageReader::alphaIsFlattenedOnWhiteAndKept_data()
{
    QTest::addColumn<QImage::Format>("format");
    QTest::addColumn<QRgba64>("color");
    QTest::addColumn<QRgba64>("flattened");
    QTest::addColumn<int>("alpha");

    const auto eight = QImage::Format_RGBA8888;
    const auto sixteen = QImage::Format_RGBA64;
    const QRgba64 white = QRgba64::fromRgba(255, 255, 255, 255);
    // 200 · 51/255 + 255 · 204/255 = 244, and so on
    QTest::newRow("a fifth") << eight << QRgba64::fromRgba(200, 100, 0, 51)
                             << QRgba64::fromRgba(244, 224, 204, 255) << 51;
    QTest::newRow("rounded") << eight << QRgba64::fromRgba(7, 100, 200, 100)
                             << QRgba64::fromRgba(158, 194, 233, 255) << 100;
    QTest::newRow("nothing") << eight << QRgba64::fromRgba(200, 100, 0, 0) << white << 0;
    QTest::newRow("16 bits, a fifth") << sixteen << QRgba64::fromRgba64(50000, 10001, 0, 13107)
                                      << QRgba64::fromRgba64(62428, 54428, 52428, 65535) << 51;
    QTest::newRow("16 bits, nothing")
        << sixteen << QRgba64::fromRgba64(50000, 10001, 0, 0) << white << 0;
}

void TestImageReader::alphaIsFlattenedOnWhiteAndKept()
{
    QFETCH(QImage::Format, format);
    QFETCH(QRgba64, color);
    QFETCH(QRgba64, flattened);
    QFETCH(int, alpha);
    QImage image = filled(format, Qt::black);
    image.setPixelColor(1, 2, QColor(color));

    const auto picture = readPicture(encoded(image, "png"), name);

    QVERIFY(picture);
    QVERIFY(!picture->image.hasAlphaChannel());
    QCOMPARE(picture->image.pixelColor(1, 2).rgba64(), flattened);
    QCOMPARE(picture->image.pixelColor(2, 1), QColor(Qt::black));
    QCOMPARE(picture->alpha.format(), QImage::Format_Grayscale8);
    QCOMPARE(picture->alpha.size(), image.size());
    QCOMPARE(int(picture->alpha.constScanLine(2)[1]), alpha);
    QCOMPARE(int(picture->alpha.constScanLine(1)[2]), 255);
}

void TestImageReader::anotherBackgroundThanWhite_data()
{
    QTest::addColumn<QImage::Format>("format");
    QTest::addColumn<QColor>("background");
    QTest::addColumn<int>("off"); // of 65535, by which rounding and alpha in 8 bits may be wrong
    for (const QColor &background : {QColor(Qt::black), QColor(255, 128, 0), QColor(Qt::white)}) {
        QTest::addRow("8 bits, %s", qPrintable(background.name()))
            << QImage::Format_RGBA8888 << background << 257;
        QTest::addRow("16 bits, %s", qPrintable(background.name()))
            << QImage::Format_RGBA64 << background << 129;
    }
}

// Found from what lies on white already: the same as "over" that background.
void TestImageReader::anotherBackgroundThanWhite()
{
    QFETCH(QImage::Format, format);
    QFETCH(QColor, background);
    QFETCH(int, off);
    QImage image(256, 4, format);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, QColor(50 * y, 200 - 40 * y, 255 - 60 * y, x));
    }
    const auto onWhite = readPicture(encoded(image, "png"), name);
    QVERIFY(onWhite);
    const Picture picture = onBackground(*onWhite, background.rgb());
    QCOMPARE(picture.image.format(), onWhite->image.format());
    QCOMPARE(picture.ref, onWhite->ref);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgba64 color = image.pixelColor(x, y).rgba64();
            const QRgba64 below = background.rgba64();
            const QRgba64 found = picture.image.pixelColor(x, y).rgba64();
            const auto isOver = [&](quint16 above, quint16 under, quint16 is) {
                const double share = color.alpha() / 65535.0;
                return std::abs(above * share + under * (1 - share) - is) <= off;
            };
            QVERIFY2(isOver(color.red(), below.red(), found.red())
                         && isOver(color.green(), below.green(), found.green())
                         && isOver(color.blue(), below.blue(), found.blue()),
                     qPrintable(QStringLiteral("%1 %2").arg(x).arg(y)));
        }
    }
}

void TestImageReader::alphaOfPalette()
{
    QImage image(4, 3, QImage::Format_Indexed8);
    image.setColorTable({qRgb(10, 20, 30), qRgba(0, 0, 0, 0)});
    image.fill(0);
    image.setPixel(1, 2, 1);

    const auto picture = readPicture(encoded(image, "png"), name);

    QVERIFY(picture);
    QCOMPARE(picture->image.pixel(1, 2), qRgb(255, 255, 255));
    QCOMPARE(picture->image.pixel(0, 0), qRgb(10, 20, 30));
    QCOMPARE(int(picture->alpha.constScanLine(2)[1]), 0);
    QCOMPARE(int(picture->alpha.constScanLine(0)[0]), 255);
}

void TestImageReader::opaqueAlphaIsNoAlpha()
{
    const QImage image = filled(QImage::Format_RGBA8888, QColor(10, 20, 30));

    const auto picture = pictureFromImage(image, name);

    QVERIFY(picture);
    QVERIFY(picture->alpha.isNull());
    QCOMPARE(picture->image.pixel(1, 1), qRgb(10, 20, 30));
}

void TestImageReader::profiles_data()
{
    QTest::addColumn<QByteArray>("icc");
    QTest::addColumn<QImage::Format>("format");
    QTest::addColumn<QRgb>("stored");
    QTest::addColumn<QRgb>("expected");
    QTest::addColumn<int>("tolerance");

    // Expected values from the matrices and curves of the standards, computed apart from our code.
    const auto rgb = QImage::Format_RGB888;
    const auto gray = QImage::Format_Grayscale8;
    const QByteArray srgb = QColorSpace(QColorSpace::SRgb).iccProfile();
    const QByteArray adobe = QColorSpace(QColorSpace::AdobeRgb).iccProfile();
    const QByteArray p3 = QColorSpace(QColorSpace::DisplayP3).iccProfile();
    const QRgb skin = qRgb(180, 120, 90);
    QTest::newRow("sRGB is left alone") << srgb << rgb << skin << skin << 0;
    QTest::newRow("Adobe RGB") << adobe << rgb << skin << qRgb(199, 121, 88) << 1;
    QTest::newRow("Display P3") << p3 << rgb << skin << qRgb(190, 117, 84) << 1;
    QTest::newRow("Display P3, out of gamut")
        << p3 << rgb << qRgb(255, 0, 0) << qRgb(255, 0, 0) << 0;
    QTest::newRow("table") << tableProfile() << rgb << skin << qRgb(90, 120, 180) << 2;
    QTest::newRow("grey with a coloured profile")
        << adobe << gray << qRgb(128, 128, 128) << qRgb(129, 129, 129) << 1;
    QTest::newRow("linear grey") << grayProfile(1.0) << gray << qRgb(55, 55, 55)
                                 << qRgb(128, 128, 128) << 1;
    QTest::newRow("grey with gamma 1.8")
        << grayProfile(1.8) << gray << qRgb(100, 100, 100) << qRgb(119, 119, 119) << 1;
    QTest::newRow("not a profile") << QByteArray("nonsense") << rgb << skin << skin << 0;
    QTest::newRow("cut off") << tableProfile().left(400) << rgb << skin << skin << 0;
}

void TestImageReader::profiles()
{
    QFETCH(QByteArray, icc);
    QFETCH(QImage::Format, format);
    QFETCH(QRgb, stored);
    QFETCH(QRgb, expected);
    QFETCH(int, tolerance);

    const auto picture = readPicture(pngWithProfile(filled(format, QColor(stored)), icc), name);

    QVERIFY(picture);
    const QRgb actual = picture->image.pixel(1, 1);
    QVERIFY2(isNear(actual, expected, tolerance), qPrintable(QColor(actual).name()));
    QCOMPARE(picture->image.colorSpace(), QColorSpace(QColorSpace::SRgb));
    QCOMPARE(picture->image.format(), QImage::Format_RGB888);
    if (format == QImage::Format_Grayscale8)
        QVERIFY(qRed(actual) == qGreen(actual) && qGreen(actual) == qBlue(actual));
}

// For an export in the colours that the picture came in.
void TestImageReader::profilesThatLeadBackAreKept()
{
    const auto kept = [](const QByteArray &icc, QImage::Format format) {
        const QImage image = filled(format, QColor(180, 120, 90));
        return readPicture(pngWithProfile(image, icc), name).value().profile;
    };
    const QByteArray p3 = QColorSpace(QColorSpace::DisplayP3).iccProfile();
    QCOMPARE(kept(p3, QImage::Format_RGB888), p3);
    const QByteArray srgb = QColorSpace(QColorSpace::SRgb).iccProfile();
    QCOMPARE(kept(srgb, QImage::Format_RGB888), QByteArray());
    QCOMPARE(kept("nonsense", QImage::Format_RGB888), QByteArray());
    QCOMPARE(kept(grayProfile(1.8), QImage::Format_Grayscale8), QByteArray()); // no colours
}

// Qt's writers of TIFF and WebP leave such a profile out.
void TestImageReader::tableProfileOfJpeg()
{
    QImage image(16, 16, QImage::Format_RGB888);
    image.fill(QColor(180, 120, 90));
    image.setColorSpace(QColorSpace::fromIccProfile(tableProfile()));

    const auto picture = readPicture(encoded(image, "jpeg"), name);

    QVERIFY(picture);
    const QRgb actual = picture->image.pixel(8, 8);
    QVERIFY2(isNear(actual, qRgb(90, 120, 180), 4), qPrintable(QColor(actual).name()));
}

void TestImageReader::profileOf16Bits()
{
    QImage image = filled(QImage::Format_RGBX64, QColor(180, 120, 90));
    image.setColorSpace(QColorSpace::AdobeRgb);

    const auto picture = pictureFromImage(image, name);

    QVERIFY(picture);
    QCOMPARE(picture->image.format(), QImage::Format_RGBX64);
    const QRgba64 actual = picture->image.pixelColor(1, 1).rgba64();
    constexpr int tolerance = 26; // a tenth of an 8-bit step
    QVERIFY(qAbs(int(actual.red()) - 51263) <= tolerance);
    QVERIFY(qAbs(int(actual.green()) - 31050) <= tolerance);
    QVERIFY(qAbs(int(actual.blue()) - 22594) <= tolerance);
}

// The colours below are converted before they are laid on white.
void TestImageReader::profileLeavesAlphaAlone()
{
    QImage image = filled(QImage::Format_RGBA8888, QColor(90, 120, 180, 51));
    image.setColorSpace(QColorSpace::fromIccProfile(tableProfile()));

    const auto picture = pictureFromImage(image, name);

    QVERIFY(picture);
    QCOMPARE(int(picture->alpha.constScanLine(1)[1]), 51);
    QVERIFY(isNear(picture->image.pixel(1, 1), qRgb(240, 228, 222), 1));
}

// PNG, 11.3.3.1 and 11.3.3.2: 0.5 in linear light is 188 in sRGB.
void TestImageReader::gammaOfPng()
{
    QImage image = filled(QImage::Format_RGB888, QColor(128, 128, 128));
    const auto linear = readPicture(pngWithChunk(image, "gAMA", bigEndian(quint32(100000))), name);
    const auto tagged =
        readPicture(pngWithChunk(image, "sRGB", QByteArray(1, '\0'))
                        .insert(pngHeaderSize, pngChunk("gAMA", bigEndian(quint32(100000)))),
                    name);

    QVERIFY(linear && tagged);
    QVERIFY(isNear(linear->image.pixel(1, 1), qRgb(188, 188, 188), 1));
    QCOMPARE(tagged->image.pixel(1, 1), qRgb(128, 128, 128));
}

// tests/data/cmyk.jpg: left half cyan, right half yellow with half black. Made with
// python3 -c 'from PIL import Image; i = Image.new("CMYK", (32, 16), (255, 0, 0, 0));
//   i.paste((0, 0, 255, 128), (16, 0, 32, 16)); i.save("cmyk.jpg", quality=95)'
// As on paper, where cyan is not the brightest that a screen can show.
void TestImageReader::inksWithoutProfile()
{
    const auto picture = readPicture(QStringLiteral(GRAMARYE_TEST_DATA "/cmyk.jpg"));

    QVERIFY(picture);
    QCOMPARE(picture->image.size(), QSize(32, 16));
    QCOMPARE(picture->image.format(), QImage::Format_RGB888);
    const QRgb cyan = picture->image.pixel(4, 8);
    const QRgb olive = picture->image.pixel(28, 8);
    QVERIFY2(isNear(cyan, qRgb(0, 170, 235), 20), qPrintable(QColor(cyan).name()));
    QVERIFY2(isNear(olive, qRgb(150, 140, 20), 25), qPrintable(QColor(olive).name()));
}

// About inks, and not about these colours.
void TestImageReader::profileOfOtherColors()
{
    const auto picture = readPicture(
        pngWithProfile(filled(QImage::Format_RGB888, QColor(10, 20, 30)), cmykProfile()), name);

    QVERIFY(picture);
    QCOMPARE(picture->image.pixel(1, 1), qRgb(10, 20, 30));
}

void TestImageReader::cutPictures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isTurned");
    const QImage image = noisyPicture({64, 800});
    const QByteArray thumbnail = encoded(noisyPicture({16, 16}), "jpeg");
    const auto cut = [](const QByteArray &bytes) { return bytes.left(bytes.size() * 6 / 10); };
    const QByteArray jpeg = cut(encoded(image, "jpeg"));
    QTest::newRow("JPEG") << jpeg << false;
    QTest::newRow("JPEG with a whole thumbnail") << withApplicationData(jpeg, thumbnail) << false;
    QTest::newRow("JPEG on its side") << withOrientation(jpeg, 6) << true;
    QTest::newRow("PNG") << cut(encoded(image, "png")) << false;
    QTest::newRow("WebP") << cut(encodedWebp(image, 90)) << false;
    QTest::newRow("WebP without loss") << cut(encodedWebp(image, 100)) << false;
}

// The lines that are there, and nothing that stands for the others.
void TestImageReader::cutPictures()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isTurned);

    const auto refused = readPicture(bytes, name);
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().code), int(ErrorCode::PictureCutShort));
    const auto accepted = readPicture(bytes, name, CutPictures::Accept);
    QVERIFY(accepted);
    const QImage &image = accepted->image;

    const QSize size = isTurned ? image.size().transposed() : image.size();
    QCOMPARE(size.width(), 64);
    QCOMPARE(refused.error().detail, QStringLiteral("%1 %").arg(size.height() * 100 / 800));
    QVERIFY2(size.height() >= 420 && size.height() <= 500, qPrintable(refused.error().detail));
    const QPoint last = isTurned ? QPoint(0, 0) : QPoint(0, size.height() - 1);
    const QPoint beside = last + (isTurned ? QPoint(0, 5) : QPoint(5, 0));
    QVERIFY(image.pixel(last) != image.pixel(beside));
}

void TestImageReader::cutInterlacedPicture()
{
    const QByteArray jpeg = progressiveJpeg(noisyPicture({64, 96}));
    const QByteArray bytes = jpeg.left(jpeg.size() / 2);

    const auto refused = readPicture(bytes, name);
    QVERIFY(!refused);
    QCOMPARE(refused.error(),
             (Error{ErrorCode::PictureCutShort, name, QStringLiteral("a coarse version")}));
    const auto accepted = readPicture(bytes, name, CutPictures::Accept);
    QVERIFY(accepted);
    QCOMPARE(accepted->image.size(), QSize(64, 96));
    QVERIFY(isNear(meanColor(accepted->image), qRgb(127, 127, 127), 8));
}

void TestImageReader::cutJxl()
{
    const QImage image =
        noisyPicture({300, 300}).scaled(1500, 900, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QByteArray whole = encodedByVips(image, QStringLiteral("a.jxl"));
    QVERIFY(!whole.isEmpty());
    const auto all = readPicture(whole, name);
    QVERIFY(all);
    const QByteArray bytes = whole.left(whole.size() * 6 / 10);

    QCOMPARE(readPicture(bytes, name).error(),
             (Error{ErrorCode::PictureCutShort, name, QStringLiteral("a coarse version")}));
    const auto part = readPicture(bytes, name, CutPictures::Accept);
    QVERIFY(part);
    QCOMPARE(part->image.size(), image.size());
    QVERIFY(isNear(meanColor(part->image), meanColor(all->image), 12));
    QCOMPARE(readPicture(whole.left(60), name).error(),
             (Error{ErrorCode::PictureDamaged, name, QStringLiteral("a part")}));
    QByteArray damaged = whole;
    damaged.replace(20, 200, QByteArray(200, '\x5a'));
    QCOMPARE(readPicture(damaged, name).error().code, ErrorCode::PictureDamaged);
}

// In strips of ten lines, behind what says where they are.
void TestImageReader::cutTiff()
{
    const QImage image = noisyPicture({40, 100}).convertToFormat(QImage::Format_RGB888);
    const QByteArray whole = tiffOfStrips(image, 10);
    const auto all = readPicture(whole, name);
    QVERIFY(all);
    QVERIFY(all->image == readPicture(encoded(image, "png"), name)->image);
    const QByteArray bytes = whole.left(whole.size() - 35 * 40 * 3);

    QCOMPARE(readPicture(bytes, name).error(),
             (Error{ErrorCode::PictureCutShort, name, QStringLiteral("60 %")}));
    const auto part = readPicture(bytes, name, CutPictures::Accept);
    QVERIFY(part);
    QCOMPARE(part->image.size(), QSize(40, 60));
    QVERIFY(part->image == all->image.copy(0, 0, 40, 60));
    // Of which not one strip is there.
    const auto nothing = readPicture(whole.left(whole.size() - 95 * 40 * 3), name);
    QCOMPARE(nothing.error().code, ErrorCode::PictureDamaged);
    QVERIFY2(nothing.error().detail.endsWith(QLatin1String(" %")),
             qPrintable(nothing.error().detail));
}

void TestImageReader::cutTiffWithTheDirectoryBehind()
{
    const QByteArray whole = encodedByVips(noisyPicture({64, 64}), QStringLiteral("a.tif"));
    QVERIFY(readPicture(whole, name));
    QCOMPARE(readPicture(whole.left(whole.size() / 2), name).error().code,
             ErrorCode::PictureDamaged);
    const QString share = readPicture(whole.left(whole.size() / 2), name).error().detail;
    QVERIFY2(share.endsWith(QLatin1String(" %")), qPrintable(share));
}

void TestImageReader::cutInterlacedPng_data()
{
    QTest::addColumn<QImage::Format>("format");
    QTest::addColumn<int>("passes");
    QTest::addColumn<QSize>("step"); // px, between those that are there
    QTest::addColumn<QString>("part");
    const QString coarse = QStringLiteral("a coarse version");
    const auto deep = QImage::Format_RGBX64;
    const auto flat = QImage::Format_RGB888;
    QTest::newRow("one pass") << flat << 1 << QSize(8, 8) << coarse;
    QTest::newRow("two passes") << flat << 2 << QSize(4, 8) << coarse;
    QTest::newRow("three passes") << deep << 3 << QSize(4, 4) << coarse;
    QTest::newRow("four passes") << deep << 4 << QSize(2, 4) << coarse;
    QTest::newRow("five passes") << flat << 5 << QSize(2, 2) << coarse;
    QTest::newRow("six passes") << deep << 6 << QSize(1, 2) << coarse;
    QTest::newRow("all but the end") << flat << 7 << QSize(1, 1) << QString();
}

void TestImageReader::cutInterlacedPng()
{
    QFETCH(QImage::Format, format);
    QFETCH(int, passes);
    QFETCH(QSize, step);
    QFETCH(QString, part);
    const QImage image = noisyPicture({37, 21}).convertToFormat(format);
    const QByteArray bytes = interlacedPng(image, passes);

    const auto refused = readPicture(bytes, name);
    QCOMPARE(bool(refused), part.isNull());
    if (!refused)
        QCOMPARE(refused.error(), (Error{ErrorCode::PictureCutShort, name, part}));
    const auto accepted = readPicture(bytes, name, CutPictures::Accept);
    QVERIFY(accepted);
    QCOMPARE(accepted->image.size(), image.size());
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            QCOMPARE(accepted->image.pixelColor(x, y),
                     image.pixelColor(x - x % step.width(), y - y % step.height()));
    }
}

void TestImageReader::cutBmp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QRect>("there");
    QTest::addColumn<QString>("part");
    const QByteArray bmp = encoded(noisyPicture({5, 40}), "bmp");
    const QByteArray some = bmp.left(54 + 26 * 16 + 7);
    const QByteArray size = QByteArrayLiteral("\xd8\xff\xff\xff"); // −40
    QTest::newRow("upward") << some << QRect(0, 14, 5, 26) << QStringLiteral("65 %");
    QTest::newRow("downward") << QByteArray(some).replace(22, 4, size) << QRect(0, 0, 5, 26)
                              << QStringLiteral("65 %");
    QTest::newRow("wrong about its size") << QByteArray(some).replace(2, 4, QByteArray(4, '\0'))
                                          << QRect(0, 14, 5, 26) << QStringLiteral("65 %");
    QTest::newRow("whole and wrong about its size")
        << QByteArray(bmp).replace(2, 4, QByteArrayLiteral("\xff\xff\xff\x00"))
        << QRect(0, 0, 5, 40) << QString();
}

// It has its lowest line first, as a rule.
void TestImageReader::cutBmp()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QRect, there);
    QFETCH(QString, part);

    const auto refused = readPicture(bytes, name);
    QCOMPARE(bool(refused), part.isNull());
    if (!refused)
        QCOMPARE(refused.error(), (Error{ErrorCode::PictureCutShort, name, part}));
    const auto accepted = readPicture(bytes, name, CutPictures::Accept);
    QVERIFY(accepted);
    QImage whole = noisyPicture({5, 40}).convertToFormat(QImage::Format_RGB888);
    const bool isDownward = there.top() == 0 && !part.isNull();
    if (isDownward)
        whole = whole.mirrored();
    whole.setColorSpace(QColorSpace::SRgb);
    QCOMPARE(accepted->image, whole.copy(there));
}

void TestImageReader::resolutionOfBmp()
{
    const QByteArray bmp = encoded(noisyPicture({5, 4}), "bmp");
    const auto resolution = [&bmp](qint32 perMeter) {
        QByteArray number(4, '\0');
        qToLittleEndian(perMeter, number.data());
        const auto picture = readPicture(QByteArray(bmp).replace(38, 4, number), name);
        return picture ? picture->resolution : -1;
    };
    QCOMPARE(qRound(resolution(11811)), 300);
    for (const qint32 impossible : {-11811, 1, std::numeric_limits<qint32>::max()})
        QCOMPARE(resolution(impossible), 0.0);
}

void TestImageReader::cutBeyondSight_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("detail");
    for (const char *file : {"heic.heic", "avif.avif"}) {
        const QByteArray bytes = fileBytes(picturePath(QLatin1String(file)));
        const qsizetype size = bytes.size() * 95 / 100;
        QTest::newRow(file) << bytes.left(size)
                            << QStringLiteral("%1 %").arg(size * 100 / bytes.size());
    }
    const QByteArray boxes =
        jxlContainer(fileBytes(picturePath(QStringLiteral("jxl.jxl"))), "<packet/>", {});
    QTest::newRow("JPEG XL in boxes")
        << boxes.chopped(20)
        << QStringLiteral("%1 %").arg((boxes.size() - 20) * 100 / boxes.size());
    const QByteArray pages = fileBytes(picturePath(QStringLiteral("pages.webp")));
    QTest::newRow("animated WebP") << pages.left(72) << QStringLiteral("50 %");
    const QByteArray bmp = encoded(noisyPicture({5, 40}), "bmp");
    QTest::newRow("head of a BMP") << bmp.left(60) << QStringLiteral("8 %");
}

// What can be said is how much of the file is there.
void TestImageReader::cutBeyondSight()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, detail);
    for (const CutPictures cut : {CutPictures::Refuse, CutPictures::Accept}) {
        const auto refused = readPicture(bytes, name, cut);
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(ErrorCode::PictureDamaged));
        QCOMPARE(refused.error().detail, detail);
    }
}

void TestImageReader::cutGif()
{
    QFile file(picturePath(QStringLiteral("gif.gif")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray gif = file.readAll();

    const auto whole = readPicture(gif.chopped(1), name); // but for the byte that ends it
    QVERIFY(whole);
    const auto refused = readPicture(gif.left(420), name);
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().code), int(ErrorCode::PictureCutShort));
    const auto accepted = readPicture(gif.left(420), name, CutPictures::Accept);
    QVERIFY(accepted);
    const QImage &image = accepted->image;
    QCOMPARE(refused.error().detail, QStringLiteral("%1 %").arg(image.height() * 100 / 48));
    QVERIFY(image.height() > 16 && image.height() < 48);
    QCOMPARE(image.copy(0, 0, 64, 16), whole->image.copy(0, 0, 64, 16));
    const auto nothing = readPicture(gif.left(200), name, CutPictures::Accept);
    QVERIFY(!nothing);
    QCOMPARE(int(nothing.error().code), int(ErrorCode::PictureDamaged));
}

void TestImageReader::promisesAreKeptForWhatFuzzingFound()
{
    const QDir corpus(QStringLiteral(GRAMARYE_SOURCE_DIR "/tests/fuzz/corpus/picture"));
    int accepted = 0;
    for (const QFileInfo &info : corpus.entryInfoList(QDir::Files)) {
        const QByteArray bytes = fileBytes(info.filePath());
        for (const CutPictures cut : {CutPictures::Refuse, CutPictures::Accept}) {
            const auto read = readPicture(bytes, name, cut);
            const auto again = readPicture(bytes, name, cut);
            QCOMPARE(bool(again), bool(read));
            QVERIFY(!read || again->ref.hash == read->ref.hash);
            const char *broken = brokenPromise(read);
            QVERIFY2(!broken, qPrintable(info.fileName() + QStringLiteral(": ")
                                         + QString::fromUtf8(broken)));
            accepted += read ? 1 : 0;
        }
    }
    QVERIFY(accepted > 5);
}

void TestImageReader::refusedBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("detail"); // null: whatever the decoder says

    const QImage image = noisyPicture({96, 64});
    const QByteArray jpeg = encoded(image, "jpeg");
    const QByteArray png = encoded(image, "png");
    const QByteArray bmp = encoded(image, "bmp");
    const QByteArray webp = encoded(image, "webp");
    const QByteArray tiff = encoded(image, "tiff");
    const QString huge = QStringLiteral("100000 × 100000");
    const auto damaged = ErrorCode::PictureDamaged;
    const auto unknown = ErrorCode::PictureUnknown;
    const auto tooLarge = ErrorCode::PictureTooLarge;

    QTest::newRow("nothing") << QByteArray() << ErrorCode::PictureEmpty << QString();
    QTest::newRow("text") << QByteArray("This is no picture.\n") << unknown << QString();
    QTest::newRow("zeros") << QByteArray(4096, '\0') << unknown << QString();
    const auto named = [unknown](const char *words, const QByteArray &bytes) {
        QTest::newRow(words) << bytes << unknown << QString::fromLatin1(words);
    };
    named("an SVG drawing", "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' "
                            "width='9' height='9'><text y='5'>aborts Qt</text></svg>");
    named("a web page", "\n<!DOCTYPE html>\n<html><body>Not found</body></html>");
    named("a PDF document", "%PDF-1.7\n");
    named("a Photoshop file (PSD)", QByteArray("8BPS\0\1", 6));
    named("a Git LFS pointer in place of the picture",
          "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 7\n");
    named("an unusual kind of BMP", QByteArray(bmp).replace(28, 2, QByteArray("\2\0", 2)));

    QTest::newRow("head of a JPEG") << jpeg.left(30) << damaged << QString();
    QTest::newRow("JPEG of nothing but a head") << jpeg.left(700) << damaged << QString();
    QTest::newRow("head of a PNG") << png.left(60) << damaged << QString();
    QTest::newRow("PNG with a wrong byte")
        << QByteArray(png).replace(png.size() / 2, 1, QByteArray(1, char(png[png.size() / 2] ^ 1)))
        << ErrorCode::PictureCutShort << QString();
    QTest::newRow("half a BMP") << bmp.left(bmp.size() / 2) << ErrorCode::PictureCutShort
                                << QStringLiteral("48 %");
    QTest::newRow("head of a WebP") << webp.left(40) << damaged << QString();
    QTest::newRow("GIF of which nothing is drawn") // but a picture of what memory held before
        << fileBytes(QStringLiteral(GRAMARYE_SOURCE_DIR "/tests/fuzz/corpus/picture/memory.gif"))
        << damaged << QString();
    QTest::newRow("half a TIFF") << tiff.left(tiff.size() / 2) << damaged << QString();

    const QByteArray data = pngChunk("IDAT", zlibStream("x"));
    QTest::newRow("PNG that claims 100000 × 100000")
        << pngHeader(100'000, 100'000) + data + pngChunk("IEND", {}) << tooLarge << huge;
    QTest::newRow("the same without an end")
        << pngHeader(100'000, 100'000) + data << tooLarge << huge;
    QTest::newRow("the same without data") << pngHeader(100'000, 100'000) << damaged << QString();
    QTest::newRow("PNG just above the limit")
        << pngHeader(20'000, 10'001) + data << tooLarge << QStringLiteral("20000 × 10001");
}

void TestImageReader::refusedBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorCode, code);
    QFETCH(QString, detail);

    const auto fromBytes = readPicture(bytes, name);
    QVERIFY(!fromBytes);
    QCOMPARE(int(fromBytes.error().code), int(code));
    QCOMPARE(fromBytes.error().subject, name);
    if (!detail.isNull())
        QCOMPARE(fromBytes.error().detail, detail);

    // The suffix says PNG: it must not matter.
    const auto fromFile = readPicture(save(QStringLiteral("refused.png"), bytes));
    QVERIFY(!fromFile);
    QCOMPARE(int(fromFile.error().code), int(code));
    QCOMPARE(fromFile.error().subject, QStringLiteral("refused.png"));
}

void TestImageReader::refusedFiles_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("subject");
    const QString folder = m_folder.path();
    QTest::newRow("missing file") << folder + QStringLiteral("/missing.png")
                                  << ErrorCode::FileNotFound << QStringLiteral("missing.png");
    QTest::newRow("missing folder") << folder + QStringLiteral("/none/missing.png")
                                    << ErrorCode::FileNotFound << QStringLiteral("missing.png");
    QTest::newRow("no name") << QString() << ErrorCode::FileNotFound << QString();
    QTest::newRow("folder") << folder << ErrorCode::FileUnreadable
                            << folder.section(QLatin1Char('/'), -1);
    QTest::newRow("folder with slash") << folder + QLatin1Char('/') << ErrorCode::FileUnreadable
                                       << folder.section(QLatin1Char('/'), -1);
}

void TestImageReader::refusedFiles()
{
    QFETCH(QString, path);
    QFETCH(ErrorCode, code);
    QFETCH(QString, subject);

    const auto picture = readPicture(path);

    QVERIFY(!picture);
    QCOMPARE(int(picture.error().code), int(code));
    QCOMPARE(picture.error().subject, subject);
}

// 50 megapixels are 200 MB when decoded, more than Qt allows unasked.
void TestImageReader::wideClaimIsWithinLimit()
{
    QImage image(50'000, 1'000, QImage::Format_Mono);
    image.setColorTable({qRgb(0, 0, 0), qRgb(255, 255, 255)});
    image.fill(0);
    image.setPixel(49'999, 999, 1);

    const auto picture =
        readPicture(encoded(image.convertToFormat(QImage::Format_RGB32), "png"), name);

    QVERIFY(picture);
    QCOMPARE(picture->image.size(), image.size());
    QCOMPARE(picture->image.pixel(49'999, 999), qRgb(255, 255, 255));
    QCOMPARE(picture->image.pixel(49'998, 999), qRgb(0, 0, 0));
}

void TestImageReader::wholeAsOtherProgramsMakeThem_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray jpeg = encoded(quadrants(64, 32), "jpeg");

    const QByteArray progressive = progressiveJpeg(quadrants(64, 32));
    const QByteArray png = encoded(quadrants(64, 32), "png");

    QTest::newRow("plain") << jpeg;
    QTest::newRow("progressive") << progressive;
    QTest::newRow("without an end marker") << jpeg.chopped(2);
    QTest::newRow("progressive without an end marker") << progressive.chopped(2);
    QTest::newRow("with half an end marker") << jpeg.chopped(1);
    QTest::newRow("PNG without an end chunk") << png.chopped(12);
    QTest::newRow("PNG with half an end chunk") << png.chopped(3);
    QTest::newRow("something appended") << jpeg + QByteArray(1000, 'x');
    QTest::newRow("half a second picture appended") << jpeg + jpeg.left(jpeg.size() / 2);
    QTest::newRow("thumbnail") << withApplicationData(jpeg, jpeg);
    QTest::newRow("fill bytes before the end")
        << QByteArray(jpeg).insert(jpeg.size() - 2, "\xff\xff");
}

void TestImageReader::wholeAsOtherProgramsMakeThem()
{
    QFETCH(QByteArray, bytes);

    const auto picture = readPicture(bytes, name);

    QVERIFY(picture);
    QCOMPARE(corners(picture->image), QByteArray("RGBY"));
}

void TestImageReader::namesOutsideLatin()
{
    const QString path =
        save(QStringLiteral("Gemälde 画像 🎨 [page=3].png"), encoded(quadrants(8, 8), "png"));

    const auto picture = readPicture(path);

    QVERIFY(picture);
    QCOMPARE(picture->ref.path, path);
    QCOMPARE(corners(picture->image), QByteArray("RGBY"));
}

void TestImageReader::relativePathBecomesAbsolute()
{
    const QString path = save(QStringLiteral("relative.png"), encoded(quadrants(8, 8), "png"));

    const auto picture = readPicture(QDir::current().relativeFilePath(path));

    QVERIFY(picture);
    QCOMPARE(picture->ref.path, path);
}

void TestImageReader::textsAreKept()
{
    QImage image = quadrants(8, 8);
    image.setText(Recipe::textKey(), QStringLiteral("{\n\n  \"größe\": 1 }"));

    const auto picture = readPicture(encoded(image, "png"), name);

    QVERIFY(picture);
    QCOMPARE(picture->image.text(Recipe::textKey()), QStringLiteral("{\n\n  \"größe\": 1 }"));
}

void TestImageReader::refusedImages_data()
{
    QTest::addColumn<QImage>("image");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("null") << QImage() << ErrorCode::PictureEmpty;
    QTest::newRow("too large") << QImage(20'000, 10'001, QImage::Format_Mono)
                               << ErrorCode::PictureTooLarge;
}

void TestImageReader::refusedImages()
{
    QFETCH(QImage, image);
    QFETCH(ErrorCode, code);

    const auto picture = pictureFromImage(image, name);

    QVERIFY(!picture);
    QCOMPARE(int(picture.error().code), int(code));
    QCOMPARE(picture.error().subject, name);
}

GRAMARYE_TEST(TestImageReader)

} // namespace gramarye::tst_imagereader

#include "tst_imagereader.moc"
