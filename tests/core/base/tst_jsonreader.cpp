#include "core/base/jsonreader.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QTest>

#include <limits>

namespace gramarye::tst_jsonreader {

namespace {

JsonReader readerOf(const char *json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    Q_ASSERT(document.isObject());
    return JsonReader(document.object());
}

struct Named
{
    QString name;
    double weight;
};

Named readNamed(JsonReader &reader)
{
    return {reader.text(QLatin1String("name")), reader.number(QLatin1String("weight"), 0, 1)};
}

} // namespace

class TestJsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreRead();
    void whatIsMissingIsEmpty();
    void theFirstThingWrongIsNamed_data();
    void theFirstThingWrongIsNamed();
    void numbersKeepWithinTheirLimits();
    void choicesAreNamed();
    void keysThatNobodyReadAreRefused();
    void documentsKnowTheirFormatAndVersion();
};

void TestJsonReader::valuesAreRead()
{
    JsonReader reader = readerOf(R"({"text": "a", "truth": true, "number": 2.5, "count": 7,
        "bytes": 9007199254740992, "texts": ["x", "y"], "inner": {"name": "n", "weight": 3},
        "list": [{"name": "p"}, {"name": "q", "weight": 0}]})");
    QCOMPARE(reader.text(QLatin1String("text")), QStringLiteral("a"));
    QCOMPARE(reader.truth(QLatin1String("truth")), true);
    QCOMPARE(reader.number(QLatin1String("number"), 0), 2.5);
    QCOMPARE(reader.count(QLatin1String("count")), 7);
    QCOMPARE(reader.bytes(QLatin1String("bytes")), qint64(1) << 53);
    QCOMPARE(reader.texts(QLatin1String("texts")),
             (std::vector<QString>{QStringLiteral("x"), QStringLiteral("y")}));
    QCOMPARE(reader.object(QLatin1String("inner"), readNamed).weight, 3.0);
    const std::vector<Named> list = reader.objects(QLatin1String("list"), readNamed);
    QCOMPARE(list.size(), std::size_t(2));
    QCOMPARE(list[0].weight, 1.0);
    QCOMPARE(list[1].name, QStringLiteral("q"));
    QVERIFY(!reader.error());
}

void TestJsonReader::whatIsMissingIsEmpty()
{
    JsonReader reader = readerOf(R"({"nothing": null})");
    for (const char *key : {"nothing", "missing"}) {
        QVERIFY(reader.text(QLatin1String(key)).isNull());
        QCOMPARE(reader.truth(QLatin1String(key)), false);
        QCOMPARE(reader.number(QLatin1String(key), 1, 4), 4.0);
        QCOMPARE(reader.count(QLatin1String(key)), 0);
        QVERIFY(reader.texts(QLatin1String(key)).empty());
        QVERIFY(reader.objects(QLatin1String(key), readNamed).empty());
        QCOMPARE(reader.object(QLatin1String(key), readNamed).name, QString());
    }
    QVERIFY(!reader.error());
}

void TestJsonReader::theFirstThingWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, const char *json, const char *place) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(place);
    };
    row("a number for a text", R"({"text": 1})", "text");
    row("a text for a truth", R"({"truth": "yes"})", "truth");
    row("too small", R"({"number": -1})", "number");
    row("a broken count", R"({"count": 1.5})", "count");
    row("a count that fits no int", R"({"count": 4294967296})", "count");
    row("too many bytes", R"({"bytes": 1e300})", "bytes");
    row("an object for a list", R"({"list": {}})", "list");
    row("a number in a list of texts", R"({"texts": ["a", 1]})", "texts[1]");
    row("a list in a list of objects", R"({"list": [{}, []]})", "list[1]");
    row("deep inside", R"({"list": [{}, {"weight": "heavy"}]})", "list[1].weight");
    row("in an inner object", R"({"inner": {"name": []}})", "inner.name");
    row("the first of two", R"({"text": 1, "list": 1})", "text");
}

