#pragma once

#include "core/transfer/renderjob.h"

#include <QStringList>

namespace gramarye {

/// What will become of masks of @p scene that a person may have meant otherwise: a sentence for
/// each that is stretched by more than 1 %, and for each that leaves its style out.
QStringList maskNotes(const ReadScene &scene);

/// Whether they differ by more than 1 %.
bool hasOtherShape(QSize mask, QSize picture);

/// What then becomes of the mask @p mask on the picture @p picture; empty: on a texture.
QString stretchedText(const QString &mask, const QString &picture);

/// How the regions of @p read came from the files that @p named names, where one of these was a
/// picture of several flat colours.
QStringList colorRegionNotes(const Scene &named, const ReadScene &read);

} // namespace gramarye
