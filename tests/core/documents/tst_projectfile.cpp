#include "core/documents/projectfile.h"

#include "core/model/parametersjson.h"
#include "testpaths.h"
#include "tests/support/projects.h"
#include "tests/support/smallfilesystem.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

namespace gramarye::tst_projectfile {

namespace {

const QString projectName = QStringLiteral("lake.gramarye");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// sampleProject() as a file's bytes.
QByteArray sampleFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(projectName);
    return writeProject(sampleProject(), path) ? contentOf(path) : QByteArray();
}

/// A project that takes more room than a small disk has.
Project largeProject()
{
    Project project = sampleProject();
    project.run->checkpoint = QByteArray(400 * 1024, 'c');
    return project;
}

QByteArray jsonOf(const QJsonObject &object)
{
    return writeDocument(object, QStringLiteral("gramarye-project"), 2);
}

/// @p bytes with the last number @p before, of 64 bits, changed.
QByteArray withNumber(QByteArray bytes, qsizetype before, qsizetype after)
{
    QByteArray old(8, '\0');
    qToLittleEndian(quint64(before), old.data());
    qToLittleEndian(quint64(after), bytes.data() + bytes.lastIndexOf(old));
    return bytes;
}

} // namespace

class TestProjectFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack();
    void version1IsReadToo();
    void anEmptyProjectIsOneToo();
    void pathsAreKeptRelativeToTheProjectToo();
    void otherProgramsReadIt();
    void whatIsMissingIsSaid();
    void newerFilesAreRefused();
    void truncatedFilesAreRefusedAtEveryByte();
    void changedBytesAreNoticed();
    void hostileFilesAreRefused_data();
    void hostileFilesAreRefused();
    void entriesWithinEachOtherAreRefused();
    void claimedSizesAreNotBelieved();
    void whatTheFuzzerFoundIsReadOrRefused();
    void aFileThatMayNotGrowLeavesTheOldOne();
    void aFullDiskLeavesTheOldOne();
    void aReadOnlyDiskLeavesTheOldOne();
};

void TestProjectFile::whatIsWrittenIsReadBack()
{
    const auto project = readProject(sampleFile(), projectName);
    QVERIFY(project);
    const Project expected = sampleProject();
    QVERIFY(*project == expected);
    QCOMPARE(project->scene.parameters.ratio, 0.1 + 0.2);
    QCOMPARE(project->scene.styles[1].picture.file, expected.scene.styles[1].picture.file);
    QCOMPARE(project->scene.start.file, expected.scene.start.file);
}

/// Pictures stood beside each other then, and were told by their files.
void TestProjectFile::version1IsReadToo()
{
    const QByteArray json = R"({"format": "gramarye-project", "version": 1, "program": "old",
        "network": {"name": "builtin", "path": "", "checksum": "c"},
        "parameters": {"size": 384, "blend": [1, 0.25]},
        "content": {"name": "a.jpg", "path": "/p/a.jpg", "relative_path": "../a.jpg", "size": 5,
                    "sha256": "aa55", "embedded": ""},
        "styles": [{"name": "s", "sha256": "bb"}, {"name": "t", "sha256": "cc",
                                                   "embedded": "pictures/style-2"}],
        "run": {"iterations": 3, "parameters": {"size": 300, "blend": [1, 0.5]}}})";
    const auto project = readProject(zipOf({{QStringLiteral("project.json"), json},
                                            {QStringLiteral("pictures/style-2"), "bytes"}}),
                                     QStringLiteral("/p/q/lake.gramarye"));
    QVERIFY2(project, qPrintable(project ? QString() : project.error().detail));
    const Scene &scene = project->scene;
    QCOMPARE(scene.network.checksum, QStringLiteral("c"));
    QCOMPARE(scene.content.path, QStringLiteral("/p/a.jpg"));
    QCOMPARE(scene.content.otherPath, QStringLiteral("/p/a.jpg"));
    QCOMPARE(scene.content.hash, QStringLiteral("sha256:aa55"));
    QCOMPARE(scene.styles.size(), std::size_t(2));
    QCOMPARE(scene.styles[1].picture.file, QByteArray("bytes"));
    QCOMPARE(scene.styles[1].weight, 0.25);
    QCOMPARE(scene.parameters.size, 384);
    QVERIFY(scene.start.isEmpty());
    QCOMPARE(project->run->parameters.blend, std::vector<double>({1, 0.5}));
}

