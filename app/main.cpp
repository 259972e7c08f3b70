#include "app/batchcommand.h"
#include "app/batchlist.h"
#include "app/benchcommand.h"
#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/helptext.h"
#include "app/networkscommand.h"
#include "app/renderarguments.h"
#include "app/rendercommand.h"
#include "app/representationscommand.h"
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

void print(std::FILE *stream, const QString &text)
{
    QTextStream(stream) << text << Qt::flush;
}

int fail(const UsageError &error)
{
    print(stderr, error.sentence + QLatin1Char('\n')
                      + CommandLine::tr("“gramarye --help” explains how it is used.")
                      + QLatin1Char('\n'));
    return exitcode::wrongUsage;
}

// By these names the settings and the data folder are found.
void nameProgram()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Gramarye"));
    QCoreApplication::setApplicationName(QStringLiteral("Gramarye"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GRAMARYE_VERSION));
}

int printHelp()
{
    print(stdout, helpText());
    return exitcode::done;
}

int printVersion()
{
    print(stdout,
          QLatin1String("Gramarye ") + QCoreApplication::applicationVersion() + QLatin1Char('\n'));
    return exitcode::done;
}

int renderBatch(const RenderArguments &arguments)
{
    const ParsedBatchList list = readBatchList(arguments.batchFile);
    if (const auto *error = std::get_if<UsageError>(&list))
        return fail(*error);
    return BatchCommand(arguments, std::get<std::vector<RenderArguments>>(list)).run();
}

int render(const QStringList &words)
{
    const ParsedRenderArguments parsed = parseRenderArguments(words);
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return fail(*error);
    if (std::holds_alternative<HelpRequest>(parsed))
        return printHelp();
    const auto &arguments = std::get<RenderArguments>(parsed);
    return arguments.batchFile.isEmpty() ? RenderCommand(arguments).run() : renderBatch(arguments);
}

int networks(const QStringList &words)
{
    const ParsedNetworksArguments parsed = parseNetworksArguments(words, networksSubcommands());
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return fail(*error);
    if (std::holds_alternative<HelpRequest>(parsed))
        return printHelp();
    const auto &call = std::get<NetworksCall>(parsed);
    return call.subcommand.run(call.arguments);
}

int bench(const QStringList &words)
{
    const ParsedBenchArguments parsed = parseBenchArguments(words);
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return fail(*error);
    if (std::holds_alternative<HelpRequest>(parsed))
        return printHelp();
    return BenchCommand(std::get<BenchArguments>(parsed)).run();
}

int representations(const QStringList &words)
{
    const ParsedRepresentationsArguments parsed = parseRepresentationsArguments(words);
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return fail(*error);
    if (std::holds_alternative<HelpRequest>(parsed))
        return printHelp();
    return RepresentationsCommand(std::get<RepresentationsArguments>(parsed)).run();
}

int showWindow(const QStringList &files)
{
    for (const QString &word : files) {
        if (word.startsWith(QLatin1Char('-')))
            return fail({CommandLine::tr("There is no option “%1”.").arg(word)});
    }
    MainWindow window(std::make_unique<RenderEngine>(), NetworkCatalog::builtIn());
    window.dialogs()->setBatchListReader(readRenderOrders);
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

int complainOfNoDisplay()
{
    print(stderr,
          CommandLine::tr("There is no display to open a window on; “gramarye render” needs "
                          "none.")
              + QLatin1Char('\n'));
    return exitcode::failed;
}

enum class Task
{
    Render,
    Networks,
    Bench,
    BenchWindow,
    Representations,
    Help,
    Version,
    Window
};

Task taskOf(const QByteArrayList &words)
{
    if (words.value(0) == "render")
        return Task::Render;
    if (words.value(0) == "networks")
        return Task::Networks;
    if (words.value(0) == "bench")
        return words.contains("--window") ? Task::BenchWindow : Task::Bench;
    if (words.value(0) == "representations")
        return Task::Representations;
    if (words.contains("--help") || words.contains("-h"))
        return Task::Help;
    return words.value(0) == "--version" ? Task::Version : Task::Window;
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

void silenceQt()
{
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
}

int runWithWindow(int &argc, char **argv)
{
    const QApplication application(argc, argv);
    // By this a desktop finds the window's icon and name (packaging/linux).
    QGuiApplication::setDesktopFileName(QStringLiteral("org.gramarye.Gramarye"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/gramarye.png")));
    installTranslations(Settings().locale());
    return showWindow(QCoreApplication::arguments().mid(1));
}

int benchWithWindow(int &argc, char **argv)
{
    silenceQt(); // it would explain what a window that nobody sees cannot do
    const QApplication application(argc, argv);
    installTranslations(QLocale());
    return bench(QCoreApplication::arguments().mid(2));
}

// Letters are drawn by what Qt calls a GUI, which can do without a screen.
std::unique_ptr<QCoreApplication> makeApplication(Task task, int &argc, char **argv)
{
    if (task != Task::Representations)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

int runWithoutWindow(Task task, int &argc, char **argv)
{
    // Containers and services often run in the locale "C". Qt works in UTF-8 all the same, but
    // would warn of it on stderr, where only our own sentences belong.
    silenceQt();
    const auto application = makeApplication(task, argc, argv);
    qInstallMessageHandler(nullptr);
    installTranslations(QLocale());
    switch (task) {
    case Task::Render:
        return render(QCoreApplication::arguments().mid(2));
    case Task::Networks:
        return networks(QCoreApplication::arguments().mid(2));
    case Task::Bench:
        return bench(QCoreApplication::arguments().mid(2));
    case Task::Representations:
        return representations(QCoreApplication::arguments().mid(2));
    case Task::Help:
        return printHelp();
    case Task::Version:
        return printVersion();
    case Task::BenchWindow:
    case Task::Window: // Qt would abort
        return complainOfNoDisplay();
    }
    Q_UNREACHABLE();
}

} // namespace

int main(int argc, char *argv[])
{
    nameProgram();
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    const Task task = taskOf(QByteArrayList(argv + 1, argv + argc));
    if (task == Task::Window && hasDisplay())
        return runWithWindow(argc, argv);
    if (task == Task::BenchWindow && hasDisplay())
        return benchWithWindow(argc, argv);
    return runWithoutWindow(task, argc, argv);
}
