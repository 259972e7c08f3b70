#include "core/network/networkcatalog.h"

#include "core/weights/weightsfile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

namespace gramarye {

namespace {

// Places of VGG-19's convolutions in torchvision's `features`, from conv1_1 on.
constexpr std::array<int, layerCount - 1> torchvisionIndex = {0,  2,  5,  7,  10, 12, 14, 16,
                                                              19, 21, 23, 25, 28, 30, 32, 34};

std::map<Layer, QString> torchvisionKeys()
{
    std::map<Layer, QString> keys;
    for (std::size_t i = 1; i < layerCount; ++i)
        keys[layerAt(i)] = QStringLiteral("features.%1").arg(torchvisionIndex[i - 1]);
    return keys;
}

// "conv11" for conv1_1, as the distilled network names them.
std::map<Layer, QString> distilledKeys()
{
    std::map<Layer, QString> keys;
    for (std::size_t i = 1; i < layerCount; ++i)
        keys[layerAt(i)] = layerName(layerAt(i)).remove(QLatin1Char('_'));
    return keys;
}

/// Reads one entry; remembers the first thing that is wrong with it.
class EntryReader
{
public:
    explicit EntryReader(QJsonObject entry) : m_entry(std::move(entry)) {}

    Result<NetworkInfo> read()
    {
        NetworkInfo info;
        info.name = text("name");
        info.title = text("title");
        info.summary = text("summary");
        info.licence = text("licence");
        info.resource = m_entry.value(QLatin1String("resource")).toString();
        info.source = m_entry.value(QLatin1String("source")).toString();
        info.keys = oneOf<std::map<Layer, QString>>(
            "keys", {{"torchvision", torchvisionKeys()}, {"distilled", distilledKeys()}});
        info.colorTransform = m_entry.value(QLatin1String("colorTransform")).toString();
        info.firstWidth = int(number("firstWidth", 1, 4096));
        info.mean = triple("mean", -1000, 1000);
        info.std = triple("std", 1e-3, 1000);
        info.padding =
            oneOf<Padding>("padding", {{"zero", Padding::Zero}, {"reflect", Padding::Reflect}});
        info.pooling = oneOf<PoolingKind>(
            "pooling", {{"max", PoolingKind::Max}, {"average", PoolingKind::Average}});
        info.defaultContentLayer = layer(m_entry, "contentLayer");
        info.defaultRatio = number("ratio", 0, 1e6);
        info.defaultSmoothness = number("smoothness", 0, 1000);
        readStyleLayers(info);
        if (!m_problem.isEmpty())
            return Error{ErrorCode::CatalogDamaged, info.name, m_problem};
        return info;
    }

private:
    void complain(const char *key)
    {
        if (m_problem.isEmpty())
            m_problem = QLatin1String(key);
    }

    QString text(const char *key)
    {
        const QString value = m_entry.value(QLatin1String(key)).toString();
        if (value.isEmpty())
            complain(key);
        return value;
    }

    double checked(const QJsonValue &value, const char *key, double minimum, double maximum)
    {
        const double d = value.toDouble(minimum - 1);
        if (d < minimum || d > maximum)
            complain(key);
        return d;
    }

    double number(const char *key, double minimum, double maximum)
    {
        return checked(m_entry.value(QLatin1String(key)), key, minimum, maximum);
    }

    std::array<double, 3> triple(const char *key, double minimum, double maximum)
    {
        const QJsonArray values = m_entry.value(QLatin1String(key)).toArray();
        if (values.size() != 3) {
            complain(key);
            return {};
        }
        return {checked(values[0], key, minimum, maximum),
                checked(values[1], key, minimum, maximum),
                checked(values[2], key, minimum, maximum)};
    }

    template<typename T>
    T oneOf(const char *key, const std::map<const char *, T> &values)
    {
        const QString wanted = m_entry.value(QLatin1String(key)).toString();
        for (const auto &[name, value] : values) {
            if (wanted == QLatin1String(name))
                return value;
        }
        complain(key);
        return T();
    }

    Layer layer(const QJsonObject &object, const char *key)
    {
        const auto found = layerFromName(object.value(QLatin1String(key)).toString());
        if (!found)
            complain(key);
        return found.value_or(Layer::Pixels);
    }

    void readStyleLayers(NetworkInfo &info)
    {
        const QJsonArray layers = m_entry.value(QLatin1String("styleLayers")).toArray();
        if (layers.isEmpty())
            complain("styleLayers");
        for (const auto &value : layers) {
            const QJsonObject object = value.toObject();
            const Layer styleLayer = layer(object, "layer");
            info.styleLayers[styleLayer] = object.value(QLatin1String("word")).toString();
            info.defaultWeights[layerIndex(styleLayer)] =
                checked(object.value(QLatin1String("weight")), "weight", 0, 100);
        }
    }

