#include "app/command.h"

#include "app/commandline.h"
#include "app/exitcode.h"

#include <QTextStream>

#include <cstdio>

namespace gramarye {

namespace {

bool beginWith(const QStringList &words, const QStringList &name)
{
    return words.mid(0, name.size()) == name;
}

QStringList wordsOf(const Command &command)
{
    return command.name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

int fail(const UsageError &error)
{
    QTextStream(stderr) << error.sentence << QLatin1Char('\n')
                        << CommandLine::tr("“gramarye --help” explains how it is used.")
                        << Qt::endl;
    return exitcode::wrongUsage;
}

} // namespace

const Command &commandOf(const QStringList &words, const std::vector<Command> &commands)
{
    const Command *called = &commands.front();
    for (const Command &command : commands) {
        const QStringList name = wordsOf(command);
        if (beginWith(words, name) && name.size() >= wordsOf(*called).size())
            called = &command;
    }
    return *called;
}

int runCommand(const QStringList &words, const std::vector<Command> &commands)
{
    if (words.contains(QLatin1String("--help")) || words.contains(QLatin1String("-h"))) {
        QTextStream(stdout) << helpText(commands) << Qt::flush;
        return exitcode::done;
    }
    const Command &command = commandOf(words, commands);
    const auto ended = command.run(words.mid(wordsOf(command).size()));
    const auto *error = std::get_if<UsageError>(&ended);
    return error ? fail(*error) : std::get<int>(ended);
}

} // namespace gramarye
