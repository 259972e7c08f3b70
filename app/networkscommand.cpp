#include "app/networkscommand.h"

#include "app/commandline.h"
#include "app/interruptsignal.h"
#include "app/progressline.h"
#include "core/download/networkdownload.h"
#include "core/network/networkstore.h"
#include "ui/text/catalogtext.h"
#include "ui/text/errortext.h"
#include "ui/text/networktext.h"

#include <QFileInfo>
#include <QTextStream>

#include <cstdio>

namespace gramarye {

namespace {

void say(const QString &sentence)
{
    QTextStream(stdout) << sentence << Qt::endl;
}

int report(const Error &error)
{
    QTextStream(stderr) << errorText(error) << Qt::endl;
    return exitcode::failed;
}

/// What a subcommand was given.
struct NetworksArguments
{
    QString operand; ///< a network or a file; empty where there was none
    QString address; ///< to download from
    QString name;    ///< to import as
    bool whole = false;
};

/// Two lines: name, state, size and licence in columns; what the network is good for.
int listNetworks()
{
    const NetworkStore store;
    QTextStream out(stdout);
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks()) {
        const QString size = sizeText(network, store);
        out << network.name.leftJustified(16) << ' '
            << stateText(store.state(network)).leftJustified(12) << ' '
            << (size.isEmpty() ? QStringLiteral("–") : size).rightJustified(8) << "  "
            << network.licence << '\n'
            << "    " << catalogText(network.summary) << '\n';
    }
    return exitcode::done;
}

/// Follows @p download of the network @p name on stderr until it ends; Ctrl-C cancels it. Returns
/// the program's exit status.
int runToEnd(NetworkDownload &download, const QString &name)
{
    QTextStream err(stderr);
    ProgressLine line(err, progressStyleOfStandardError());
    const InterruptSignal interrupt;
    bool hasBegun = false;
    QObject::connect(&interrupt, &InterruptSignal::raised, &download, &NetworkDownload::cancel);
    QObject::connect(&download, &NetworkDownload::progressed, &download,
                     [&](const DownloadProgress &progress) {
                         if (!std::exchange(hasBegun, true) && progress.resumedAt > 0)
                             line.say(CommandLine::tr("It goes on where it was cut short: %1 are "
                                                      "here already.")
                                          .arg(bytesText(progress.resumedAt)));
                         line.show(progress);
                     });
    QObject::connect(&download, &NetworkDownload::finished, &download, [&] {
        line.clear();
        say(CommandLine::tr("“%1” is installed now.").arg(name));
        QCoreApplication::exit(exitcode::done);
    });
    QObject::connect(&download, &NetworkDownload::failed, &download,
                     [&](const Error &error) { QCoreApplication::exit(line.fail(error)); });
    QObject::connect(&download, &NetworkDownload::cancelled, &download, [&] {
        line.say(CommandLine::tr("The download was cancelled; nothing of it is left."));
        QCoreApplication::exit(exitcode::interrupted);
    });
    download.start();
    return QCoreApplication::exec();
}

int downloadNetwork(const NetworksArguments &arguments)
{
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    const NetworkInfo *network = catalog.find(arguments.operand);
    if (!network)
        return report({ErrorCode::NetworkUnknown, arguments.operand, catalog.names()});
    NetworkDownload download({*network, arguments.address, arguments.whole}, catalog);
    const QString address = download.address();
    if (isSafeAddress(QUrl(address))) // else it is about to be refused
        say(CommandLine::tr("“%1” (licence: %2) is downloaded from %3.")
                .arg(network->name, network->licence, address));
    return runToEnd(download, network->name);
}

// What else the file may be, where it was not said.
QStringList otherNames(const QString &path, const QString &taken)
{
    QStringList names;
    if (const auto networks = NetworkStore().recognise(path)) {
        for (const NetworkInfo &network : *networks)
            names << network.name;
    }
    names.removeOne(taken);
    return names;
}

int importNetwork(const NetworksArguments &arguments)
{
    const QString path = arguments.operand;
    const auto name = NetworkStore().import(path, arguments.name);
    if (!name)
        return report(name.error());
    say(CommandLine::tr("“%1” is installed now, as “%2”.").arg(QFileInfo(path).fileName(), *name));
    const QStringList others = arguments.name.isEmpty() ? otherNames(path, *name) : QStringList();
    for (const QString &other : others)
        say(CommandLine::tr("The file itself does not tell “%1” from “%2”: if that is what it "
                            "holds, import it again with --as %2.")
                .arg(*name, other));
    return exitcode::done;
}

int verifyNetworks(const NetworksArguments &arguments)
{
    const NetworkStore store;
    QStringList names;
    for (const NetworkInfo &network : NetworkCatalog::builtIn().networks()) {
        if (store.state(network) != NetworkState::Absent)
            names << network.name;
    }
    if (!arguments.operand.isEmpty())
        names = QStringList{arguments.operand};
    int status = exitcode::done;
    for (const QString &name : names) {
        const Status verified = store.verify(name);
        if (verified)
            say(CommandLine::tr("“%1” is as it should be.").arg(name));
        else
            status = report(verified.error());
    }
    return status;
}

int removeNetwork(const NetworksArguments &arguments)
{
    const Status removed = NetworkStore().remove(arguments.operand);
    if (!removed)
        return report(removed.error());
    say(CommandLine::tr("“%1” was removed.").arg(arguments.operand));
    return exitcode::done;
}

/// "gramarye networks import FILE [--as NAME]"
QString typed(const QString &name, const QString &operand,
              const std::vector<Option<NetworksArguments>> &options)
{
    QStringList words{QStringLiteral("gramarye"), name, operand};
    for (const Option<NetworksArguments> &option : options)
        words << QLatin1Char('[') + option.typed() + QLatin1Char(']');
    return words.join(QLatin1Char(' '));
}

/// A subcommand with one operand, which may lack where @p operand is in brackets.
Command subcommand(const QString &name, OptionSpec operand, const QString &help,
                   int (*run)(const NetworksArguments &),
                   std::vector<Option<NetworksArguments>> options = {})
{
    using A = NetworksArguments;
    const QString usage = typed(name, operand.placeholder, options);
    const QString missing = operand.placeholder.startsWith(u'[') ? QString() : operand.placeholder;
    options.push_back(textOption(std::move(operand), &A::operand));
    const OptionTable<A> table{{CommandLine::tr("Options of %1").arg(name), options}};
    return {name,
            {{usage, help}},
            [table] { return textsOf(table); },
            [=](const QStringList &words) -> Parsed<int> {
                const auto arguments = readWords(words, table);
                if (!arguments)
                    return arguments.error();
                if (arguments->operand.isEmpty() && !missing.isEmpty())
                    return UsageError{CommandLine::tr("%1 is missing: %2.").arg(missing, usage)};
                return run(*arguments);
            }};
}

Parsed<int> listOrRefuse(const QStringList &words)
{
    if (!words.isEmpty())
        return UsageError{
            CommandLine::tr("There is no command “gramarye networks %1”.").arg(words.first())};
    return listNetworks();
}

} // namespace

