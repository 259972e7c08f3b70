#pragma once

#include "app/renderarguments.h"

#include <functional>

namespace gramarye {

/// One option of `gramarye render`: how it is spelled, explained and read. Texts are in the user's
/// language.
struct RenderOption
{
    QString name;        ///< without the dashes
    QString placeholder; ///< stands for the value, e.g. "FILE"; empty where the option takes none
    QString help;        ///< whole sentences
    QString range;       ///< values, unit and default; may be empty

    /// Reads @p value into @p arguments, or says what is wrong with it.
    std::function<std::optional<UsageError>(RenderArguments &arguments, const QString &value)> read;

    bool takesValue() const { return !placeholder.isEmpty(); }
};

struct RenderOptionGroup
{
    QString title;
    std::vector<RenderOption> options;
};

/// All options, in the order they are explained: the one table for parsing and for --help. Those
/// of the parameters are made from parameterSpecs().
std::vector<RenderOptionGroup> renderOptions();

} // namespace gramarye
