#include "app/networksarguments.h"

#include "app/commandline.h"
#include "app/optionvalue.h"
#include "app/typedoption.h"

#include <algorithm>

namespace gramarye {

namespace {

// Takes the word at the front of @p words, with its value where it is an option.
std::optional<UsageError> takeWord(NetworksCall &call, QStringList &words)
{
    const QString word = words.takeFirst();
    if (!looksLikeOption(word)) {
        if (call.subcommand.operand.isEmpty() || !call.arguments.operand.isEmpty())
            return UsageError{CommandLine::tr("“%1” is one word too many.").arg(word)};
        call.arguments.operand = word;
        return std::nullopt;
    }
    TypedOption typed = splitAtEquals(word);
    const auto &options = call.subcommand.options;
    const auto option = std::find_if(options.begin(), options.end(), [&](const auto &known) {
        return typed.name == QLatin1String(known.name);
    });
    if (option == options.end())
        return noSuchOption(typed.name);
    if (auto error = takeValue(typed, option->placeholder, words))
        return error;
    if (typed.value && typed.value->isEmpty())
        return emptyValue(typed.name);
    call.arguments.options[typed.name] = typed.value.value_or(QString());
    return std::nullopt;
}

} // namespace

QString NetworksArguments::option(const char *name) const
{
    const auto found = options.find(QLatin1String(name));
    return found == options.end() ? QString() : found->second;
}

QString NetworksSubcommand::usage() const
{
    QStringList words{QStringLiteral("gramarye networks")};
    if (!name.isEmpty())
        words << name;
    if (!operand.isEmpty())
        words << (operandMayLack ? QLatin1Char('[') + operand + QLatin1Char(']') : operand);
    for (const NetworksOption &option : options)
        words << (QLatin1String("[--") + QLatin1String(option.name) + QLatin1Char(' ')
                  + option.placeholder)
                         .trimmed()
                     + QLatin1Char(']');
    return words.join(QLatin1Char(' '));
}

ParsedNetworksArguments parseNetworksArguments(const QStringList &words,
                                               const std::vector<NetworksSubcommand> &subcommands)
{
    if (words.contains(QLatin1String("--help")) || words.contains(QLatin1String("-h")))
        return HelpRequest();
    const QString name = words.value(0);
    const auto subcommand =
        std::find_if(subcommands.begin(), subcommands.end(),
                     [&](const NetworksSubcommand &known) { return known.name == name; });
    if (subcommand == subcommands.end())
        return UsageError{CommandLine::tr("There is no command “gramarye networks %1”.").arg(name)};
    NetworksCall call{*subcommand, {}};
    QStringList rest = words.mid(1);
    while (!rest.isEmpty()) {
        if (const auto error = takeWord(call, rest))
            return *error;
    }
    if (call.arguments.operand.isEmpty() && !subcommand->operand.isEmpty()
        && !subcommand->operandMayLack)
        return UsageError{
            CommandLine::tr("%1 is missing: %2.").arg(subcommand->operand, subcommand->usage())};
    return call;
}

} // namespace gramarye
