#include "app/representationscommand.h"

#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/renderpreparation.h"
#include "core/pictures/imagereader.h"
#include "core/pictures/imagewriter.h"
#include "ui/text/durationtext.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>

namespace gramarye {

RepresentationsCommand::RepresentationsCommand(RepresentationsArguments arguments,
                                               StyleTransferFactoryMaker makeFactory)
    : m_arguments(std::move(arguments)),
      m_progress(m_stderr,
                 m_arguments.quiet ? ProgressStyle::Silent : progressStyleOfStandardError()),
      m_run(std::move(makeFactory))
{
    connect(&m_interrupt, &InterruptSignal::raised, &m_run, &RepresentationsRun::stop);
    connect(&m_run, &RepresentationsRun::pictureChanged, this,
            [this](int index, const QImage &picture) { m_sheet.setPicture(index, picture); });
    connect(&m_run, &RepresentationsRun::iterated, this,
            [this](const IterationReport &report) { m_progress.show(report); });
    connect(&m_run, &RepresentationsRun::finished, this,
            [this] { QCoreApplication::exit(writeSheet(exitcode::done)); });
    connect(&m_run, &RepresentationsRun::stopped, this,
            [this] { QCoreApplication::exit(writeSheet(exitcode::interrupted)); });
    connect(&m_run, &RepresentationsRun::failed, this,
            [this](const Error &error) { QCoreApplication::exit(report(error)); });
}

int RepresentationsCommand::run()
{
    auto representations = prepare();
    if (!representations)
        return report(representations.error());
    m_sheet = RepresentationSheet(*representations);
    m_clock.start();
    m_run.start(std::move(representations).value());
    return QCoreApplication::exec();
}

Result<std::vector<Representation>> RepresentationsCommand::prepare() const
{
    const auto network = locateNetwork(m_arguments.network);
    if (!network)
        return network.error();
    const auto picture = readPicture(m_arguments.pictureFile);
    if (!picture)
        return picture.error();
    if (const Status status = checkPictureIsWritable(m_arguments.outputFile); !status)
        return status.error();
    return representationsOf(picture->image, *network, m_arguments.settings);
}

int RepresentationsCommand::writeSheet(int status)
{
    m_progress.clear();
    const QImage sheet = m_sheet.image();
    if (const Status written = writePicture(sheet, m_arguments.outputFile); !written)
        return report(written.error());
    m_progress.say(CommandLine::tr("Wrote “%1”, %2 × %3 px, after %4.")
                       .arg(m_arguments.outputFile, QString::number(sheet.width()),
                            QString::number(sheet.height()),
                            durationText(double(m_clock.elapsed()) / 1000)));
    return status;
}

int RepresentationsCommand::report(const Error &error)
{
    m_progress.clear();
    m_stderr << errorText(error) << Qt::endl;
    return exitcode::failed;
}

} // namespace gramarye
