#include "app/batchcommand.h"

#include "app/commandline.h"
#include "app/rendercommand.h"
#include "app/renderpreparation.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

namespace gramarye {

namespace {

// What was asked for beside the list is about this computer and this run.
void adapt(RenderArguments &picture, const RenderArguments &whole)
{
    picture.quiet = whole.quiet;
    if (!whole.device.isEmpty())
        picture.device = whole.device;
    for (const auto &[key, value] : whole.values)
        picture.values[key] = value;
}

Status makeFolderOf(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (QDir().mkpath(folder))
        return success();
    return Error{ErrorCode::FileNotWritable, folder, qt_error_string(errno)};
}

std::optional<int> readVariable(const QProcessEnvironment &environment, const char *name)
{
    bool isNumber = false;
    const int value = environment.value(QLatin1String(name)).toInt(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

/// The part of one task of an array; none where there is no array. Its numbers may begin anywhere,
/// and have steps, but no other gaps.
Parsed<std::optional<JobPart>> slurmPart(const QProcessEnvironment &environment)
{
    const auto id = readVariable(environment, "SLURM_ARRAY_TASK_ID");
    const auto count = readVariable(environment, "SLURM_ARRAY_TASK_COUNT");
    const auto first = readVariable(environment, "SLURM_ARRAY_TASK_MIN");
    if (!id || !count || !first)
        return std::optional<JobPart>();
    const int step = std::max(1, readVariable(environment, "SLURM_ARRAY_TASK_STEP").value_or(1));
    const int place = (*id - *first) / step;
    if (*id < *first || (*id - *first) % step != 0 || place >= *count)
        return UsageError{
            CommandLine::tr("The numbers of this Slurm array have gaps, so that it is not known "
                            "which part of the list task %1 is to do: say so with --part.")
                .arg(*id)};
    return std::optional(JobPart{place + 1, *count});
}

} // namespace

Parsed<std::vector<int>> selectJobs(const RenderArguments &whole, int count,
                                    const QProcessEnvironment &environment)
{
    std::vector<int> numbers = whole.only;
    if (!numbers.empty()) {
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        if (numbers.back() > count)
            return UsageError{CommandLine::tr("--only names job %1, but the list has %2.")
                                  .arg(numbers.back())
                                  .arg(count)};
        return numbers;
    }
    const auto found = whole.part ? whole.part : slurmPart(environment);
    if (!found)
        return found.error();
    const JobPart part = found->value_or(JobPart());
    for (int number = part.number; number <= count; number += part.count)
        numbers.push_back(number);
    return numbers;
}

BatchCommand::BatchCommand(const RenderArguments &whole, std::vector<RenderArguments> jobs,
                           std::vector<int> selected, StyleTransferFactoryMaker makeFactory)
    : m_jobs(std::move(jobs)),
      m_selected(std::move(selected)),
      m_again(whole.again),
      // One factory for all: pictures are made one after another, and share a network.
      m_makeFactory([factory = makeFactory()] { return factory; }),
      m_progress(m_stderr, progressStyleOfStandardError(whole.quiet))
{
    for (RenderArguments &job : m_jobs)
        adapt(job, whole);
}

int BatchCommand::run()
{
    for (const int number : m_selected) {
        const RenderArguments &job = m_jobs[std::size_t(number - 1)];
        m_progress.say(
            CommandLine::tr("%1 of %2: “%3”").arg(number).arg(m_jobs.size()).arg(job.outputFile));
        const Outcome outcome = make(job);
        m_outputs[outcome] << job.outputFile;
        if (outcome == Outcome::Interrupted)
            break;
    }
    sumUp();
    if (!m_outputs[Outcome::Interrupted].isEmpty())
        return exitcode::interrupted;
    return m_outputs[Outcome::Failed].isEmpty() ? exitcode::done : exitcode::failed;
}

BatchCommand::Outcome BatchCommand::make(RenderArguments job)
{
    const auto named = batchJob(job);
    if (!named)
        return fail(named.error());
    const auto fingerprint = fingerprintIfOpen(*named, m_again, NetworkCatalog::builtIn());
    if (!fingerprint)
        return fail(fingerprint.error());
    if (fingerprint->isEmpty()) {
        m_progress.say(CommandLine::tr("This one is done already."));
        return Outcome::DoneBefore;
    }
    job.job = *fingerprint;
    if (const Status status = makeFolderOf(job.outputFile); !status)
        return fail(status.error());
    switch (RenderCommand(job, m_makeFactory).run()) {
    case exitcode::done:
        return Outcome::Done;
    case exitcode::interrupted:
        return Outcome::Interrupted;
    default:
        return Outcome::Failed;
    }
}

void BatchCommand::sumUp()
{
    const qsizetype done = m_outputs[Outcome::Done].size();
    const qsizetype before = m_outputs[Outcome::DoneBefore].size();
    const QStringList failed = m_outputs[Outcome::Failed];
    m_progress.say(
        CommandLine::tr("Done: %1. Done before: %2. Not begun or stopped: %3. Failed: %4.")
            .arg(done)
            .arg(before)
            .arg(qsizetype(m_selected.size()) - done - before - failed.size())
            .arg(failed.size()));
    for (const QString &file : failed)
        m_progress.fail(CommandLine::tr("Failed: “%1”").arg(file));
}

BatchCommand::Outcome BatchCommand::fail(const Error &error)
{
    m_progress.fail(error);
    return Outcome::Failed;
}

int listJobs(const std::vector<RenderArguments> &jobs, const std::vector<int> &selected)
{
    QTextStream out(stdout);
    for (const int number : selected)
        out << number << QLatin1Char('\t') << jobs[std::size_t(number - 1)].outputFile
            << QLatin1Char('\n');
    return exitcode::done;
}

} // namespace gramarye
