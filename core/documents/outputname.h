#pragma once

#include "core/base/error.h"

#include <QStringList>

#include <map>

namespace gramarye {

/// What is filled into the places of a file name's pattern, by their names: "content" for
/// "{content}".
using NameParts = std::map<QString, QString>;

/// The names of a content and of styles (of several joined by "+"), without folders and suffixes,
/// and the picture's longest side in px (0: "original"). What no file name may hold is left out.
NameParts namePartsOf(const QString &content, const QStringList &styles, int longestSide);

/// A place that nothing is known for: "{other}".
struct UnknownPlace
{
    QString place;
};

/// @p pattern with its places filled.
Expected<QString, UnknownPlace> filledPattern(const QString &pattern, const NameParts &parts);

/// That, as a name for a file that has to have one: without what an empty place leaves at its
/// beginning; where it has an unknown place as it is.
QString fileNameOf(const QString &pattern, const NameParts &parts);

/// @p path, or where that is there already the first that is not of "a-2.png", "a-3.png", …
QString numberedPath(const QString &path);

} // namespace gramarye
