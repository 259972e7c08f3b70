#pragma once

#include "core/network/networkcatalog.h"

namespace gramarye {

/// Whether a network's weights are here.
enum class NetworkState
{
    BuiltIn,   ///< in the program's resources
    Installed, ///< in the store
    Absent,
    Damaged, ///< in the store, but not as the store wrote it
};

/// Where weights come from, as far as is known; kept with them. A value.
struct NetworkOrigin
{
    QString address; ///< empty: the imported file's name is kept instead
    QString sha256;  ///< of the whole published file, checked by whoever read it; may be empty
};

/// The networks on this computer: networkFolder(), with one safetensors file for each network. Such
/// a file holds the convolutions as F32 and, in its metadata, the network's name, source, licence
/// and checksum(). Any thread; reads the disk every time, so that several of these, in several
/// processes, never disagree for long.
class NetworkStore
{
public:
    /// @p catalog outlives this object.
    explicit NetworkStore(const NetworkCatalog &catalog = NetworkCatalog::builtIn())
        : m_catalog(catalog)
    {
    }

    /// Makes the folder where it is missing, and sees whether @p bytes for the network @p name fit
    /// on its disk. Errors: StoreNotWritable, DiskFull.
    static Status makeRoom(const QString &name, qint64 bytes);

    /// From the stored file's header alone: verify() reads all of it.
    NetworkState state(const NetworkInfo &network) const;

    /// Bytes of the network's file; 0 where it is absent.
    qint64 size(const NetworkInfo &network) const;

    /// The networks that the weight file @p path may be imported as, the likeliest first; several
    /// where only the user can know. Checks all of its convolutions. Errors: WeightsNotVgg,
    /// WeightsOtherNetwork, WeightsImplausible and those of WeightsFile::open.
    Result<std::vector<NetworkInfo>> recognise(const QString &path) const;

    /// Reads the convolutions of the weight file @p path (F16, BF16, F32 or F64), checks names,
    /// shapes, finiteness and plausible spread, and stores them under @p name, or where that is
    /// empty under that of the likeliest of NetworkCatalog::candidates. Whatever fails leaves the
    /// store as it was. Returns the name.
    /// Errors: NetworkUnknown, NetworkBuiltIn, WeightsNotVgg, WeightsOtherNetwork, WeightsDamaged,
    /// WeightsImplausible, StoreNotWritable, DiskFull and those of WeightsFile::open.
    Result<QString> import(const QString &path, const QString &name = {},
                           const NetworkOrigin &origin = {});

    /// Reads all of a network's weights and checks them as import() does, and their checksum.
    /// Errors: NetworkUnknown, NetworkNotInstalled, NetworkNeedsFile, WeightsDamaged.
    Status verify(const QString &name) const;

    /// Errors: NetworkUnknown, NetworkBuiltIn, NetworkNotInstalled, NetworkNeedsFile,
    /// StoreNotWritable.
    Status remove(const QString &name);

private:
    Error unknown(const QString &name) const;
    Result<NetworkInfo> networkIn(const WeightsFile &file, const QString &name) const;

    const NetworkCatalog &m_catalog;
};

} // namespace gramarye
