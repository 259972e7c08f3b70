#include "app/networkscommand.h"

#include "app/commandline.h"
#include "app/downloadcommand.h"
#include "app/exitcode.h"
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

/// Two lines: name, state, size and licence in columns; what the network is good for.
int listNetworks(const NetworksArguments & /*none*/)
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

int downloadNetwork(const NetworksArguments &arguments)
{
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    const NetworkInfo *network = catalog.find(arguments.operand);
    if (!network)
        return report({ErrorCode::NetworkUnknown, arguments.operand, catalog.names()});
    return DownloadCommand({*network, arguments.option("from"), arguments.has("whole")}).run();
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
    const auto name = NetworkStore().import(path, arguments.option("as"));
    if (!name)
        return report(name.error());
    say(CommandLine::tr("“%1” is installed now, as “%2”.").arg(QFileInfo(path).fileName(), *name));
    const QStringList others =
        arguments.option("as").isEmpty() ? otherNames(path, *name) : QStringList();
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

} // namespace

std::vector<NetworksSubcommand> networksSubcommands()
{
    const QString name = CommandLine::tr("NAME");
    const QString file = CommandLine::tr("FILE");
    const QString address = CommandLine::tr("ADDRESS");
    return {
        {{},
         {},
         false,
         {},
         CommandLine::tr("Lists the networks: name, whether it is here, size, licence and what it "
                         "is good for."),
         listNetworks},
        {QStringLiteral("download"),
         name,
         false,
         {{"from", address}, {"whole", {}}},
         CommandLine::tr("Downloads a network and installs it; a download that was cut short goes "
                         "on. Of a safetensors file only the part that is needed is fetched, but "
                         "with --whole all of it, to compare its checksum with the published one."),
         downloadNetwork},
        {QStringLiteral("import"),
         file,
         false,
         {{"as", name}},
         CommandLine::tr("Installs the network in a weight file (.safetensors, .pth or .pt): the "
                         "one that the file seems to hold, or the one named."),
         importNetwork},
        {QStringLiteral("verify"),
         name,
         true,
         {},
         CommandLine::tr("Checks the weights of one network, or of all that are here."),
         verifyNetworks},
        {QStringLiteral("remove"),
         name,
         false,
         {},
         CommandLine::tr("Removes the weights of a network from this computer."),
         removeNetwork},
    };
}

} // namespace gramarye
