#pragma once

#include "core/base/error.h"

#include <QAnyStringView>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace gramarye {

/// Reads an object of a JSON document by keys. What is missing, null or makes no sense reads as an
/// empty value, and the first of the latter is remembered for the whole document, with its place
/// ("styles[2].weight"): a document is read straight through, and error() is looked at in the end.
class JsonReader
{
public:
    explicit JsonReader(QJsonObject object)
        : m_object(std::move(object)), m_trouble(std::make_shared<std::optional<Error>>())
    {
    }

    bool has(QAnyStringView key) const { return m_object.contains(key.toString()); }
    QStringList keys() const { return m_object.keys(); }

    QString text(QAnyStringView key);
    bool truth(QAnyStringView key);

    /// A finite number of at least @p lowest; @p absent where the key is missing.
    double number(QAnyStringView key, double lowest, double absent = 0);

    /// A number of lowest..highest; where that is infinity, the word "inf" stands for it. There has
    /// to be one. What makes no sense reads as the lowest.
    double numberWithin(QAnyStringView key, double lowest, double highest);

    /// The same for each number of a list.
    std::vector<double> numbersWithin(QAnyStringView key, double lowest, double highest);

    /// A whole number, 0 or more, that fits.
    int count(QAnyStringView key);
    qint64 bytes(QAnyStringView key);

    /// What the text at @p key stands for in @p choices; there has to be one.
    template<typename Choice>
    Choice oneOf(QAnyStringView key, const std::map<QString, Choice> &choices)
    {
        const auto found = choices.find(valueAt(key).toString());
        if (found != choices.end())
            return found->second;
        fail(key);
        return Choice();
    }

    /// What @p read makes of the object at @p key; where that is missing, of an empty one.
    template<typename Read>
    auto object(QAnyStringView key, const Read &read)
    {
        JsonReader reader(plainObject(key), placeOf(key), m_trouble);
        return read(reader);
    }

    /// What @p read makes of each object in the list at @p key.
    template<typename Read>
    auto objects(QAnyStringView key, const Read &read)
    {
        std::vector<decltype(read(std::declval<JsonReader &>()))> list;
        const QJsonArray array = arrayAt(key);
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString place = placeInList(key, i);
            JsonReader reader(objectAt(array[i], place), placeOf(place), m_trouble);
            list.push_back(read(reader));
        }
        return list;
    }

    std::vector<QString> texts(QAnyStringView key);

    /// For what has a reader of its own.
    QJsonObject plainObject(QAnyStringView key) { return objectAt(valueAt(key), key); }

    /// Remembers that the value at @p key makes no sense, unless something did before.
    void fail(QAnyStringView key);
    void fail(const Error &error);

    /// Fails with the first key that was not read: it is misspelt.
    void refuseOthers();

    /// DocumentDamaged, or what fail() was given, without a subject.
    const std::optional<Error> &error() const { return *m_trouble; }

private:
    JsonReader(QJsonObject object, QString place, std::shared_ptr<std::optional<Error>> trouble)
        : m_object(std::move(object)), m_place(std::move(place)), m_trouble(std::move(trouble))
    {
    }

    QString placeOf(QAnyStringView key) const;
    static QString placeInList(QAnyStringView key, qsizetype index);
    QJsonValue valueAt(QAnyStringView key);
    QJsonValue checked(const QJsonValue &value, QAnyStringView key, QJsonValue::Type type);
    QJsonObject objectAt(const QJsonValue &value, QAnyStringView key)
    {
        return checked(value, key, QJsonValue::Object).toObject();
    }
    QJsonArray arrayAt(QAnyStringView key)
    {
        return checked(valueAt(key), key, QJsonValue::Array).toArray();
    }
    double within(const QJsonValue &value, QAnyStringView key, double lowest, double highest);

    QJsonObject m_object;
    std::set<QString> m_read;                        ///< keys
    QString m_place;                                 ///< in the document; empty: it is the whole
    std::shared_ptr<std::optional<Error>> m_trouble; ///< of the document
};

/// A number as JsonReader::numberWithin() reads it.
QJsonValue jsonNumber(double number);

/// The object that @p json holds. Error, without a subject: DocumentDamaged.
Result<QJsonObject> parseJson(const QByteArray &json);

/// The object that @p json holds, with its "format" and "version" looked at. Errors, about the file
/// @p name: DocumentDamaged, DocumentNewer.
Result<QJsonObject> readDocument(const QByteArray &json, const QString &format, int version,
                                 const QString &name);

/// @p object as a document of that format, for readDocument().
QByteArray writeDocument(QJsonObject object, const QString &format, int version);

/// The version of what readDocument() returned.
int documentVersion(const QJsonObject &document);

} // namespace gramarye
