#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <cmath>

namespace gramarye::tst_safetensorsfile {

namespace {

/// A safetensors file: the header's length, the header, the data.
QByteArray safetensors(const QByteArray &header, const QByteArray &data = {})
{
    QByteArray length(8, '\0');
    qToLittleEndian<quint64>(quint64(header.size()), length.data());
    return length + header + data;
}

template<typename Number>
QByteArray littleEndian(std::initializer_list<Number> numbers)
{
    QByteArray bytes;
    for (const Number number : numbers) {
        char raw[sizeof(Number)];
        qToLittleEndian(number, raw);
        bytes.append(raw, qsizetype(sizeof raw));
    }
    return bytes;
}

/// Two tensors, and the metadata between them.
QByteArray smallFile()
{
    return safetensors(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                       R"("__metadata__":{"by":"hand"},)"
                       R"("b":{"dtype":"F16","shape":[1,2],"data_offsets":[8,12]}})",
                       littleEndian<float>({1.5f, -2.0f})
                           + littleEndian<quint16>({0x3c00, 0xc000}));
}

/// Why @p file did not open. (QVERIFY2 wants to know even if it did.)
QByteArray reason(const Result<std::unique_ptr<WeightsFile>> &file)
{
    return file ? QByteArray() : file.error().detail.toUtf8();
}

} // namespace

class TestSafetensorsFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryElementType_data();
    void readsEveryElementType();
    void seesWhatIsNotFinite_data();
    void seesWhatIsNotFinite();
    void readsUnalignedTensors();
    void readsTheHeadersTexts();
    void readsScalarsAndEmptyTensors();
    void readsTensorsInAnyOrder();
    void leavesOtherTypesOut();
    void readsTheBuiltInNetwork();
    void outlivesItsDeletion();
    void noticesThatItIsCutShort();
    void rejects_data();
    void rejects();
    void rejectsEveryTruncation();
    void rejectsTruncatedNetworks();
    void survivesEveryChangedByte();
    void rejectsWhatIsLongOrDeep_data();
    void rejectsWhatIsLongOrDeep();
    void readsHeadersOfAllLengths_data();
    void readsHeadersOfAllLengths();
    void tellsFilesApart_data();
    void tellsFilesApart();
    void reportsWhatCannotBeOpened();

private:
    using Opened = Result<std::unique_ptr<WeightsFile>>;
    Opened open(const QByteArray &contents)
    {
        QFile file(m_directory.filePath(QStringLiteral("case.safetensors")));
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
            qFatal("cannot write the test's file");
        file.close();
        return WeightsFile::open(file.fileName());
    }

    QTemporaryDir m_directory;
};

void TestSafetensorsFile::readsEveryElementType_data()
{
    QTest::addColumn<QByteArray>("dataType");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QList<float>>("values");

    QTest::newRow("F64") << QByteArray("F64") << littleEndian<double>({1.5, -0.1, 1e-50})
                         << QList<float>{1.5f, -0.1f, 0.0f};
    QTest::newRow("F32") << QByteArray("F32") << littleEndian<float>({1.5f, -0.1f, 3e38f})
                         << QList<float>{1.5f, -0.1f, 3e38f};
    // One, the smallest subnormal, the largest: IEEE 754 binary16.
    QTest::newRow("F16") << QByteArray("F16") << littleEndian<quint16>({0xbc00, 0x0001, 0x7bff})
                         << QList<float>{-1.0f, std::ldexp(1.0f, -24), 65504.0f};
    QTest::newRow("BF16") << QByteArray("BF16") << littleEndian<quint16>({0x3fc0, 0xc000, 0x3dcd})
                          << QList<float>{1.5f, -2.0f, 0.10009765625f};
}

void TestSafetensorsFile::readsEveryElementType()
{
    QFETCH(const QByteArray, dataType);
    QFETCH(const QByteArray, data);
    QFETCH(const QList<float>, values);

    const auto file =
        open(safetensors(R"({"x":{"dtype":")" + dataType + R"(","shape":[3,1],"data_offsets":[0,)"
                             + QByteArray::number(data.size()) + "]}}",
                         data));
    QVERIFY2(file, reason(file).constData());
    const TensorView &tensor = file.value()->tensors().at(QStringLiteral("x"));
    QCOMPARE(tensor.shape, (std::vector<qint64>{3, 1}));
    QCOMPARE(tensor.byteSize(), data.size());
    QVERIFY(allFinite(tensor));
    const std::vector<float> floats = toFloat(tensor);
    QCOMPARE(QList<float>(floats.begin(), floats.end()), values);
}

