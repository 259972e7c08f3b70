#include "core/weights/weightsfile.h"

#include "testpaths.h"
#include "tests/support/distilled.h"
#include "tests/support/readerpromises.h"
#include "tests/support/testprogram.h"
#include "tests/support/torchsave.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <QTest>

#include <cstring>
#include <limits>

namespace gramarye::tst_picklefile {
using namespace gramarye::torchsave;

namespace {

/// A state dict of one tensor with the elements 1 to 6.
QByteArray smallObject()
{
    return dict({text("w"), tensor(storage("FloatStorage", "7", 6), 0, {2, 3}, {3, 1})});
}

/// Why @p file did not open. (QVERIFY2 wants to know even if it did.)
QByteArray reason(const Result<std::unique_ptr<WeightsFile>> &file)
{
    return file ? QByteArray() : file.error().detail.toUtf8();
}

} // namespace

class TestPickleFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBothLayoutsAlike();
    void readsTheDistilledNetwork();
    void readsStateDicts_data();
    void readsStateDicts();
    void rejectsObjects_data();
    void rejectsObjects();
    void rejectsLegacyStreams_data();
    void rejectsLegacyStreams();
    void readsArchives_data();
    void readsArchives();
    void rejectsArchives_data();
    void rejectsArchives();
    void rejectsEveryTruncation_data();
    void rejectsEveryTruncation();
    void rejectsTruncatedNetworks_data();
    void rejectsTruncatedNetworks();
    void survivesEveryChangedByte_data();
    void survivesEveryChangedByte();
    void staysFast_data();
    void staysFast();

private:
    using Opened = Result<std::unique_ptr<WeightsFile>>;
    Opened open(const QByteArray &contents)
    {
        QFile file(m_directory.filePath(QStringLiteral("case.pth")));
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
            qFatal("cannot write the test's file");
        file.close();
        return WeightsFile::open(file.fileName());
    }
    void addBothLayouts()
    {
        QTest::addColumn<QByteArray>("contents");
        const QList<Block> blocks{floats("7", 6)};
        QTest::newRow("legacy") << legacyFile(smallObject(), blocks);
        QTest::newRow("zip") << zipFile(archiveEntries(smallObject(), blocks));
        QTest::newRow("zip64") << zipFile(archiveEntries(smallObject(), blocks), true);
    }

    QTemporaryDir m_directory;
};

void TestPickleFile::readsBothLayoutsAlike()
{
    const QString base = QStringLiteral(GRAMARYE_TEST_DATA "/vgg19_tiny.");
    const auto expected = WeightsFile::open(base + QStringLiteral("safetensors"));
    QVERIFY2(expected, reason(expected).constData());
    QCOMPARE(expected.value()->tensors().size(), std::size_t(38)); // 16 convolutions, 3 linear
    for (const QString &layout : {QStringLiteral("legacy.pth"), QStringLiteral("zip.pth")}) {
        const auto file = WeightsFile::open(base + layout);
        QVERIFY2(file, reason(file).constData());
        QCOMPARE(file.value()->tensors().size(), expected.value()->tensors().size());
        for (const auto &[name, tensor] : expected.value()->tensors()) {
            const TensorView &read = file.value()->tensors().at(name);
            QCOMPARE(read.type, tensor.type);
            QCOMPARE(read.shape, tensor.shape);
            const auto size = std::size_t(tensor.byteSize());
            QVERIFY2(std::memcmp(read.data, tensor.data, size) == 0, qPrintable(name));
            QVERIFY2(allFinite(read), qPrintable(name));
        }
    }
}

void TestPickleFile::readsTheDistilledNetwork()
{
    REQUIRE_DISTILLED_NETWORK();
    const auto file = WeightsFile::open(distilledPath());
    QVERIFY2(file, reason(file).constData());
    const TensorMap &tensors = file.value()->tensors();
    QCOMPARE(tensors.size(), std::size_t(38));
    const TensorView &conv0 = tensors.at(QStringLiteral("conv0.weight"));
    QCOMPARE(conv0.shape, (std::vector<qint64>{3, 3, 1, 1}));
    // As Python's struct.unpack reads them at the storages' places in the file. The layer turns RGB
    // in 0..1 into BGR in 0..255 about the mean.
    QCOMPARE(toFloat(conv0),
             (std::vector<float>{-0.1693272888660431f, -0.1388581544160843f, 254.8424530029297f,
                                 0.03248591348528862f, 255.11276245117188f, 0.04509716108441353f,
                                 255.31764221191406f, 0.3235216736793518f, 0.2872658371925354f}));
    QCOMPARE(
        toFloat(tensors.at(QStringLiteral("conv0.bias"))),
        (std::vector<float>{-104.27863311767578f, -116.77849578857422f, -123.35481262207031f}));
    QCOMPARE(tensors.at(QStringLiteral("conv11.weight")).shape, (std::vector<qint64>{16, 3, 3, 3}));
    for (const auto &[name, tensor] : tensors)
        QVERIFY2(allFinite(tensor), qPrintable(name));
}

