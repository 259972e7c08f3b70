#include "app/batchlist.h"
#include "app/benchworker.h"
#include "app/command.h"
#include "app/commandline.h"
#include "app/stallbenchmark.h"
#include "core/documents/projectfile.h"
#include "core/download/networkinstaller.h"
#include "core/engine/renderengine.h"
#include "core/network/networkcatalog.h"
#include "ui/edits/editrecorder.h"
#include "ui/networks/weightfiles.h"
#include "ui/pictures/incomingpictures.h"
#include "ui/projects/projectactions.h"
#include "ui/settings/settings.h"
#include "ui/text/translation.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QIcon>
#include <QNetworkProxyFactory>
#include <QTextStream>

#include <cstdio>

using namespace gramarye;

namespace {

// By these names the settings and the data folder are found.
void nameProgram()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Gramarye"));
    QCoreApplication::setApplicationName(QStringLiteral("Gramarye"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GRAMARYE_VERSION));
}

int showWindow(const QStringList &files)
{
    MainWindow window(std::make_unique<RenderEngine>(), NetworkCatalog::builtIn());
    window.dialogs()->setBatchListReader(readBatchJobs);
    QString project;
    QStringList pictures;
    for (const QString &file : files) {
        if (isCalledWeights(file))
            window.networkInstaller()->import(file);
        else if (isProjectPath(file))
            project = file;
        else
            pictures << file;
    }
    if (!project.isEmpty())
        window.openProject(project);
    else if (pictures.isEmpty())
        window.incoming()->loadSamples();
    else
        window.setContent(pictures.first());
    for (const QString &style : pictures.mid(1))
        window.addStyle(style);
    window.edits()->clear(); // the beginning is no step
    window.show();
    window.projectActions()->offerRecovered();
    return QCoreApplication::exec();
}

// What is typed to open the window with pictures.
OptionSpec filesSpec()
{
    return {{},
            CommandLine::tr("[CONTENT [STYLE...]]"),
            {},
            OptionTrait::ReadsFile | OptionTrait::Repeats};
}

Parsed<int> runWindow(const QStringList &words)
{
    const auto given = takeApart(words, {{QString(), {filesSpec()}}});
    if (!given)
        return given.error();
    QStringList files;
    for (const auto &[spec, file] : *given) {
        if (file.startsWith(QLatin1Char('-')))
            return UsageError{CommandLine::tr("There is no option “%1”.").arg(file)};
        files << file;
    }
    return showWindow(files);
}

std::vector<Command> allCommands()
{
    std::vector<Command> commands{
        {QString(),
         {{QLatin1String("gramarye ") + filesSpec().placeholder,
           CommandLine::tr("Opens the window, with these pictures in it.")}},
         {},
         runWindow,
         CommandNeeds::Display}};
    for (Command &command : commandsWithoutWindow())
        commands.push_back(std::move(command));
    commands.push_back({stallWorkerName(),
                        {},
                        {},
                        [](const QStringList &words) { return runStallWorker(words.value(0)); },
                        CommandNeeds::Display});
    return commands;
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

// Qt would abort.
int complainOfNoDisplay()
{
    QTextStream(stderr) << CommandLine::tr("There is no display to open a window on; “gramarye "
                                           "render” needs none.")
                        << Qt::endl;
    return exitcode::failed;
}

int runWithWindow(int &argc, char **argv)
{
    const QApplication application(argc, argv);
    // By this a desktop finds the window's icon and name (packaging/linux).
    QGuiApplication::setDesktopFileName(QStringLiteral("org.gramarye.Gramarye"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/gramarye.png")));
    installTranslations(Settings().locale());
    return runCommand(QCoreApplication::arguments().mid(1), allCommands());
}

std::unique_ptr<QCoreApplication> makeApplication(CommandNeeds needs, int &argc, char **argv)
{
    if (needs != CommandNeeds::Letters)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

int runWithoutWindow(CommandNeeds needs, int &argc, char **argv)
{
    // Containers and services often run in the locale "C". Qt works in UTF-8 all the same, but
    // would warn of it on stderr, where only our own sentences belong.
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
    const auto application = makeApplication(needs, argc, argv);
    qInstallMessageHandler(nullptr);
    installTranslations(QLocale());
    if (needs == CommandNeeds::Display)
        return complainOfNoDisplay();
    return runCommand(QCoreApplication::arguments().mid(1), allCommands());
}

/// A name of a file that is no text here, as one of another system's is that was copied with its
/// bytes. Qt would look for another name, and not find it.
bool isNoText(const char *word)
{
    return QString::fromLocal8Bit(word).toLocal8Bit() != word;
}

int complainOfNoText(int &argc, char **argv, const QString &word)
{
    const QCoreApplication application(argc, argv);
    installTranslations(QLocale());
    QTextStream(stderr) << CommandLine::tr("The letters of “%1” are not those of this system "
                                           "(UTF-8), so that the file cannot be opened: rename "
                                           "it.")
                               .arg(word)
                        << Qt::endl;
    return exitcode::wrongUsage;
}

// Help needs no display, whatever it is asked of.
CommandNeeds needsOf(const QStringList &words)
{
    return asksForHelp(words) ? CommandNeeds::Nothing : commandOf(words, allCommands()).needs;
}

} // namespace

int main(int argc, char *argv[])
{
    nameProgram();
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    QStringList words;
    for (int i = 1; i < argc; ++i) {
        words << QString::fromLocal8Bit(argv[i]);
        if (isNoText(argv[i]))
            return complainOfNoText(argc, argv, words.last());
    }
    const CommandNeeds needs = needsOf(words);
    return needs == CommandNeeds::Display && hasDisplay() ? runWithWindow(argc, argv)
                                                          : runWithoutWindow(needs, argc, argv);
}