void TestSafetensorsFile::seesWhatIsNotFinite_data()
{
    QTest::addColumn<ElementType>("type");
    QTest::addColumn<QByteArray>("data");

    QTest::newRow("F64 NaN") << ElementType::F64 << littleEndian<double>({1, std::nan("")});
    QTest::newRow("F64 infinity") << ElementType::F64 << littleEndian<double>({1, -INFINITY});
    QTest::newRow("F64 beyond a float") << ElementType::F64 << littleEndian<double>({1, 1e39});
    QTest::newRow("F32 NaN") << ElementType::F32 << littleEndian<float>({1, std::nanf("")});
    QTest::newRow("F32 infinity") << ElementType::F32 << littleEndian<float>({1, INFINITY});
    QTest::newRow("F16 NaN") << ElementType::F16 << littleEndian<quint16>({0x3c00, 0x7e00});
    QTest::newRow("F16 infinity") << ElementType::F16 << littleEndian<quint16>({0x3c00, 0xfc00});
    QTest::newRow("BF16 NaN") << ElementType::BF16 << littleEndian<quint16>({0x3f80, 0xffc0});
    QTest::newRow("BF16 infinity") << ElementType::BF16 << littleEndian<quint16>({0x3f80, 0x7f80});
}

void TestSafetensorsFile::seesWhatIsNotFinite()
{
    QFETCH(const ElementType, type);
    QFETCH(const QByteArray, data);

    QVERIFY(allFinite({type, {1}, data.data()}));
    QVERIFY(!allFinite({type, {2}, data.data()}));
}

void TestSafetensorsFile::readsUnalignedTensors()
{
    const auto file = open(safetensors(R"({"odd":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                                       R"("x":{"dtype":"F64","shape":[1],"data_offsets":[1,9]}})",
                                       QByteArray(1, '\7') + littleEndian<double>({0.25})));
    QVERIFY2(file, reason(file).constData());
    QCOMPARE(toFloat(file.value()->tensors().at(QStringLiteral("x"))), std::vector<float>{0.25f});
}

void TestSafetensorsFile::readsTheHeadersTexts()
{
    const auto file = open(safetensors(
        "{ \"__metadata__\" : "
        "{\"caf\\u00e9\":\"a\\\"b\\\\c\\n\",\"\xc3\xa9t\xc3\xa9\":\"\\ud83c\\udfa8\"} }  "));
    QVERIFY2(file, reason(file).constData());
    const std::map<QString, QString> expected{
        {QString::fromUtf8("café"), QStringLiteral("a\"b\\c\n")},
        {QString::fromUtf8("été"), QString::fromUtf8("🎨")}};
    QCOMPARE(file.value()->metadata(), expected);
    QVERIFY(file.value()->tensors().empty());
}

void TestSafetensorsFile::readsScalarsAndEmptyTensors()
{
    const auto file =
        open(safetensors(R"({"scalar":{"dtype":"F32","shape":[],"data_offsets":[0,4]},)"
                         R"("empty":{"dtype":"F32","shape":[0,9],"data_offsets":[4,4]}})",
                         littleEndian<float>({7})));
    QVERIFY2(file, reason(file).constData());
    const TensorMap &tensors = file.value()->tensors();
    QCOMPARE(toFloat(tensors.at(QStringLiteral("scalar"))), std::vector<float>{7});
    QVERIFY(toFloat(tensors.at(QStringLiteral("empty"))).empty());
}

// Early versions of the reference implementation wrote headers in the order of a hash table.
void TestSafetensorsFile::readsTensorsInAnyOrder()
{
    const auto file = open(safetensors(R"({"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},)"
                                       R"("c":{"dtype":"F32","shape":[0],"data_offsets":[4,4]},)"
                                       R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
                                       littleEndian<float>({1, 2})));
    QVERIFY2(file, reason(file).constData());
    const TensorMap &tensors = file.value()->tensors();
    QCOMPARE(toFloat(tensors.at(QStringLiteral("a"))), std::vector<float>{1});
    QVERIFY(toFloat(tensors.at(QStringLiteral("c"))).empty());
    QCOMPARE(toFloat(tensors.at(QStringLiteral("b"))), std::vector<float>{2});
}

void TestSafetensorsFile::leavesOtherTypesOut()
{
    const auto file = open(
        safetensors(R"({"num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},)"
                    R"("weight":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})",
                    QByteArray(8, '\1') + littleEndian<float>({3})));
    QVERIFY2(file, reason(file).constData());
    QCOMPARE(file.value()->tensors().size(), std::size_t(1));
    QCOMPARE(toFloat(file.value()->tensors().at(QStringLiteral("weight"))), std::vector<float>{3});
}

