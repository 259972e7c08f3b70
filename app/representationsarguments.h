#pragma once

#include "app/option.h"
#include "core/engine/representations.h"

#include <QString>

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

OptionTable<RepresentationsArguments> representationsOptions();

/// Understands @p words, what follows "gramarye representations".
std::variant<RepresentationsArguments, UsageError>
parseRepresentationsArguments(const QStringList &words);

} // namespace gramarye
