#include "app/batchcommand.h"

#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/rendercommand.h"
#include "app/renderpreparation.h"
#include "core/documents/jobresult.h"
#include "ui/text/errortext.h"

#include <QDir>
#include <QFileInfo>

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

} // namespace

BatchCommand::BatchCommand(const RenderArguments &whole, std::vector<RenderArguments> jobs,
                           std::vector<int> selected, StyleTransferFactoryMaker makeFactory)
    : m_jobs(std::move(jobs)),
      m_selected(std::move(selected)),
      m_outcomes(m_selected.size(), Outcome::Open),
      m_again(whole.again),
      // One factory for all: pictures are made one after another, and share a network.
      m_makeFactory([factory = makeFactory()] { return factory; }),
      m_progress(m_stderr, whole.quiet ? ProgressStyle::Silent : progressStyleOfStandardError())
{
    for (RenderArguments &job : m_jobs)
        adapt(job, whole);
}

int BatchCommand::run()
{
    for (std::size_t i = 0; i < m_selected.size() && !isInterrupted(); ++i) {
        const int number = m_selected[i];
        const RenderArguments &job = m_jobs[std::size_t(number - 1)];
        m_progress.say(
            CommandLine::tr("%1 of %2: “%3”").arg(number).arg(m_jobs.size()).arg(job.outputFile));
        m_outcomes[i] = make(job);
    }
    sumUp();
    if (isInterrupted())
        return exitcode::interrupted;
    return outputsOf(Outcome::Failed).isEmpty() ? exitcode::done : exitcode::failed;
}

BatchCommand::Outcome BatchCommand::make(RenderArguments job)
{
    const auto named = batchJob(job);
    if (!named)
        return fail(named.error());
    const auto fingerprint = named->fingerprint(NetworkCatalog::builtIn());
    if (!fingerprint)
        return fail(fingerprint.error());
    job.job = *fingerprint;
    const JobResult found = m_again ? JobResult::Missing : jobResult(job.outputFile, job.job);
    if (found == JobResult::Done) {
        m_progress.say(CommandLine::tr("This one is done already."));
        return Outcome::DoneBefore;
    }
    if (found == JobResult::Foreign)
        return fail({ErrorCode::PictureInTheWay, job.outputFile, {}});
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

bool BatchCommand::isInterrupted() const
{
    return !outputsOf(Outcome::Interrupted).isEmpty();
}

QStringList BatchCommand::outputsOf(Outcome outcome) const
{
    QStringList files;
    for (std::size_t i = 0; i < m_selected.size(); ++i) {
        if (m_outcomes[i] == outcome)
            files << m_jobs[std::size_t(m_selected[i] - 1)].outputFile;
    }
    return files;
}

void BatchCommand::sumUp()
{
    const QStringList failed = outputsOf(Outcome::Failed);
    m_progress.say(
        CommandLine::tr("Done: %1. Done before: %2. Not begun or stopped: %3. Failed: %4.")
            .arg(outputsOf(Outcome::Done).size())
            .arg(outputsOf(Outcome::DoneBefore).size())
            .arg(outputsOf(Outcome::Open).size() + outputsOf(Outcome::Interrupted).size())
            .arg(failed.size()));
    for (const QString &file : failed)
        m_stderr << CommandLine::tr("Failed: “%1”").arg(file) << Qt::endl;
}

BatchCommand::Outcome BatchCommand::fail(const Error &error)
{
    m_progress.clear();
    m_stderr << errorText(error) << Qt::endl;
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