void TestSafetensorsFile::readsTheBuiltInNetwork()
{
    const auto file = WeightsFile::open(
        QStringLiteral(GRAMARYE_SOURCE_DIR "/resources/networks/gramarye-builtin-1.safetensors"));
    QVERIFY2(file, reason(file).constData());
    QCOMPARE(file.value()->metadata().at(QStringLiteral("pooling")), QStringLiteral("average"));

    const TensorMap &tensors = file.value()->tensors();
    const TensorView &first = tensors.at(QStringLiteral("features.0.weight"));
    QCOMPARE(first.type, ElementType::F16);
    QCOMPARE(first.shape, (std::vector<qint64>{16, 3, 3, 3}));
    for (const auto &[name, tensor] : tensors)
        QVERIFY2(allFinite(tensor), qPrintable(name));

    // Kaiming-like weights: small, of both signs, not all alike.
    const std::vector<float> values = toFloat(first);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    QVERIFY(*least < 0 && *least > -10 && *most > 0 && *most < 10);
}

void TestSafetensorsFile::outlivesItsDeletion()
{
    const auto file = open(smallFile());
    QVERIFY2(file, reason(file).constData());
    QVERIFY(QFile::remove(m_directory.filePath(QStringLiteral("case.safetensors"))));
    QCOMPARE(toFloat(file.value()->tensors().at(QStringLiteral("a"))),
             (std::vector<float>{1.5f, -2}));
}

void TestSafetensorsFile::noticesThatItIsCutShort()
{
    constexpr qsizetype size = 1 << 20;
    const auto file =
        open(safetensors(R"({"a":{"dtype":"F32","shape":[262144],"data_offsets":[0,1048576]}})",
                         QByteArray(size, 'x')));
    QVERIFY2(file, reason(file).constData());
    QVERIFY((*file)->check());
    // Where this may be done at all; the numbers are gone then, but not the program.
    if (!QFile::resize(m_directory.filePath(QStringLiteral("case.safetensors")), 100))
        QSKIP("this system lets nobody cut a mapped file");
    QCOMPARE(toFloat((*file)->tensors().at(QStringLiteral("a"))).back(), 0.0f);
    const Status status = (*file)->check();
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(status.error().subject, QStringLiteral("case.safetensors"));
}

