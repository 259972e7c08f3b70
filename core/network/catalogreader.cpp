#include "core/network/catalogreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <set>

namespace gramarye {

namespace {

using KeyTables = std::map<QString, LayerKeys>;

// As isSafeAddress in core/download/rangerequest: this computer's own server is one of a test.
constexpr const char *safeAddress = "^(https://.|http://127\\.0\\.0\\.1[:/])";

/// Reads an object; remembers the first of its keys that is wrong. All its keys are to be asked
/// for: one that nobody asked for is misspelt.
class ObjectReader
{
public:
    explicit ObjectReader(QJsonObject object) : m_object(std::move(object)) {}

    void complain(const QString &key)
    {
        if (m_problem.isEmpty())
            m_problem = key;
    }

    /// The first key that is wrong; empty if none is.
    QString finish()
    {
        for (const QString &key : m_object.keys()) {
            if (m_asked.count(key) == 0)
                complain(key);
        }
        return m_problem;
    }

    bool has(const char *key) const { return m_object.contains(QLatin1String(key)); }

    QJsonValue value(const char *key)
    {
        m_asked.insert(QLatin1String(key));
        return m_object.value(QLatin1String(key));
    }

    QString text(const char *key)
    {
        QString text = value(key).toString();
        if (text.isEmpty())
            complain(QLatin1String(key));
        return text;
    }

    QString text(const char *key, const char *pattern)
    {
        QString text = value(key).toString();
        if (!QRegularExpression(QLatin1String(pattern)).match(text).hasMatch())
            complain(QLatin1String(key));
        return text;
    }

    std::vector<QString> texts(const char *key)
    {
        std::vector<QString> texts;
        for (const auto &item : value(key).toArray()) {
            texts.push_back(item.toString());
            if (texts.back().isEmpty())
                complain(QLatin1String(key));
        }
        return texts;
    }

    double number(const char *key, double minimum, double maximum)
    {
        return checked(value(key), key, minimum, maximum);
    }

    std::array<double, 3> triple(const char *key, double minimum, double maximum)
    {
        const QJsonArray items = value(key).toArray();
        if (items.size() != 3) {
            complain(QLatin1String(key));
            return {};
        }
        return {checked(items[0], key, minimum, maximum), checked(items[1], key, minimum, maximum),
                checked(items[2], key, minimum, maximum)};
    }

    template<typename T>
    T oneOf(const char *key, const std::map<QString, T> &choices)
    {
        return chosen(value(key).toString(), key, choices);
    }

    template<typename T>
    std::vector<T> someOf(const char *key, const std::map<QString, T> &choices)
    {
        std::vector<T> all;
        for (const QString &choice : texts(key))
            all.push_back(chosen(choice, key, choices));
        if (all.empty())
            complain(QLatin1String(key));
        return all;
    }

    Layer layer(const char *key)
    {
        const auto layer = layerFromName(value(key).toString());
        if (!layer)
            complain(QLatin1String(key));
        return layer.value_or(Layer::Pixels);
    }

    /// Calls @p read with a reader of the object at @p key.
    template<typename Read>
    void object(const char *key, Read read)
    {
        readObject(value(key), key, read);
    }

    /// The same for each object of the list at @p key.
    template<typename Read>
    void objects(const char *key, Read read)
    {
        for (const auto &item : value(key).toArray())
            readObject(item, key, read);
    }

private:
    double checked(const QJsonValue &value, const char *key, double minimum, double maximum)
    {
        const double number = value.toDouble(minimum - 1);
        if (number < minimum || number > maximum)
            complain(QLatin1String(key));
        return number;
    }

    template<typename T>
    T chosen(const QString &choice, const char *key, const std::map<QString, T> &choices)
    {
        const auto found = choices.find(choice);
        if (found != choices.end())
            return found->second;
        complain(QLatin1String(key));
        return T();
    }

    template<typename Read>
    void readObject(const QJsonValue &value, const char *key, Read read)
    {
        ObjectReader reader(value.toObject());
        read(reader);
        const QString problem = reader.finish();
        if (!problem.isEmpty())
            complain(QLatin1String(key) + QLatin1Char('.') + problem);
    }