void TestPickleFile::readsStateDicts_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QList<float>>("values"); // of the tensor named first

    // Every row goes with the float storages a = 1…6 and b = 1…2.
    const QByteArray a = storage("FloatStorage", "a", 6);
    const QByteArray b = vector("b", 2);
    const auto row = [](const char *name, const QByteArray &object, const QStringList &names,
                        const QList<float> &values) {
        QTest::newRow(name) << object << names << values;
    };
    const QStringList ab{QStringLiteral("a"), QStringLiteral("b")};
    const QList<float> all{1, 2, 3, 4, 5, 6};

    row("dict", dict({text("a"), vector("a", 6), text("b"), b}), ab, all);
    row("item by item", "}" + text("a") + vector("a", 6) + 's' + text("b") + b + 's', ab, all);
    row("OrderedDict with attributes",
        orderedDict() + '(' + text("a") + vector("a", 6) + text("b") + b + 'u'
            + dict({text("_metadata"), orderedDict()}) + 'b',
        ab, all);
    row("Python 2's OrderedDict, texts and four arguments",
        call(global("collections", "OrderedDict"),
             {list({list({oldText("a"), call(global("torch._utils", "_rebuild_tensor"),
                                             {a, integer(0), integers({6}), integers({1})})}),
                    list({oldText("b"), b})})}),
        ab, all);
    row("protocol 4",
        QByteArray("\x80\x04\x95\0\0\0\0\0\0\0\0", 11) + stackedGlobal("collections", "OrderedDict")
            + QByteArray("\x94)R(\x8c\x01"
                         "a\x94")
            + vector("a", 6)
            + "\x8c\x01"
              "b\x94"
            + b + 'u',
        ab, all);
    row("checkpoint",
        dict({text("epoch"), integer(20), text("loss"), QByteArray("G?\xe0\0\0\0\0\0\0", 9),
              text("model"), dict({text("a"), vector("a", 6), text("b"), b})}),
        ab, all);
    row("two levels down",
        dict({text("x"), dict({text("y"), dict({text("a"), vector("a", 6)}), text("z"),
                               dict({text("b"), b})})}),
        ab, all);
    row("optimiser's numbered state",
        dict({text("model"), dict({text("a"), vector("a", 6)}), text("optimizer"),
              dict({integer(0), dict({text("a"), b}), integer(1), dict({text("a"), b})})}),
        {QStringLiteral("a")}, all);
    row("the same dict twice",
        "}(" + text("x") + dict({text("a"), vector("a", 6), text("b"), b}) + "q\x09" + text("y")
            + "h\x09" + 'u',
        ab, all);
    row("a dict within itself",
        "}q\x09(" + text("a") + vector("a", 6) + text("b") + b + text("self") + "h\x09" + 'u', ab,
        all);
    row("parameter",
        dict({text("a"),
              call(global("torch._utils", "_rebuild_parameter"),
                   {vector("a", 6), "\x88", orderedDict()}),
              text("b"), b}),
        ab, all);
    row("seven arguments",
        dict({text("a"),
              call(global("torch._utils", "_rebuild_tensor_v2"),
                   {a, integer(0), integers({6}), integers({1}), "\x89", orderedDict(), "N"}),
              text("b"), b}),
        ab, all);
    row("offset", dict({text("a"), tensor(a, 2, {3}, {1}), text("b"), b}), ab, {3, 4, 5});
    row("shared storage",
        dict({text("a"), tensor(a, 4, {2}, {1}), text("b"), tensor(a, 0, {4}, {1}), text("c"), b}),
        {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, {5, 6});
    row("shared elements",
        dict({text("a"), vector("a", 6), text("b"), tensor(a, 0, {2, 3}, {3, 1}), text("c"), b}),
        {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, all);
    row("stride of an extent of one",
        dict({text("a"), tensor(a, 0, {1, 6}, {99, 1}), text("b"), b}), ab, all);
    row("empty", dict({text("a"), tensor(a, 6, {0, 3}, {3, 1}), text("b"), b}), ab, {});
    row("scalar", dict({text("a"), tensor(a, 5, {}, {}), text("b"), b}), ab, {6});
    row("storage view",
        dict({text("a"),
              tensor(storage("FloatStorage", "a", 6, {tuple({text("v"), integer(1), integer(4)})}),
                     1, {2}, {1}),
              text("b"), b}),
        ab, {3, 4});
    row("integer tensors are left out",
        dict({text("num_batches_tracked"), tensor(storage("LongStorage", "b", 1), 0, {}, {}),
              text("a"), vector("a", 6)}),
        {QStringLiteral("a")}, all);
    row("transposed integers are left out",
        dict({text("i"), tensor(storage("IntStorage", "b", 2), 0, {1, 2}, {1, 0}), text("a"),
              vector("a", 6)}),
        {QStringLiteral("a")}, all);
}

void TestPickleFile::readsStateDicts()
{
    QFETCH(const QByteArray, object);
    QFETCH(const QStringList, names);
    QFETCH(const QList<float>, values);

    const bool hasLong = object.contains("LongStorage");
    const QList<Block> all{floats("a", 6), {"b", hasLong ? 1 : 2, floats("b", 2).bytes}};
    QList<Block> blocks;
    for (const Block &block : all) {
        if (object.contains(text(block.key) + text("cpu")))
            blocks << block;
    }
    for (const QByteArray &contents :
         {legacyFile(object, blocks), zipFile(archiveEntries(object, blocks))}) {
        const auto file = open(contents);
        QVERIFY2(file, reason(file).constData());
        QStringList found;
        for (const auto &[name, tensor] : file.value()->tensors())
            found << name;
        QCOMPARE(found, names);
        const std::vector<float> read = toFloat(file.value()->tensors().at(names.front()));
        QCOMPARE(QList<float>(read.begin(), read.end()), values);
    }
}

void TestPickleFile::rejectsObjects_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("detail");

    // Every row goes with the float storage a = 1…6.
    const QByteArray a = storage("FloatStorage", "a", 6);
    const QByteArray rebuild = global("torch._utils", "_rebuild_tensor_v2");
    const qint64 huge = qint64(1) << 62;
    const auto refuses = [](const char *name, const QByteArray &object, const char *detail) {
        QTest::newRow(name) << object << ErrorCode::WeightsRefused << QString::fromUtf8(detail);
    };
    const auto finds = [](const char *name, const QByteArray &object, const char *detail) {
        QTest::newRow(name) << object << ErrorCode::WeightsDamaged << QString::fromUtf8(detail);
    };
    const auto of = [](const QByteArray &value) { return dict({text("w"), value}); };

    refuses("os.system", call(global("os", "system"), {text("rm -rf ~")}), "os.system");
    refuses("builtins.eval", call(global("builtins", "eval"), {text("1")}), "builtins.eval");
    refuses("eval within a tensor", of(call(rebuild, {call(global("builtins", "eval"), {})})),
            "builtins.eval");
    refuses("a whole module", global("torchvision.models.vgg", "VGG") + ")R",
            "torchvision.models.vgg.VGG");
    refuses("almost an allowed name", global("torch", "FloatStorage "), "torch.FloatStorage ");
    refuses("an allowed name split elsewhere", global("torch", "_utils._rebuild_tensor"),
            "torch._utils._rebuild_tensor");
    refuses("a name that begins as an allowed one",
            global("torch", QByteArray("FloatStorage\0x", 14)), "torch.FloatStorage");
    refuses("posix.system", of(call(global("posix", "system"), {text("true")})), "posix.system");
    refuses("a name with a line feed and colours", stackedGlobal("os\n\x1b[31m", "system"),
            "os\n\x1b[31m.system");
    refuses("INST", "(ios\nsystem\n", "os.system");
    refuses("INST of an allowed name", "(icollections\nOrderedDict\n", "an instance of a class");
    refuses("OBJ", "(" + global("collections", "OrderedDict") + 'o', "0x6f");
    refuses("NEWOBJ", global("collections", "OrderedDict") + ")\x81", "0x81");
    refuses("STACK_GLOBAL", stackedGlobal("os", "system"), "os.system");
    refuses("STACK_GLOBAL of remembered names",
            '(' + text("nt") + "q\x01" + text("system") + "q\x02" + "th\x01h\x02\x93", "nt.system");
    refuses("STACK_GLOBAL within a tensor",
            of(call(rebuild, {a, stackedGlobal("builtins", "eval") + '(' + text("1") + "tR"})),
            "builtins.eval");
    refuses("EXT1", "\x82\x01", "0x82");
    refuses("PERSID", "Pkey\n", "0x50");
    refuses("BYTEARRAY8", QByteArray("\x96\0\0\0\0\0\0\0\0", 9), "0x96");
    refuses("no instruction", QByteArray(1, '\0'), "0x00");
    refuses("protocol 1", "\x80\x01}", "protocol 1");
    refuses("protocol 6", "\x80\x06}", "protocol 6");

    finds("STACK_GLOBAL of numbers", integer(1) + integer(2) + '\x93', "names what has no name");
    finds("calls a text", text("os.system") + ")R", "no function");
    finds("calls a storage type", global("torch", "FloatStorage") + ")R", "no function");
    finds("calls without a tuple", global("collections", "OrderedDict") + "NR", "no function");
    finds("tensor of no storage", of(tensor("N", 0, {6}, {1})), "tensor's description");
    finds("tensor with a text for a shape",
          of(call(rebuild, {a, integer(0), text("6"), integers({1}), "\x89", orderedDict()})),
          "tensor's description");
    finds("tensor with five arguments",
          of(call(rebuild, {a, integer(0), integers({6}), integers({1}), "\x89"})),
          "tensor's description");
    finds("tensor with a true extent",
          of(call(rebuild, {a, integer(0), tuple({"\x88"}), integers({1}), "\x89", orderedDict()})),
          "tensor's description");
    finds("17 dimensions", of(tensor(a, 0, std::vector<qint64>(17, 1), std::vector<qint64>(17, 1))),
          "tensor's description");
    finds("parameter of no tensor",
          of(call(global("torch._utils", "_rebuild_parameter"), {"N", "\x88", orderedDict()})),
          "parameter's description");
    finds("shape too large", of(tensor(a, 0, {7}, {1})), "exceeds its storage a");
    finds("offset too large", of(tensor(a, 1, {6}, {1})), "exceeds its storage a");
    finds("offset past the end", of(tensor(a, 6, {}, {})), "exceeds its storage a");
    finds("offset past the end of nothing", of(tensor(a, 7, {0}, {1})), "exceeds its storage a");
    finds("negative offset", of(tensor(a, -1, {2}, {1})), "exceeds its storage a");
    finds("negative extent", of(tensor(a, 0, {-2, -3}, {3, 1})), "exceeds its storage a");
    finds("negative stride", of(tensor(a, 5, {6}, {-1})), "exceeds its storage a");
    finds("stride too large", of(tensor(a, 0, {2, 3}, {4, 1})), "exceeds its storage a");
    finds("a stride missing", of(tensor(a, 0, {2, 3}, {1})), "exceeds its storage a");
    finds("shape overflows", of(tensor(a, 0, {huge, 4}, {0, 0})), "exceeds its storage a");
    finds("shape overflows, then is empty", of(tensor(a, 0, {huge, 4, 0}, {0, 0, 0})),
          "exceeds its storage a");
    finds("strides overflow", of(tensor(a, 0, {3, 3}, {huge, huge})), "exceeds its storage a");
    finds("offset overflows", of(tensor(a, std::numeric_limits<qint64>::max(), {1}, {1})),
          "exceeds its storage a");
    finds("tensors that overlap",
          dict({text("v"), tensor(a, 0, {4}, {1}), text("w"), tensor(a, 3, {3}, {1})}),
          "v and w overlap");
    finds("a tensor within another",
          dict({text("v"), tensor(a, 1, {1}, {1}), text("w"), vector("a", 6)}), "w and v overlap");
    finds(
        "storage views that overlap",
        dict({text("v"),
              tensor(storage("FloatStorage", "a", 6, {tuple({text("v"), integer(0), integer(4)})}),
                     0, {4}, {1}),
              text("w"),
              tensor(storage("FloatStorage", "a", 6, {tuple({text("w"), integer(2), integer(4)})}),
                     0, {4}, {1})}),
        "v and w overlap");
    finds("transposed", of(tensor(a, 0, {3, 2}, {1, 3})), "w is stored with gaps or transposed");
    finds("expanded", of(tensor(a, 0, {1000000}, {0})), "w is stored with gaps or transposed");
    finds("storage of a petabyte", of(vector("a", qint64(1) << 48)),
          "the storage a has another size");
    finds("storage's bytes overflow", of(vector("a", huge)), "the storage a has another size");
    finds("storage too small", of(vector("a", 5)), "the storage a has another size");
    finds("storage of other elements", of(tensor(storage("DoubleStorage", "a", 6), 0, {6}, {1})),
          "the storage a");
    finds("negative storage", of(vector("a", -1)), "storage's description");
    finds("storage with a key without end", of(vector(QByteArray(1025, 'x'), 6)),
          "storage's description");
    finds("storage of two types",
          dict({text("v"), vector("a", 6), text("w"),
                tensor(storage("IntStorage", "a", 6), 0, {6}, {1})}),
          "described in two ways");
    finds("storage of two sizes", dict({text("v"), vector("a", 6), text("w"), vector("a", 5)}),
          "described in two ways");
    finds("storage that is not there", dict({text("v"), vector("a", 6), text("w"), vector("b", 6)}),
          "storage");
    finds("storage type that is none",
          tuple({text("storage"), orderedDict(), text("a"), text("cpu"), integer(6)}) + 'Q',
          "storage's description");
    finds("persistent text", text("a") + 'Q', "storage's description");
    finds("persistent module", tuple({text("module"), "N", "N", "N", "N"}) + 'Q',
          "storage's description");
    finds("view too long",
          storage("FloatStorage", "a", 6, {tuple({text("v"), integer(1), integer(6)})}),
          "a view of the storage a exceeds it");
    finds("view overflows",
          storage("FloatStorage", "a", 6,
                  {tuple({text("v"), integer(1), integer(std::numeric_limits<qint64>::max())})}),
          "a view of the storage a exceeds it");
    finds("tensor beyond its view",
          of(tensor(storage("FloatStorage", "a", 6, {tuple({text("v"), integer(0), integer(2)})}),
                    0, {3}, {1})),
          "exceeds its storage a");
    finds("the same key twice", dict({text("w"), vector("a", 6), text("w"), "N"}),
          "the key “w” is there twice");
    finds("the same name in two dicts",
          dict({text("x"), dict({text("w"), vector("a", 6)}), text("y"),
                dict({text("w"), tensor(a, 0, {3}, {1})})}),
          "two tensors have the name w");
    finds("a key without end", dict({text(QByteArray(1025, 'x')), "N"}), "a key is longer");
    finds("stack underflow", "\x85", "takes more values than it has");
    finds("takes from below a mark", "N(\x85", "takes more values than it has");
    finds("no mark", "t", "lacks a mark");
    finds("mark left open", "}(", "takes more values");
    finds("two values left", "}}", "leaves values behind");
    finds("nothing left", "", "takes more values");
    finds("recalls what is not there", "h\x05", "recalls what it never stored");
    finds("recalls what is far away", "j\xff\xff\xff\xff", "recalls what it never stored");
    finds("stores what is not there", "q\x05", "takes more values");
    finds("stores far away",
          "}r\xff\xff\xff\xff"
          "j\xff\xff\xff\x7f",
          "recalls what it never stored");
    finds("appends to a dict", "}Na", "no list");
    finds("sets an item of a list", "]NNs", "where there is no place");
    finds("a key without a value", "}(" + text("w") + 'u', "where there is no place");
    finds("attributes of a text", text("w") + "}b", "what is no OrderedDict");
    finds("OrderedDict of a number", global("collections", "OrderedDict") + "K\x05\x85R",
          "OrderedDict is made of");
    finds("OrderedDict of triples",
          call(global("collections", "OrderedDict"), {list({list({"N", "N", "N"})})}),
          "OrderedDict is made of");
    finds("text that is not UTF-8", text("\xff"), "not UTF-8");
    finds("text of 4 GB", "X\xff\xff\xff\xff", "cut short");
    finds("name without end", "cos", "cut short");
    finds("marks 1,000 deep", QByteArray(1000, '(') + QByteArray(1000, 't'),
          "nested deeper than 64");
    finds("dicts 1,000 deep",
          QByteArray("}" + text("x")).repeated(1000) + of(vector("a", 6)) + QByteArray(1000, 's'),
          "nested deeper than 32");
    finds("too many values", QByteArray("}(") + QByteArray(250'000, 'N') + 'u',
          "more than 250000 values");
    finds("longer than a pickle may be", text(QByteArray(1 << 20, 'x')), "cut short");
}

void TestPickleFile::rejectsObjects()
{
    QFETCH(const QByteArray, object);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, detail);

    const QList<Block> blocks{floats("a", 6)};
    for (const QByteArray &contents :
         {legacyFile(object, blocks), zipFile(archiveEntries(object, blocks))}) {
        const auto file = open(contents);
        QVERIFY(!file);
        QCOMPARE(file.error().subject, QStringLiteral("case.pth"));
        QVERIFY2(file.error().detail.contains(detail), qPrintable(file.error().detail));
        QCOMPARE(file.error().code, code);
    }
}