void TestProjectFile::anEmptyProjectIsOneToo()
{
    const auto project = readProject(projectOf(jsonOf({})), projectName);
    QVERIFY(project);
    QVERIFY(*project == Project());
}

void TestProjectFile::pathsAreKeptRelativeToTheProjectToo()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("projects/today")));
    const QString path = folder.filePath(QStringLiteral("projects/today/") + projectName);
    Project project;
    project.scene.content = PictureRef::ofFile(folder.filePath(QStringLiteral("pictures/a.jpg")));
    project.scene.styles = {{PictureRef::ofFile(QStringLiteral(":/samples/styles/glass.jpg"))}};
    QVERIFY(writeProject(project, path));
    QVERIFY(QDir(folder.path()).rename(QStringLiteral("projects"), QStringLiteral("moved")));
    const auto read = readProject(folder.filePath(QStringLiteral("moved/today/") + projectName));
    QVERIFY(read);
    QCOMPARE(read->scene.content.otherPath, folder.filePath(QStringLiteral("pictures/a.jpg")));
    QCOMPARE(read->scene.styles[0].picture.otherPath, QString());
}

void TestProjectFile::otherProgramsReadIt()
{
    const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty())
        QSKIP("there is no Python, whose zipfile is the other program");
    const QTemporaryDir folder;
    const QString path = folder.filePath(projectName);
    QVERIFY(writeProject(sampleProject(), path));
    QProcess process;
    process.start(python, {QStringLiteral("-c"),
                           QStringLiteral("import sys, zipfile, json\n"
                                          "z = zipfile.ZipFile(sys.argv[1])\n"
                                          "assert z.testzip() is None\n"
                                          "print(len(z.namelist()), end=' ')\n"
                                          "print(json.loads(z.read('project.json'))['program'])"),
                           path});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("7 Gramarye 0.1.0"));
}

void TestProjectFile::whatIsMissingIsSaid()
{
    const QTemporaryDir folder;
    const auto missing = readProject(folder.filePath(projectName));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::FileNotFound);
    const auto noFile = readProject(folder.path());
    QVERIFY(!noFile);
    QCOMPARE(noFile.error().code, ErrorCode::FileUnreadable);
}

void TestProjectFile::newerFilesAreRefused()
{
    const QByteArray json = writeDocument({}, QStringLiteral("gramarye-project"), 3);
    const auto newer = readProject(projectOf(json), projectName);
    QVERIFY(!newer);
    QCOMPARE(newer.error(), (Error{ErrorCode::DocumentNewer, projectName, QStringLiteral("3")}));
}

void TestProjectFile::truncatedFilesAreRefusedAtEveryByte()
{
    const QByteArray whole = sampleFile();
    QVERIFY(whole.size() > 1000);
    for (qsizetype length = 0; length < whole.size(); ++length) {
        // Not a byte more in memory than in the file, so that a sanitiser sees a step too far.
        const std::vector<char> exact(whole.begin(), whole.begin() + length);
        const auto project = readProject(QByteArrayView(exact.data(), length), projectName);
        QVERIFY2(!project, qPrintable(QString::number(length)));
        QCOMPARE(project.error().code, ErrorCode::DocumentDamaged);
        QCOMPARE(project.error().subject, projectName);
        QVERIFY(!project.error().detail.isEmpty());
    }
}

