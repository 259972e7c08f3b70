#include "core/pictures/referredpicture.h"
#include "tests/support/drops.h"
#include "tests/support/httpserver.h"
#include "tests/support/testprogram.h"
#include "ui/pictures/imagewell.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

namespace gramarye::tst_imagewell {

class TestImageWell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropFills_data();
    void dropFills();
    void ofALargePictureASmallerVersionIsRead();
    void rubbishIsNotLetIn_data();
    void rubbishIsNotLetIn();
    void badFileIsRefusedAndThePictureStays_data();
    void badFileIsRefusedAndThePictureStays();
    void ofAFolderItsOnlyPictureIsTaken();
    void foldersWithOtherThanOneAreOffered();
    void ofACutPictureWhatIsThereIsOffered();
    void dropsFromBrowsersFill_data();
    void dropsFromBrowsersFill();
    void addressesAreFetched_data();
    void addressesAreFetched();
    void whatCannotBeFetchedIsRefused_data();
    void whatCannotBeFetchedIsRefused();
    void newestRequestWinsOverTheWeb();
    void aPictureCanBeDraggedOut_data();
    void aPictureCanBeDraggedOut();
    void furtherFilesAreHandedOn();
    void pasteFills();
    void newestRequestWins();
    void deleteEmpties_data();
    void deleteEmpties();
    void showsWhereADropWouldGo();
    void tellsAssistiveProgramsWhatIsInIt();

private:
    static QByteArray pngOf(const QImage &image)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        image.save(&buffer, "PNG");
        return bytes;
    }

    PictureFolder m_folder;
};

void TestImageWell::dropFills_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("asImage");
    QTest::newRow("PNG file") << QStringLiteral("a.png") << false;
    QTest::newRow("JPEG file") << QStringLiteral("a.jpg") << false;
    QTest::newRow("file with blanks and umlauts") << QStringLiteral("schöne Bäume.png") << false;
    QTest::newRow("image data") << QString() << true;
}

void TestImageWell::dropFills()
{
    QFETCH(QString, file);
    QFETCH(bool, asImage);
    const QImage image = plainPicture(Qt::red, {30, 20});
    QMimeData data;
    if (asImage)
        data.setImageData(image);
    else
        data.setUrls(localUrls({m_folder.add(file, image)}));

    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    QSignalSpy changed(&well, &ImageWell::pictureChanged);
    QVERIFY(dropOn(&well, data));
    QVERIFY(well.isLoading());
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(!well.isLoading());
    QCOMPARE(well.picture().picture.image.size(), QSize(30, 20));
    QVERIFY(well.picture().picture.image.pixelColor(15, 10).red() > 250);
    QVERIFY(!well.picture().name().isEmpty());
}

void TestImageWell::ofALargePictureASmallerVersionIsRead()
{
    QImage image(8192, 4096, QImage::Format_Grayscale8);
    image.fill(90);
    const QString path = m_folder.addBytes(QStringLiteral("large.png"), quickPng(image));
    ImageWell well({}, {});
    well.setReadingSide(shownSide);
    dropFiles(&well, {path});
    QTRY_VERIFY(!well.isEmpty());
    QCOMPARE(well.picture().picture.image.size(), QSize(2048, 1024));
    QCOMPARE(well.picture().pyramid.size(), image.size());
    QVERIFY(well.toolTip().contains(QStringLiteral("8192")));
}

void TestImageWell::rubbishIsNotLetIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("text") << QStringLiteral("hello") << QString();
    QTest::newRow("mail address") << QString() << QStringLiteral("mailto:anna@example.org");
    QTest::newRow("inline text") << QString() << QStringLiteral("data:text/plain;base64,bWlsaw==");
    QTest::newRow("nothing") << QString() << QString();
}

void TestImageWell::rubbishIsNotLetIn()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    QMimeData data;
    if (!text.isEmpty())
        data.setText(text);
    if (!url.isEmpty())
        data.setUrls({QUrl(url)});
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    QVERIFY(!dropOn(&well, data));
    QVERIFY(well.isEmpty());
    QVERIFY(!well.isLoading());
}

