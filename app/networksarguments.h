#pragma once

#include "app/renderarguments.h"

#include <functional>

namespace gramarye {

/// What a subcommand of `gramarye networks` was given.
struct NetworksArguments
{
    QString operand;                    ///< empty where there was none
    std::map<QString, QString> options; ///< the values of those given, by name without the dashes

    QString option(const char *name) const;
    bool has(const char *name) const { return options.count(QLatin1String(name)) == 1; }
};

/// An option of a subcommand; without a placeholder it takes no value.
struct NetworksOption
{
    const char *name; ///< without the dashes
    QString placeholder;
};

/// A subcommand of `gramarye networks`: how it is typed, explained and run. Texts are in the user's
/// language.
struct NetworksSubcommand
{
    QString name;    ///< empty: what is done where no subcommand is named
    QString operand; ///< stands for it, e.g. "FILE"; empty where the subcommand takes none
    bool operandMayLack = false;
    std::vector<NetworksOption> options;
    QString help; ///< whole sentences

    /// Returns the program's exit status.
    std::function<int(const NetworksArguments &arguments)> run;

    /// "gramarye networks import FILE [--as NAME]"
    QString usage() const;
};

/// A subcommand and what it is to be run with.
struct NetworksCall
{
    NetworksSubcommand subcommand;
    NetworksArguments arguments;
};

using ParsedNetworksArguments = std::variant<NetworksCall, HelpRequest, UsageError>;

/// Understands @p words, what follows "gramarye networks", by the table @p subcommands.
ParsedNetworksArguments parseNetworksArguments(const QStringList &words,
                                               const std::vector<NetworksSubcommand> &subcommands);

} // namespace gramarye