    QJsonObject m_object;
    std::set<QString> m_asked;
    QString m_problem;
};

/// The tables that the entries name, from "keys".
Result<KeyTables> readKeyTables(const QJsonObject &object)
{
    KeyTables tables;
    for (auto table = object.begin(); table != object.end(); ++table) {
        const QJsonArray prefixes = table->toArray();
        LayerKeys keys;
        std::set<QString> different;
        for (const auto &prefix : prefixes) {
            if (keys.size() + 1 < layerCount)
                keys[layerAt(keys.size() + 1)] = prefix.toString();
            different.insert(prefix.toString());
        }
        if (keys.empty() || qsizetype(keys.size()) != prefixes.size()
            || different.size() != keys.size() || different.count(QString()) != 0)
            return Error{ErrorCode::CatalogDamaged, {}, QLatin1String("keys.") + table.key()};
        tables[table.key()] = keys;
    }
    return tables;
}

void readPublished(ObjectReader &entry, NetworkInfo &info)
{
    entry.objects("published", [&info](ObjectReader &place) {
        PublishedFile file;
        file.address = place.text("address", safeAddress);
        file.sha256 = place.text("sha256", "^[0-9a-f]{64}$");
        if (place.has("size"))
            file.size = qint64(place.number("size", 1, 1e12));
        info.published.push_back(file);
    });
    if (!info.published.empty())
        info.downloadSize = qint64(entry.number("downloadSize", 1, 1e12));
}

// The program's pictures are RGB in 0..1, whatever the network's are.
void readInput(ObjectReader &entry, NetworkInfo &info)
{
    entry.object("input", [&info](ObjectReader &input) {
        info.channels =
            input.oneOf<ChannelOrder>("channels", {{QStringLiteral("RGB"), ChannelOrder::Rgb},
                                                   {QStringLiteral("BGR"), ChannelOrder::Bgr}});
        const double range = input.number("range", 1, 65535);
        info.mean = input.triple("mean", -65535, 65535);
        info.std = input.triple("std", 1e-3, 65535);
        for (auto *values : {&info.mean, &info.std}) {
            if (info.channels == ChannelOrder::Bgr)
                std::reverse(values->begin(), values->end());
            for (double &value : *values)
                value /= range;
        }
    });
}

void readStyleLayers(ObjectReader &entry, NetworkInfo &info)
{
    entry.objects("styleLayers", [&info](ObjectReader &object) {
        const Layer layer = object.layer("layer");
        info.styleLayers[layer] = object.text("word");
        info.defaultWeights[layerIndex(layer)] = object.number("weight", 0, 100);
    });
    if (info.styleLayers.empty())
        entry.complain(QStringLiteral("styleLayers"));
}

bool isNamed(Layer layer, const std::vector<LayerKeys> &tables)
{
    return layer == Layer::Pixels
           || std::all_of(tables.begin(), tables.end(),
                          [layer](const LayerKeys &keys) { return keys.count(layer) == 1; });
}

// A file may end anywhere behind the layers that are offered.
void checkLayers(ObjectReader &entry, const NetworkInfo &info)
{
    if (!isNamed(info.defaultContentLayer, info.acceptedKeys))
        entry.complain(QStringLiteral("contentLayer"));
    for (const auto &[layer, word] : info.styleLayers) {
        if (!isNamed(layer, info.acceptedKeys))
            entry.complain(QStringLiteral("styleLayers"));
    }
}

Result<NetworkInfo> readEntry(const QJsonObject &object, const KeyTables &tables)
{
    ObjectReader entry(object);
    NetworkInfo info;
    info.name = entry.text("name", "^[a-z0-9][a-z0-9-]*$"); // the store has files of these names
    info.title = entry.text("title");
    info.summary = entry.text("summary");
    info.licence = entry.text("licence");
    if (entry.has("resource"))
        info.resource = entry.text("resource");
    readPublished(entry, info);
    info.acceptedKeys = entry.someOf("keys", tables);
    info.keys = info.acceptedKeys.empty() ? LayerKeys() : info.acceptedKeys.front();
    info.colorTransform = entry.value("colorTransform").toString();
    info.marks = entry.texts("marks");
    info.firstWidth = int(entry.number("firstWidth", 1, 4096));
    readInput(entry, info);
    info.padding = entry.oneOf<Padding>("padding", {{QStringLiteral("zero"), Padding::Zero},
                                                    {QStringLiteral("reflect"), Padding::Reflect}});
    info.pooling =
        entry.oneOf<PoolingKind>("pooling", {{QStringLiteral("max"), PoolingKind::Max},
                                             {QStringLiteral("average"), PoolingKind::Average}});
    info.defaultContentLayer = entry.layer("contentLayer");
    info.defaultRatio = entry.number("ratio", 0, 1e6);
    info.defaultSmoothness = entry.number("smoothness", 0, 1000);
    readStyleLayers(entry, info);
    checkLayers(entry, info);
    const QString problem = entry.finish();
    if (!problem.isEmpty())
        return Error{ErrorCode::CatalogDamaged, info.name, problem};
    return info;
}

} // namespace

Result<std::vector<NetworkInfo>> readCatalog(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject catalog = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error{ErrorCode::CatalogDamaged, {}, problem.errorString()};
    const auto tables = readKeyTables(catalog.value(QLatin1String("keys")).toObject());
    if (!tables)
        return tables.error();
    std::vector<NetworkInfo> networks;
    std::set<QString> names;
    for (const auto &entry : catalog.value(QLatin1String("networks")).toArray()) {
        auto info = readEntry(entry.toObject(), *tables);
        if (!info)
            return info.error();
        if (!names.insert(info->name).second)
            return Error{ErrorCode::CatalogDamaged, info->name, QStringLiteral("name")};
        networks.push_back(std::move(info).value());
    }
    if (networks.empty())
        return Error{ErrorCode::CatalogDamaged, {}, QStringLiteral("networks")};
    return networks;
}

} // namespace gramarye