void TestImageWell::badFileIsRefusedAndThePictureStays_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("code");
    QTest::newRow("no picture") << m_folder.addBytes(QStringLiteral("text.png"), "not a picture")
                                << int(ErrorCode::PictureUnknown);
    QTest::newRow("empty") << m_folder.addBytes(QStringLiteral("empty.png"), {})
                           << int(ErrorCode::PictureEmpty);
    QTest::newRow("text") << m_folder.addBytes(QStringLiteral("notes.txt"), "milk, eggs")
                          << int(ErrorCode::PictureUnknown);
    QTest::newRow("300 megapixels")
        << m_folder.addBytes(QStringLiteral("poster.ppm"), "P6\n20000 15000\n255\n")
        << int(ErrorCode::PictureTooLarge);
    QTest::newRow("missing") << m_folder.path(QStringLiteral("missing.png"))
                             << int(ErrorCode::FileNotFound);
}

void TestImageWell::badFileIsRefusedAndThePictureStays()
{
    QFETCH(QString, path);
    QFETCH(int, code);
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    well.load({{}, plainPicture(Qt::green)});
    QTRY_VERIFY(!well.isEmpty());

    QSignalSpy refused(&well, &ImageWell::refused);
    QSignalSpy changed(&well, &ImageWell::pictureChanged);
    dropFiles(&well, {path});
    QTRY_COMPARE(refused.size(), 1);
    const auto error = refused.front().front().value<Error>();
    QCOMPARE(int(error.code), code);
    QCOMPARE(changed.size(), 0);
    QVERIFY(!well.isLoading());
    QCOMPARE(well.picture().picture.image.pixelColor(0, 0), QColor(Qt::green));
}

void TestImageWell::ofAFolderItsOnlyPictureIsTaken()
{
    const QString folder = m_folder.addFolder(QStringLiteral("one"));
    m_folder.add(QStringLiteral("one/a.png"), plainPicture(Qt::red));
    m_folder.addBytes(QStringLiteral("one/Thumbs.db"), "thumbs");
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    QSignalSpy offered(&well, &ImageWell::folderOffered);
    QVERIFY(dropFiles(&well, {folder}));
    QTRY_VERIFY(!well.isEmpty());
    QCOMPARE(well.picture().picture.ref.path, m_folder.path(QStringLiteral("one/a.png")));
    QCOMPARE(offered.size(), 0);
}

void TestImageWell::foldersWithOtherThanOneAreOffered()
{
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    well.load({{}, plainPicture(Qt::green)});
    QTRY_VERIFY(!well.isEmpty());
    std::vector<OfferedFolder> offers;
    connect(&well, &ImageWell::folderOffered,
            [&offers](const OfferedFolder &folder) { offers.push_back(folder); });
    QSignalSpy refused(&well, &ImageWell::refused);
    const QString folder = m_folder.addFolder(QStringLiteral("several"));
    QVERIFY(dropFiles(&well, {folder}));
    QTRY_COMPARE(offers.size(), std::size_t(1));
    QCOMPARE(offers[0].path, folder);
    QCOMPARE(offers[0].pictures, QStringList());
    const QStringList pictures{
        m_folder.add(QStringLiteral("several/2.png"), plainPicture(Qt::red)),
        m_folder.add(QStringLiteral("several/10.png"), plainPicture(Qt::red))};
    QVERIFY(dropFiles(&well, {folder}));
    QTRY_COMPARE(offers.size(), std::size_t(2));
    QCOMPARE(offers[1].pictures, pictures);
    QCOMPARE(refused.size(), 0);
    QVERIFY(!well.isLoading());
    QCOMPARE(well.picture().picture.image.pixelColor(0, 0), QColor(Qt::green)); // it stays
}

