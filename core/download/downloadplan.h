#pragma once

#include "core/base/error.h"
#include "core/network/networkcatalog.h"
#include "core/weights/safetensorsheader.h"

#include <optional>

namespace gramarye {

/// Bytes [begin, end) of a published file.
struct ByteRange
{
    qint64 begin = 0;
    qint64 end = 0;

    qint64 size() const { return end - begin; }

    friend bool operator==(ByteRange a, ByteRange b)
    {
        return a.begin == b.begin && a.end == b.end;
    }
};

/// One version of a file on a server, as far as the server tells it apart from others. A value.
struct RemoteVersion
{
    qint64 size = -1;        ///< bytes of the whole file; −1: not known
    QByteArray etag;         ///< with its quotes; may be empty
    QByteArray lastModified; ///< as the server writes it; may be empty

    /// Whether both may be one version, by what is known of either.
    bool canBe(const RemoteVersion &other) const;

    /// For the header If-Range, which makes the server send no part of another version; may be
    /// empty (RFC 9110, section 13.1.5).
    QByteArray validator() const;
};

/// What to fetch of a published file, and the weight file that it makes: `head`, then the ranges
/// one after the other. A value.
struct DownloadPlan
{
    QByteArray head;
    std::vector<ByteRange> ranges;

    /// All of a file of @p size bytes.
    static DownloadPlan whole(qint64 size);

    /// The convolutions of @p network alone, of a safetensors file with @p header whose data begins
    /// at byte @p dataBegin. Error, without a subject: WeightsOtherNetwork.
    static Result<DownloadPlan> convolutions(const NetworkInfo &network,
                                             const SafetensorsHeader &header, qint64 dataBegin);

    /// Bytes of the weight file.
    qint64 size() const;

    /// What to fetch next where @p done bytes of the weight file are here, the head among them;
    /// none where nothing is left.
    std::optional<ByteRange> after(qint64 done) const;
};

} // namespace gramarye
