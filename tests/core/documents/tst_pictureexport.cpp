#include "core/documents/pictureexport.h"

#include "core/network/networkchecksum.h"
#include "core/pictures/imagereader.h"
#include "core/pictures/referredpicture.h"
#include "tests/support/testprogram.h"

#include <QColorSpace>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace gramarye::tst_pictureexport {

namespace {

Picture pictureOf(const char *file, QSize size, QColor color)
{
    QImage image(size, QImage::Format_RGB888);
    image.fill(color);
    PictureRef ref = PictureRef::ofFile(QLatin1String(file));
    ref.hash = pictureChecksum(image);
    return {image, {}, ref};
}

/// A result whose colours need 16 bits, of a content picture that was half transparent.
RenderedPicture rendered()
{
    RenderedPicture picture;
    picture.image = QImage(40, 20, QImage::Format_RGBX64);
    for (int y = 0; y < 20; ++y) {
        auto *line = reinterpret_cast<QRgba64 *>(picture.image.scanLine(y));
        for (int x = 0; x < 40; ++x)
            line[x] = qRgba64(quint16(1000 * x + 3), quint16(3000 * y + 5), 12345, 0xffff);
    }
    picture.image.setColorSpace(QColorSpace::SRgb);

    RenderJob &job = picture.job;
    job.scene.content = pictureOf("/pictures/tree.png", {80, 40}, Qt::red);
    job.scene.styles = {{pictureOf("/pictures/waves.png", {30, 30}, Qt::blue)}};
    job.scene.network = NetworkCatalog::builtIn().locate(QStringLiteral("builtin")).value();
    job.scene.parameters.size = 40;
    QImage &alpha = job.scene.content.alpha;
    alpha = QImage(80, 40, QImage::Format_Grayscale8);
    alpha.fill(255);
    for (int y = 0; y < 40; ++y)
        std::fill_n(alpha.scanLine(y), 40, uchar(51));
    return picture;
}

QImage imageForExport(const RenderedPicture &picture, const ExportOptions &options)
{
    const PictureStrips strips = stripsForExport(picture, options);
    const QImage image = strips.strip(0, strips.size.height()).copy();
    Q_ASSERT(image.format() == strips.format);
    return image;
}

} // namespace

class TestPictureExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pixelsAreOfTheDepthAskedFor_data();
    void pixelsAreOfTheDepthAskedFor();
    void transparencyIsFittedToTheResult_data();
    void transparencyIsFittedToTheResult();
    void withoutTransparencyThereIsNone();
    void whatIsCancelledReplacesNothing_data();
    void whatIsCancelledReplacesNothing();
    void theFileCarriesTheRecipe_data();
    void theFileCarriesTheRecipe();
    void recipesCarryTheirMasks();
    void whetherAFileHasTheMasksIsKnown();
    void whatHasNoPlaceForARecipeCarriesNone();
    void ofTheContentIsKeptWhatIsAskedFor_data();
    void ofTheContentIsKeptWhatIsAskedFor();
    void aRecipeGoesBeforeLongTexts();
    void losslessDeepJpegXlCarriesTheRecipe();
    void optionsSurviveBeingWritten();
    void whatWasWrittenIsTheSamePicture_data();
    void whatWasWrittenIsTheSamePicture();
    void failureLeavesTheOldFile();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

void TestPictureExport::initTestCase()
{
    QCoreApplication::setApplicationVersion(QStringLiteral("1.2.3"));
}

void TestPictureExport::pixelsAreOfTheDepthAskedFor_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("keepsTransparency");
    QTest::addColumn<QImage::Format>("format");
    QTest::newRow("8") << 8 << false << QImage::Format_RGB888;
    QTest::newRow("16") << 16 << false << QImage::Format_RGBX64;
    QTest::newRow("8, transparent") << 8 << true << QImage::Format_RGBA8888;
    QTest::newRow("16, transparent") << 16 << true << QImage::Format_RGBA64;
}

void TestPictureExport::pixelsAreOfTheDepthAskedFor()
{
    QFETCH(int, bits);
    QFETCH(bool, keepsTransparency);
    QFETCH(QImage::Format, format);
    const RenderedPicture picture = rendered();
    const QImage image = imageForExport(picture, {bits, keepsTransparency});
    QCOMPARE(image.format(), format);
    const QRgba64 wanted = picture.image.pixelColor(30, 7).rgba64();
    const QRgba64 got = image.pixelColor(30, 7).rgba64();
    const int tolerance = bits == 16 ? 0 : 129; // half of a level of 8 bits
    QVERIFY(std::abs(int(wanted.red()) - got.red()) <= tolerance);
    QVERIFY(std::abs(int(wanted.green()) - got.green()) <= tolerance);
    QVERIFY(std::abs(int(wanted.blue()) - got.blue()) <= tolerance);
}