void TestSafetensorsFile::rejects_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("detail");

    // Every row goes with eight bytes of data.
    const auto row = [](const char *name, const QByteArray &header, const char *detail) {
        QTest::newRow(name) << header << QString::fromUtf8(detail);
    };
    const auto one = [](const QByteArray &type, const QByteArray &shape, const QByteArray &range) {
        return R"({"x":{"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + range
               + "}}";
    };
    const auto two = [](const QByteArray &name, const QByteArray &range,
                        const QByteArray &otherName, const QByteArray &otherRange) {
        const QByteArray entry = R"(":{"dtype":"F32","shape":[1],"data_offsets":)";
        return "{\"" + name + entry + range + "},\"" + otherName + entry + otherRange + "}}";
    };

    row("hole", two("a", "[0,4]", "b", "[5,9]"), "b starts at byte 5 where 4 is due");
    row("overlap", two("a", "[0,4]", "b", "[3,7]"), "b starts at byte 3 where 4 is due");
    row("same range", two("a", "[0,4]", "b", "[0,4]"), "b starts at byte 0 where 4 is due");
    row("starts late", two("a", "[4,8]", "b", "[1,4]"), "b starts at byte 1 where 0 is due");
    row("duplicate tensor", two("a", "[0,4]", "a", "[4,8]"), "the key “a” twice");
    row("duplicate by escape", two("a", "[0,4]", "\\u0061", "[4,8]"), "the key “a” twice");
    row("duplicate property",
        R"({"x":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "“dtype” twice");
    row("duplicate metadata", R"({"__metadata__":{"a":"1","a":"2"}})", "“a” twice");
    row("metadata twice", R"({"__metadata__":{},"__metadata__":{}})", "“__metadata__” twice");
    row("unused bytes", one("F32", "[1]", "[0,4]"), "4 bytes belong to no tensor");
    row("no tensor", "{}", "8 bytes belong to no tensor");
    row("range backwards", one("F32", "[1]", "[0,-4]"), "lacks a size");
    row("range beyond the file", one("F32", "[3]", "[0,12]"), "ends beyond the file");
    row("petabyte", one("F32", "[281474976710656]", "[0,1125899906842624]"),
        "ends beyond the file");
    row("range too short", one("F32", "[3]", "[0,8]"), "8 bytes where its shape needs 12");
    row("range too long", one("F32", "[1]", "[0,8]"), "8 bytes where its shape needs 4");
    row("range of one", one("F32", "[2]", "[0]"), "has no range");
    row("range of three", one("F32", "[2]", "[0,4,8]"), "has no range");
    row("negative extent", one("F32", "[-1,-2]", "[0,8]"), "lacks a size");
    row("shape overflows", one("F32", "[4611686018427387904,4]", "[0,8]"), "impossible shape");
    row("shape overflows to zero", one("F32", "[4294967296,4294967296]", "[0,0]"),
        "impossible shape");
    row("bytes overflow", one("F64", "[2305843009213693952]", "[0,0]"), "impossible shape");
    row("number overflows", one("F32", "[99999999999999999999]", "[0,8]"), "lacks a size");
    row("fraction", one("F32", "[2.0]", "[0,8]"), "lacks “]”");
    row("exponent", one("F32", "[2e0]", "[0,8]"), "lacks “]”");
    row("leading zero", one("F32", "[02]", "[0,8]"), "lacks a size");
    row("text for number", one("F32", "[\"2\"]", "[0,8]"), "lacks a size");
    row("unknown type", one("F33", "[2]", "[0,8]"), "x has the unknown type “F33”");
    row("type of no use, wrong size", one("I64", "[2]", "[0,8]"), "its shape needs 16");
    row("property missing", R"({"x":{"dtype":"F32","shape":[2]}})",
        "lacks its type, shape or range");
    row("property unknown", R"({"x":{"dtype":"F32","shape":[2],"offset":[0,8]}})",
        "unknown property “offset”");
    row("entry not an object", R"({"x":[0,8]})", "lacks “{”");
    row("metadata not texts", R"({"__metadata__":{"a":{"b":"c"}}})", "lacks “\"”");
    row("trailing comma", R"({"__metadata__":{},})", "lacks “\"”");
    row("trailing text", R"({"__metadata__":{}} {)", "goes on after its end");
    row("unterminated text", R"({"__metadata__)", "ends within a text");
    row("unterminated escape", R"({"a\)", "ends within a text");
    row("unknown escape", R"({"\x":{}})", "unknown escape");
    row("signed escape", R"({"\u+061":{}})", "unknown escape");
    row("half a surrogate pair", R"({"\ud83c":{}})", "half a surrogate pair");
    row("not UTF-8", "{\"\xff\":{}}", "not UTF-8");
    row("line feed in text", "{\"a\nb\":{}}", "not UTF-8");
}

void TestSafetensorsFile::rejects()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QString, detail);

    const auto file = open(safetensors(header, QByteArray(8, '\0')));
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::WeightsDamaged);
    QCOMPARE(file.error().subject, QStringLiteral("case.safetensors"));
    QVERIFY2(file.error().detail.contains(detail), qPrintable(file.error().detail));
}

void TestSafetensorsFile::rejectsEveryTruncation()
{
    const QByteArray whole = smallFile();
    QVERIFY(open(whole));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto file = open(whole.first(size));
        QVERIFY2(!file, qPrintable(QString::number(size)));
        const bool isRecognised = size > 8;
        QCOMPARE(file.error().code,
                 isRecognised ? ErrorCode::WeightsDamaged : ErrorCode::WeightsUnknown);
    }
}

void TestSafetensorsFile::rejectsTruncatedNetworks()
{
    QFile file(QStringLiteral(GRAMARYE_TEST_DATA "/vgg19_tiny.safetensors"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    // At every byte of the header, and at many of the weights.
    for (qsizetype size = 9; size < whole.size(); size += 8192 < size ? 101 : 1) {
        const std::vector<char> bytes(whole.begin(), whole.begin() + size);
        const auto read = readSafetensors(QByteArrayView(bytes.data(), size));
        QVERIFY2(!read, qPrintable(QString::number(size)));
        QCOMPARE(read.error().code, ErrorCode::WeightsDamaged);
    }
}

void TestSafetensorsFile::survivesEveryChangedByte()
{
    const QByteArray whole = smallFile();
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray changed = whole;
        changed[i] = char(changed[i] ^ 0xff);
        const auto file = open(changed);
        // Only the data and the metadata's letters may be others; there, 0xff makes no UTF-8.
        QCOMPARE(bool(file), i >= whole.size() - 12);
    }
}

void TestSafetensorsFile::rejectsWhatIsLongOrDeep_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("detail");

    const auto row = [](const char *name, const QByteArray &header, const char *detail) {
        QTest::newRow(name) << header << QString::fromLatin1(detail);
    };
    constexpr qsizetype longest = 1 << 20;
    row("lists in lists", R"({"x":{"dtype":"F32","shape":)" + QByteArray(longest - 99, '['),
        "lacks a size");
    row("objects in objects", QByteArray("{\"x\":").repeated(longest / 5), "unknown property");
    row("spaces", "{}" + QByteArray(longest - 1, ' '), "claims to have 1048577 bytes");
    row("dimensions",
        R"({"x":{"dtype":"F32","shape":[2)" + QByteArray(",2").repeated(longest / 4)
            + R"(],"data_offsets":[0,0]}})",
        "impossible shape");
}

