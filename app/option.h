#pragma once

#include "app/optionvalue.h"

#include <QFlags>

#include <functional>
#include <variant>
#include <vector>

namespace gramarye {

/// What an option is, apart from its texts.
enum class OptionTrait
{
    Repeats = 1 << 0,    ///< may be given several times, and each counts
    ReadsFile = 1 << 1,  ///< the value names a file or folder
    WritesFile = 1 << 2, ///< likewise, and standard output will not do
    MayBeFile = 1 << 3,  ///< the value is a word, or else a file's name
    Job = 1 << 4,        ///< may stand in a list of jobs
    BesideList = 1 << 5, ///< may be given beside a list of jobs
    ListOnly = 1 << 6,   ///< says nothing without one
    NewRun = 1 << 7,     ///< a run that goes on has it from its project
};
Q_DECLARE_FLAGS(OptionTraits, OptionTrait)

} // namespace gramarye

// Within the namespace they would hide those of Qt's own flags.
Q_DECLARE_OPERATORS_FOR_FLAGS(gramarye::OptionTraits)

namespace gramarye {

/// How an option is spelled and explained, for parsing, --help and whatever else is made of the
/// table. Texts are in the user's language. The entry without a name stands for the words that
/// belong to no option.
struct OptionSpec
{
    QString name;        ///< without the dashes
    QString placeholder; ///< stands for the value, e.g. "FILE"; empty where the option takes none
    QString help;        ///< whole sentences
    QString range;       ///< values, unit and default; may be empty
    OptionTraits traits;

    bool takesValue() const { return !placeholder.isEmpty(); }
    bool is(OptionTrait trait) const { return traits.testFlag(trait); }

    /// "--name VALUE", or the placeholder alone where there is no name.
    QString typed() const;
};

/// An option that changes Arguments.
template<typename Arguments>
struct Option : OptionSpec
{
    /// Reads a value (see readValue()) into @p arguments, or says what is wrong with it.
    std::function<std::optional<UsageError>(Arguments &arguments, const QString &value)> read;
};

/// Options with a heading. OptionGroup<OptionSpec>: their texts alone.
template<typename AnyOption>
struct OptionGroup
{
    QString title;
    std::vector<AnyOption> options;
};
using OptionTexts = std::vector<OptionGroup<OptionSpec>>;

/// The options of one command, in the order they are explained: the one table for parsing, --help
/// and lists of jobs.
template<typename Arguments>
using OptionTable = std::vector<OptionGroup<Option<Arguments>>>;

template<typename Arguments>
OptionTexts textsOf(const OptionTable<Arguments> &table)
{
    OptionTexts texts;
    for (const auto &group : table)
        texts.push_back({group.title, {group.options.begin(), group.options.end()}});
    return texts;
}

/// An option as it was given. A value.
struct GivenOption
{
    OptionSpec spec;
    QString value; ///< empty where it takes none
};

/// @p words by the table @p texts, in their order, each value as readValue() makes it.
std::variant<std::vector<GivenOption>, UsageError> takeApart(QStringList words,
                                                             const OptionTexts &texts);

/// What is common to the values of all options: they are not empty, and where they are files'
/// names, those of this computer ("file://" addresses become paths).
std::variant<QString, UsageError> readValue(const OptionSpec &spec, const QString &text);

UsageError noSuchOption(const QString &name);

template<typename Arguments>
std::optional<UsageError> readOption(const OptionTable<Arguments> &table, const GivenOption &given,
                                     Arguments &arguments)
{
    for (const auto &group : table) {
        for (const Option<Arguments> &option : group.options) {
            if (option.name == given.spec.name)
                return option.read(arguments, given.value);
        }
    }
    return noSuchOption(given.spec.name);
}

/// Arguments as @p words change them, by @p table.
template<typename Arguments>
std::variant<Arguments, UsageError> readWords(const QStringList &words,
                                              const OptionTable<Arguments> &table)
{
    const auto given = takeApart(words, textsOf(table));
    if (const auto *error = std::get_if<UsageError>(&given))
        return *error;
    Arguments arguments;
    for (const GivenOption &option : std::get<std::vector<GivenOption>>(given)) {
        if (const auto error = readOption(table, option, arguments))
            return *error;
    }
    return arguments;
}

// Options that need no more than their member.

template<typename Arguments>
Option<Arguments> textOption(OptionSpec spec, QString Arguments::*member)
{
    return {std::move(spec), [member](Arguments &arguments, const QString &value) {
                arguments.*member = value;
                return std::optional<UsageError>();
            }};
}

template<typename Arguments>
Option<Arguments> switchOption(OptionSpec spec, bool Arguments::*member)
{
    return {std::move(spec), [member](Arguments &arguments, const QString & /*none*/) {
                arguments.*member = true;
                return std::optional<UsageError>();
            }};
}

} // namespace gramarye
