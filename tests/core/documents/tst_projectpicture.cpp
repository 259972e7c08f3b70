#include "core/documents/projectpicture.h"

#include "core/documents/projectfile.h"

#include <QColorSpace>
#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace gramarye;

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

class TestProjectPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkKnowsTheFile();
    void aLinkNeedsAFile();
    void aMovedProjectTakesItsPicturesAlong();
    void whatIsMissingOrChangedIsNamed();
    void embeddedPicturesNeedNoFile_data();
    void embeddedPicturesNeedNoFile();
    void filesAreEmbeddedAsTheyAre();
    void filesThatChangedAreEmbeddedAsTheyWere();
};

void TestProjectPicture::aLinkKnowsTheFile()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.png"), plainPicture(Qt::red));
    const auto picture = linkedPicture(path);
    QVERIFY(picture);
    const QByteArray bytes = bytesOf(path);
    QCOMPARE(picture->name, QStringLiteral("a.png"));
    QCOMPARE(picture->path, path);
    QCOMPARE(picture->size, bytes.size());
    QCOMPARE(picture->sha256.toLatin1(),
             QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QVERIFY(!picture->isEmbedded());
}

void TestProjectPicture::aLinkNeedsAFile()
{
    const PictureFolder folder;
    QCOMPARE(linkedPicture(folder.path(QStringLiteral("a.png"))).error().code,
             ErrorCode::FileNotFound);
    QCOMPARE(linkedPicture(folder.path(QString())).error().code, ErrorCode::FileUnreadable);
}

void TestProjectPicture::aMovedProjectTakesItsPicturesAlong()
{
    const PictureFolder folder;
    QVERIFY(QDir(folder.path(QString())).mkpath(QStringLiteral("old")));
    folder.add(QStringLiteral("old/a.png"), plainPicture(Qt::red));
    Project project;
    project.content = linkedPicture(folder.path(QStringLiteral("old/a.png"))).value();
    QVERIFY(writeProject(project, folder.path(QStringLiteral("old/p.gramarye"))));

    QVERIFY(QDir(folder.path(QString())).rename(QStringLiteral("old"), QStringLiteral("new")));
    const QString moved = folder.path(QStringLiteral("new/p.gramarye"));
    const auto read = readProject(moved);
    QVERIFY(read);
    const auto found = findPicture(read->content, moved);
    QVERIFY(found);
    QCOMPARE(*found, folder.path(QStringLiteral("new/a.png")));
    QVERIFY(readPicture(read->content, moved));
}

void TestProjectPicture::whatIsMissingOrChangedIsNamed()
{
    const PictureFolder folder;
    const QString project = folder.path(QStringLiteral("p.gramarye"));
    const QString path = folder.add(QStringLiteral("a.png"), plainPicture(Qt::red));
    const ProjectPicture picture = linkedPicture(path).value();
    QVERIFY(isFileOf(picture, path));

    folder.add(QStringLiteral("a.png"), plainPicture(Qt::blue));
    QVERIFY(!isFileOf(picture, path));
    QCOMPARE(readPicture(picture, project).error(),
             (Error{ErrorCode::PictureChanged, QStringLiteral("a.png"), {}}));
    QVERIFY(QFile::remove(path));
    QCOMPARE(readPicture(picture, project).error(),
             (Error{ErrorCode::PictureMissing, QStringLiteral("a.png"), {}}));
}

void TestProjectPicture::embeddedPicturesNeedNoFile_data()
{
    QTest::addColumn<QImage>("image");
    QTest::newRow("8 bits") << noise(QImage::Format_RGB888);
    QTest::newRow("16 bits") << noise(QImage::Format_RGBX64);
}

void TestProjectPicture::embeddedPicturesNeedNoFile()
{
    QFETCH(const QImage, image);
    const auto pasted = pictureFromImage(image, {});
    QVERIFY(pasted);
    const ProjectPicture picture = embeddedPicture(pasted->image, QStringLiteral("Pasted picture"));
    QVERIFY(picture.isEmbedded());
    const auto read = readPicture(picture, QStringLiteral("/nowhere/p.gramarye"));
    QVERIFY(read);
    QCOMPARE(read->image.format(), pasted->image.format());
    QImage pixels = read->image;
    pixels.setColorSpace(pasted->image.colorSpace());
    QVERIFY(pixels == pasted->image);
    QCOMPARE(read->fileName, QString());
}

void TestProjectPicture::filesAreEmbeddedAsTheyAre()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.jpg"), plainPicture(Qt::red));
    const ProjectPicture picture = withFile(linkedPicture(path).value(), plainPicture(Qt::red));
    QCOMPARE(picture.file, bytesOf(path));
    QCOMPARE(picture.path, path);
}

void TestProjectPicture::filesThatChangedAreEmbeddedAsTheyWere()
{
    const PictureFolder folder;
    const QString path = folder.add(QStringLiteral("a.png"), plainPicture(Qt::red));
    const ProjectPicture linked = linkedPicture(path).value();
    folder.add(QStringLiteral("a.png"), plainPicture(Qt::blue));
    const ProjectPicture picture = withFile(linked, plainPicture(Qt::red));
    const auto read = readPicture(picture, folder.path(QStringLiteral("p.gramarye")));
    QVERIFY(read);
    QCOMPARE(read->image.pixelColor(0, 0), QColor(Qt::red));
}

QTEST_GUILESS_MAIN(TestProjectPicture)
#include "tst_projectpicture.moc"