/// Nothing that a file may nest makes the reader recurse, and nothing makes it read for long.
void TestSafetensorsFile::rejectsWhatIsLongOrDeep()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QString, detail);

    const auto file = open(safetensors(header));
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::WeightsDamaged);
    QVERIFY2(file.error().detail.contains(detail), qPrintable(file.error().detail));
}

void TestSafetensorsFile::readsHeadersOfAllLengths_data()
{
    QTest::addColumn<qsizetype>("length");
    for (qsizetype length = 160; length < 160 + 32 * 8; length += 8)
        QTest::addRow("%d bytes", int(length)) << length;
}

/// One in 32 begins as a pickle does.
void TestSafetensorsFile::readsHeadersOfAllLengths()
{
    QFETCH(const qsizetype, length);

    const QByteArray whole = smallFile();
    const QByteArray header = whole.mid(8).chopped(12).leftJustified(length, ' ');
    const auto file = open(safetensors(header, whole.last(12)));
    QVERIFY2(file, reason(file).constData());
    QCOMPARE(file.value()->tensors().size(), std::size_t(2));

    const auto damaged = open(safetensors(header, whole.last(11)));
    QVERIFY(!damaged);
    QCOMPARE(damaged.error().code, ErrorCode::WeightsDamaged);
    QCOMPARE(damaged.error().detail, QStringLiteral("b ends beyond the file"));
}

void TestSafetensorsFile::tellsFilesApart_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<ErrorCode>("code");

    const auto withLength = [](quint64 length) {
        QByteArray bytes = smallFile();
        qToLittleEndian(length, bytes.data());
        return bytes;
    };
    const auto size = quint64(smallFile().size());
    QTest::newRow("empty") << QByteArray() << ErrorCode::WeightsUnknown;
    QTest::newRow("text") << QByteArray("It was a dark and stormy night.\n")
                          << ErrorCode::WeightsUnknown;
    QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(99, 'x')
                         << ErrorCode::WeightsUnknown;
    QTest::newRow("header of zero bytes") << withLength(0) << ErrorCode::WeightsDamaged;
    QTest::newRow("header too short") << withLength(40) << ErrorCode::WeightsDamaged;
    QTest::newRow("header one too long") << withLength(size - 7) << ErrorCode::WeightsDamaged;
    QTest::newRow("header swallows data") << withLength(size - 8) << ErrorCode::WeightsDamaged;
    QTest::newRow("header of a petabyte") << withLength(1ULL << 50) << ErrorCode::WeightsDamaged;
    QTest::newRow("header of everything") << withLength(~0ULL) << ErrorCode::WeightsDamaged;
    QTest::newRow("bytes that begin with 0x80")
        << QByteArray("\x80\x0d") + QByteArray(99, 'x') << ErrorCode::WeightsUnknown;
    QTest::newRow("pickle with a brace in the header's place") << QByteArray("\x80\x02"
                                                                             "cos\nsy{}\n)R.")
                                                               << ErrorCode::WeightsRefused;
    QTest::newRow("header of 640 bytes that is none")
        << QByteArray("\x80\x02\0\0\0\0\0\0{", 9) + QByteArray(700, 'x')
        << ErrorCode::WeightsDamaged;
}

void TestSafetensorsFile::tellsFilesApart()
{
    QFETCH(const QByteArray, contents);
    QFETCH(const ErrorCode, code);

    const auto file = open(contents);
    QVERIFY(!file);
    QCOMPARE(file.error().code, code);
}

void TestSafetensorsFile::reportsWhatCannotBeOpened()
{
    const auto missing = WeightsFile::open(m_directory.filePath(QStringLiteral("no/such.pth")));
    QVERIFY(!missing);
    QCOMPARE(missing.error(), (Error{ErrorCode::FileNotFound, QStringLiteral("such.pth"), {}}));

    const auto folder = WeightsFile::open(m_directory.path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::FileUnreadable);
}

GRAMARYE_TEST(TestSafetensorsFile)

} // namespace gramarye::tst_safetensorsfile

#include "tst_safetensorsfile.moc"
