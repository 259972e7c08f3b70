#include "core/network/networkcatalog.h"

#include "core/base/platform.h"
#include "core/weights/weightsfile.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace gramarye {

namespace {

constexpr QLatin1String weightSuffix(".weight");

// The first dimension of the weights of conv1_1, or 0 where the file does not have them.
qint64 widthIn(const LayerKeys &keys, const TensorMap &tensors)
{
    const auto found = tensors.find(keys.at(Layer::Conv1_1) + weightSuffix);
    return found == tensors.end() || found->second.shape.empty() ? 0 : found->second.shape.front();
}

bool hasColorTransform(const NetworkInfo &info, const TensorMap &tensors)
{
    return info.colorTransform.isEmpty() || tensors.count(info.colorTransform + weightSuffix) == 1;
}

bool hasMark(const NetworkInfo &info, const TensorMap &tensors)
{
    return std::any_of(info.marks.begin(), info.marks.end(),
                       [&](const QString &mark) { return tensors.count(mark) == 1; });
}

QString metadataText(const WeightsFile &file, const char *key)
{
    const auto found = file.metadata().find(QLatin1String(key));
    return found == file.metadata().end() ? QString() : found->second;
}

// What a file says of itself counts more than what networks of its kind usually are.
void applyMetadata(NetworkInfo &info, const WeightsFile &file)
{
    const QString pooling = metadataText(file, "pooling");
    if (!pooling.isEmpty())
        info.pooling =
            pooling == QLatin1String("average") ? PoolingKind::Average : PoolingKind::Max;
}

/// Keeps those that are @p wanted, or all where none is.
template<typename Predicate>
void prefer(std::vector<NetworkInfo> &networks, Predicate wanted)
{
    const auto end = std::stable_partition(networks.begin(), networks.end(), wanted);
    if (end != networks.begin())
        networks.erase(end, networks.end());
}

} // namespace

const LayerKeys *keysIn(const TensorMap &tensors, const NetworkInfo &network)
{
    const auto keys =
        std::find_if(network.acceptedKeys.begin(), network.acceptedKeys.end(),
                     [&](const LayerKeys &accepted) { return widthIn(accepted, tensors) > 0; });
    return keys == network.acceptedKeys.end() ? nullptr : &*keys;
}

const NetworkCatalog &NetworkCatalog::builtIn()
{
    static const NetworkCatalog catalog = [] {
        QFile file(QStringLiteral(":/networks/networks.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("The network catalogue is missing from the program's resources.");
        auto read = fromJson(file.readAll());
        if (!read)
            qFatal("The network catalogue is damaged: %s %s.", qUtf8Printable(read.error().subject),
                   qUtf8Printable(read.error().detail));
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

QString NetworkCatalog::names() const
{
    QStringList names;
    for (const NetworkInfo &info : m_networks)
        names << info.name;
    return names.join(QLatin1String(", "));
}

std::vector<NetworkInfo> NetworkCatalog::candidates(const WeightsFile &file) const
{
    const TensorMap &tensors = file.tensors();
    std::vector<NetworkInfo> found;
    int widest = 0;
    for (NetworkInfo info : m_networks) {
        const LayerKeys *keys = keysIn(tensors, info);
        if (!keys || !hasColorTransform(info, tensors))
            continue;
        info.keys = *keys;
        applyMetadata(info, file);
        widest = std::max(widest, info.firstWidth);
        found.push_back(std::move(info));
    }
    const auto isOfItsWidth = [&](const NetworkInfo &info) {
        return info.firstWidth == widthIn(info.keys, tensors);
    };
    if (!std::any_of(found.begin(), found.end(), isOfItsWidth))
        prefer(found, [&](const NetworkInfo &info) { return info.firstWidth == widest; });
    prefer(found, isOfItsWidth);
    prefer(found, [&](const NetworkInfo &info) { return hasMark(info, tensors); });
    prefer(found, [name = metadataText(file, "network")](const NetworkInfo &info) {
        return info.name == name;
    });
    return found;
}

Result<NetworkSource> NetworkCatalog::locate(const QString &nameOrPath) const
{
    if (const NetworkInfo *info = find(nameOrPath))
        return info->resource.isEmpty() ? locateStored(*info)
                                        : NetworkSource{*info, info->resource};
    if (!QFileInfo::exists(nameOrPath))
        return Error{ErrorCode::NetworkUnknown, nameOrPath, names()};
    return recognize(nameOrPath);
}

Result<NetworkSource> NetworkCatalog::locateStored(const NetworkInfo &info) const
{
    const QString path = networkFile(info.name);
    if (!QFileInfo::exists(path))
        return Error{info.published.empty() ? ErrorCode::NetworkNeedsFile
                                            : ErrorCode::NetworkNotInstalled,
                     info.name,
                     {}};
    const Error foreign{ErrorCode::WeightsDamaged, path,
                        QStringLiteral("it is not as Gramarye stored it")};
    const auto file = WeightsFile::open(path);
    if (!file)
        return file.error().code == ErrorCode::WeightsUnknown ? foreign : file.error();
    const std::vector<NetworkInfo> networks = candidates(**file);
    const bool isOurs =
        metadataText(**file, "network") == info.name && (*file)->metadata().count(checksumKey) == 1;
    if (!isOurs || networks.empty() || networks.front().name != info.name)
        return foreign;
    return NetworkSource{networks.front(), path};
}

Result<NetworkSource> NetworkCatalog::recognize(const QString &path) const
{
    const auto file = WeightsFile::open(path);
    if (!file)
        return file.error();
    const std::vector<NetworkInfo> networks = candidates(**file);
    if (networks.empty())
        return Error{ErrorCode::WeightsNotVgg, path, QStringLiteral("conv1_1")};
    return NetworkSource{networks.front(), path};
}

QString networkFolder()
{
    return QDir(dataFolder()).filePath(QStringLiteral("networks"));
}

QString networkFile(const QString &name)
{
    return QDir(networkFolder()).filePath(name + QLatin1String(".safetensors"));
}

} // namespace gramarye
