#include "core/pictures/referredpicture.h"
#include "tests/support/testprogram.h"

#include <QColorSpace>
#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace gramarye::tst_referredpicture {

namespace {

QImage plainPicture(const QColor &color)
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

/// A folder that is gone after the test, with pictures in it.
class PictureFolder
{
public:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QString add(const QString &name, const QImage &image) const
    {
        image.save(path(name));
        return path(name);
    }

private:
    QTemporaryDir m_folder;
};

QImage noise(QImage::Format format)
{
    QImage image(23, 17, QImage::Format_RGBX64);
    quint64 state = 1;
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<QRgba64 *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            line[x] = QRgba64::fromRgba64(state | (quint64(0xffff) << 48));
        }
    }
    return image.convertToFormat(format);
}

/// Of 33 megapixels, in two colours.
const QImage &largePicture()
{
    static const QImage image = [] {
        QImage plain(8192, 4096, QImage::Format_Grayscale8);
        plain.fill(60);
        std::fill_n(plain.scanLine(2000), 5000, uchar(200));
        return plain;
    }();
    return image;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestReferredPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureIsReadWhereItLies();
    void whatIsMissingOrChangedIsNamed();
    void filesOfVersion1AreToldByTheirBytes();
    void embeddedPicturesNeedNoFile_data();
    void embeddedPicturesNeedNoFile();
    void filesAreEmbeddedAsTheyAre();
    void filesThatChangedAreEmbeddedAsTheyWere();
    void largePicturesAreKnownByTheirFiles();
    void largePicturesOfDocumentsOfBefore();
};

void TestReferredPicture::aPictureIsReadWhereItLies()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.png"), plainPicture(Qt::red));
    const PictureRef ref = readPicture(path).value().ref;
    QCOMPARE(ref.name, QStringLiteral("a.png"));
    QCOMPARE(ref.path, path);
    QVERIFY(!ref.hash.isEmpty());
    QVERIFY(readPicture(ref).value().ref == ref);

    PictureRef moved = ref;
    moved.path = folder.path(QStringLiteral("gone.png"));
    moved.otherPath = path;
    QVERIFY(readPicture(moved).value().ref == ref); // knows its new place

    // What lies in its old place now is another one.
    moved.path = folder.add(QStringLiteral("gone.png"), plainPicture(Qt::blue));
    QVERIFY(readPicture(moved).value().ref == ref);

    const auto unread = readPicture(PictureRef::ofFile(path));
    QVERIFY(unread.value().ref == ref);
}

void TestReferredPicture::whatIsMissingOrChangedIsNamed()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.png"), plainPicture(Qt::red));
    const PictureRef ref = readPicture(path).value().ref;

    folder.add(QStringLiteral("a.png"), plainPicture(Qt::blue));
    QCOMPARE(readPicture(ref).error(),
             (Error{ErrorCode::PictureChanged, QStringLiteral("a.png"), {}}));
    QVERIFY(QFile::remove(path));
    QCOMPARE(readPicture(ref).error(),
             (Error{ErrorCode::PictureMissing, QStringLiteral("a.png"), {}}));
    // Nobody has seen one that is only named: it is not missing from anywhere.
    QCOMPARE(readPicture(PictureRef::ofFile(path)).error(),
             (Error{ErrorCode::FileNotFound, path, {}}));
}

void TestReferredPicture::filesOfVersion1AreToldByTheirBytes()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.png"), plainPicture(Qt::red));
    PictureRef ref = PictureRef::ofFile(path);
    ref.hash = QLatin1String("sha256:")
               + QLatin1String(
                   QCryptographicHash::hash(bytesOf(path), QCryptographicHash::Sha256).toHex());
    const auto picture = readPicture(ref);
    QVERIFY(picture);
    QVERIFY(picture->ref.hash != ref.hash); // told by its pixels from now on
    QVERIFY(isMeant(ref, *picture));

    folder.add(QStringLiteral("a.png"), plainPicture(Qt::blue));
    QCOMPARE(readPicture(ref).error().code, ErrorCode::PictureChanged);
}

