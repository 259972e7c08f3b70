#include "app/representationscommand.h"

#include "app/commandline.h"
#include "app/renderoptions.h"
#include "app/renderpreparation.h"
#include "core/model/parameterspec.h"
#include "core/pictures/imagereader.h"
#include "core/pictures/imagewriter.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>

namespace gramarye {

namespace {

/// With the range of the parameter of that name, but at least @p least.
Option<RepresentationsArguments> numberOption(const char *name, const QString &help, int least,
                                              int RepresentationSettings::*member)
{
    const QString key = QLatin1String(name);
    const NumberRange range{double(least), parameterSpec(key).maximum, {}, true};
    return {{key,
             CommandLine::tr("N"),
             help,
             {},
             CommandLine::tr("default %1").arg(RepresentationSettings().*member)},
            [=](RepresentationsArguments &arguments, const QString &text) -> MaybeError {
                const auto number = range.check(readNumber(text), key, text);
                if (!number)
                    return number.error();
                arguments.settings.*member = int(*number);
                return std::nullopt;
            }};
}

} // namespace

OptionTable<RepresentationsArguments> representationsOptions()
{
    using A = RepresentationsArguments;
    using S = RepresentationSettings;
    constexpr int smallestSize = 32;
    const QString file = CommandLine::tr("FILE");
    return {
        {CommandLine::tr("Options of representations"),
         {textOption({QString(), file, QString(), OptionTrait::ReadsFile}, &A::pictureFile),
          textOption({QStringLiteral("output"), file,
                      CommandLine::tr("The captioned sheet: PNG, or what the suffix says. An "
                                      "existing file is replaced."),
                      OptionTrait::WritesFile},
                     &A::outputFile),
          textOption({QStringLiteral("network"), file,
                      CommandLine::tr("The network that sees, as for render."),
                      OptionTrait::MayBeFile},
                     &A::network),
          numberOption("size", CommandLine::tr("Longest side of each reconstruction in px."),
                       smallestSize, &S::size),
          numberOption("iterations",
                       CommandLine::tr("Iterations of each, at each of its working sizes."), 1,
                       &S::iterations),
          numberOption("seed", CommandLine::tr("The same seed gives the same noise."), 0, &S::seed),
          numberOption("threads",
                       CommandLine::tr("Processor threads to use; 0 is one for each core."), 0,
                       &S::threads),
          {{QStringLiteral("device"), CommandLine::tr("NAME"),
            CommandLine::tr("What computes, as for render.")},
           [](A &arguments, const QString &text) {
               arguments.settings.device = text;
               return MaybeError();
           }},
          partialOption<A>(),
          switchOption(QStringLiteral("quiet"), CommandLine::tr("Tell nothing but errors."),
                       &A::quiet)}}};
}

Parsed<RepresentationsArguments> parseRepresentationsArguments(const QStringList &words)
{
    const auto arguments = readWords(words, representationsOptions());
    if (arguments && arguments->pictureFile.isEmpty())
        return UsageError{CommandLine::tr("A picture is needed: gramarye representations FILE.")};
    if (arguments && arguments->outputFile.isEmpty())
        return UsageError{CommandLine::tr("A file for the result is needed: --output FILE.")};
    return arguments;
}

RepresentationsCommand::RepresentationsCommand(RepresentationsArguments arguments,
                                               StyleTransferFactoryMaker makeFactory)
    : m_arguments(std::move(arguments)),
      m_progress(m_stderr, progressStyleOfStandardError(m_arguments.quiet)),
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
            [this](const Error &error) { QCoreApplication::exit(m_progress.fail(error)); });
}

int RepresentationsCommand::run()
{
    auto representations = prepare();
    if (!representations)
        return m_progress.fail(representations.error());
    m_sheet = RepresentationSheet(*representations);
    m_clock.start();
    m_run.start(std::move(representations).value());
    return QCoreApplication::exec();
}

Result<std::vector<Representation>> RepresentationsCommand::prepare()
{
    const auto network = locateNetwork(m_arguments.network);
    if (!network)
        return network.error();
    const auto picture = readPicture(m_arguments.pictureFile, m_arguments.cut);
    if (!picture)
        return picture.error();
    if (const Status status = checkPictureIsWritable(m_arguments.outputFile); !status)
        return status.error();
    if (picture->count > 1)
        m_progress.say(severalPicturesText(picture->ref.name, picture->count));
    return representationsOf(picture->image, *network, m_arguments.settings);
}

int RepresentationsCommand::writeSheet(int status)
{
    m_progress.clear();
    const QImage sheet = m_sheet.image();
    if (const Status written = writePicture(sheet, m_arguments.outputFile); !written)
        return m_progress.fail(written.error());
    m_progress.sayWritten(m_arguments.outputFile, sheet.size(), m_clock);
    return status;
}

} // namespace gramarye