void TestPictureExport::transparencyIsFittedToTheResult_data()
{
    QTest::addColumn<int>("bits");
    QTest::newRow("8") << 8;
    QTest::newRow("16") << 16;
}

void TestPictureExport::transparencyIsFittedToTheResult()
{
    QFETCH(int, bits);
    const QImage image = imageForExport(rendered(), {bits, true});
    QCOMPARE(image.pixelColor(5, 10).alpha(), 51);
    QCOMPARE(image.pixelColor(35, 10).alpha(), 255);
    if (bits == 16)
        QCOMPARE(image.pixelColor(35, 10).rgba64().alpha(), quint16(0xffff));
}

void TestPictureExport::withoutTransparencyThereIsNone()
{
    RenderedPicture picture = rendered();
    picture.job.scene.content.alpha = {};
    QVERIFY(!imageForExport(picture, {8, true}).hasAlphaChannel());
}

void TestPictureExport::whatIsCancelledReplacesNothing_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"c.png", "c.tif", "c.jpg", "c.webp", "c.avif", "c.jxl", "c.bmp"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestPictureExport::whatIsCancelledReplacesNothing()
{
    QFETCH(QString, name);
    const QString path = m_folder.filePath(name);
    QFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
    before.close();
    const std::atomic<quint64> wanted{0};
    QVERIFY(!exportPicture(rendered(), path, {}, Cancellation(wanted, 1)));
    QVERIFY(before.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), QByteArray("before"));
    before.close();
    QVERIFY(exportPicture(rendered(), path, {}, Cancellation(wanted, 0)));
    QVERIFY(QFileInfo(path).size() > 6);
}

void TestPictureExport::theFileCarriesTheRecipe_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("stoppedAfter");
    QTest::addColumn<bool>("steered");
    const QString png = QStringLiteral("a.png");
    QTest::newRow("done") << png << 0 << false;
    QTest::newRow("stopped") << png << 17 << false;
    QTest::newRow("steered") << png << 0 << true;
    for (const char *name : {"a.tif", "a.jpg", "a.webp", "a.avif", "a.jxl"})
        QTest::newRow(name) << QString::fromLatin1(name) << 17 << true;
}

void TestPictureExport::theFileCarriesTheRecipe()
{
    QFETCH(QString, name);
    QFETCH(int, stoppedAfter);
    QFETCH(bool, steered);
    RenderedPicture picture = rendered();
    picture.stoppedAfter = stoppedAfter;
    picture.steered = steered;
    const QString file = m_folder.filePath(name);
    QVERIFY(exportPicture(picture, file, {}));
    const auto recipe = readRecipe(file);
    QVERIFY(recipe);
    const auto whole = readPicture(file);
    QVERIFY(whole);
    QCOMPARE(whole->image.text(Recipe::textKey()).toUtf8(), recipeOf(picture).toJson());
    QVERIFY(*recipe == recipeOf(picture));
    const Scene &scene = recipe->scene;
    QCOMPARE(scene.content.name, QStringLiteral("tree.png"));
    QCOMPARE(scene.content.path, QString()); // nobody's business
    QCOMPARE(scene.content.hash, pictureChecksum(picture.job.scene.content.image));
    QCOMPARE(scene.styles.size(), std::size_t(1));
    QCOMPARE(scene.styles[0].picture.name, QStringLiteral("waves.png"));
    QCOMPARE(scene.styles[0].picture.hash,
             pictureChecksum(picture.job.scene.styles.front().picture.image));
    QCOMPARE(scene.network.name, QStringLiteral("builtin"));
    QCOMPARE(scene.network.checksum, networkChecksum(picture.job.scene.network));
    QVERIFY(!scene.network.checksum.isEmpty());
    QVERIFY(scene.parameters == picture.job.scene.parameters);
    QCOMPARE(recipe->program, QStringLiteral("1.2.3"));
    QCOMPARE(recipe->stoppedAfter, stoppedAfter);
    QCOMPARE(recipe->steered, steered);
}

// A painted mask is nowhere else.
void TestPictureExport::recipesCarryTheirMasks()
{
    RenderedPicture picture = rendered();
    QImage painted(60, 30, QImage::Format_Grayscale8);
    for (int y = 0; y < 30; ++y) {
        for (int x = 0; x < 60; ++x)
            painted.scanLine(y)[x] = uchar(4 * x);
    }
    picture.job.scene.styles[0].region = *pictureFromImage(painted, QStringLiteral("sky"));
    picture.job.scene.styles[0].region.image.setColorSpace(QColorSpace::SRgb); // as a reader does
    QVERIFY(bool(exportPicture(picture, path("masked.png"), {})));
    const auto recipe = readRecipe(path("masked.png"));
    QVERIFY(recipe);
    const auto region = readPicture(recipe->scene.styles[0].region);
    QVERIFY(region);
    QVERIFY(pictureChecksum(region->image)
            == pictureChecksum(picture.job.scene.styles[0].region.image));
    QVERIFY(!recipe->scene.styles[0].region.file.contains("iCCP")); // of colours, in a grey file
    QCOMPARE(recipe->scene.styles[0].region.hash, region->ref.hash);
    QVERIFY(recipe->scene.strength.isEmpty());
    QVERIFY(carriesMasks(path("masked.png"), picture.job.scene));
}