void TestProjectFile::changedBytesAreNoticed()
{
    const QByteArray whole = sampleFile();
    const auto before = readProject(whole, projectName);
    QVERIFY(before);
    int noticed = 0;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray changed = whole;
        changed[i] = char(changed[i] ^ 0x20);
        const auto after = readProject(changed, projectName);
        if (after) // such as a date: nothing that is ours
            QVERIFY2(*after == *before, qPrintable(QString::number(i)));
        noticed += after ? 0 : 1;
    }
    QVERIFY(noticed > whole.size() / 2);
}

void TestProjectFile::hostileFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArray &file, const QString &detail) {
        QTest::newRow(name) << file << detail;
    };
    row("no archive", "some text", QStringLiteral("no end"));
    row("no project.json", zipOf({{QStringLiteral("a"), "b"}}), QStringLiteral("project.json"));
    row("no JSON", projectOf("{\"format\": "), QStringLiteral(""));
    row("another document", projectOf(writeDocument({}, QStringLiteral("gramarye-recipe"), 1)),
        QStringLiteral("format"));
    row("no version", projectOf("{\"format\": \"gramarye-project\"}"), QStringLiteral("version"));
    row("absurdly long JSON", projectOf(QByteArray(5 << 20, ' ')), QStringLiteral("project.json"));
    row("endless brackets", projectOf(QByteArray(100000, '[')), QStringLiteral(""));
    row("a parameter nobody may set",
        projectOf(jsonOf(
            {{QStringLiteral("scene"), QJsonObject{{QStringLiteral("parameters"),
                                                    QJsonObject{{QStringLiteral("size"), -5}}}}}})),
        QStringLiteral("size"));
    row("a negative count",
        projectOf(
            jsonOf({{QStringLiteral("run"), QJsonObject{{QStringLiteral("iterations"), -1}}}})),
        QStringLiteral("iterations"));
    row("an absurd count",
        projectOf(
            jsonOf({{QStringLiteral("run"), QJsonObject{{QStringLiteral("iterations"), 1e300}}}})),
        QStringLiteral("iterations"));
    row("an entry that is not there",
        projectOf(jsonOf({{QStringLiteral("run"),
                           QJsonObject{{QStringLiteral("checkpoint"), QStringLiteral("run/x")}}}})),
        QStringLiteral("run/x"));
    const QJsonObject picture{
        {QStringLiteral("picture"),
         QJsonObject{{QStringLiteral("embedded"), QStringLiteral("pictures/a")}}}};
    row("one entry for many pictures",
        zipOf({{QStringLiteral("project.json"),
                jsonOf({{QStringLiteral("scene"),
                         QJsonObject{{QStringLiteral("styles"), QJsonArray{picture, picture}}}}})},
               {QStringLiteral("pictures/a"), "picture"}}),
        QStringLiteral("pictures/a"));
    row("entries of one name",
        zipOf({{QStringLiteral("project.json"), jsonOf({})},
               {QStringLiteral("a"), "1"},
               {QStringLiteral("a"), "2"}}),
        QStringLiteral("twice"));
}

void TestProjectFile::hostileFilesAreRefused()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, detail);
    QVERIFY(!file.isEmpty());
    const auto project = readProject(file, projectName);
    QVERIFY(!project);
    QCOMPARE(project.error().code, ErrorCode::DocumentDamaged);
    QCOMPARE(project.error().subject, projectName);
    QVERIFY2(project.error().detail.contains(detail), qPrintable(project.error().detail));
}

/// Many entries that hold each other would be quadratically more than the file, taken out.
void TestProjectFile::entriesWithinEachOtherAreRefused()
{
    const QByteArray data(3000, 'a');
    QByteArray bytes = zipOf({{QStringLiteral("a"), data}, {QStringLiteral("b"), data}});
    // "b" is moved into the data of "a": its header first, then the place that the directory says.
    const qsizetype headerSize = 30 + 1 + 20;
    const qsizetype second = headerSize + data.size();
    bytes.replace(headerSize, headerSize, bytes.mid(second, headerSize));
    bytes = withNumber(bytes, second, headerSize);
    // Where its data were nothing needs to be, and the directory begins earlier.
    const qsizetype directory = 2 * second;
    const qsizetype end = bytes.lastIndexOf("PK\6\6");
    bytes = withNumber(bytes, directory, directory - data.size());
    bytes = withNumber(bytes, end, end - data.size());
    bytes.remove(second + headerSize, data.size());

    const auto project = readProject(bytes, projectName);
    QVERIFY(!project);
    QCOMPARE(project.error().detail, QStringLiteral("its entries overlap"));
}

