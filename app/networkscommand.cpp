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

int downloadNetwork(const NetworksArguments &arguments)
{
    const NetworkCatalog &catalog = NetworkCatalog::builtIn();
    const NetworkInfo *network = catalog.find(arguments.operand);
    if (!network)
        return report({ErrorCode::NetworkUnknown, arguments.operand, catalog.names()});
    return DownloadCommand({*network, arguments.address, arguments.whole}).run();
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

using A = NetworksArguments;
using Ended = std::variant<int, UsageError>;

/// "gramarye networks import FILE [--as NAME]"
QString typed(const QString &name, const QString &operand, const std::vector<Option<A>> &options)
{
    QStringList words{QStringLiteral("gramarye"), name, operand};
    for (const Option<A> &option : options)
        words << QLatin1Char('[') + option.typed() + QLatin1Char(']');
    return words.join(QLatin1Char(' '));
}

/// A subcommand with one operand, which may lack where @p operand is in brackets.
Command subcommand(const QString &name, OptionSpec operand, const std::vector<Option<A>> &options,
                   const QString &help, int (*run)(const A &))
{
    const QString usage = typed(name, operand.placeholder, options);
    const QString missing = operand.placeholder.startsWith(u'[') ? QString() : operand.placeholder;
    std::vector<Option<A>> all = options;
    all.push_back(textOption(std::move(operand), &A::operand));
    const OptionTable<A> table{{CommandLine::tr("Options of %1").arg(name), all}};
    const auto texts = [table] { return textsOf(table); };
    return {name,
            {{usage, help}},
            options.empty() ? std::function<OptionTexts()>() : texts,
            CommandNeeds::Nothing,
            [=](const QStringList &words) -> Ended {
                const auto parsed = readWords(words, table);
                if (const auto *error = std::get_if<UsageError>(&parsed))
                    return *error;
                const auto &arguments = std::get<A>(parsed);
                if (arguments.operand.isEmpty() && !missing.isEmpty())
                    return UsageError{CommandLine::tr("%1 is missing: %2.").arg(missing, usage)};
                return run(arguments);
            }};
}

Command listCommand()
{
    return {QStringLiteral("networks"),
            {{QStringLiteral("gramarye networks"),
              CommandLine::tr("Lists the networks: name, whether it is here, size, licence and "
                              "what it is good for.")}},
            {},
            CommandNeeds::Nothing,
            [](const QStringList &words) -> Ended {
                if (!words.isEmpty())
                    return UsageError{CommandLine::tr("There is no command “gramarye networks %1”.")
                                          .arg(words.first())};
                return listNetworks();
            }};
}

Command downloadCommand()
{
    return subcommand(
        QStringLiteral("networks download"), {{}, CommandLine::tr("NAME"), {}, {}, {}},
        {textOption({QStringLiteral("from"),
                     CommandLine::tr("ADDRESS"),
                     CommandLine::tr("Where from, in place of the published address; https."),
                     QString(),
                     {}},
                    &A::address),
         switchOption({QStringLiteral("whole"),
                       QString(),
                       CommandLine::tr("Fetch the whole file, not only the part that is needed."),
                       QString(),
                       {}},
                      &A::whole)},
        CommandLine::tr("Downloads a network and installs it; a download that was cut short goes "
                        "on. Of a safetensors file only the part that is needed is fetched, but "
                        "with --whole all of it, to compare its checksum with the published one."),
        downloadNetwork);
}

Command importCommand()
{
    return subcommand(
        QStringLiteral("networks import"),
        {{}, CommandLine::tr("FILE"), {}, {}, OptionTrait::ReadsFile},
        {textOption({QStringLiteral("as"),
                     CommandLine::tr("NAME"),
                     CommandLine::tr("The network that it is, where the file leaves that open."),
                     QString(),
                     {}},
                    &A::name)},
        CommandLine::tr("Installs the network in a weight file (.safetensors, .pth or .pt): the "
                        "one that the file seems to hold, or the one named."),
        importNetwork);
}

} // namespace

std::vector<Command> networksCommands()
{
    const QString name = CommandLine::tr("NAME");
    return {listCommand(), downloadCommand(), importCommand(),
            subcommand(QStringLiteral("networks verify"),
                       {{}, QLatin1Char('[') + name + QLatin1Char(']'), {}, {}, {}}, {},
                       CommandLine::tr("Checks the weights of one network, or of all that are "
                                       "here."),
                       verifyNetworks),
            subcommand(QStringLiteral("networks remove"), {{}, name, {}, {}, {}}, {},
                       CommandLine::tr("Removes the weights of a network from this computer."),
                       removeNetwork)};
}

} // namespace gramarye