void TestPictureExport::whetherAFileHasTheMasksIsKnown()
{
    RenderedPicture picture = rendered();
    QVERIFY(exportPicture(picture, path("none.bmp"), {}));
    QVERIFY(carriesMasks(path("none.bmp"), picture.job.scene)); // there is nothing to carry
    QImage noise(700, 700, QImage::Format_Grayscale8);
    std::uint32_t state = 1;
    for (int y = 0; y < noise.height(); ++y) {
        for (int x = 0; x < noise.width(); ++x) {
            state = state * 1664525u + 1013904223u;
            noise.scanLine(y)[x] = uchar(state >> 24);
        }
    }
    picture.job.scene.strength = *pictureFromImage(noise, QStringLiteral("what stays"));
    for (const auto &[name, carries] :
         {std::pair("large.png", true), {"small.jpg", false}, {"none.bmp", false}}) {
        QVERIFY(exportPicture(picture, path(name), {}));
        QCOMPARE(carriesMasks(path(name), picture.job.scene), carries);
    }
    picture.job.scene.strength.ref.path = QStringLiteral("/pictures/mask.png"); // it is there, too
    QVERIFY(carriesMasks(path("none.bmp"), picture.job.scene));
}

void TestPictureExport::whatHasNoPlaceForARecipeCarriesNone()
{
    QVERIFY(exportPicture(rendered(), path("a.bmp"), {}));
    const auto recipe = readRecipe(path("a.bmp"));
    QVERIFY(!recipe);
    QCOMPARE(recipe.error().code, ErrorCode::RecipeMissing);
}

void TestPictureExport::ofTheContentIsKeptWhatIsAskedFor_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"m.png", "m.tif", "m.jpg", "m.webp", "m.avif", "m.jxl"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

// Read again by our reader, and by another program where there is one.
void TestPictureExport::ofTheContentIsKeptWhatIsAskedFor()
{
    QFETCH(QString, name);
    const QString file = m_folder.filePath(name);
    RenderedPicture picture = rendered();
    Picture &content = picture.job.scene.content;
    content.metadata.title = QStringLiteral("Über den <Dächern> & (mehr)");
    content.metadata.author = QStringLiteral("Ann (画家)");
    content.metadata.copyright = QStringLiteral("© Ann");
    content.metadata.date = QStringLiteral("2024-05-01T12:30:00");
    content.metadata.place[QStringLiteral("exif-ifd3-GPSLatitudeRef")] =
        "N (N, ASCII, 2 components, 2 bytes)";
    content.metadata.place[QStringLiteral("exif-ifd3-GPSLatitude")] =
        "48/1 31/1 12/1 (48, 31, 12, Rational, 3 components, 24 bytes)";
    content.profile = QColorSpace(QColorSpace::AdobeRgb).iccProfile();

    QVERIFY(exportPicture(picture, file, {}));
    auto read = readPicture(file);
    QVERIFY(read);
    QCOMPARE(read->metadata.title, QString());
    QCOMPARE(read->metadata.author, QString());
    QVERIFY(read->metadata.place.isEmpty());
    QVERIFY(read->profile.isEmpty());

    ExportOptions options;
    options.resolution = 300;
    options.keepsMetadata = true;
    options.keepsProfile = true;
    QVERIFY(exportPicture(picture, file, options));
    read = readPicture(file);
    QVERIFY(read);
    QCOMPARE(read->metadata.title, content.metadata.title);
    QCOMPARE(read->metadata.author, content.metadata.author);
    QCOMPARE(read->metadata.copyright, content.metadata.copyright);
    QCOMPARE(read->metadata.date, content.metadata.date);
    QVERIFY(read->metadata.place.isEmpty());
    if (name != QLatin1String("m.jxl")) // which has a spelling of its own for it
        QCOMPARE(read->profile, content.profile);
    if (name != QLatin1String("m.webp") && name != QLatin1String("m.avif")
        && name != QLatin1String("m.jxl"))
        QVERIFY(qAbs(read->resolution - 300) < 0.5);
    // The same colours, by way of the other profile.
    const QColor there = read->image.pixelColor(20, 10);
    const QColor wanted = imageForExport(picture, {}).pixelColor(20, 10);
    const int tolerance = 6;
    QVERIFY2(qAbs(there.red() - wanted.red()) < tolerance
                 && qAbs(there.green() - wanted.green()) < tolerance
                 && qAbs(there.blue() - wanted.blue()) < tolerance,
             qPrintable(there.name() + u' ' + wanted.name()));

    options.keepsPlace = true;
    QVERIFY(exportPicture(picture, file, options));
    read = readPicture(file);
    QVERIFY(read);
    PictureMetadata place; // in XMP's words, in which it may have come
    place.place = read->metadata.place;
    const QByteArray packet = xmpPacket(place);
    QVERIFY2(packet.contains("48,31.200000N"), packet);
}

