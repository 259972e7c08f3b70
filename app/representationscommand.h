#pragma once

#include "app/interruptsignal.h"
#include "app/progressline.h"
#include "app/representationsarguments.h"
#include "core/engine/representationsrun.h"
#include "ui/representations/representationsheet.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTextStream>

namespace gramarye {

/// `gramarye representations`: makes the reconstructions one after the other, told of on stderr,
/// and writes them as one sheet. Needs a QGuiApplication for the captions, no display. The main
/// thread.
class RepresentationsCommand : public QObject
{
    Q_OBJECT

public:
    /// @p makeFactory: other mathematics, for tests.
    explicit RepresentationsCommand(RepresentationsArguments arguments,
                                    StyleTransferFactoryMaker makeFactory = singleTransfers);

    /// Runs to the end; returns the program's exit status.
    int run();

private:
    Result<std::vector<Representation>> prepare() const;
    int writeSheet(int status);
    int report(const Error &error);

    RepresentationsArguments m_arguments;
    QTextStream m_stderr{stderr};
    ProgressLine m_progress;
    InterruptSignal m_interrupt;
    QElapsedTimer m_clock; ///< of the run
    RepresentationSheet m_sheet;
    RepresentationsRun m_run; ///< the last one: its thread stops before the others go
};

} // namespace gramarye
