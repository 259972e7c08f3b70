#include "core/network/networkchecksum.h"

#include "core/network/trainedconvolutions.h"
#include "core/weights/weightsfile.h"

#include <QDateTime>
#include <QFileInfo>

#include <map>
#include <mutex>
#include <tuple>

namespace gramarye {

namespace {

QString readChecksum(const NetworkSource &network)
{
    const auto file = WeightsFile::open(network.path);
    if (!file)
        return {};
    const auto names = convolutionNames(network.info, (*file)->tensors());
    if (!names)
        return {};
    TensorMap tensors;
    for (const auto &[stored, name] : *names)
        tensors[stored] = (*file)->tensors().at(name);
    const QString sum = checksum(tensors);
    return (*file)->check() ? sum : QString();
}

/// What a checksum was computed of.
struct WeightsState
{
    QString network;
    QString path;
    qint64 size = 0;
    QDateTime modified;

    friend bool operator<(const WeightsState &a, const WeightsState &b)
    {
        return std::tie(a.network, a.path, a.size, a.modified)
               < std::tie(b.network, b.path, b.size, b.modified);
    }
};

} // namespace

QString networkChecksum(const NetworkSource &network)
{
    static std::mutex mutex;
    static std::map<WeightsState, QString> known;
    const QFileInfo file(network.path);
    const WeightsState state{network.info.name, network.path, file.size(), file.lastModified()};
    {
        const std::lock_guard lock(mutex);
        if (const auto found = known.find(state); found != known.end())
            return found->second;
    }
    const QString checksum = readChecksum(network);
    const std::lock_guard lock(mutex);
    if (!checksum.isEmpty())
        known[state] = checksum;
    return checksum;
}

} // namespace gramarye
