#include "core/documents/jobclaim.h"

#include "core/model/parametersjson.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gramarye {

namespace {

const QString formatName = QStringLiteral("gramarye-claim");
constexpr int formatVersion = 1;

const QString working = QStringLiteral("working");
const QString done = QStringLiteral("done");
const QString failed = QStringLiteral("failed");

constexpr QLatin1String hostKey("host");
constexpr QLatin1String machineKey("machine");
constexpr QLatin1String processKey("process");
constexpr QLatin1String startKey("process_start");
constexpr QLatin1String timeKey("time");
constexpr QLatin1String stateKey("state");
constexpr QLatin1String jobKey("job");

/// What a claim's file says.
struct ClaimRecord
{
    ProcessIdentity owner;
    QString state = working;
    QDateTime time;
    QString job;
};

Error notWritable(const QString &path, const QString &reason)
{
    return {ErrorCode::FileNotWritable, path, reason};
}

// What cannot be understood is being written at this moment, or is a newer program's: somebody's
// who is elsewhere.
ClaimRecord readRecord(const QByteArray &json)
{
    ClaimRecord record;
    const auto object = readDocument(json, formatName, formatVersion, {});
    if (!object)
        return record;
    record.owner.host = object->value(hostKey).toString();
    record.owner.machine = object->value(machineKey).toString();
    record.owner.pid = object->value(processKey).toInteger();
    record.owner.startedAt = object->value(startKey).toInteger();
    record.state = object->value(stateKey).toString();
    record.time = QDateTime::fromString(object->value(timeKey).toString(), Qt::ISODateWithMs);
    record.job = object->value(jobKey).toString();
    return record;
}

std::optional<QByteArray> readClaim(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    return file.exists() ? std::optional(QByteArray()) : std::nullopt;
}

bool counts(const QDateTime &time, const QDateTime &after)
{
    return !after.isValid() || time > after;
}

// The file's time comes from the clock of whatever holds the folder; so does that of a file made
// there just now.
std::chrono::milliseconds ageOf(const QString &path, const QString &freshFile)
{
    const QDateTime now = QFileInfo(freshFile).lastModified();
    return std::chrono::milliseconds(QFileInfo(path).lastModified().msecsTo(now));
}

// Others read it too, but not before it is whole.
bool writeWhole(QTemporaryFile &file, const QByteArray &bytes)
{
    return file.open() && file.write(bytes) == bytes.size() && file.flush()
           && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup
                                  | QFile::ReadOther);
}

QString temporaryName(const QString &claim)
{
    return claim + QStringLiteral("-XXXXXX");
}

bool isLinked(const QString &path)
{
    struct stat state
    {
    };
    return ::stat(QFile::encodeName(path).constData(), &state) == 0 && state.st_nlink == 2;
}

// False where it exists already.
Result<bool> createExclusively(const QString &path, const QByteArray &bytes)
{
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor < 0 && errno == EEXIST)
        return false;
    QFile file;
    if (descriptor < 0)
        return notWritable(path, qt_error_string(errno));
    if (!file.open(descriptor, QIODevice::WriteOnly, QFile::AutoCloseHandle)
        || file.write(bytes) != bytes.size() || !file.flush()) {
        QFile::remove(path);
        return notWritable(path, file.errorString());
    }
    return true;
}

} // namespace

JobClaim::JobClaim(const QString &output, const QString &job, QObject *parent)
    : QObject(parent), m_output(QFileInfo(output).absoluteFilePath()), m_job(job)
{
    m_signs.setInterval(signInterval);
    connect(&m_signs, &QTimer::timeout, this, &JobClaim::giveSign);
}

JobClaim::~JobClaim()
{
    giveUp();
}

QString JobClaim::claimFile(int generation) const
{
    const QFileInfo output(m_output);
    return output.dir().filePath(
        QStringLiteral(".%1.claim-%2").arg(output.fileName()).arg(generation));
}

int JobClaim::newestGeneration() const
{
    const QString prefix = QFileInfo(claimFile(0)).fileName().chopped(1);
    int newest = 0;
    for (const QString &name : QFileInfo(m_output).dir().entryList(QDir::Files | QDir::Hidden)) {
        if (name.startsWith(prefix))
            newest = std::max(newest, name.mid(prefix.size()).toInt());
    }
    return newest;
}

