#pragma once

#include "app/progressline.h"
#include "app/renderarguments.h"
#include "core/documents/jobclaim.h"
#include "core/transfer/styletransfer.h"

#include <QObject>
#include <QTextStream>

namespace gramarye {

/// `gramarye render --batch`: the pictures of a list, one after another, each as RenderCommand
/// makes it. Others may work through the same list: see JobClaim. Needs a QCoreApplication, no
/// display. The main thread.
class BatchCommand : public QObject
{
    Q_OBJECT

public:
    /// @p whole: what was asked for beside --batch. @p makeFactory: other mathematics, for tests.
    BatchCommand(const RenderArguments &whole, std::vector<RenderArguments> pictures,
                 StyleTransferFactoryMaker makeFactory = networkKeepingTransfers);

    /// Makes what is not done yet; returns the program's exit status, which is that of a failure
    /// where any picture failed.
    int run();

private:
    enum class Outcome
    {
        Open, ///< not tried yet
        Done,
        DoneBefore,
        Elsewhere,
        Failed,
        Interrupted
    };

    void workThrough(Outcome which);
    Outcome make(const RenderArguments &picture);
    Outcome makeClaimed(const RenderArguments &picture, JobClaim &claim);
    Outcome settle(int status, JobClaim &claim);
    ClaimTerms terms() const;
    bool isInterrupted() const;
    QStringList outputsOf(Outcome outcome) const;
    void sumUp();
    Outcome fail(const Error &error);

    std::vector<RenderArguments> m_pictures;
    std::vector<Outcome> m_outcomes; ///< of m_pictures
    bool m_again;
    StyleTransferFactoryMaker m_makeFactory;
    QDateTime m_begin;
    QTextStream m_stderr{stderr};
    ProgressLine m_progress;
};

} // namespace gramarye
