#pragma once

#include "app/interruptsignal.h"
#include "app/option.h"
#include "app/progressline.h"
#include "core/engine/representationsrun.h"
#include "core/pictures/imagereader.h"
#include "ui/representations/representationsheet.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTextStream>

namespace gramarye {

/// What `gramarye representations` was asked for; nothing has been read or written yet. A value.
struct RepresentationsArguments
{
    QString pictureFile;
    QString outputFile;
    QString network; ///< a name of the catalogue or a file; empty: the choice in the settings
    RepresentationSettings settings;
    CutPictures cut = CutPictures::Refuse;
    bool quiet = false;
};

OptionTable<RepresentationsArguments> representationsOptions();

/// Understands @p words, what follows "gramarye representations".
Parsed<RepresentationsArguments> parseRepresentationsArguments(const QStringList &words);

/// `gramarye representations`: makes the reconstructions one after the other, reported on stderr,
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
    Result<std::vector<Representation>> prepare();
    int writeSheet(int status);

    RepresentationsArguments m_arguments;
    QTextStream m_stderr{stderr};
    ProgressLine m_progress;
    InterruptSignal m_interrupt;
    QElapsedTimer m_clock; ///< of the run
    RepresentationSheet m_sheet;
    RepresentationsRun m_run; ///< the last one: its thread stops before the others go
};

} // namespace gramarye