void TestPickleFile::rejectsLegacyStreams_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("detail");

    const auto row = [](const char *name, const QByteArray &contents, ErrorCode code,
                        const char *detail) {
        QTest::newRow(name) << contents << code << QString::fromUtf8(detail);
    };
    const auto finds = [&row](const char *name, const QByteArray &contents, const char *detail) {
        row(name, contents, ErrorCode::WeightsDamaged, detail);
    };
    const QByteArray head = pickle(magic) + pickle(integer(1001)) + pickle(systemFacts());
    const QByteArray object = pickle(smallObject());
    const Block block = floats("7", 6);
    const QByteArray data = littleEndian(block.count) + block.bytes;
    const QByteArray keys = pickle(list({text("7")}));
    QVERIFY(open(head + object + keys + data));

    row("a pickle of something else", pickle(dict({})), ErrorCode::WeightsUnknown,
        "not of torch.save");
    row("another magic number", pickle(integer(42)) + head, ErrorCode::WeightsUnknown,
        "not of torch.save");
    row("a pickle that calls", pickle(call(global("posix", "system"), {text("true")})),
        ErrorCode::WeightsRefused, "posix.system");
    row("calls in the system's place",
        pickle(magic) + pickle(integer(1001)) + pickle(global("os", "system") + ")R"),
        ErrorCode::WeightsRefused, "os.system");
    row("calls in the keys' place", head + object + pickle(global("os", "system") + ")R"),
        ErrorCode::WeightsRefused, "os.system");
    finds("another version", pickle(magic) + pickle(integer(1002)) + pickle(systemFacts()) + object,
          "unknown version");
    finds("big-endian",
          pickle(magic) + pickle(integer(1001)) + pickle(systemFacts("\x89")) + object + keys
              + data,
          "not little-endian");
    finds("no word of endianness", pickle(magic) + pickle(integer(1001)) + pickle("}") + object,
          "not little-endian");
    finds("trailing byte", head + object + keys + data + 'x', "bytes follow the last storage");
    finds("no key", head + object + pickle("]") + data, "list of storages");
    finds("key twice", head + object + pickle(list({text("7"), text("7")})) + data + data,
          "list of storages");
    finds("key twice in another's place",
          head + pickle(dict({text("v"), vector("7", 6), text("w"), vector("8", 6)}))
              + pickle(list({text("7"), text("7")})) + data + data,
          "list of storages");
    finds("unknown key", head + object + pickle(list({text("8")})) + data, "list of storages");
    finds("keys are no texts", head + object + pickle(list({integer(7)})) + data,
          "list of storages");
    finds("keys are no list", head + object + pickle(tuple({text("7")})) + data,
          "list of storages");
    finds("another count", head + object + keys + littleEndian(qint64(5)) + block.bytes,
          "the storage 7 has another size");
    finds("a petabyte counted", head + object + keys + littleEndian(qint64(1) << 50) + block.bytes,
          "the storage 7 has another size");
    finds("negative count", head + object + keys + littleEndian(qint64(-1)) + block.bytes,
          "the storage 7 has another size");
    finds("petabyte claimed and counted",
          head + pickle(dict({text("w"), vector("7", qint64(1) << 48)})) + keys
              + littleEndian(qint64(1) << 48) + block.bytes,
          "ends within the storage 7");
    finds("bytes overflow, claimed and counted",
          head + pickle(dict({text("w"), vector("7", qint64(1) << 62)})) + keys
              + littleEndian(qint64(1) << 62) + block.bytes,
          "the storage 7 has another size");
}

