#include "core/network/networkcatalog.h"

#include "core/base/platform.h"
#include "core/weights/weightsfile.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <climits>

namespace gramarye {

namespace {

constexpr QLatin1String weightSuffix(".weight");

/// The first dimensions of the weights from conv1_1 on, as far as the file has them.
std::vector<int> widthsIn(const LayerKeys &keys, const TensorMap &tensors)
{
    std::vector<int> widths;
    for (const auto &[layer, key] : keys) {
        const auto found = tensors.find(key + weightSuffix);
        if (found == tensors.end() || found->second.shape.empty())
            break;
        widths.push_back(int(std::min<qint64>(found->second.shape.front(), INT_MAX)));
    }
    return widths;
}

/// Whether networks of @p info have the first @p count of @p widths, which may be fewer.
bool hasWidths(const NetworkInfo &info, const std::vector<int> &widths, std::size_t count)
{
    count = std::min(count, widths.size());
    return count <= info.widths.size()
           && std::equal(widths.begin(), widths.begin() + std::ptrdiff_t(count),
                         info.widths.begin());
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

NetworkSource sourceOf(NetworkInfo info, const WeightsFile &file, const QString &path)
{
    info.widths = widthsIn(info.keys, file.tensors());
    return {std::move(info), path};
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
    const auto keys = std::find_if(
        network.acceptedKeys.begin(), network.acceptedKeys.end(),
        [&](const LayerKeys &accepted) { return !widthsIn(accepted, tensors).empty(); });
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
        widest = std::max(widest, info.widths.front());
        found.push_back(std::move(info));
    }
    const auto startsAsItDoes = [&](const NetworkInfo &info) {
        return hasWidths(info, widthsIn(info.keys, tensors), 1);
    };
    if (!std::any_of(found.begin(), found.end(), startsAsItDoes))
        prefer(found, [&](const NetworkInfo &info) { return info.widths.front() == widest; });
    prefer(found, startsAsItDoes);
    prefer(found, [&](const NetworkInfo &info) {
        return hasWidths(info, widthsIn(info.keys, tensors), networkLayerCount);
    });
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
    return sourceOf(networks.front(), **file, path);
}

Result<NetworkSource> NetworkCatalog::recognize(const QString &path) const
{
    const auto file = WeightsFile::open(path);
    if (!file)
        return file.error();
    const std::vector<NetworkInfo> networks = candidates(**file);
    if (networks.empty())
        return Error{ErrorCode::WeightsNotVgg, path, QStringLiteral("conv1_1")};
    return sourceOf(networks.front(), **file, path);
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
