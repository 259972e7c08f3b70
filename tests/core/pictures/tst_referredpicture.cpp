#include "core/pictures/referredpicture.h"
#include "tests/support/testprogram.h"

#include <QColorSpace>
#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

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

GRAMARYE_TEST(TestReferredPicture)

} // namespace gramarye::tst_referredpicture

#include "tst_referredpicture.moc"