void TestImageWell::ofACutPictureWhatIsThereIsOffered()
{
    const QByteArray png = pngOf(noisyPicture({64, 64}));
    const QString cut = m_folder.addBytes(QStringLiteral("cut.png"), png.left(png.size() * 3 / 4));
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    QSignalSpy refused(&well, &ImageWell::refused);
    QSignalSpy declined(&well, &ImageWell::declined);
    const auto question = [&well] { return well.findChild<QMessageBox *>(); };

    dropFiles(&well, {cut});
    QTRY_VERIFY(question());
    QVERIFY(question()->text().contains(QStringLiteral("cut.png")));
    QVERIFY(!well.isLoading());
    question()->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(!question());
    QVERIFY(well.isEmpty());
    QCOMPARE(declined.size(), 1);

    dropFiles(&well, {cut});
    QTRY_VERIFY(question());
    for (QAbstractButton *button : question()->buttons()) {
        if (question()->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QTRY_VERIFY(!well.isEmpty());
    const int lines = well.picture().picture.image.height();
    QVERIFY2(lines > 30 && lines < 52, qPrintable(QString::number(lines)));
    QCOMPARE(well.picture().picture.ref.path, cut);
    QCOMPARE(declined.size(), 1);
    QCOMPARE(refused.size(), 0);
}

// What browsers hand over: the address of the picture, and beside it the picture.
void TestImageWell::dropsFromBrowsersFill_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("format"); // of the picture beside it; empty: an image
    QTest::addColumn<QString>("name");
    const QString address = QStringLiteral("https://example.org/pictures/starry night.png?w=800");
    QTest::newRow("address and PNG")
        << address << QStringLiteral("image/png") << QStringLiteral("starry night.png");
    QTest::newRow("address and image")
        << address << QString() << QStringLiteral("starry night.png");
    QTest::newRow("PNG alone") << QString() << QStringLiteral("image/png")
                               << QStringLiteral("Pasted picture");
    QTest::newRow("inline") << QStringLiteral("data:image/png;base64,")
                                   + QString::fromLatin1(
                                       pngOf(plainPicture(Qt::red, {30, 20})).toBase64())
                            << QStringLiteral("none") << QStringLiteral("Pasted picture");
}

void TestImageWell::dropsFromBrowsersFill()
{
    QFETCH(QString, url);
    QFETCH(QString, format);
    QFETCH(QString, name);
    const QImage image = plainPicture(Qt::red, {30, 20});
    QMimeData data;
    if (!url.isEmpty())
        data.setUrls({QUrl(url)});
    if (format.isEmpty())
        data.setImageData(image);
    else if (format.startsWith(QLatin1String("image")))
        data.setData(format, pngOf(image));
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    QVERIFY(dropOn(&well, data));
    QTRY_VERIFY(!well.isEmpty());
    QCOMPARE(well.picture().picture.image.size(), QSize(30, 20));
    QCOMPARE(well.picture().picture.image.pixelColor(15, 10), QColor(Qt::red));
    QCOMPARE(well.picture().name(), name);
}

// Of some browsers there is nothing but an address, and markup that shows the picture.
void TestImageWell::addressesAreFetched_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("html"); // %1: the server
    QTest::newRow("address") << QStringLiteral("/starry night.png?w=30") << QString();
    QTest::newRow("picture that is a link")
        << QStringLiteral("/museum.html")
        << QStringLiteral("<a href=\"%1/museum.html\"><img alt=\"\" "
                          "src=\"%1/starry%20night.png?w=30&amp;h=20\"></a>");
    QTest::newRow("redirected") << QStringLiteral("/moved/starry night.png") << QString();
}

void TestImageWell::addressesAreFetched()
{
    QFETCH(QString, url);
    QFETCH(QString, html);
    const QByteArray png = pngOf(plainPicture(Qt::red, {30, 20}));
    const HttpServer server([&png](const HttpRequest &request) -> HttpReply {
        if (request.path.startsWith("/moved"))
            return {302, {{"Location", "/starry%20night.png"}}, {}};
        return {200, {}, request.path.startsWith("/starry%20night.png") ? png : "<html>"};
    });
    QMimeData data;
    data.setUrls({QUrl(server.address(url))});
    if (!html.isEmpty())
        data.setHtml(html.arg(server.address({})));
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    QVERIFY(dropOn(&well, data));
    QVERIFY(well.isLoading());
    QTRY_VERIFY(!well.isLoading());
    QCOMPARE(well.picture().picture.image.size(), QSize(30, 20));
    QCOMPARE(well.picture().picture.image.pixelColor(15, 10), QColor(Qt::red));
    QCOMPARE(well.picture().name(), QStringLiteral("starry night.png"));
    if (!html.isEmpty())
        QCOMPARE(server.requests().front().path, QByteArray("/starry%20night.png?w=30&h=20"));
}

void TestImageWell::whatCannotBeFetchedIsRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("announced"); // bytes; empty: as it is
    QTest::addColumn<int>("then");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    const QByteArray tooLarge = QByteArray::number(PictureDownload::largest + 1);
    QTest::newRow("not there") << 404 << QByteArray() << int(HttpReply::KeepAlive)
                               << int(ErrorCode::PictureNotFetched)
                               << QStringLiteral("404 As told");
    QTest::newRow("no answer") << 200 << QByteArray() << int(HttpReply::HangUp)
                               << int(ErrorCode::PictureNotFetched) << QString();
    QTest::newRow("too large") << 200 << tooLarge << int(HttpReply::KeepAlive)
                               << int(ErrorCode::PictureNotFetched)
                               << QStringLiteral("more than 100 MB");
    QTest::newRow("cut short") << 200 << QByteArray("1000") << int(HttpReply::Close)
                               << int(ErrorCode::PictureNotFetched) << QString();
    QTest::newRow("a page") << 200 << QByteArray() << int(HttpReply::KeepAlive)
                            << int(ErrorCode::PictureUnknown) << QString();
}

void TestImageWell::whatCannotBeFetchedIsRefused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, announced);
    QFETCH(int, then);
    QFETCH(int, code);
    QFETCH(QString, reason);
    HttpReply reply{status, {}, "<html>A museum</html>", -1, HttpReply::Then(then)};
    if (!announced.isEmpty())
        reply.headers["Content-Length"] = announced;
    const HttpServer server([&reply](const HttpRequest &) { return reply; });
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    well.load({{}, plainPicture(Qt::green)});
    QTRY_VERIFY(!well.isEmpty());

    QSignalSpy refused(&well, &ImageWell::refused);
    QMimeData data;
    data.setUrls({QUrl(server.address(QStringLiteral("/museum.png")))});
    QVERIFY(dropOn(&well, data));
    QTRY_COMPARE(refused.size(), 1);
    const auto error = refused.front().front().value<Error>();
    QCOMPARE(int(error.code), code);
    QCOMPARE(error.subject, QStringLiteral("museum.png"));
    QVERIFY(!error.detail.isEmpty() || code == int(ErrorCode::PictureUnknown));
    if (!reason.isEmpty())
        QCOMPARE(error.detail, reason);
    QVERIFY(!well.isLoading());
    QCOMPARE(well.picture().picture.image.pixelColor(0, 0), QColor(Qt::green));
}

void TestImageWell::newestRequestWinsOverTheWeb()
{
    const HttpServer server([](const HttpRequest &) {
        return HttpReply{200, {}, {}, -1, HttpReply::Silence};
    });
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    QSignalSpy changed(&well, &ImageWell::pictureChanged);
    PictureSource web;
    web.address = QUrl(server.address(QStringLiteral("/a.png")));
    well.load({{}, plainPicture(Qt::red)});
    well.load(web);
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 0); // the red one is not wanted any more
    QVERIFY(well.isLoading());
    well.load({{}, plainPicture(Qt::blue)});
    QTRY_VERIFY(!well.isLoading());
    QCOMPARE(well.picture().picture.image.pixelColor(0, 0), QColor(Qt::blue));
    well.load(web);
    well.clear();
    QVERIFY(!well.isLoading());
}

void TestImageWell::aPictureCanBeDraggedOut_data()
{
    QTest::addColumn<bool>("isFile");
    QTest::newRow("file") << true;
    QTest::newRow("image") << false;
}

