#include "core/network/networkstore.h"

#include "core/network/trainedconvolutions.h"
#include "core/weights/weightsfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>

#include <cerrno>

namespace gramarye {

namespace {

constexpr qint64 headerRoom = 65536; // bytes; VGG-19's header has 4 KB

std::map<QString, QString> metadata(const NetworkInfo &network, const QString &path,
                                    const NetworkOrigin &origin, const WeightsFile &file)
{
    std::map<QString, QString> texts{
        {QStringLiteral("network"), network.name},
        {QStringLiteral("licence"), network.licence},
        {QStringLiteral("source"),
         origin.address.isEmpty() ? QFileInfo(path).fileName() : origin.address},
        {QStringLiteral("program"),
         QLatin1String("Gramarye ") + QCoreApplication::applicationVersion()},
    };
    if (!origin.sha256.isEmpty())
        texts[QStringLiteral("source_sha256")] = origin.sha256;
    const auto pooling = file.metadata().find(QStringLiteral("pooling"));
    if (pooling != file.metadata().end())
        texts.insert(*pooling);
    return texts;
}

Error notWritable(const QString &reason)
{
    return {ErrorCode::StoreNotWritable, networkFolder(), reason};
}

} // namespace

Status NetworkStore::makeRoom(const QString &name, qint64 bytes)
{
    if (!QDir().mkpath(networkFolder()))
        return notWritable(qt_error_string(errno));
    const QStorageInfo disk(networkFolder());
    if (disk.isValid() && disk.bytesAvailable() < bytes)
        return Error{ErrorCode::DiskFull, name,
                     QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat)};
    return success();
}

NetworkState NetworkStore::state(const NetworkInfo &network) const
{
    if (!network.resource.isEmpty())
        return NetworkState::BuiltIn;
    if (!QFileInfo::exists(networkFile(network.name)))
        return NetworkState::Absent;
    return m_catalog.locate(network.name) ? NetworkState::Installed : NetworkState::Damaged;
}

qint64 NetworkStore::size(const NetworkInfo &network) const
{
    const bool isBuiltIn = !network.resource.isEmpty();
    return QFileInfo(isBuiltIn ? network.resource : networkFile(network.name)).size();
}

Result<std::vector<NetworkInfo>> NetworkStore::recognise(const QString &path) const
{
    const auto file = WeightsFile::open(path);
    if (!file)
        return file.error();
    std::vector<NetworkInfo> networks = m_catalog.candidates(**file);
    if (networks.empty())
        return Error{ErrorCode::WeightsNotVgg, path, QStringLiteral("conv1_1")};
    const auto tensors = trainedConvolutions(networks.front(), (*file)->tensors());
    if (const Status status = (*file)->check(); !status)
        return status.error();
    if (!tensors)
        return Error{tensors.error().code, path, tensors.error().detail};
    return networks;
}

Result<QString> NetworkStore::import(const QString &path, const QString &name,
                                     const NetworkOrigin &origin)
{
    if (!name.isEmpty() && !m_catalog.find(name))
        return unknown(name);
    const auto file = WeightsFile::open(path);
    if (!file)
        return file.error();
    const auto network = networkIn(**file, name);
    if (!network)
        return Error{network.error().code, path, network.error().detail};
    if (!network->resource.isEmpty())
        return Error{ErrorCode::NetworkBuiltIn, network->name, {}};
    const auto found = trainedConvolutions(*network, (*file)->tensors());
    if (!found)
        return Error{found.error().code, path, found.error().detail};
    // Of a file that another program cuts short later, nothing is to get into the store.
    std::vector<QByteArray> memory;
    const TensorMap tensors = copied(*found, memory);
    if (const Status status = (*file)->check(); !status)
        return status.error();
    const Status status = makeRoom(network->name, headerRoom + safetensorsDataSize(tensors));
    if (!status)
        return status.error();
    const Status written = writeSafetensors(networkFile(network->name), tensors,
                                            metadata(*network, path, origin, **file));
    if (!written)
        return notWritable(written.error().detail);
    return network->name;
}

Status NetworkStore::verify(const QString &name) const
{
    if (!m_catalog.find(name))
        return unknown(name);
    const auto source = m_catalog.locate(name);
    if (!source)
        return source.error();
    const auto file = WeightsFile::open(source->path);
    if (!file)
        return file.error();
    const auto tensors = trainedConvolutions(source->info, (*file)->tensors());
    if (!tensors)
        return Error{ErrorCode::WeightsDamaged, source->path, tensors.error().detail};
    if (!(*file)->matchesChecksum())
        return Error{ErrorCode::WeightsDamaged, source->path, QStringLiteral("wrong checksum")};
    return (*file)->check();
}

Status NetworkStore::remove(const QString &name)
{
    const NetworkInfo *network = m_catalog.find(name);
    if (!network)
        return unknown(name);
    if (!network->resource.isEmpty())
        return Error{ErrorCode::NetworkBuiltIn, name, {}};
    QFile file(networkFile(name));
    const auto source = m_catalog.locate(name);
    if (!source && !file.exists())
        return source.error();
    return file.remove() ? success() : notWritable(file.errorString());
}

Error NetworkStore::unknown(const QString &name) const
{
    return {ErrorCode::NetworkUnknown, name, m_catalog.names()};
}

/// The network that @p file is taken for.
Result<NetworkInfo> NetworkStore::networkIn(const WeightsFile &file, const QString &name) const
{
    if (name.isEmpty()) {
        const std::vector<NetworkInfo> networks = m_catalog.candidates(file);
        if (networks.empty())
            return Error{ErrorCode::WeightsNotVgg, {}, QStringLiteral("conv1_1")};
        return networks.front();
    }
    NetworkInfo network = *m_catalog.find(name);
    if (const LayerKeys *keys = keysIn(file.tensors(), network))
        network.keys = *keys;
    return network;
}

} // namespace gramarye
