#pragma once

#include "app/renderarguments.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace gramarye {

/// An option as it was typed: "--name", "--name value" or "--name=value".
struct TypedOption
{
    QString name; ///< without the dashes
    std::optional<QString> value;
};

bool looksLikeOption(const QString &word);

/// @p word, which looks like an option, without what may follow in the next word.
TypedOption splitAtEquals(const QString &word);

UsageError noSuchOption(const QString &name);

/// Takes the value of @p option from the front of @p words where it was not typed with it. An empty
/// @p placeholder: there must be none.
std::optional<UsageError> takeValue(TypedOption &option, const QString &placeholder,
                                    QStringList &words);

} // namespace gramarye
