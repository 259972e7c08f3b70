#pragma once

#include "core/base/error.h"
#include "core/model/scene.h"

namespace gramarye {

/// How a picture was made, so that it can be made again. Travels inside exported pictures. A value.
struct Recipe
{
    QString program; ///< version that made the picture
    Scene scene; ///< pictures without their places, by names without folders (none for pasted ones)
    int stoppedAfter = 0; ///< iterations, where the run was stopped before its end; else 0
    bool steered = false; ///< the parameters are those at the end: others came before
    QString job; ///< fingerprint of the job of a list that it was made for; empty: for none

    /// The key of the PNG text chunk that holds one.
    static QString textKey() { return QStringLiteral("Gramarye recipe"); }

    QByteArray toJson() const;

    /// Reads what toJson() wrote, in this version or an older one; @p name is the file's, for
    /// errors. Errors: DocumentDamaged, DocumentNewer.
    static Result<Recipe> fromJson(const QByteArray &json, const QString &name);

    friend bool operator==(const Recipe &a, const Recipe &b)
    {
        return a.program == b.program && a.scene == b.scene && a.stoppedAfter == b.stoppedAfter
               && a.steered == b.steered && a.job == b.job;
    }
};

} // namespace gramarye
