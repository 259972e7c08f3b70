#pragma once

#include <QCoreApplication>

namespace gramarye {

/// The translation context of what the command line says: CommandLine::tr("…").
class CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(gramarye::CommandLine)
};

} // namespace gramarye
