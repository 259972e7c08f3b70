#pragma once

#include "app/renderarguments.h"
#include "core/engine/representations.h"

#include <QString>
#include <QStringList>

#include <utility>
#include <variant>
#include <vector>

namespace gramarye {

/// What `gramarye representations` was asked for; nothing has been read or written yet. A value.
struct RepresentationsArguments
{
    QString pictureFile;
    QString outputFile;
    QString network; ///< a name of the catalogue or a file; empty: the choice in the settings
    RepresentationSettings settings;
    bool quiet = false;
};

using ParsedRepresentationsArguments =
    std::variant<RepresentationsArguments, HelpRequest, UsageError>;

/// Understands @p words, what follows "gramarye representations".
ParsedRepresentationsArguments parseRepresentationsArguments(const QStringList &words);

/// The options, as --help shows them.
std::vector<std::pair<QString, QString>> representationsOptionTexts();

} // namespace gramarye
