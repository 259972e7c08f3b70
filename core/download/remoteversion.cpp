#include "core/download/remoteversion.h"

namespace gramarye {

bool RemoteVersion::canBe(const RemoteVersion &other) const
{
    const auto bothTell = [](const QByteArray &a, const QByteArray &b) {
        return !a.isEmpty() && !b.isEmpty();
    };
    if (size >= 0 && other.size >= 0 && size != other.size)
        return false;
    // The servers of one address may have copied one file at different times.
    if (bothTell(etag, other.etag))
        return etag == other.etag;
    return !bothTell(lastModified, other.lastModified) || lastModified == other.lastModified;
}

QByteArray RemoteVersion::validator() const
{
    const bool isStrong = !etag.isEmpty() && !etag.startsWith("W/");
    return isStrong ? etag : lastModified;
}

} // namespace gramarye