Result<JobClaim::Standing> JobClaim::take(const ClaimTerms &terms)
{
    for (int newest = newestGeneration();; ++newest) {
        const auto found = standingOf(newest, terms);
        if (!found)
            return found.error();
        if (found->has_value())
            return **found;
        const auto created = create(newest + 1);
        if (!created)
            return created.error();
        if (*created)
            return settle(newest + 1);
    }
}

// None where the job may be taken.
Result<std::optional<JobClaim::Standing>> JobClaim::standingOf(int generation,
                                                               const ClaimTerms &terms) const
{
    const auto claim = readClaim(claimFile(generation));
    if (!claim)
        return std::optional<Standing>();
    const ClaimRecord record = readRecord(*claim);
    if (record.state == working) {
        const auto attended = isAttended(generation, record.owner);
        if (!attended)
            return attended.error();
        return *attended ? std::optional(Standing::Held) : std::nullopt;
    }
    const bool isOfThisJob = record.job == m_job;
    if (record.state == done && isOfThisJob && QFileInfo::exists(m_output)
        && counts(record.time, terms.doneAfter))
        return std::optional(Standing::Done);
    if (record.state == failed && isOfThisJob && counts(record.time, terms.failedAfter))
        return std::optional(Standing::Failed);
    return std::optional<Standing>();
}

// Whether somebody still stands behind the claim.
Result<bool> JobClaim::isAttended(int generation, const ProcessIdentity &owner) const
{
    switch (owner.presence()) {
    case ProcessIdentity::Presence::Here:
        return true;
    case ProcessIdentity::Presence::Gone:
        return false;
    case ProcessIdentity::Presence::Elsewhere:
        break;
    }
    QTemporaryFile fresh(temporaryName(claimFile(generation)));
    if (!writeWhole(fresh, {}))
        return notWritable(m_output, fresh.errorString());
    return ageOf(claimFile(generation), fresh.fileName()) <= silence;
}

// False where somebody else was quicker.
Result<bool> JobClaim::create(int generation)
{
    const QString path = claimFile(generation);
    m_written = document(working);
    QTemporaryFile file(temporaryName(path));
    if (!writeWhole(file, m_written))
        return notWritable(m_output, file.errorString());
    const int linked =
        ::link(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData());
    const int reason = errno;
    // NFS: the answer to a link that was made may get lost, and its repetition fails.
    if (linked == 0 || isLinked(file.fileName()))
        return true;
    if (reason == EEXIST)
        return false;
    return createExclusively(path, m_written);
}

// Somebody who looked before the last number was claimed, and claims only now, has come too late.
JobClaim::Standing JobClaim::settle(int generation)
{
    if (newestGeneration() > generation) {
        QFile::remove(claimFile(generation));
        return Standing::Held;
    }
    for (int old = generation - 1; old > 0 && QFile::remove(claimFile(old)); --old) {
    }
    m_generation = generation;
    m_signs.start();
    return Standing::Taken;
}

bool JobClaim::isStillOurs() const
{
    return isHeld() && readClaim(claimFile(m_generation)) == m_written
           && newestGeneration() <= m_generation;
}

Status JobClaim::markDone()
{
    return mark(done);
}

Status JobClaim::markFailed()
{
    return mark(failed);
}

Status JobClaim::mark(const QString &state)
{
    const QString path = claimFile(m_generation);
    QTemporaryFile file(temporaryName(path));
    if (!writeWhole(file, document(state)))
        return notWritable(m_output, file.errorString());
    const int renamed = ::rename(QFile::encodeName(file.fileName()).constData(),
                                 QFile::encodeName(path).constData());
    if (renamed != 0)
        return notWritable(m_output, qt_error_string(errno));
    letGo();
    return success();
}

void JobClaim::giveUp()
{
    if (isStillOurs())
        QFile::remove(claimFile(m_generation));
    letGo();
}

void JobClaim::giveSign()
{
    if (isStillOurs()) {
        ::utimensat(AT_FDCWD, QFile::encodeName(claimFile(m_generation)).constData(), nullptr, 0);
        return;
    }
    letGo();
    Q_EMIT lost();
}

void JobClaim::letGo()
{
    m_signs.stop();
    m_generation = 0;
}

QByteArray JobClaim::document(const QString &state) const
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    return writeDocument({{hostKey, m_self.host},
                          {machineKey, m_self.machine},
                          {processKey, m_self.pid},
                          {startKey, m_self.startedAt},
                          {timeKey, now},
                          {stateKey, state},
                          {jobKey, m_job}},
                         formatName, formatVersion);
}

} // namespace gramarye
