#include "core/base/jsonreader.h"

#include <QJsonDocument>

#include <cmath>
#include <limits>

namespace gramarye {

namespace {

const QString formatKey = QStringLiteral("format");
const QString versionKey = QStringLiteral("version");

/// Whole numbers beyond are not told apart in JSON.
constexpr double largestWhole = double(qint64(1) << 53);

} // namespace

QString JsonReader::text(QLatin1String key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isString() && !value.isUndefined() && !value.isNull())
        fail(key);
    return value.toString();
}

bool JsonReader::truth(QLatin1String key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isBool() && !value.isUndefined() && !value.isNull())
        fail(key);
    return value.toBool();
}

double JsonReader::number(QLatin1String key, double lowest, double absent)
{
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined() || value.isNull())
        return absent;
    const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
    if (std::isfinite(number) && number >= lowest)
        return number;
    fail(key);
    return absent;
}

int JsonReader::count(QLatin1String key)
{
    const qint64 number = bytes(key);
    if (number > std::numeric_limits<int>::max()) {
        fail(key);
        return 0;
    }
    return int(number);
}

qint64 JsonReader::bytes(QLatin1String key)
{
    const double whole = number(key, 0);
    if (whole <= largestWhole && std::floor(whole) == whole)
        return qint64(whole);
    fail(key);
    return 0;
}

std::vector<QString> JsonReader::texts(QLatin1String key)
{
    std::vector<QString> list;
    const QJsonArray array = arrayAt(key);
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array[i].isString())
            fail(QStringLiteral("%1[%2]").arg(key).arg(i));
        list.push_back(array[i].toString());
    }
    return list;
}

void JsonReader::fail(const QString &key)
{
    fail(Error{ErrorCode::DocumentDamaged, {}, placeOf(key)});
}

void JsonReader::fail(const Error &error)
{
    if (!*m_trouble)
        *m_trouble = error;
}

QString JsonReader::placeOf(const QString &key) const
{
    return m_place.isEmpty() ? key : m_place + u'.' + key;
}

QJsonObject JsonReader::objectAt(const QJsonValue &value, const QString &key)
{
    if (!value.isObject() && !value.isUndefined() && !value.isNull())
        fail(key);
    return value.toObject();
}

QJsonArray JsonReader::arrayAt(QLatin1String key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isArray() && !value.isUndefined() && !value.isNull())
        fail(key);
    return value.toArray();
}

Result<QJsonObject> readDocument(const QByteArray &json, const QString &format, int version,
                                 const QString &name)
{
    QJsonParseError parseError;
    const QJsonObject object = QJsonDocument::fromJson(json, &parseError).object();
    if (parseError.error != QJsonParseError::NoError)
        return Error{ErrorCode::DocumentDamaged, name, parseError.errorString()};
    if (object.value(formatKey) != QJsonValue(format))
        return Error{ErrorCode::DocumentDamaged, name, formatKey};
    const int found = documentVersion(object);
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
