#include "core/base/jsonreader.h"
#include "core/network/networkcatalog.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>

namespace gramarye {

namespace {

using KeyTables = std::map<QString, LayerKeys>;

// As isSafeAddress in core/download/rangerequest: this computer's own server is one of a test.
constexpr const char *safeAddress = "^(https://.|http://127\\.0\\.0\\.1[:/])";

QString neededText(JsonReader &json, const char *key)
{
    QString text = json.text(key);
    if (text.isEmpty())
        json.fail(key);
    return text;
}

/// Bytes of a file.
qint64 neededSize(JsonReader &json, const char *key)
{
    const qint64 size = json.bytes(key);
    if (size < 1)
        json.fail(key);
    return size;
}

QString textLike(JsonReader &json, const char *key, const char *pattern)
{
    QString text = json.text(key);
    if (!QRegularExpression(QLatin1String(pattern)).match(text).hasMatch())
        json.fail(key);
    return text;
}

Layer readLayer(JsonReader &json, const char *key)
{
    const auto layer = layerFromName(json.text(key));
    if (!layer)
        json.fail(key);
    return layer.value_or(Layer::Pixels);
}

std::array<double, 3> readTriple(JsonReader &json, const char *key, double minimum, double maximum)
{
    const std::vector<double> items = json.numbersWithin(key, minimum, maximum);
    if (items.size() == 3)
        return {items[0], items[1], items[2]};
    json.fail(key);
    return {};
}

/// The tables that the entries name.
KeyTables readKeyTables(JsonReader &json)
{
    KeyTables tables;
    for (const QString &name : json.keys()) {
        const std::vector<QString> prefixes = json.texts(name);
        LayerKeys keys;
        for (const QString &prefix : prefixes) {
            if (keys.size() + 1 < networkLayerCount)
                keys[layerAt(keys.size() + 1)] = prefix;
        }
        const std::set<QString> different(prefixes.begin(), prefixes.end());
        if (keys.empty() || keys.size() != prefixes.size() || different.size() != keys.size()
            || different.count(QString()) != 0)
            json.fail(name);
        tables[name] = keys;
    }
    return tables;
}

/// Those of the tables that the entry names.
std::vector<LayerKeys> readKeys(JsonReader &entry, const KeyTables &tables)
{
    std::vector<LayerKeys> keys;
    for (const QString &name : entry.texts("keys")) {
        const auto table = tables.find(name);
        if (table == tables.end())
            entry.fail("keys");
        else
            keys.push_back(table->second);
    }
    if (keys.empty())
        entry.fail("keys");
    return keys;
}

PublishedFile readPublished(JsonReader &place)
{
    PublishedFile file;
    file.address = textLike(place, "address", safeAddress);
    file.sha256 = textLike(place, "sha256", "^[0-9a-f]{64}$");
    file.size = place.has("size") ? neededSize(place, "size") : 0;
    place.refuseOthers();
    return file;
}

// The program's pictures are RGB in 0..1, whatever the network's are.
void readInput(JsonReader &input, NetworkInfo &info)
{
    info.channels =
        input.oneOf<ChannelOrder>("channels", {{QStringLiteral("RGB"), ChannelOrder::Rgb},
                                               {QStringLiteral("BGR"), ChannelOrder::Bgr}});
    const double range = input.numberWithin("range", 1, 65535);
    info.mean = readTriple(input, "mean", -65535, 65535);
    info.std = readTriple(input, "std", 1e-3, 65535);
    input.refuseOthers();
    for (auto *values : {&info.mean, &info.std}) {
        if (info.channels == ChannelOrder::Bgr)
            std::reverse(values->begin(), values->end());
        for (double &value : *values)
            value /= range;
    }
}

void readStyleLayers(JsonReader &entry, NetworkInfo &info)
{
    const auto layers = entry.objects("styleLayers", [&info](JsonReader &object) {
        const Layer layer = readLayer(object, "layer");
        info.styleLayers[layer] = neededText(object, "word");
        info.defaultWeights[layerIndex(layer)] = object.numberWithin("weight", 0, 100);
        object.refuseOthers();
        return layer;
    });
    if (layers.empty())
        entry.fail("styleLayers");
}

/// Whether all its files have @p layer.
bool isCertain(Layer layer, const NetworkInfo &info)
{
    return layerIndex(layer) <= info.widths.size()
           && std::all_of(info.acceptedKeys.begin(), info.acceptedKeys.end(),
                          [layer](const LayerKeys &keys) {
                              return layer == Layer::Pixels || keys.count(layer) == 1;
                          });
}

// A file may end anywhere behind the layers that are offered.
void checkLayers(JsonReader &entry, const NetworkInfo &info)
{
    if (info.widths.size() >= networkLayerCount)
        entry.fail("widths");
    if (!isCertain(info.defaultContentLayer, info))
        entry.fail("contentLayer");
    for (const auto &[layer, word] : info.styleLayers) {
        if (!isCertain(layer, info))
            entry.fail("styleLayers");
    }
}

NetworkInfo readEntry(JsonReader &entry, const KeyTables &tables)
{
    NetworkInfo info;
    info.name =
        textLike(entry, "name", "^[a-z0-9][a-z0-9-]*$"); // the store has files of these names
    info.formerName = entry.text("formerName");
    info.title = neededText(entry, "title");
    info.summary = neededText(entry, "summary");
    info.licence = neededText(entry, "licence");
    info.resource = entry.text("resource");
    info.published = entry.objects("published", readPublished);
    if (!info.published.empty())
        info.downloadSize = neededSize(entry, "downloadSize");
    info.acceptedKeys = readKeys(entry, tables);
    info.keys = info.acceptedKeys.empty() ? LayerKeys() : info.acceptedKeys.front();
    info.colorTransform = entry.text("colorTransform");
    info.marks = entry.texts("marks");
    for (const double width : entry.numbersWithin("widths", 1, 4096))
        info.widths.push_back(int(width));
    entry.object("input", [&info](JsonReader &input) { readInput(input, info); });
    info.padding = entry.oneOf<Border>("padding", {{QStringLiteral("zero"), Border::Zero},
                                                   {QStringLiteral("reflect"), Border::Reflect}});
    info.pooling =
        entry.oneOf<PoolingKind>("pooling", {{QStringLiteral("max"), PoolingKind::Max},
                                             {QStringLiteral("average"), PoolingKind::Average}});
    info.defaultContentLayer = readLayer(entry, "contentLayer");
    info.defaultRatio = entry.numberWithin("ratio", 0, 1e6);
    info.defaultDistributionRatio = entry.numberWithin("distributionRatio", 0, 1e6);
    info.defaultSmoothness = entry.numberWithin("smoothness", 0, 1000);
    readStyleLayers(entry, info);
    checkLayers(entry, info);
    entry.refuseOthers();
    return info;
}

} // namespace

Result<NetworkCatalog> NetworkCatalog::fromJson(const QByteArray &json)
{
    const auto damaged = [](const QString &entry, const Error &error) {
        return Error{ErrorCode::CatalogDamaged, entry, error.detail};
    };
    const auto document = parseJson(json);
    if (!document)
        return damaged({}, document.error());
    JsonReader reader(*document);
    const KeyTables tables = reader.object("keys", readKeyTables);
    if (reader.error())
        return damaged({}, *reader.error());
    QString culprit;
    std::set<QString> names;
    NetworkCatalog catalog;
    catalog.m_networks = reader.objects("networks", [&](JsonReader &entry) {
        const NetworkInfo info = readEntry(entry, tables);
        if (!names.insert(info.name).second)
            entry.fail("name");
        if (entry.error() && culprit.isEmpty())
            culprit = info.name;
        return info;
    });
    if (catalog.m_networks.empty())
        reader.fail("networks");
    if (reader.error())
        return damaged(culprit, *reader.error());
    return catalog;
}

} // namespace gramarye
