#include "app/command.h"

#include "app/commandline.h"

#include <QTextStream>

#include <cstdio>

namespace gramarye {

namespace {

QStringList wordsOf(const Command &command)
{
    return command.name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

constexpr int columns = 80;
constexpr int explanationColumn = 6;

// The words of @p text on lines that begin at column @p indent.
QString wrapped(const QString &text, int indent)
{
    const QString margin(indent, QLatin1Char(' '));
    QString lines;
    QString line;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && indent + line.size() + 1 + word.size() > columns) {
            lines += margin + line + QLatin1Char('\n');
            line.clear();
        }
        line += line.isEmpty() ? word : QLatin1Char(' ') + word;
    }
    return line.isEmpty() ? lines : lines + margin + line + QLatin1Char('\n');
}

QString explained(const QString &typed, const QString &help)
{
    return QLatin1String("  ") + typed + QLatin1Char('\n') + wrapped(help, explanationColumn);
}

// The words that belong to no option are explained by the usages.
QString optionsText(const Command &command)
{
    QString text;
    for (const auto &group : command.options ? command.options() : OptionTexts()) {
        QString options;
        for (const OptionSpec &option : group.options) {
            if (!option.name.isEmpty())
                options += explained(option.typed(), option.help)
                           + wrapped(option.range, explanationColumn);
        }
        if (!options.isEmpty())
            text += QLatin1Char('\n') + group.title + QLatin1String(":\n") + options;
    }
    return text;
}

QString interruptText()
{
    return wrapped(CommandLine::tr("Ctrl-C stops a render at once and writes the picture so far; a "
                                   "second one ends the program where it stands."),
                   0)
           + wrapped(CommandLine::tr("Exit status: 0 done; 1 failed, no picture was written but "
                                     "one that memory ran out for; 2 wrong usage; 130 stopped by "
                                     "Ctrl-C."),
                     0);
}

} // namespace

const Command &commandOf(const QStringList &words, const std::vector<Command> &commands)
{
    const Command *called = &commands.front();
    for (const Command &command : commands) {
        const QStringList name = wordsOf(command);
        const bool isCalled = words.mid(0, name.size()) == name;
        if (isCalled && name.size() >= wordsOf(*called).size())
            called = &command;
    }
    return *called;
}

bool asksForHelp(const QStringList &words)
{
    return words.contains(QLatin1String("--help")) || words.contains(QLatin1String("-h"));
}

int runCommand(const QStringList &words, const std::vector<Command> &commands)
{
    if (asksForHelp(words)) {
        QTextStream(stdout) << helpText(commands) << Qt::flush;
        return exitcode::done;
    }
    const Command &command = commandOf(words, commands);
    const auto status = command.run(words.mid(wordsOf(command).size()));
    if (status)
        return *status;
    QTextStream(stderr) << status.error().sentence << QLatin1Char('\n')
                        << CommandLine::tr("“gramarye --help” explains how it is used.")
                        << Qt::endl;
    return exitcode::wrongUsage;
}

QString helpText(const std::vector<Command> &commands)
{
    QString text = CommandLine::tr("Gramarye paints one picture in the style of others.")
                   + QLatin1String("\n\n");
    for (const Command &command : commands) {
        for (const CommandUsage &usage : command.usages)
            text += explained(usage.typed, usage.help);
    }
    for (const Command &command : commands)
        text += optionsText(command);
    return text + QLatin1Char('\n') + interruptText();
}

} // namespace gramarye
