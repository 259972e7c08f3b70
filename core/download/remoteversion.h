#pragma once

#include <QByteArray>

namespace gramarye {

/// One version of a file on a server, as far as the server tells it apart from others. A value.
struct RemoteVersion
{
    qint64 size = -1;        ///< bytes of the whole file; −1: not known
    QByteArray etag;         ///< with its quotes; may be empty
    QByteArray lastModified; ///< as the server writes it; may be empty

    /// Whether nothing that both tell speaks against their being one version.
    bool canBe(const RemoteVersion &other) const;

    /// For the header If-Range: what makes the server send no part of another version. Empty where
    /// it told nothing that would serve (RFC 9110, section 13.1.5).
    QByteArray validator() const;
};

} // namespace gramarye