void TestProjectFile::claimedSizesAreNotBelieved()
{
    const QByteArray whole = projectOf(jsonOf({}));
    const qsizetype directory = whole.lastIndexOf("PK\1\2");
    const qsizetype sizes = directory + 46 + qsizetype(sizeof "project.json") - 1 + 4;
    for (const quint64 size : {quint64(1) << 31, quint64(1) << 40, ~quint64(0), ~quint64(0) >> 1}) {
        QByteArray hostile = whole;
        qToLittleEndian(size, hostile.data() + sizes);
        qToLittleEndian(size, hostile.data() + sizes + 8);
        const auto project = readProject(hostile, projectName);
        QVERIFY(!project);
        QCOMPARE(project.error().code, ErrorCode::DocumentDamaged);
    }
}

void TestProjectFile::whatTheFuzzerFoundIsReadOrRefused()
{
    int accepted = 0;
    int refused = 0;
    const QDir corpus(QStringLiteral(GRAMARYE_SOURCE_DIR "/tests/fuzz/corpus/project"));
    for (const QFileInfo &info : corpus.entryInfoList(QDir::Files)) {
        const auto project = readProject(contentOf(info.filePath()), projectName);
        if (!project)
            QVERIFY2(!project.error().detail.isEmpty(), qPrintable(info.fileName()));
        ++(project ? accepted : refused);
    }
    QVERIFY(accepted > 0);
    QVERIFY(refused > 0);
}

void TestProjectFile::aFileThatMayNotGrowLeavesTheOldOne()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    const QString path = folder.filePath(projectName);
    QVERIFY(writeProject(sampleProject(), path));
    const QByteArray before = contentOf(path);

    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    const rlimit tight{100'000, old.rlim_max};
    setrlimit(RLIMIT_FSIZE, &tight);
    const Status status = writeProject(largeProject(), path);
    setrlimit(RLIMIT_FSIZE, &old);

    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QVERIFY(!status.error().detail.isEmpty());
    QCOMPARE(contentOf(path), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{projectName});
#else
    QSKIP("this system has no limit for the size of files");
#endif
}

void TestProjectFile::aFullDiskLeavesTheOldOne()
{
    SmallFilesystem disk(256);
    if (!disk.isMounted())
        QSKIP(disk.reason());
    const QString path = disk.path(projectName);
    QVERIFY(writeProject(sampleProject(), path));
    const QByteArray before = contentOf(path);

    const Status tooLarge = writeProject(largeProject(), path);
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().code, ErrorCode::FileNotWritable);
    QCOMPARE(contentOf(path), before);

    disk.fill(); // not even the last of a buffer finds room
    Project changed = sampleProject();
    changed.program = QStringLiteral("another");
    const Status full = writeProject(changed, path);
    QVERIFY(!full);
    QCOMPARE(full.error().code, ErrorCode::FileNotWritable);
    QCOMPARE(contentOf(path), before);
    QVERIFY(readProject(path));
}

void TestProjectFile::aReadOnlyDiskLeavesTheOldOne()
{
    SmallFilesystem disk(256);
    if (!disk.isMounted())
        QSKIP(disk.reason());
    const QString path = disk.path(projectName);
    QVERIFY(writeProject(sampleProject(), path));
    const QByteArray before = contentOf(path);
    QVERIFY(disk.makeReadOnly());

    const Status status = writeProject(Project(), path);
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileNotWritable);
    QCOMPARE(contentOf(path), before);
}

GRAMARYE_TEST(TestProjectFile)

} // namespace gramarye::tst_projectfile

#include "tst_projectfile.moc"