    QJsonObject m_entry;
    QString m_problem;
};

// The first dimension of the weights of conv1_1, or 0 where the file does not have them.
qint64 firstWidth(const NetworkInfo &info, const TensorMap &tensors)
{
    const auto found = tensors.find(info.keys.at(Layer::Conv1_1) + QLatin1String(".weight"));
    return found == tensors.end() || found->second.shape.empty() ? 0 : found->second.shape.front();
}

bool hasColorTransform(const NetworkInfo &info, const TensorMap &tensors)
{
    return info.colorTransform.isEmpty()
           || tensors.count(info.colorTransform + QLatin1String(".weight")) == 1;
}

// What an unnamed file says of itself counts more than what networks of its kind usually are.
void applyMetadata(NetworkInfo &info, const std::map<QString, QString> &metadata)
{
    const auto pooling = metadata.find(QStringLiteral("pooling"));
    if (pooling != metadata.end())
        info.pooling =
            pooling->second == QLatin1String("average") ? PoolingKind::Average : PoolingKind::Max;
}

} // namespace

Result<NetworkCatalog> NetworkCatalog::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{ErrorCode::CatalogDamaged, {}, problem.errorString()};
    NetworkCatalog catalog;
    const QJsonArray entries = document.object().value(QLatin1String("networks")).toArray();
    for (const auto &entry : entries) {
        auto info = EntryReader(entry.toObject()).read();
        if (!info)
            return info.error();
        if (catalog.find(info->name))
            return Error{ErrorCode::CatalogDamaged, info->name, QStringLiteral("name")};
        catalog.m_networks.push_back(std::move(info).value());
    }
    if (catalog.m_networks.empty())
        return Error{ErrorCode::CatalogDamaged, {}, QStringLiteral("networks")};
    return catalog;
}

const NetworkCatalog &NetworkCatalog::builtIn()
{
    static const NetworkCatalog catalog = [] {
        QFile file(QStringLiteral(":/networks/networks.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("The network catalogue is missing from the program's resources.");
        auto read = fromJson(file.readAll());
        if (!read)
            qFatal("The network catalogue is damaged: %s.", qUtf8Printable(read.error().detail));
        return std::move(read).value();
    }();
    return catalog;
}

const NetworkInfo *NetworkCatalog::find(const QString &name) const
{
    const auto found = std::find_if(m_networks.begin(), m_networks.end(),
                                    [&](const NetworkInfo &info) { return info.name == name; });
    return found == m_networks.end() ? nullptr : &*found;
}

Result<NetworkSource> NetworkCatalog::locate(const QString &nameOrPath) const
{
    if (const NetworkInfo *info = find(nameOrPath)) {
        if (!info->resource.isEmpty())
            return NetworkSource{*info, info->resource};
        for (const char *suffix : {".safetensors", ".pth", ".pt"}) {
            const QString path =
                networkFolder() + QLatin1Char('/') + info->name + QLatin1String(suffix);
            if (QFileInfo::exists(path))
                return NetworkSource{*info, path};
        }
        return Error{ErrorCode::NetworkNotInstalled, info->name, networkFolder()};
    }
    if (!QFileInfo::exists(nameOrPath)) {
        QStringList names;
        for (const NetworkInfo &info : m_networks)
            names << info.name;
        return Error{ErrorCode::NetworkUnknown, nameOrPath, names.join(QLatin1String(", "))};
    }
    return recognize(nameOrPath);
}

Result<NetworkSource> NetworkCatalog::recognize(const QString &path) const
{
    const auto file = WeightsFile::open(path);
    if (!file)
        return file.error();
    const TensorMap &tensors = (*file)->tensors();
    const NetworkInfo *best = nullptr;
    for (const NetworkInfo &info : m_networks) {
        const qint64 width = hasColorTransform(info, tensors) ? firstWidth(info, tensors) : 0;
        // Files of no known width are taken for what most of their kind are: the last such entry.
        if (width > 0 && (!best || firstWidth(*best, tensors) != best->firstWidth))
            best = &info;
    }
    if (!best)
        return Error{ErrorCode::WeightsNotVgg, path, QStringLiteral("conv1_1")};
    NetworkSource source{*best, path};
    applyMetadata(source.info, (*file)->metadata());
    return source;
}

QString networkFolder()
{
    const QString own = qEnvironmentVariable("GRAMARYE_DATA_DIR");
    const QString base =
        own.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : own;
    return QDir(base).filePath(QStringLiteral("networks"));
}

} // namespace gramarye
