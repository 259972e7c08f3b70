#pragma once

#include "app/progressline.h"
#include "app/renderarguments.h"
#include "core/documents/batchjob.h"
#include "core/transfer/styletransfer.h"

#include <QObject>
#include <QProcessEnvironment>
#include <QTextStream>

namespace gramarye {

/// Which of the @p count jobs of a list are to be done: their numbers, from 1, as --only and --part
/// say, or else what @p environment says of a task of a Slurm array (SLURM_ARRAY_TASK_ID, _COUNT,
/// _MIN and _STEP); or all.
Parsed<std::vector<int>> selectJobs(const RenderArguments &whole, int count,
                                    const QProcessEnvironment &environment);

/// `gramarye render --batch`: jobs of a list, one after another, each as RenderCommand does it.
/// What its result says is done already (see fingerprintIfOpen()) is passed over. Needs a
/// QCoreApplication, no display. The main thread.
class BatchCommand : public QObject
{
    Q_OBJECT

public:
    /// @p whole: what was asked for beside --batch. @p jobs: the whole list, of which those with
    /// the numbers @p selected, from 1, are done. @p makeFactory: other mathematics, for tests.
    BatchCommand(const RenderArguments &whole, std::vector<RenderArguments> jobs,
                 std::vector<int> selected,
                 StyleTransferFactoryMaker makeFactory = networkKeepingTransfers);

    /// Does what is not done yet; returns the program's exit status, which is that of a failure
    /// where any job failed.
    int run();

private:
    enum class Outcome
    {
        Done,
        DoneBefore,
        Failed,
        Interrupted
    };

    Outcome make(RenderArguments job);
    void sumUp();
    Outcome fail(const Error &error);

    std::vector<RenderArguments> m_jobs;
    std::vector<int> m_selected;
    std::map<Outcome, QStringList> m_outputs; ///< of those that were tried
    bool m_again;
    StyleTransferFactoryMaker m_makeFactory;
    QTextStream m_stderr{stderr};
    ProgressLine m_progress;
};

/// `gramarye render --batch --list`: prints the jobs with the numbers @p selected, each on a line:
/// number, tab, file. Returns the program's exit status.
int listJobs(const std::vector<RenderArguments> &jobs, const std::vector<int> &selected);

} // namespace gramarye
