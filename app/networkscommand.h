#pragma once

#include "app/networksarguments.h"

namespace gramarye {

/// What `gramarye networks` can do, in the order it is explained: the one table for parsing and for
/// --help. Results go to stdout, what went wrong to stderr. Needs a QCoreApplication, no display.
std::vector<NetworksSubcommand> networksSubcommands();

} // namespace gramarye
