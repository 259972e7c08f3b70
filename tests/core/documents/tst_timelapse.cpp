#include "core/documents/timelapse.h"
#include "core/documents/timelapseexport.h"
#include "core/pictures/imagereader.h"
#include "tests/support/testprogram.h"

#include <QColor>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace gramarye::tst_timelapse {

namespace {

QImage plainPicture(const QColor &color, QSize size = {64, 48})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

QColor colorOf(const QString &path)
{
    const auto picture = readPicture(path);
    return picture ? picture->image.pixelColor(0, 0) : QColor();
}

bool goOn(int /*done*/)
{
    return true;
}

/// Puts a program called ffmpeg, a shell script, in front of all others while it lives.
class FakeFfmpeg
{
public:
    explicit FakeFfmpeg(const QByteArray &script) : m_path(qgetenv("PATH"))
    {
        QFile file(m_folder.filePath(QStringLiteral("ffmpeg")));
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\nfor last; do :; done\n" + script);
        file.setPermissions(file.permissions() | QFile::ExeOwner);
        qputenv("PATH", QFile::encodeName(m_folder.path()) + ':' + m_path);
    }
    ~FakeFfmpeg() { qputenv("PATH", m_path); }
    Q_DISABLE_COPY_MOVE(FakeFfmpeg)

private:
    QTemporaryDir m_folder;
    QByteArray m_path;
};

} // namespace

class TestTimeLapse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void framesAreKeptInOrder();
    void roomIsBoundedAndFramesStaySpread();
    void clearBeginsAnew();
    void aFullDiskKeepsWhatIsThere();

    void numberedPicturesAreAllOfTheLastSize();
    void aFolderThatIsThereStaysAsItIs();
    void cancelledPicturesLeaveNothing();

    void theVideoProgramGetsEveryPixel();
    void theVideoProgramsReasonIsTold_data();
    void theVideoProgramsReasonIsTold();
    void withoutAProgramThereIsNoVideo();
    void aCancelledVideoLeavesTheOldOne();
    void aRealVideoHasEveryFrame();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QStringList frames(const std::vector<QSize> &sizes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

/// Pictures of these sizes, whose red counts them from 1.
QStringList TestTimeLapse::frames(const std::vector<QSize> &sizes) const
{
    QStringList paths;
    for (const QSize size : sizes) {
        const int number = int(paths.size()) + 1;
        paths << path("frame") + QString::number(number) + QStringLiteral(".png");
        plainPicture(QColor(number, 100, 0), size).save(paths.constLast());
    }
    return paths;
}

void TestTimeLapse::framesAreKeptInOrder()
{
    TimeLapse timeLapse(1 << 20, path("scratch"));
    for (int i = 0; i < 5; ++i)
        QVERIFY(timeLapse.offer(plainPicture(QColor(i, 0, 0))));
    QCOMPARE(timeLapse.frames().size(), 5);
    qint64 bytes = 0;
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(colorOf(timeLapse.frames().at(i)), QColor(i, 0, 0));
        bytes += QFileInfo(timeLapse.frames().at(i)).size();
    }
    QCOMPARE(timeLapse.byteCount(), bytes);
}

void TestTimeLapse::roomIsBoundedAndFramesStaySpread()
{
    TimeLapse one(1 << 20, path("one"));
    QVERIFY(one.offer(plainPicture(Qt::red)));
    const qint64 limit = one.byteCount() * 8;
    TimeLapse timeLapse(limit, path("scratch"));
    for (int i = 0; i < 100; ++i) {
        QVERIFY(timeLapse.offer(plainPicture(QColor(i, 0, 0))));
        QVERIFY(timeLapse.byteCount() <= limit);
    }
    QVERIFY(timeLapse.frames().size() >= 4);
    const int step =
        colorOf(timeLapse.frames().at(1)).red() - colorOf(timeLapse.frames().at(0)).red();
    QCOMPARE(step, 16);
    for (int i = 0; i < int(timeLapse.frames().size()); ++i)
        QCOMPARE(colorOf(timeLapse.frames().at(i)).red(), i * step);
    QVERIFY(int(timeLapse.frames().size()) * step > 100 - step);
}

void TestTimeLapse::clearBeginsAnew()
{
    TimeLapse timeLapse(1 << 20, path("scratch"));
    QVERIFY(timeLapse.offer(plainPicture(Qt::red)));
    const QString before = timeLapse.frames().constFirst();
    timeLapse.clear();
    QVERIFY(!QFile::exists(before));
    QCOMPARE(timeLapse.byteCount(), 0);
    QVERIFY(timeLapse.offer(plainPicture(Qt::blue)));
    QCOMPARE(colorOf(timeLapse.frames().constFirst()), QColor(Qt::blue));
}

void TestTimeLapse::aFullDiskKeepsWhatIsThere()
{
    QFile inTheWay(path("scratch"));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    TimeLapse timeLapse(1 << 20, path("scratch"));
    const Status status = timeLapse.offer(plainPicture(Qt::red));
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QVERIFY(timeLapse.frames().isEmpty());
    QCOMPARE(timeLapse.byteCount(), 0);
}

