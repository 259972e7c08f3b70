#include "testpaths.h"
#include "tests/support/program.h"
#include "tests/support/testprogram.h"
#include "tests/support/torchsave.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <limits>

#include <sys/resource.h>

namespace gramarye::tst_hostilefiles {
using namespace gramarye::torchsave;

namespace {

/// The most memory that one of all child processes so far had at a time.
qint64 mostBytesOfChildren()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return qint64(usage.ru_maxrss) * 1024;
}

QByteArray golden(const char *name)
{
    QFile file(QStringLiteral(GRAMARYE_TEST_DATA "/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", name);
    return file.readAll();
}

QByteArray half(const QByteArray &bytes)
{
    return bytes.first(bytes.size() / 2);
}

QByteArray safetensors(const QByteArray &header, const QByteArray &data = {})
{
    return littleEndian(quint64(header.size())) + header + data;
}

/// Each level holds the one below four times: nobody ever walks all 2⁶⁰ ways to the lowest.
QByteArray endlessDicts()
{
    QByteArray levels = "}q\x01";
    for (int level = 0; level < 30; ++level)
        levels += "}(" + text("w") + "h\x01" + text("x") + "h\x01" + text("y") + "h\x01" + text("z")
                  + "h\x01uq\x01";
    return "}(" + text("levels") + '(' + levels + 't' + text("top") + "h\x01u";
}

/// The most memory for a megabyte of pickle: one description, recalled for tensor after tensor.
QByteArray manyTensors()
{
    const QByteArray ones = integers(std::vector<qint64>(16, 1));
    const QByteArray arguments =
        tuple({storage("FloatStorage", "a", 6), integer(0), ones, ones, "\x89", "N"});
    return '(' + global("torch._utils", "_rebuild_tensor_v2") + "q\x01" + arguments + "q\x02"
           + QByteArray("h\x01h\x02R").repeated(200'000) + 't';
}

/// And for a megabyte of header: as many texts as fit.
QByteArray manyTexts()
{
    QByteArray header = R"({"__metadata__":{"_":"")";
    for (int i = 0; header.size() < (1 << 20) - 20; ++i)
        header += ",\"" + QByteArray::number(i, 36) + "\":\"\"";
    return header + "}}";
}

} // namespace

/// Weight files that nobody should be hurt by, through the program itself.
class TestHostileFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oneSentence_data();
    void oneSentence();
    void theStoreStaysAsItWas();

private:
    Outcome render(const QString &network) const;
    QString write(const QByteArray &contents) const;
    QStringList leftBehind() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    QTemporaryDir m_folder;
    qint64 m_ordinaryBytes = 0; ///< of a render that fails for want of a file
};

void TestHostileFiles::initTestCase()
{
    QImage picture(64, 48, QImage::Format_RGB888);
    picture.fill(Qt::darkCyan);
    QVERIFY(picture.save(m_folder.filePath(QStringLiteral("picture.png"))));
    QCOMPARE(render(QStringLiteral("nowhere.pth")).status, 1);
    m_ordinaryBytes = mostBytesOfChildren();
}

Outcome TestHostileFiles::render(const QString &network) const
{
    const QString picture = QStringLiteral("picture.png");
    return runProgram(m_folder.path(),
                      {QStringLiteral("render"), QStringLiteral("--content"), picture,
                       QStringLiteral("--style"), picture, QStringLiteral("--output"),
                       QStringLiteral("out.png"), QStringLiteral("--network"), network});
}

QString TestHostileFiles::write(const QByteArray &contents) const
{
    QFile file(m_folder.filePath(QStringLiteral("hostile.pth")));
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
        qFatal("cannot write the test's file");
    return file.fileName();
}

void TestHostileFiles::oneSentence_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &contents, const char *words) {
        QTest::newRow(name) << contents << QString::fromUtf8(words);
    };
    // Around the objects: the float storage a = 1…6, in either layout.
    const QList<Block> blocks{floats("a", 6)};
    const auto legacy = [&](const char *name, const QByteArray &object, const char *words) {
        row(name, legacyFile(object, blocks), words);
    };
    const auto zip = [&](const char *name, const QByteArray &object, const char *words) {
        row(name, zipFile(archiveEntries(object, blocks), true), words);
    };
    const QByteArray a = storage("FloatStorage", "a", 6);
    const auto of = [](const QByteArray &value) { return dict({text("w"), value}); };
    const auto one = [](const QByteArray &shape, const QByteArray &range) {
        return R"({"w":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":)" + range + "}}";
    };
    const qint64 huge = std::numeric_limits<qint64>::max();

    row("header of a petabyte", littleEndian(quint64(1) << 50) + "{}", "1125899906842624 bytes");
    row("tensor of a petabyte",
        safetensors(one("[281474976710656]", "[0,1125899906842624]"), QByteArray(8, '\0')),
        "w ends beyond the file");
    legacy("legacy storage of a petabyte", of(vector("a", qint64(1) << 48)), "another size");
    zip("zipped storage of a petabyte", of(vector("a", qint64(1) << 48)), "another size");
    legacy("shape that overflows", of(tensor(a, 0, {huge, huge}, {1, 1})), "exceeds its storage");
    legacy("offset past the end", of(tensor(a, huge, {1}, {1})), "exceeds its storage");
    zip("negative stride", of(tensor(a, 5, {6}, {-1})), "exceeds its storage");

    row("os.system, pickled anywhere", pickle(call(global("posix", "system"), {text("true")})),
        "asks to run a program (posix.system)");
    row("os.system, pickled by protocol 4",
        "\x80\x04" + stackedGlobal("posix", "system") + text("true") + "\x85R.",
        "asks to run a program (posix.system)");
    legacy("os.system", of(call(global("os", "system"), {text("true")})), "(os.system)");
    zip("eval", of(call(stackedGlobal("builtins", "eval"), {text("1")})), "(builtins.eval)");
    legacy("a name that draws on the terminal", global("\x1b[2J", "\r"), "(�[2J.�)");

    legacy("marks in marks", QByteArray(100'000, '('), "nested deeper");
    zip("dicts in dicts",
        QByteArray("}" + text("x")).repeated(100'000) + 'N' + QByteArray(100'000, 's'),
        "nested deeper");
    row("lists in lists",
        safetensors(R"({"w":{"dtype":"F32","shape":)" + QByteArray(1'000'000, '[')),
        "lacks a size");
    row("a dict within itself", legacyFile("}q\1(" + text("w") + "h\1u", {}), "VGG-19");
    row("dicts without end", legacyFile(endlessDicts(), {}), "VGG-19");
    legacy("a description for many tensors", manyTensors(), "VGG-19");
    row("many texts", safetensors(manyTexts()), "VGG-19");

    legacy("the same key twice", dict({text("w"), "N", text("w"), "N"}), "“w” is there twice");
    row("the same key twice in JSON", safetensors(R"({"w":{},"w":{}})"), "damaged");
    legacy("tensors that overlap",
           dict({text("v"), tensor(a, 0, {4}, {1}), text("w"), tensor(a, 3, {3}, {1})}),
           "v and w overlap");
    row("entries that overlap", overlappingArchive(), "v and w overlap");
    row("a compressed entry", zipFile({{"net/data.pkl", "xyz", 8}}), "compressed");

    row("half a legacy stream", half(golden("vgg19_tiny.legacy.pth")), "ends within");
    row("half an archive", half(golden("vgg19_tiny.zip.pth")), "no end");
    row("half a safetensors file", half(golden("vgg19_tiny.safetensors")), "beyond the file");
    row("nothing", {}, "not a weight file");
}

void TestHostileFiles::oneSentence()
{
    QFETCH(const QByteArray, contents);
    QFETCH(const QString, words);

    const QStringList files{QStringLiteral("hostile.pth"), QStringLiteral("picture.png")};
    const Outcome outcome = render(write(contents));
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(words), qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains(QString::fromUtf8("“hostile.pth”")), qPrintable(outcome.err));
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
    QVERIFY(outcome.err.endsWith(QLatin1String(".\n")));
    QCOMPARE(leftBehind(), files);

    const qint64 taken = mostBytesOfChildren() - m_ordinaryBytes;
    QVERIFY2(taken < 100'000'000, qPrintable(QString::number(taken)));
}

// What reads them is the same; of each format the one that is found out latest.
void TestHostileFiles::theStoreStaysAsItWas()
{
    for (const QByteArray &contents :
         {legacyFile(endlessDicts(), {}), overlappingArchive(), safetensors(manyTexts())}) {
        const Outcome outcome =
            runProgram(m_folder.path(),
                       {QStringLiteral("networks"), QStringLiteral("import"), write(contents)});
        QCOMPARE(outcome.status, 1);
        QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
        const QDir store(m_folder.filePath(QStringLiteral("data/networks")));
        QCOMPARE(store.entryList(QDir::Files | QDir::Hidden), QStringList());
    }
}

GRAMARYE_TEST(TestHostileFiles)

} // namespace gramarye::tst_hostilefiles

#include "tst_hostilefiles.moc"
