#pragma once

#include "core/base/error.h"
#include "core/base/processidentity.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace gramarye {

/// Which outcomes that were written down still count. A value.
struct ClaimTerms
{
    QDateTime doneAfter;   ///< earlier ones do not; invalid: all do
    QDateTime failedAfter; ///< likewise
};

/// One process's word that it makes a picture, so that of several which work through the same list
/// (on one computer or on several that share a folder) each picture is made by one. It stands in a
/// file beside the picture: ".NAME.claim-1", JSON that says which process on which computer, since
/// when, and what came of it.
///
/// A claim is made by link(2), which is atomic on NFS too; where a file system has no links, by
/// O_EXCL. One that nobody stands behind any more is not removed, since of two who do that one
/// might remove the other's new one: the next number is claimed instead, and the highest counts.
/// Nobody stands behind the claim of a process of this computer that has ended, or one from
/// elsewhere that has given no sign (the file's time, by the clock of the folder's own server) for
/// longer than silence().
///
/// Needs an event loop for its signs; one thread.
class JobClaim : public QObject
{
    Q_OBJECT

public:
    enum class Standing
    {
        Taken,  ///< it is ours now
        Held,   ///< somebody works at it
        Done,   ///< the picture is there
        Failed, ///< somebody tried, in vain
    };

    /// Of the picture @p output; @p job tells what is to be in it: where that has changed, what was
    /// done before does not count.
    JobClaim(const QString &output, const QString &job, QObject *parent = nullptr);

    /// Gives up a claim that neither markDone() nor markFailed() has settled.
    ~JobClaim() override;

    /// Takes the job unless somebody has it or has done it. Error: FileNotWritable.
    Result<Standing> take(const ClaimTerms &terms = {});

    bool isHeld() const { return m_generation > 0; }

    /// False where another process has taken the job over: we were silent for too long.
    bool isStillOurs() const;

    /// Writes down what came of it. Error: FileNotWritable.
    Status markDone();
    Status markFailed();

    /// Lets others take the job.
    void giveUp();

    static constexpr std::chrono::seconds signInterval{20};
    static constexpr std::chrono::seconds silence{180}; ///< NFS may hide signs for a minute

    QString claimFile(int generation) const;

Q_SIGNALS:
    /// Another process has taken the job over; the claim is not held any more.
    void lost();

private:
    int newestGeneration() const;
    Result<std::optional<Standing>> standingOf(int generation, const ClaimTerms &terms) const;
    Result<bool> isAttended(int generation, const ProcessIdentity &owner) const;
    Result<bool> create(int generation);
    Standing settle(int generation);
    Status mark(const QString &state);
    QByteArray document(const QString &state) const;
    void giveSign();
    void letGo();

    QString m_output; ///< absolute
    QString m_job;
    ProcessIdentity m_self = ProcessIdentity::current();
    int m_generation = 0; ///< of the claim that is ours; 0: none
    QByteArray m_written; ///< what is in its file
    QTimer m_signs{this};
};

} // namespace gramarye