// In a JPEG there are 64 KB for all that is said.
void TestPictureExport::aRecipeGoesBeforeLongTexts()
{
    RenderedPicture picture = rendered();
    picture.job.scene.content.metadata.title = QString(100'000, u'"');
    QImage noise(600, 600, QImage::Format_Grayscale8);
    quint32 state = 1;
    for (int y = 0; y < 600; ++y) {
        for (int x = 0; x < 600; ++x)
            noise.scanLine(y)[x] = uchar((state = state * 1664525 + 1013904223) >> 24);
    }
    picture.job.scene.styles[0].region = *pictureFromImage(noise, QStringLiteral("noise"));
    ExportOptions options;
    options.keepsMetadata = true;
    QVERIFY(exportPicture(picture, path("long.jpg"), options));
    const auto recipe = readRecipe(path("long.jpg"));
    QVERIFY(recipe);
    QVERIFY(!recipe->scene.styles[0].region.isEmbedded());
}

// libjxl puts these into boxes itself.
void TestPictureExport::losslessDeepJpegXlCarriesTheRecipe()
{
    ExportOptions options;
    options.bits = 16;
    options.lossless = true;
    QVERIFY(exportPicture(rendered(), path("deep.jxl"), options));
    QVERIFY(readRecipe(path("deep.jxl")));
    const auto read = readPicture(path("deep.jxl"));
    QVERIFY(read);
    QCOMPARE(read->image.pixelColor(30, 7).rgba64(), rendered().image.pixelColor(30, 7).rgba64());
}

void TestPictureExport::optionsSurviveBeingWritten()
{
    QVERIFY(toJson(ExportOptions()).isEmpty());
    QVERIFY(exportOptions({}) == ExportOptions());
    const ExportOptions options{16, true, 80, true, 300, true, true, true};
    QVERIFY(exportOptions(toJson(options)) == options);
    const QJsonObject odd{{QStringLiteral("bits"), 12},
                          {QStringLiteral("quality"), 1000},
                          {QStringLiteral("dpi"), -3}};
    QCOMPARE(exportOptions(odd).bits, 8);
    QCOMPARE(exportOptions(odd).quality, 100);
    QCOMPARE(exportOptions(odd).resolution, 0.0);
}

void TestPictureExport::whatWasWrittenIsTheSamePicture_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("keepsTransparency");
    for (const char *suffix : {"png", "tif"}) { // those that QImage reads, too
        for (const int bits : {8, 16}) {
            for (const bool keeps : {false, true}) {
                if (bits == 8 && keeps && qstrcmp(suffix, "tif") == 0)
                    continue; // QImage multiplies colours by alpha when it reads that
                QTest::addRow("%s, %d bits%s", suffix, bits, keeps ? ", transparent" : "")
                    << QLatin1String("b.") + QLatin1String(suffix) << bits << keeps;
            }
        }
    }
}

void TestPictureExport::whatWasWrittenIsTheSamePicture()
{
    QFETCH(QString, name);
    QFETCH(int, bits);
    QFETCH(bool, keepsTransparency);
    const ExportOptions options{bits, keepsTransparency};
    QVERIFY(exportPicture(rendered(), m_folder.filePath(name), options));
    QImage read(m_folder.filePath(name));
    QCOMPARE(read.colorSpace(), QColorSpace(QColorSpace::SRgb));
    QCOMPARE(read.hasAlphaChannel(), keepsTransparency);
    const QImage wanted = imageForExport(rendered(), options);
    read.convertTo(wanted.format());
    for (int y = 0; y < wanted.height(); ++y) {
        for (int x = 0; x < wanted.width(); ++x)
            QCOMPARE(read.pixelColor(x, y).rgba64(), wanted.pixelColor(x, y).rgba64());
    }
}

void TestPictureExport::failureLeavesTheOldFile()
{
    const QString old = path("old.xyz");
    QFile file(old);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("old");
    file.close();
    const Status status = exportPicture(rendered(), old, {});
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("old"));
}

GRAMARYE_TEST(TestPictureExport)

} // namespace gramarye::tst_pictureexport

#include "tst_pictureexport.moc"
