#pragma once

#include "core/base/error.h"
#include "core/model/styleparameters.h"

#include <QString>

#include <vector>

namespace gramarye {

/// How a picture was made, so that it can be made again. Travels inside exported PNGs. A value.
struct Recipe
{
    QString program;         ///< version that made the picture
    QString network;         ///< its name in the catalogue
    QString networkChecksum; ///< of its numbers (core/weights/checksum); may be empty
    QString content;         ///< file names without their folders; empty for pasted pictures
    std::vector<QString> styles;
    QString start;           ///< for Start::File only
    QString contentChecksum; ///< of the pictures (core/pictures/picturechecksum); may be empty
    std::vector<QString> styleChecksums;
    QString startChecksum;
    StyleParameters parameters;
    int stoppedAfter = 0; ///< iterations, where the run was stopped before its end; else 0
    bool steered = false; ///< the parameters are those at the end: others came before
    QString job; ///< fingerprint of the job of a list that it was made for; empty: for none

    /// The key of the PNG text chunk that holds one.
    static QString textKey() { return QStringLiteral("Gramarye recipe"); }

    /// Differs where the pictures by their names, the network, or the parameters that make a
    /// picture do: not those which only say how it is computed.
    QString fingerprint() const;

    QByteArray toJson() const;

    /// Reads what toJson() wrote; @p name is the file's, for errors. Errors: DocumentDamaged,
    /// DocumentNewer.
    static Result<Recipe> fromJson(const QByteArray &json, const QString &name);

    friend bool operator==(const Recipe &a, const Recipe &b)
    {
        return a.program == b.program && a.network == b.network
               && a.networkChecksum == b.networkChecksum && a.content == b.content
               && a.styles == b.styles && a.start == b.start
               && a.contentChecksum == b.contentChecksum && a.styleChecksums == b.styleChecksums
               && a.startChecksum == b.startChecksum && a.parameters == b.parameters
               && a.stoppedAfter == b.stoppedAfter && a.steered == b.steered && a.job == b.job;
    }
};

} // namespace gramarye
