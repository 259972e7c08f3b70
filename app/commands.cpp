#include "app/batchcommand.h"
#include "app/batchlist.h"
#include "app/benchcommand.h"
#include "app/benchworker.h"
#include "app/command.h"
#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/jobselection.h"
#include "app/networkscommand.h"
#include "app/rendercommand.h"
#include "app/renderoptions.h"
#include "app/representationscommand.h"

#include <QCoreApplication>
#include <QTextStream>

namespace gramarye {

namespace {

using Ended = std::variant<int, UsageError>;

Ended renderList(const RenderArguments &whole)
{
    const ParsedBatchList list = readBatchList(whole.batchFile);
    if (const auto *error = std::get_if<UsageError>(&list))
        return *error;
    const auto &jobs = std::get<std::vector<RenderArguments>>(list);
    const auto numbers =
        selectJobs(whole, int(jobs.size()), QProcessEnvironment::systemEnvironment());
    if (const auto *error = std::get_if<UsageError>(&numbers))
        return *error;
    const auto &selected = std::get<std::vector<int>>(numbers);
    return whole.listsJobs ? listJobs(jobs, selected) : BatchCommand(whole, jobs, selected).run();
}

Ended render(const QStringList &words)
{
    const auto parsed = parseRenderArguments(words);
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return *error;
    const auto &arguments = std::get<RenderArguments>(parsed);
    return arguments.batchFile.isEmpty() ? RenderCommand(arguments).run() : renderList(arguments);
}

Ended bench(const QStringList &words)
{
    const auto parsed = readWords(words, benchOptions());
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return *error;
    return BenchCommand(std::get<BenchArguments>(parsed)).run();
}

Ended representations(const QStringList &words)
{
    const auto parsed = parseRepresentationsArguments(words);
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return *error;
    return RepresentationsCommand(std::get<RepresentationsArguments>(parsed)).run();
}

Command renderCommand()
{
    const QString file = CommandLine::tr("FILE");
    return {QStringLiteral("render"),
            {{QStringLiteral("gramarye render --content %1 --style %1 --output %1 [...]").arg(file),
              CommandLine::tr("Renders without a window; no display is needed.")},
             {QStringLiteral("gramarye render --resume %1 --output %1").arg(file),
              CommandLine::tr("Goes on with a project where it stood.")},
             {QStringLiteral("gramarye render --batch %1 [...]").arg(file),
              CommandLine::tr("Renders many pictures, one after another.")},
             {QStringLiteral("gramarye render --recipe %1 --output %1 [...]").arg(file),
              CommandLine::tr("Makes an exported picture again.")}},
            [] { return textsOf(renderOptions()); },
            CommandNeeds::Nothing,
            render};
}

Command benchCommand()
{
    return {QStringLiteral("bench"),
            {{QStringLiteral("gramarye bench [...]"),
              CommandLine::tr("Measures how fast pictures are made here.")}},
            [] { return textsOf(benchOptions()); },
            CommandNeeds::Nothing,
            bench};
}

Command benchWorkerCommand()
{
    return {
        benchWorkerName(), {}, {}, CommandNeeds::Nothing, [](const QStringList &words) -> Ended {
            return runBenchWorker(words.value(0));
        }};
}

Command representationsCommand()
{
    return {QStringLiteral("representations"),
            {{QStringLiteral("gramarye representations %1 --output %1 [...]")
                  .arg(CommandLine::tr("FILE")),
              CommandLine::tr("Shows on one sheet what the layers of a network see of a "
                              "picture: five reconstructions of its content and five of "
                              "its style, from noise.")}},
            [] { return textsOf(representationsOptions()); },
            CommandNeeds::Letters,
            representations};
}

Command versionCommand()
{
    return {QStringLiteral("--version"),
            {{QStringLiteral("gramarye --version | --help"), QString()}},
            {},
            CommandNeeds::Nothing,
            [](const QStringList & /*none*/) -> Ended {
                QTextStream(stdout) << QLatin1String("Gramarye ")
                                    << QCoreApplication::applicationVersion() << Qt::endl;
                return exitcode::done;
            }};
}

} // namespace

std::vector<Command> commandsWithoutWindow()
{
    std::vector<Command> commands{renderCommand()};
    for (Command &command : networksCommands())
        commands.push_back(std::move(command));
    commands.push_back(benchCommand());
    commands.push_back(benchWorkerCommand());
    commands.push_back(representationsCommand());
    commands.push_back(versionCommand());
    return commands;
}

} // namespace gramarye