void TestTimeLapse::numberedPicturesAreAllOfTheLastSize()
{
    std::vector<int> progress;
    const auto end =
        exportFrames(frames({{16, 12}, {16, 12}, {32, 24}}), path("out"), [&](int done) {
            progress.push_back(done);
            return true;
        });
    QVERIFY(end);
    QVERIFY(*end == ExportEnd::Done);
    QCOMPARE(progress, (std::vector<int>{1, 2, 3}));
    const QDir out(path("out"));
    QCOMPARE(out.entryList(QDir::Files, QDir::Name),
             (QStringList{QStringLiteral("frame-000001.png"), QStringLiteral("frame-000002.png"),
                          QStringLiteral("frame-000003.png")}));
    for (int i = 1; i <= 3; ++i) {
        const QImage frame(out.filePath(QStringLiteral("frame-00000%1.png").arg(i)));
        QCOMPARE(frame.size(), QSize(32, 24));
        QCOMPARE(frame.pixelColor(0, 0), QColor(i, 100, 0));
    }
}

void TestTimeLapse::aFolderThatIsThereStaysAsItIs()
{
    QVERIFY(QDir().mkpath(path("out/mine")));
    const auto end = exportFrames(frames({{16, 12}}), path("out"), goOn);
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::FileNotWritable);
    QCOMPARE(QDir(path("out")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("mine")});
}

void TestTimeLapse::cancelledPicturesLeaveNothing()
{
    const auto end = exportFrames(frames({{16, 12}, {16, 12}, {16, 12}}), path("out"),
                                  [](int done) { return done < 2; });
    QVERIFY(end);
    QVERIFY(*end == ExportEnd::Cancelled);
    QVERIFY(!QDir(path("out")).exists());
}

void TestTimeLapse::theVideoProgramGetsEveryPixel()
{
    const FakeFfmpeg ffmpeg("echo \"$@\" > \"$last\"; cat >> \"$last\"");
    const auto end = exportVideo(frames({{8, 6}, {17, 13}}), path("out.mp4"), 25, goOn);
    QVERIFY(end);
    QFile file(path("out.mp4"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray arguments = file.readLine();
    QVERIFY2(arguments.contains("-video_size 16x12"), arguments.constData()); // even numbers
    QVERIFY(arguments.contains("-framerate 25"));
    const QByteArray pixels = file.readAll();
    const int bytes = 16 * 12 * 3;
    QCOMPARE(pixels.size(), 2 * bytes);
    QCOMPARE(pixels.left(3), QByteArray("\1\144\0", 3));
    QCOMPARE(pixels.mid(bytes, 3), QByteArray("\2\144\0", 3));
}

void TestTimeLapse::theVideoProgramsReasonIsTold_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("at once") << QByteArray("echo no such encoder >&2; exit 1");
    QTest::newRow("after all frames") << QByteArray("cat >/dev/null; echo no such encoder; exit 1");
    QTest::newRow("with half a video")
        << QByteArray("cat >\"$last\"; echo no such encoder; echo more; exit 1");
}

void TestTimeLapse::theVideoProgramsReasonIsTold()
{
    QFETCH(QByteArray, script);
    const FakeFfmpeg ffmpeg(script);
    const auto end = exportVideo(frames({{640, 480}, {640, 480}}), path("out.mp4"), 25, goOn);
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::VideoFailed);
    QCOMPARE(end.error().detail, QStringLiteral("no such encoder"));
    QCOMPARE(
        QDir(m_folder->path()).entryList({QStringLiteral("*.mp4")}, QDir::Files | QDir::Hidden),
        QStringList());
}

void TestTimeLapse::withoutAProgramThereIsNoVideo()
{
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", QFile::encodeName(m_folder->path()));
    const QString program = videoProgram();
    const auto end = exportVideo(frames({{16, 12}}), path("out.mp4"), 25, goOn);
    qputenv("PATH", before);
    QCOMPARE(program, QString());
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::VideoFailed);
}

void TestTimeLapse::aCancelledVideoLeavesTheOldOne()
{
    QFile old(path("out.mp4"));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    const FakeFfmpeg ffmpeg(
        "echo new > \"$last\"; cat >/dev/null; exec sleep 60"); // never ends by itself
    const auto end = exportVideo(frames({{16, 12}, {16, 12}}), path("out.mp4"), 25,
                                 [](int done) { return done < 2; });
    QVERIFY(end);
    QVERIFY(*end == ExportEnd::Cancelled);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
    QCOMPARE(
        QDir(m_folder->path()).entryList({QStringLiteral("*.mp4")}, QDir::Files | QDir::Hidden),
        QStringList{QStringLiteral("out.mp4")});
}

void TestTimeLapse::aRealVideoHasEveryFrame()
{
    const QString probe = QStandardPaths::findExecutable(QStringLiteral("ffprobe"));
    if (videoProgram().isEmpty() || probe.isEmpty())
        QSKIP("ffmpeg is not here");
    const auto end = exportVideo(frames({{32, 24}, {32, 24}, {65, 49}}), path("out.mp4"), 25, goOn);
    QVERIFY2(end, end ? "" : qPrintable(end.error().detail));
    QProcess process;
    process.start(probe, {QStringLiteral("-v"), QStringLiteral("error"),
                          QStringLiteral("-count_frames"), QStringLiteral("-show_entries"),
                          QStringLiteral("stream=width,height,nb_read_frames"),
                          QStringLiteral("-of"), QStringLiteral("csv=p=0"), path("out.mp4")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("64,48,3"));
}

GRAMARYE_TEST(TestTimeLapse)

} // namespace gramarye::tst_timelapse

#include "tst_timelapse.moc"
