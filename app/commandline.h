#pragma once

#include <QCoreApplication>

namespace gramarye {

/// The translation context of what the command line says: CommandLine::tr("…").
class CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(gramarye::CommandLine)
};

/// What the program's exit status says to scripts.
namespace exitcode {

constexpr int done = 0;
constexpr int failed = 1; ///< one sentence on stderr, no picture but one that memory ran out for
constexpr int wrongUsage = 2;    ///< one sentence on stderr, and where to read more
constexpr int interrupted = 130; ///< by Ctrl-C, with the picture so far; as shells count signals

} // namespace exitcode

} // namespace gramarye
