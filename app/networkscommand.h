#pragma once

#include "app/command.h"

namespace gramarye {

/// `gramarye networks` and its subcommands, in the order they are explained. Results go to stdout,
/// what went wrong to stderr.
std::vector<Command> networksCommands();

} // namespace gramarye