std::vector<Command> networksCommands()
{
    using A = NetworksArguments;
    const QString name = CommandLine::tr("NAME");
    return {
        {QStringLiteral("networks"),
         {{QStringLiteral("gramarye networks"),
           CommandLine::tr("Lists the networks: name, whether it is here, size, licence and what "
                           "it is good for.")}},
         {},
         listOrRefuse},
        subcommand(
            QStringLiteral("networks download"), {{}, name, {}},
            CommandLine::tr("Downloads a network and installs it; a download that was cut short "
                            "goes on. Of a safetensors file only the part that is needed is "
                            "fetched, but with --whole all of it, to compare its checksum with "
                            "the published one."),
            downloadNetwork,
            {textOption({QStringLiteral("from"), CommandLine::tr("ADDRESS"),
                         CommandLine::tr("Where from, in place of the published address; https.")},
                        &A::address),
             switchOption(
                 QStringLiteral("whole"),
                 CommandLine::tr("Fetch the whole file, not only the part that is needed."),
                 &A::whole)}),
        subcommand(
            QStringLiteral("networks import"),
            {{}, CommandLine::tr("FILE"), {}, OptionTrait::ReadsFile},
            CommandLine::tr("Installs the network in a weight file (.safetensors, .pth or .pt): "
                            "the one that the file seems to hold, or the one named."),
            importNetwork,
            {textOption(
                {QStringLiteral("as"), name,
                 CommandLine::tr("The network that it is, where the file leaves that open.")},
                &A::name)}),
        subcommand(QStringLiteral("networks verify"),
                   {{}, QLatin1Char('[') + name + QLatin1Char(']'), {}},
                   CommandLine::tr("Checks the weights of one network, or of all that are here."),
                   verifyNetworks),
        subcommand(QStringLiteral("networks remove"), {{}, name, {}},
                   CommandLine::tr("Removes the weights of a network from this computer."),
                   removeNetwork)};
}

} // namespace gramarye
