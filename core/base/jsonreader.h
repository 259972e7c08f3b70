#pragma once

#include "core/base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace gramarye {

/// Reads an object of a JSON document by keys. Keys that are missing, or null, read as empty
/// values; the first value that makes no sense is remembered with its place ("styles[2].weight")
/// for the whole document, and reads as empty, too. So a document is read straight through, and
/// error() is looked at once, at its end.
class JsonReader
{
public:
    explicit JsonReader(QJsonObject object)
        : m_object(std::move(object)), m_trouble(std::make_shared<std::optional<Error>>())
    {
    }

    bool has(QLatin1String key) const { return m_object.contains(key); }

    QString text(QLatin1String key);
    bool truth(QLatin1String key);

    /// A finite number of at least @p lowest; @p absent where the key is missing.
    double number(QLatin1String key, double lowest, double absent = 0);

    /// A whole number, 0 or more, that fits.
    int count(QLatin1String key);
    qint64 bytes(QLatin1String key);

    /// What @p read makes of the object at @p key; where that is missing, of an empty one.
    template<typename Read>
    auto object(QLatin1String key, const Read &read)
    {
        JsonReader reader(objectAt(m_object.value(key), key), placeOf(key), m_trouble);
        return read(reader);
    }

    /// What @p read makes of each object in the list at @p key.
    template<typename Read>
    auto objects(QLatin1String key, const Read &read)
    {
        std::vector<decltype(read(std::declval<JsonReader &>()))> list;
        const QJsonArray array = arrayAt(key);
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString place = QStringLiteral("%1[%2]").arg(key).arg(i);
            JsonReader reader(objectAt(array[i], place), placeOf(place), m_trouble);
            list.push_back(read(reader));
        }
        return list;
    }

    std::vector<QString> texts(QLatin1String key);

    /// For what has a reader of its own.
    QJsonObject plainObject(QLatin1String key) { return objectAt(m_object.value(key), key); }

    /// Remembers that the value at @p key makes no sense, unless something did before.
    void fail(const QString &key);
    void fail(const Error &error);

    /// DocumentDamaged, or what it was told, without a subject.
    const std::optional<Error> &error() const { return *m_trouble; }

private:
    JsonReader(QJsonObject object, QString place, std::shared_ptr<std::optional<Error>> trouble)
        : m_object(std::move(object)), m_place(std::move(place)), m_trouble(std::move(trouble))
    {
    }

    QString placeOf(const QString &key) const;
    QJsonObject objectAt(const QJsonValue &value, const QString &key);
    QJsonArray arrayAt(QLatin1String key);

    QJsonObject m_object;
    QString m_place;                                 ///< in the document; empty: it is the whole
    std::shared_ptr<std::optional<Error>> m_trouble; ///< of the document
};

/// The object that @p json holds, with its "format" and "version" looked at. Errors, about the file
/// @p name: DocumentDamaged, DocumentNewer.
Result<QJsonObject> readDocument(const QByteArray &json, const QString &format, int version,
                                 const QString &name);

/// @p object as a document of that format, for readDocument().
QByteArray writeDocument(QJsonObject object, const QString &format, int version);

/// The version of what readDocument() returned.
int documentVersion(const QJsonObject &document);

} // namespace gramarye
