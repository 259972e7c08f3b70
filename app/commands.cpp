#include "app/batchcommand.h"
#include "app/batchlist.h"
#include "app/benchcommand.h"
#include "app/benchworker.h"
#include "app/command.h"
#include "app/commandline.h"
#include "app/networkscommand.h"
#include "app/rendercommand.h"
#include "app/renderoptions.h"
#include "app/representationscommand.h"

#include <QCoreApplication>
#include <QTextStream>

namespace gramarye {

namespace {

Parsed<int> renderList(const RenderArguments &whole)
{
    const auto jobs = readBatchList(whole.batchFile);
    if (!jobs)
        return jobs.error();
    const auto selected =
        selectJobs(whole, int(jobs->size()), QProcessEnvironment::systemEnvironment());
    if (!selected)
        return selected.error();
    return whole.listsJobs ? listJobs(*jobs, *selected)
                           : BatchCommand(whole, *jobs, *selected).run();
}

Parsed<int> render(const QStringList &words)
{
    const auto arguments = parseRenderArguments(words);
    if (!arguments)
        return arguments.error();
    return arguments->batchFile.isEmpty() ? RenderCommand(*arguments).run()
                                          : renderList(*arguments);
}

/// Has a Runner do what @p arguments ask for, if they make sense.
template<typename Runner, typename Arguments>
Parsed<int> run(const Parsed<Arguments> &arguments)
{
    if (!arguments)
        return arguments.error();
    return Runner(*arguments).run();
}

Parsed<int> printVersion(const QStringList & /*none*/)
{
    QTextStream(stdout) << QLatin1String("Gramarye ") << QCoreApplication::applicationVersion()
                        << Qt::endl;
    return exitcode::done;
}

} // namespace

std::vector<Command> commandsWithoutWindow()
{
    const QString file = CommandLine::tr("FILE");
    std::vector<Command> commands{
        {QStringLiteral("render"),
         {{QStringLiteral("gramarye render --content %1 --style %1 --output %1 [...]").arg(file),
           CommandLine::tr("Renders without a window; no display is needed.")},
          {QStringLiteral("gramarye render --resume %1 --output %1").arg(file),
           CommandLine::tr("Goes on with a project where it stood.")},
          {QStringLiteral("gramarye render --batch %1 [...]").arg(file),
           CommandLine::tr("Renders many pictures, one after another.")},
          {QStringLiteral("gramarye render --recipe %1 --output %1 [...]").arg(file),
           CommandLine::tr("Makes an exported picture again.")}},
         [] { return textsOf(renderOptions()); },
         render}};
    for (Command &command : networksCommands())
        commands.push_back(std::move(command));
    commands.push_back({QStringLiteral("bench"),
                        {{QStringLiteral("gramarye bench [...]"),
                          CommandLine::tr("Measures how fast pictures are made here.")}},
                        [] { return textsOf(benchOptions()); },
                        [](const QStringList &words) {
                            return run<BenchCommand>(readWords(words, benchOptions()));
                        }});
    commands.push_back({benchWorkerName(), {}, {}, [](const QStringList &words) {
                            return runBenchWorker(words.value(0));
                        }});
    commands.push_back(
        {QStringLiteral("representations"),
         {{QStringLiteral("gramarye representations %1 --output %1 [...]").arg(file),
           CommandLine::tr("Shows on one sheet what the layers of a network see of a picture: five "
                           "reconstructions of its content and five of its style, from noise.")}},
         [] { return textsOf(representationsOptions()); },
         [](const QStringList &words) {
             return run<RepresentationsCommand>(parseRepresentationsArguments(words));
         },
         CommandNeeds::Letters});
    commands.push_back({QStringLiteral("--version"),
                        {{QStringLiteral("gramarye --version | --help"), QString()}},
                        {},
                        printVersion});
    return commands;
}

} // namespace gramarye
