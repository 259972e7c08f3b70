#pragma once

#include "core/base/error.h"
#include "core/model/recipe.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace gramarye {

enum class SnapshotKind
{
    ByHand,
    Automatic ///< one of these for each working size of a run
};

/// A picture kept on the way, with how it was made. A value; any thread.
struct Snapshot
{
    QByteArray png; ///< the picture as a PNG file, the recipe among its texts
    Recipe recipe;
    QSize size;        ///< in px
    int iteration = 0; ///< that it was taken after, over the whole run
    SnapshotKind kind = SnapshotKind::ByHand;

    /// Compresses @p picture, which takes up to a second for a large one.
    static Snapshot of(const QImage &picture, const Recipe &recipe, int iteration,
                       SnapshotKind kind);

    /// What of() made, from its bytes; @p name is the file's, for errors. Errors: RecipeMissing and
    /// those of readPicture() and Recipe::fromJson().
    static Result<Snapshot> fromPng(const QByteArray &png, int iteration, SnapshotKind kind,
                                    const QString &name);

    /// The picture; null where the bytes are damaged.
    QImage picture() const;

    friend bool operator==(const Snapshot &a, const Snapshot &b)
    {
        return a.png == b.png && a.recipe == b.recipe && a.size == b.size
               && a.iteration == b.iteration && a.kind == b.kind;
    }
};

} // namespace gramarye
