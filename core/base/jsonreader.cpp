#include "core/base/jsonreader.h"

#include <QJsonDocument>

#include <cmath>
#include <limits>

namespace gramarye {

namespace {

const QString formatKey = QStringLiteral("format");
const QString versionKey = QStringLiteral("version");
const QString infinityWord = QStringLiteral("inf");

/// Whole numbers beyond are not told apart in JSON.
constexpr double largestWhole = double(qint64(1) << 53);

} // namespace

QString JsonReader::text(QAnyStringView key)
{
    return checked(valueAt(key), key, QJsonValue::String).toString();
}

bool JsonReader::truth(QAnyStringView key)
{
    return checked(valueAt(key), key, QJsonValue::Bool).toBool();
}

double JsonReader::number(QAnyStringView key, double lowest, double absent)
{
    const QJsonValue value = valueAt(key);
    if (value.isUndefined() || value.isNull())
        return absent;
    const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
    if (std::isfinite(number) && number >= lowest)
        return number;
    fail(key);
    return absent;
}

double JsonReader::numberWithin(QAnyStringView key, double lowest, double highest)
{
    return within(valueAt(key), key, lowest, highest);
}

std::vector<double> JsonReader::numbersWithin(QAnyStringView key, double lowest, double highest)
{
    std::vector<double> list;
    const QJsonArray array = arrayAt(key);
    for (qsizetype i = 0; i < array.size(); ++i)
        list.push_back(within(array[i], placeInList(key, i), lowest, highest));
    return list;
}

int JsonReader::count(QAnyStringView key)
{
    const qint64 number = bytes(key);
    if (number > std::numeric_limits<int>::max()) {
        fail(key);
        return 0;
    }
    return int(number);
}

qint64 JsonReader::bytes(QAnyStringView key)
{
    const double whole = number(key, 0);
    if (whole <= largestWhole && std::floor(whole) == whole)
        return qint64(whole);
    fail(key);
    return 0;
}

std::vector<QString> JsonReader::texts(QAnyStringView key)
{
    std::vector<QString> list;
    const QJsonArray array = arrayAt(key);
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array[i].isString())
            fail(placeInList(key, i));
        list.push_back(array[i].toString());
    }
    return list;
}

void JsonReader::fail(QAnyStringView key)
{
    fail(Error{ErrorCode::DocumentDamaged, {}, placeOf(key)});
}

void JsonReader::fail(const Error &error)
{
    if (!*m_trouble)
        *m_trouble = error;
}

void JsonReader::refuseOthers()
{
    for (const QString &key : keys()) {
        if (m_read.count(key) == 0)
            fail(key);
    }
}

QString JsonReader::placeOf(QAnyStringView key) const
{
    return m_place.isEmpty() ? key.toString() : m_place + u'.' + key.toString();
}

QString JsonReader::placeInList(QAnyStringView key, qsizetype index)
{
    return QStringLiteral("%1[%2]").arg(key.toString()).arg(index);
}

QJsonValue JsonReader::valueAt(QAnyStringView key)
{
    const QString name = key.toString();
    m_read.insert(name);
    return m_object.value(name);
}

/// Fails where @p value is there, but not of @p type.
QJsonValue JsonReader::checked(const QJsonValue &value, QAnyStringView key, QJsonValue::Type type)
{
    if (value.type() != type && !value.isUndefined() && !value.isNull())
        fail(key);
    return value;
}

double JsonReader::within(const QJsonValue &value, QAnyStringView key, double lowest,
                          double highest)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const bool isInfinite = value == QJsonValue(infinityWord);
    const double number = isInfinite ? infinity : value.toDouble(lowest);
    if ((isInfinite || value.isDouble()) && number >= lowest && number <= highest)
        return number;
    fail(key);
    return lowest;
}

QJsonValue jsonNumber(double number)
{
    return std::isinf(number) ? QJsonValue(infinityWord) : QJsonValue(number);
}

Result<QJsonObject> parseJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error{ErrorCode::DocumentDamaged, {}, problem.errorString()};
    return object;
}

Result<QJsonObject> readDocument(const QByteArray &json, const QString &format, int version,
                                 const QString &name)
{
    const auto object = parseJson(json);
    if (!object)
        return Error{ErrorCode::DocumentDamaged, name, object.error().detail};
    if (object->value(formatKey) != QJsonValue(format))
        return Error{ErrorCode::DocumentDamaged, name, formatKey};
    const int found = documentVersion(*object);
    if (found < 1)
        return Error{ErrorCode::DocumentDamaged, name, versionKey};
    if (found > version)
        return Error{ErrorCode::DocumentNewer, name, QString::number(found)};
    return object;
}

QByteArray writeDocument(QJsonObject object, const QString &format, int version)
{
    object[formatKey] = format;
    object[versionKey] = version;
    return QJsonDocument(object).toJson();
}

int documentVersion(const QJsonObject &document)
{
    return document.value(versionKey).toInt();
}

} // namespace gramarye
