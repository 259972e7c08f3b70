#include "core/download/downloadplan.h"

#include "core/network/trainedconvolutions.h"
#include "core/weights/weightsfile.h"

#include <algorithm>

namespace gramarye {

namespace {

using NamedEntry = std::pair<QString, SafetensorsHeader::Entry>;

TensorMap shapes(const SafetensorsHeader &header)
{
    TensorMap tensors;
    for (const auto &[name, entry] : header.tensors)
        tensors[name] = {entry.type, entry.shape, nullptr};
    return tensors;
}

/// The tensors of @p network's convolutions in the order of the file.
Result<std::vector<NamedEntry>> wantedTensors(NetworkInfo network, const SafetensorsHeader &header)
{
    const TensorMap tensors = shapes(header);
    if (const LayerKeys *keys = keysIn(tensors, network))
        network.keys = *keys;
    const auto names = convolutionNames(network, tensors);
    if (!names)
        return names.error();
    std::vector<NamedEntry> wanted;
    for (const auto &[stored, name] : *names)
        wanted.emplace_back(name, header.tensors.at(name));
    std::sort(wanted.begin(), wanted.end(), [](const NamedEntry &a, const NamedEntry &b) {
        return a.second.begin < b.second.begin;
    });
    return wanted;
}

} // namespace

bool RemoteVersion::canBe(const RemoteVersion &other) const
{
    if (size >= 0 && other.size >= 0 && size != other.size)
        return false;
    // The servers of one address may have copied one file at different times.
    if (!etag.isEmpty() && !other.etag.isEmpty())
        return etag == other.etag;
    return lastModified.isEmpty() || other.lastModified.isEmpty()
           || lastModified == other.lastModified;
}

QByteArray RemoteVersion::validator() const
{
    const bool isStrong = !etag.isEmpty() && !etag.startsWith("W/");
    return isStrong ? etag : lastModified;
}

DownloadPlan DownloadPlan::whole(qint64 size)
{
    return {{}, {{0, size}}};
}

Result<DownloadPlan> DownloadPlan::convolutions(const NetworkInfo &network,
                                                const SafetensorsHeader &header, qint64 dataBegin)
{
    auto wanted = wantedTensors(network, header);
    if (!wanted)
        return wanted.error();
    SafetensorsHeader own{{}, header.metadata};
    own.metadata.erase(checksumKey); // it was made from all tensors
    DownloadPlan plan;
    qint64 end = 0;
    for (auto &[name, entry] : *wanted) {
        const ByteRange range{dataBegin + entry.begin, dataBegin + entry.end};
        if (!plan.ranges.empty() && plan.ranges.back().end == range.begin)
            plan.ranges.back().end = range.end;
        else
            plan.ranges.push_back(range);
        entry.begin = std::exchange(end, end + range.size());
        entry.end = end;
        own.tensors[name] = std::move(entry);
    }
    plan.head = own.toBytes();
    return plan;
}

qint64 DownloadPlan::size() const
{
    qint64 size = head.size();
    for (const ByteRange range : ranges)
        size += range.size();
    return size;
}

std::optional<ByteRange> DownloadPlan::after(qint64 done) const
{
    qint64 skipped = done - head.size();
    for (const ByteRange range : ranges) {
        if (skipped < range.size())
            return ByteRange{range.begin + skipped, range.end};
        skipped -= range.size();
    }
    return std::nullopt;
}

} // namespace gramarye