void TestImageWell::aPictureCanBeDraggedOut()
{
    QFETCH(bool, isFile);
    const QString path = m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red));
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    well.load(isFile ? PictureSource{path, {}} : PictureSource{{}, plainPicture(Qt::red)});
    QTRY_VERIFY(!well.isEmpty());
    const std::unique_ptr<QMimeData> data(well.makeDragData());
    QCOMPARE(data->urls(), isFile ? localUrls({path}) : QList<QUrl>());
    QCOMPARE(data->hasImage(), !isFile);

    QVERIFY(!dragOver(&well, *data)); // it is there already
    ImageWell other(QStringLiteral("other"), QStringLiteral("drop here"));
    ImageWell *dropped = nullptr;
    connect(&other, &ImageWell::wellDropped, &other, [&](ImageWell *from) { dropped = from; });
    QVERIFY(dropOn(&other, *data));
    QCOMPARE(dropped, &well);
    QVERIFY(!other.isLoading());
}

void TestImageWell::furtherFilesAreHandedOn()
{
    const QStringList paths = {m_folder.add(QStringLiteral("1.png"), plainPicture(Qt::red)),
                               m_folder.add(QStringLiteral("2.png"), plainPicture(Qt::green)),
                               m_folder.add(QStringLiteral("3.png"), plainPicture(Qt::blue))};
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    std::vector<PictureSource> more;
    connect(&well, &ImageWell::moreOffered, &well,
            [&more](const std::vector<PictureSource> &sources) { more = sources; });
    dropFiles(&well, paths);
    QTRY_COMPARE(well.picture().name(), QStringLiteral("1.png"));
    QCOMPARE(more.size(), std::size_t(2));
    QCOMPARE(more[0].path, paths[1]);
    QCOMPARE(more[1].path, paths[2]);
}

void TestImageWell::pasteFills()
{
    QGuiApplication::clipboard()->setImage(plainPicture(Qt::blue, {12, 34}));
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    well.paste();
    QTRY_VERIFY(!well.isEmpty());
    QCOMPARE(well.picture().picture.image.size(), QSize(12, 34));
}

void TestImageWell::newestRequestWins()
{
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    QSignalSpy changed(&well, &ImageWell::pictureChanged);
    well.load({{}, plainPicture(Qt::red, {2000, 2000})});
    well.load({{}, plainPicture(Qt::blue, {10, 10})});
    QTRY_VERIFY(!well.isLoading());
    QCOMPARE(well.picture().picture.image.size(), QSize(10, 10));
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(well.picture().picture.image.size(), QSize(10, 10));
}

void TestImageWell::deleteEmpties_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Delete") << Qt::Key_Delete;
    QTest::newRow("Backspace") << Qt::Key_Backspace;
}

void TestImageWell::deleteEmpties()
{
    QFETCH(Qt::Key, key);
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    well.load({{}, plainPicture(Qt::red)});
    QTRY_VERIFY(!well.isEmpty());
    QSignalSpy changed(&well, &ImageWell::pictureChanged);
    QTest::keyClick(&well, key);
    QVERIFY(well.isEmpty());
    QCOMPARE(changed.size(), 1);
}

void TestImageWell::showsWhereADropWouldGo()
{
    ImageWell well(QStringLiteral("well"), QStringLiteral("drop here"));
    well.resize(100, 100);
    const QImage before = well.grab().toImage();
    QMimeData data;
    data.setImageData(plainPicture(Qt::red));
    QVERIFY(dragOver(&well, data));
    QVERIFY(well.grab().toImage() != before);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(&well, &leave);
    QCOMPARE(well.grab().toImage(), before);
}

void TestImageWell::tellsAssistiveProgramsWhatIsInIt()
{
    ImageWell well(QStringLiteral("Content picture"), QStringLiteral("drop here"));
    QCOMPARE(well.accessibleName(), QStringLiteral("Content picture"));
    well.load({m_folder.add(QStringLiteral("tree.png"), plainPicture(Qt::red, {30, 20})), {}});
    QTRY_COMPARE(well.accessibleDescription(), QStringLiteral("tree.png, 30 × 20 px"));
}

GRAMARYE_TEST(TestImageWell)

} // namespace gramarye::tst_imagewell

#include "tst_imagewell.moc"