void TestReferredPicture::embeddedPicturesNeedNoFile_data()
{
    QTest::addColumn<QImage>("image");
    QTest::newRow("8 bits") << noise(QImage::Format_RGB888);
    QTest::newRow("16 bits") << noise(QImage::Format_RGBX64);
}

void TestReferredPicture::embeddedPicturesNeedNoFile()
{
    QFETCH(const QImage, image);
    const auto pasted = pictureFromImage(image, {});
    QVERIFY(pasted);
    const PictureRef ref = embedded(*pasted);
    QVERIFY(ref.isEmbedded());
    const auto read = readPicture(ref);
    QVERIFY(read);
    QCOMPARE(read->image.format(), pasted->image.format());
    QImage pixels = read->image;
    pixels.setColorSpace(pasted->image.colorSpace());
    QVERIFY(pixels == pasted->image);
    QCOMPARE(read->ref.path, QString());
}

void TestReferredPicture::filesAreEmbeddedAsTheyAre()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.jpg"), plainPicture(Qt::red));
    const PictureRef ref = embedded(readPicture(path).value());
    QCOMPARE(ref.file, bytesOf(path));
    QCOMPARE(ref.path, path);
}

void TestReferredPicture::filesThatChangedAreEmbeddedAsTheyWere()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.png"), plainPicture(Qt::red));
    const Picture picture = readPicture(path).value();
    folder.add(QStringLiteral("a.png"), plainPicture(Qt::blue));
    const auto read = readPicture(embedded(picture));
    QVERIFY(read);
    QCOMPARE(read->image.pixelColor(0, 0), QColor(Qt::red));
}

void TestReferredPicture::largePicturesAreKnownByTheirFiles()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.png"), largePicture());
    const auto small = readPicture(path, {CutPictures::Refuse, 128});
    QVERIFY(small);
    QVERIFY(isFileChecksum(small->ref.hash));
    QVERIFY(isMeant(small->ref, *small));
    const auto again = readPicture(small->ref, {CutPictures::Refuse, 1024});
    QVERIFY(again);
    QVERIFY(again->ref == small->ref);
    QVERIFY(again->image.width() > small->image.width());

    // Carried along it needs no file, and what is carried is all of it.
    QVERIFY(QFile::rename(path, folder.path(QStringLiteral("b.png"))));
    const PictureRef carried = embedded(*small);
    QCOMPARE(carried.file, bytesOf(folder.path(QStringLiteral("b.png"))));
    const auto read = readPicture(carried);
    QVERIFY(read);
    QCOMPARE(read->ref.hash, small->ref.hash);
    QCOMPARE(read->image.size(), largePicture().size());

    folder.add(QStringLiteral("a.png"), plainPicture(Qt::blue));
    QCOMPARE(readPicture(small->ref).error().code, ErrorCode::PictureChanged);
}

// They have the hash of the pixels: from those a run goes on, and finds them.
void TestReferredPicture::largePicturesOfDocumentsOfBefore()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.png"), largePicture());
    PictureRef then = PictureRef::ofFile(path);
    then.hash = pictureChecksum(largePicture().convertToFormat(QImage::Format_RGB888));

    const auto read = readPicture(then, {CutPictures::Refuse, 128});
    QVERIFY(read);
    QCOMPARE(read->ref.hash, then.hash);
    QCOMPARE(read->image.size(), largePicture().size());

    const auto small = readPicture(path, {CutPictures::Refuse, 128});
    QVERIFY(small);
    QVERIFY(isMeant(then, *small));
    QVERIFY(isMeant(small->ref, *read));
    PictureRef other = then;
    other.hash = pictureChecksum(plainPicture(Qt::red));
    QVERIFY(!isMeant(other, *small));

    Scene recipe;
    recipe.content = then;
    Scene here;
    here.content = small->ref;
    nameAsIn(recipe, {&*small}, here);
    QCOMPARE(here.content.hash, then.hash);
    recipe.content = other;
    here.content = small->ref;
    nameAsIn(recipe, {&*small}, here);
    QCOMPARE(here.content.hash, small->ref.hash);
}

GRAMARYE_TEST(TestReferredPicture)

} // namespace gramarye::tst_referredpicture

#include "tst_referredpicture.moc"