void TestPickleFile::rejectsLegacyStreams()
{
    QFETCH(const QByteArray, contents);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, detail);

    const auto file = open(contents);
    QVERIFY(!file);
    QVERIFY2(file.error().detail.contains(detail), qPrintable(file.error().detail));
    QCOMPARE(file.error().code, code);
}

void TestPickleFile::readsArchives_data()
{
    QTest::addColumn<QByteArray>("contents");

    const QList<ZipEntry> plain = archiveEntries(smallObject(), {floats("7", 6)});
    QList<ZipEntry> wide = plain;
    for (ZipEntry &entry : wide)
        entry.isWide = true;
    QByteArray commented = zipFile(plain);
    commented.chop(2);
    commented += littleEndian(quint16(5)) + "hello";
    QTest::newRow("plain") << zipFile(plain);
    QTest::newRow("zip64 end") << zipFile(plain, true);
    QTest::newRow("zip64 entries") << zipFile(wide, true);
    QTest::newRow("with a comment") << commented;
}

void TestPickleFile::readsArchives()
{
    QFETCH(const QByteArray, contents);

    const auto file = open(contents);
    QVERIFY2(file, reason(file).constData());
    const TensorView &tensor = file.value()->tensors().at(QStringLiteral("w"));
    QCOMPARE(tensor.shape, (std::vector<qint64>{2, 3}));
    QCOMPARE(toFloat(tensor), (std::vector<float>{1, 2, 3, 4, 5, 6}));
}

