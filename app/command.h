#pragma once

#include "app/option.h"

namespace gramarye {

/// What a command needs of Qt.
enum class CommandNeeds
{
    Nothing, ///< a QCoreApplication
    Letters, ///< a QGuiApplication, which draws them without a display too
    Display, ///< a QApplication
};

/// A way to call a command: what is typed, and what it does then.
struct CommandUsage
{
    QString typed; ///< "gramarye render --batch FILE [...]"
    QString help;  ///< whole sentences
};

/// One command of the program: an entry of the one table that main() calls by and that --help is
/// made from. Texts are in the user's language.
struct Command
{
    QString name;                         ///< "render", "networks import"; empty: the window
    std::vector<CommandUsage> usages;     ///< none: not for people
    std::function<OptionTexts()> options; ///< may be null: none

    /// Runs it with the words that follow its name; returns the program's exit status.
    std::function<Parsed<int>(const QStringList &words)> run;
    CommandNeeds needs = CommandNeeds::Nothing;
};

/// Whether @p words ask for --help, whatever else they say.
bool asksForHelp(const QStringList &words);

/// The entry of @p commands that @p words call: the one of the most words that they begin with.
const Command &commandOf(const QStringList &words, const std::vector<Command> &commands);

/// Runs that; what goes wrong is said on stderr. Where help is asked for it is printed instead.
int runCommand(const QStringList &words, const std::vector<Command> &commands);

/// What `gramarye --help` prints: the usages of @p commands and all their options, wrapped for a
/// terminal of 80 columns.
QString helpText(const std::vector<Command> &commands);

/// All commands but those that open a window.
std::vector<Command> commandsWithoutWindow();

} // namespace gramarye
