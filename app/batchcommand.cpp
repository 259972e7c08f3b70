#include "app/batchcommand.h"

#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/rendercommand.h"
#include "app/renderpreparation.h"
#include "ui/text/errortext.h"

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

} // namespace

BatchCommand::BatchCommand(const RenderArguments &whole, std::vector<RenderArguments> pictures,
                           StyleTransferFactoryMaker makeFactory)
    : m_pictures(std::move(pictures)),
      m_outcomes(m_pictures.size(), Outcome::Open),
      m_again(whole.again),
      // One factory for all: pictures are made one after another, and share a network.
      m_makeFactory([factory = makeFactory()] { return factory; }),
      m_progress(m_stderr, whole.quiet ? ProgressStyle::Silent : progressStyleOfStandardError())
{
    for (RenderArguments &picture : m_pictures)
        adapt(picture, whole);
}

int BatchCommand::run()
{
    m_begin = QDateTime::currentDateTimeUtc();
    workThrough(Outcome::Open);
    // Whoever had these may have ended meanwhile, before he was done.
    workThrough(Outcome::Elsewhere);
    sumUp();
    if (isInterrupted())
        return exitcode::interrupted;
    return outputsOf(Outcome::Failed).isEmpty() ? exitcode::done : exitcode::failed;
}

void BatchCommand::workThrough(Outcome which)
{
    for (std::size_t i = 0; i < m_pictures.size() && !isInterrupted(); ++i) {
        if (m_outcomes[i] != which)
            continue;
        m_progress.say(CommandLine::tr("%1 of %2: “%3”")
                           .arg(i + 1)
                           .arg(m_pictures.size())
                           .arg(m_pictures[i].outputFile));
        m_outcomes[i] = make(m_pictures[i]);
    }
}

BatchCommand::Outcome BatchCommand::make(const RenderArguments &picture)
{
    const auto order = renderOrder(picture);
    if (!order)
        return fail(order.error());
    if (const Status status = makeFolderOf(picture.outputFile); !status)
        return fail(status.error());
    JobClaim claim(picture.outputFile, order->fingerprint(), this);
    const auto standing = claim.take(terms());
    if (!standing)
        return fail(standing.error());
    switch (*standing) {
    case JobClaim::Standing::Taken:
        return makeClaimed(picture, claim);
    case JobClaim::Standing::Held:
        m_progress.say(CommandLine::tr("Another program is making this one."));
        return Outcome::Elsewhere;
    case JobClaim::Standing::Done:
        m_progress.say(CommandLine::tr("This one is done already."));
        return Outcome::DoneBefore;
    case JobClaim::Standing::Failed:
        m_progress.say(CommandLine::tr("Another program has tried this one in vain."));
        return Outcome::Failed;
    }
    Q_UNREACHABLE();
}

BatchCommand::Outcome BatchCommand::makeClaimed(const RenderArguments &picture, JobClaim &claim)
{
    RenderCommand command(picture, m_makeFactory);
    connect(&claim, &JobClaim::lost, &command, &RenderCommand::abandon);
    return settle(command.run(), claim);
}

BatchCommand::Outcome BatchCommand::settle(int status, JobClaim &claim)
{
    if (!claim.isHeld())
        return Outcome::Elsewhere;
    if (status == exitcode::interrupted)
        return Outcome::Interrupted;
    const Status marked = status == exitcode::done ? claim.markDone() : claim.markFailed();
    if (status != exitcode::done)
        return Outcome::Failed;
    return marked ? Outcome::Done : fail(marked.error());
}

// With --again what others do meanwhile, in the same run, counts as done all the same.
ClaimTerms BatchCommand::terms() const
{
    return {m_again ? m_begin : QDateTime(), m_begin};
}

bool BatchCommand::isInterrupted() const
{
    return !outputsOf(Outcome::Interrupted).isEmpty();
}

QStringList BatchCommand::outputsOf(Outcome outcome) const
{
    QStringList files;
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        if (m_outcomes[i] == outcome)
            files << m_pictures[i].outputFile;
    }
    return files;
}

void BatchCommand::sumUp()
{
    const QStringList failed = outputsOf(Outcome::Failed);
    m_progress.say(
        CommandLine::tr("Done: %1. Done before: %2. Left to other programs: %3. Not "
                        "begun or stopped: %4. Failed: %5.")
            .arg(outputsOf(Outcome::Done).size())
            .arg(outputsOf(Outcome::DoneBefore).size())
            .arg(outputsOf(Outcome::Elsewhere).size())
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

} // namespace gramarye