void TestJsonReader::theFirstThingWrongIsNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    JsonReader reader = readerOf(json.constData());
    reader.text(QLatin1String("text"));
    reader.truth(QLatin1String("truth"));
    reader.number(QLatin1String("number"), 0);
    reader.count(QLatin1String("count"));
    reader.bytes(QLatin1String("bytes"));
    reader.texts(QLatin1String("texts"));
    reader.object(QLatin1String("inner"), readNamed);
    reader.objects(QLatin1String("list"), readNamed);
    QVERIFY(reader.error().has_value());
    QCOMPARE(*reader.error(), (Error{ErrorCode::DocumentDamaged, {}, place}));
}

void TestJsonReader::numbersKeepWithinTheirLimits()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    JsonReader right = readerOf(R"({"a": 2, "b": "inf", "list": [1, "inf"]})");
    QCOMPARE(right.numberWithin("a", 2, 3), 2.0);
    QCOMPARE(right.numberWithin("b", 0, infinity), infinity);
    QCOMPARE(right.numbersWithin("list", 0, infinity), (std::vector<double>{1, infinity}));
    QVERIFY(!right.error());
    QCOMPARE(jsonNumber(infinity), QJsonValue(QStringLiteral("inf")));

    const auto problem = [](const char *json, double highest) {
        JsonReader reader = readerOf(json);
        if (reader.numberWithin("a", 1, highest) != 1 || !reader.error())
            return QString();
        return reader.error()->detail;
    };
    QCOMPARE(problem(R"({"a": 0})", 2), QStringLiteral("a"));
    QCOMPARE(problem(R"({"a": 3})", 2), QStringLiteral("a"));
    QCOMPARE(problem(R"({"a": "inf"})", 2), QStringLiteral("a"));
    QCOMPARE(problem(R"({"a": "1"})", 2), QStringLiteral("a"));
    QCOMPARE(problem("{}", 2), QStringLiteral("a"));
    JsonReader wrong = readerOf(R"({"list": [1, 5]})");
    wrong.numbersWithin("list", 0, 2);
    QCOMPARE(wrong.error()->detail, QStringLiteral("list[1]"));
}

void TestJsonReader::choicesAreNamed()
{
    const std::map<QString, int> choices{{QStringLiteral("one"), 1}, {QStringLiteral("two"), 2}};
    JsonReader reader = readerOf(R"({"a": "two", "b": "three"})");
    QCOMPARE(reader.oneOf("a", choices), 2);
    QVERIFY(!reader.error());
    QCOMPARE(reader.oneOf("b", choices), 0);
    QCOMPARE(reader.error()->detail, QStringLiteral("b"));
}

void TestJsonReader::keysThatNobodyReadAreRefused()
{
    JsonReader reader = readerOf(R"({"text": "a", "inner": {"name": "b", "wieght": 3}})");
    reader.text("text");
    const auto inner = [](JsonReader &object) {
        readNamed(object);
        object.refuseOthers();
    };
    reader.object("inner", inner);
    QCOMPARE(reader.error()->detail, QStringLiteral("inner.wieght"));
    JsonReader known = readerOf(R"({"text": "a"})");
    known.text("text");
    known.refuseOthers();
    QVERIFY(!known.error());
}

void TestJsonReader::documentsKnowTheirFormatAndVersion()
{
    const QString format = QStringLiteral("gramarye-test");
    const QString name = QStringLiteral("a.json");
    const QByteArray json = writeDocument({{QStringLiteral("key"), 1}}, format, 2);
    const auto document = readDocument(json, format, 3, name);
    QVERIFY(bool(document));
    QCOMPARE(documentVersion(*document), 2);
    QCOMPARE(document->value(QStringLiteral("key")).toInt(), 1);
    QCOMPARE(readDocument(json, format, 1, name).error(),
             (Error{ErrorCode::DocumentNewer, name, QStringLiteral("2")}));
    QCOMPARE(readDocument(json, QStringLiteral("other"), 2, name).error(),
             (Error{ErrorCode::DocumentDamaged, name, QStringLiteral("format")}));
    QCOMPARE(readDocument("{", format, 2, name).error().code, ErrorCode::DocumentDamaged);
}

GRAMARYE_TEST(TestJsonReader)

} // namespace gramarye::tst_jsonreader

#include "tst_jsonreader.moc"