void TestPickleFile::rejectsArchives_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QString>("detail");

    const QList<ZipEntry> entries = archiveEntries(smallObject(), {floats("7", 6)});
    const QByteArray whole = zipFile(entries);
    const qsizetype directory = whole.indexOf("PK\1\2");
    const qsizetype end = whole.indexOf("PK\5\6");
    const auto row = [](const char *name, const QByteArray &contents, const char *detail) {
        QTest::newRow(name) << contents << QString::fromUtf8(detail);
    };
    const auto patched = [](QByteArray bytes, qsizetype at, const QByteArray &patch) {
        return bytes.replace(at, patch.size(), patch);
    };
    const auto with = [&entries](qsizetype index, const ZipEntry &entry) {
        QList<ZipEntry> changed = entries;
        changed[index] = entry;
        return zipFile(changed);
    };

    row("compressed", with(0, {"net/data.pkl", "xyz", 8}), "net/data.pkl is compressed");
    row("encrypted", patched(whole, directory + 8, "\x01"), "compressed or encrypted");
    row("compressed in one place only", patched(whole, 8, "\x08"), "is not where");
    row("other name in one place", patched(whole, 30, "N"), "is not where");
    row("same name twice", zipFile(entries + QList<ZipEntry>{entries[0]}),
        "has net/data.pkl twice");
    row("an entry within another", overlappingArchive(), "v and w overlap");
    row("no pickle", with(0, {"net/data.txt", "x"}), "no data.pkl");
    row("two pickles", zipFile(entries + QList<ZipEntry>{{"other/data.pkl", "x"}}),
        "no data.pkl, or several");
    row("bytes after the pickle", with(0, {"net/data.pkl", pickle(smallObject()) + 'x'}),
        "bytes follow the pickle");
    row("big-endian", with(1, {"net/byteorder", "big"}), "not little-endian");
    row("storage missing", with(2, {"net/data/8", entries[2].data}), "lacks the storage 7");
    row("storage short", with(2, {"net/data/7", entries[2].data.chopped(1)}), "another size");
    row("storage long", with(2, {"net/data/7", entries[2].data + 'x'}), "another size");
    row("sizes differ", patched(whole, directory + 20, "\x01"), "is not where");
    row("entry of 4 GB", patched(whole, directory + 20, "\xfe\xff\xff\xff\xfe\xff\xff\xff"),
        "is not where");
    row("zip64 without its field", patched(whole, directory + 24, "\xff\xff\xff\xff"),
        "is not where");
    row("local header past the end", patched(whole, directory + 42, "\xfe\xff\xff\x7f"),
        "is not where");
    row("local header in the directory",
        patched(whole, directory + 42, littleEndian(quint32(directory))), "is not where");
    row("directory's name past its end", patched(whole, directory + 28, "\xff\xff"), "cut short");
    row("entries miscounted", patched(whole, end + 10, "\x03"), "miscounts");
    row("directory past the end", patched(whole, end + 16, "\xff\xff\xff\x7f"), "directory is not");
    row("directory elsewhere", patched(whole, end + 16, littleEndian(quint32(directory + 1))),
        "directory is not");
    row("directory too long", patched(whole, end + 12, "\xff\xff\xff\x7f"), "directory is not");
    row("trailing byte", whole + 'x', "no end");
    row("head only", "PK\3\4", "no end");

    QList<ZipEntry> wideEntries = entries;
    wideEntries[0].isWide = true;
    const QByteArray wide = zipFile(wideEntries, true);
    const qsizetype sizes = wide.indexOf(QByteArray("\1\0\x18\0", 4)) + 4;
    row("zip64 entry of a petabyte",
        patched(wide, sizes, littleEndian(quint64(1) << 50) + littleEndian(quint64(1) << 50)),
        "is not where");
    row("zip64 entry of everything", patched(wide, sizes, QByteArray(16, '\xff')), "is not where");
    row("zip64 offset past everything", patched(wide, sizes + 16, QByteArray(8, '\xff')),
        "is not where");
    row("zip64 field too short", patched(wide, sizes - 2, "\x10"), "is not where");

    const QByteArray zip64 = zipFile(entries, true);
    const qsizetype wideEnd = zip64.indexOf("PK\6\6");
    row("zip64 end past the end",
        patched(zip64, zip64.indexOf("PK\6\7") + 8, QByteArray(8, '\xff')), "no end");
    row("zip64 directory past the end", patched(zip64, wideEnd + 48, QByteArray(8, '\xff')),
        "directory is not");
    row("zip64 directory of a petabyte",
        patched(zip64, wideEnd + 40, littleEndian(quint64(1) << 50)), "directory is not");
    row("zip64 directory that wraps around",
        patched(zip64, wideEnd + 40, QByteArray(8, '\xff') + littleEndian(quint64(8))),
        "directory is not");
    row("zip64 with all the entries there can be",
        patched(zip64, wideEnd + 32, QByteArray(8, '\xff')), "miscounts");
}

