#include "app/batchlist.h"
#include "app/benchworker.h"
#include "app/command.h"
#include "app/commandline.h"
#include "app/exitcode.h"
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
#include <QJsonDocument>
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

/// What the window is opened with.
struct WindowArguments
{
    QStringList files;
};

std::optional<UsageError> readFile(WindowArguments &arguments, const QString &word)
{
    if (word.startsWith(QLatin1Char('-')))
        return UsageError{CommandLine::tr("There is no option “%1”.").arg(word)};
    arguments.files << word;
    return std::nullopt;
}

Command windowCommand()
{
    const OptionSpec files{{},
                           CommandLine::tr("[CONTENT [STYLE...]]"),
                           {},
                           {},
                           OptionTrait::ReadsFile | OptionTrait::Repeats};
    return {QString(),
            {{QLatin1String("gramarye ") + files.placeholder,
              CommandLine::tr("Opens the window, with these pictures in it.")}},
            {},
            CommandNeeds::Display,
            [files](const QStringList &words) -> std::variant<int, UsageError> {
                const OptionTable<WindowArguments> table{{QString(), {{files, readFile}}}};
                const auto parsed = readWords(words, table);
                if (const auto *error = std::get_if<UsageError>(&parsed))
                    return *error;
                return showWindow(std::get<WindowArguments>(parsed).files);
            }};
}

Command stallWorkerCommand()
{
    return {stallWorkerName(),
            {},
            {},
            CommandNeeds::Display,
            [](const QStringList &words) -> std::variant<int, UsageError> {
                const QJsonObject what = QJsonDocument::fromJson(words.value(0).toUtf8()).object();
                const StallCase stalls{what.value(QLatin1String("path")).toString(),
                                       what.value(QLatin1String("iterations")).toInt(),
                                       what.value(QLatin1String("threads")).toInt()};
                return serveMeasurements([&] { return measureStalls(stalls); });
            }};
}

std::vector<Command> allCommands()
{
    std::vector<Command> commands{windowCommand()};
    for (Command &command : commandsWithoutWindow())
        commands.push_back(std::move(command));
    commands.push_back(stallWorkerCommand());
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

void silenceQt()
{
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
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
    silenceQt();
    const auto application = makeApplication(needs, argc, argv);
    qInstallMessageHandler(nullptr);
    installTranslations(QLocale());
    if (needs == CommandNeeds::Display)
        return complainOfNoDisplay();
    return runCommand(QCoreApplication::arguments().mid(1), allCommands());
}

// Help needs no display, whatever it is asked of.
CommandNeeds needsOf(const QStringList &words)
{
    const bool asksForHelp =
        words.contains(QLatin1String("--help")) || words.contains(QLatin1String("-h"));
    return asksForHelp ? CommandNeeds::Nothing : commandOf(words, allCommands()).needs;
}

} // namespace

int main(int argc, char *argv[])
{
    nameProgram();
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    const CommandNeeds needs = needsOf(words);
    return needs == CommandNeeds::Display && hasDisplay() ? runWithWindow(argc, argv)
                                                          : runWithoutWindow(needs, argc, argv);
}