void TestPickleFile::rejectsArchives()
{
    QFETCH(const QByteArray, contents);
    QFETCH(const QString, detail);

    const auto file = open(contents);
    QVERIFY(!file);
    QVERIFY2(file.error().detail.contains(detail), qPrintable(file.error().detail));
    QCOMPARE(file.error().code, ErrorCode::WeightsDamaged);
}

void TestPickleFile::rejectsEveryTruncation_data()
{
    addBothLayouts();
}

void TestPickleFile::rejectsEveryTruncation()
{
    QFETCH(const QByteArray, contents);

    QVERIFY(open(contents));
    for (qsizetype size = 0; size < contents.size(); ++size) {
        const auto file = open(contents.first(size));
        QVERIFY2(!file, qPrintable(QString::number(size)));
        const bool isUnknown = file.error().code == ErrorCode::WeightsUnknown;
        QVERIFY(isUnknown ? size < 4 : file.error().code == ErrorCode::WeightsDamaged);
    }
}

void TestPickleFile::rejectsTruncatedNetworks_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"vgg19_tiny.legacy.pth", "vgg19_tiny.zip.pth"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// At every byte of the parts that say where things are, and at many of the weights between.
void TestPickleFile::rejectsTruncatedNetworks()
{
    QFETCH(const QString, name);

    QFile file(QStringLiteral(GRAMARYE_TEST_DATA "/") + name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
#ifdef GRAMARYE_SANITIZED               // a quarter of them, which take as long
    constexpr qsizetype telling = 1024; // bytes at either end
#else
    constexpr qsizetype telling = 4096;
#endif
    for (qsizetype size = 4;
         size<whole.size(); size += size> telling && size < whole.size() - telling ? 101 : 1) {
        const std::vector<char> bytes(whole.begin(), whole.begin() + size);
        const auto read = readTorchSave(QByteArrayView(bytes.data(), size));
        QVERIFY2(!read, qPrintable(QString::number(size)));
        QCOMPARE(read.error().code, ErrorCode::WeightsDamaged);
    }
}

void TestPickleFile::survivesEveryChangedByte_data()
{
    addBothLayouts();
}

/// Whatever still opens must have all the bytes it speaks of: within a buffer that is not a byte
/// longer than the file, so that a sanitiser sees the first step too far.
void TestPickleFile::survivesEveryChangedByte()
{
    QFETCH(const QByteArray, contents);

    int failures = 0;
    for (qsizetype i = 0; i < contents.size(); ++i) {
        for (const int flipped : {0x01, 0x10, 0x80, 0xff}) {
            std::vector<char> bytes(contents.begin(), contents.end());
            bytes[std::size_t(i)] = char(bytes[std::size_t(i)] ^ flipped);
            const QByteArrayView view(bytes.data(), qsizetype(bytes.size()));
            const auto file =
                isTorchSave(view)
                    ? readTorchSave(view)
                    : Result<WeightsContents>(Error{ErrorCode::WeightsUnknown, {}, {}});
            failures += file ? 0 : 1;
            QCOMPARE(brokenPromise(file, view), QString());
        }
    }
    QVERIFY(failures > contents.size());
}

void TestPickleFile::staysFast_data()
{
    QTest::addColumn<QByteArray>("object");

    const QByteArray memo("h\x01");
    // Each level holds the one below twice: 2³⁰ ways lead to the lowest.
    QByteArray levels = "}q\x01";
    for (int level = 0; level < 30; ++level)
        levels += "}(" + text("x") + memo + text("y") + memo + "uq\x01";
    QTest::newRow("dicts shared by dicts")
        << "}(" + text("levels") + '(' + levels + 't' + text("top") + memo + 'u';
    QTest::newRow("one list for many dicts")
        << "](" + global("collections", "OrderedDict") + "q\x02" + '(' + QByteArray("](")
               + QByteArray("](NNe").repeated(1000) + "etq\x01R"
               + QByteArray("h\x02h\x01R").repeated(100'000) + 'e';
    QTest::newRow("one item for many dicts")
        << text("x") + "q\x01(" + QByteArray("}h\x01h\x01s").repeated(170'000) + "t\x86";
    QTest::newRow("one description for many tensors")
        << '(' + global("torch._utils", "_rebuild_tensor_v2") + "q\x01"
               + tuple({storage("FloatStorage", "a", 1), integer(0),
                        integers(std::vector<qint64>(16, 1)), integers(std::vector<qint64>(16, 1)),
                        "\x89", "N"})
               + "q\x02" + QByteArray("h\x01h\x02R").repeated(200'000) + 't';
    const QByteArray longKey(1 << 18, 'x');
    QTest::newRow("long keys that differ late")
        << text(longKey + 'a') + "q\x01" + text(longKey + 'b') + "q\x02" + '\x86'
               + QByteArray("}h\x01Nsh\x02Ns\x86").repeated(50'000);
    QTest::newRow("tuples in tuples") << QByteArray(")") + QByteArray(240'000, '\x85');
    QTest::newRow("storing and recalling") << QByteArray("}q\x01(") + memo.repeated(500'000) + 't';
}

/// Files of a megabyte that would keep a careless reader busy for hours, or grow to gigabytes.
void TestPickleFile::staysFast()
{
    QFETCH(const QByteArray, object);

    QElapsedTimer timer;
    timer.start();
    const auto file = open(legacyFile(object, {}));
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    if (file)
        QVERIFY(file.value()->tensors().empty());
    else
        QCOMPARE(file.error().code, ErrorCode::WeightsDamaged);
}

GRAMARYE_TEST(TestPickleFile)

} // namespace gramarye::tst_picklefile

#include "tst_picklefile.moc"
