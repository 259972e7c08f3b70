#pragma once

#include "core/base/error.h"

#include <QFlags>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace gramarye {

/// Wrong usage, in one sentence for the user.
struct UsageError
{
    QString sentence;
};
template<typename T>
using Parsed = Expected<T, UsageError>;

/// What is wrong, if anything.
using MaybeError = std::optional<UsageError>;

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
    Stream = 1 << 8,     ///< the file may be standard input or output, “-”
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
    OptionTraits traits = {};
    QString range = {}; ///< values, unit and default; may be empty

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
    std::function<MaybeError(Arguments &arguments, const QString &value)> read;
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
Parsed<std::vector<GivenOption>> takeApart(QStringList words, const OptionTexts &texts);

/// What is common to the values of all options: they are not empty, and where they are files'
/// names, read as fileName() does.
Parsed<QString> readValue(const OptionSpec &spec, const QString &text);

/// The file that is called @p text: "file:///a%20b.jpg" is "/a b.jpg", and "~" the home folder. An
/// address of another computer is an error.
Parsed<QString> fileName(const QString &text);

UsageError noSuchOption(const QString &name);

/// Arguments as what was @p given, by @p table, changes them.
template<typename Arguments>
Parsed<Arguments> readGiven(const std::vector<GivenOption> &given,
                            const OptionTable<Arguments> &table)
{
    Arguments arguments;
    for (const auto &[spec, value] : given) {
        for (const auto &group : table) {
            for (const Option<Arguments> &option : group.options) {
                if (option.name != spec.name)
                    continue;
                if (const auto error = option.read(arguments, value))
                    return *error;
            }
        }
    }
    return arguments;
}

/// The same for @p words.
template<typename Arguments>
Parsed<Arguments> readWords(const QStringList &words, const OptionTable<Arguments> &table)
{
    const auto given = takeApart(words, textsOf(table));
    if (!given)
        return given.error();
    return readGiven(*given, table);
}

// Options that need no more than their member.

template<typename Arguments>
Option<Arguments> textOption(OptionSpec spec, QString Arguments::*member)
{
    return {std::move(spec), [member](Arguments &arguments, const QString &value) {
                arguments.*member = value;
                return MaybeError();
            }};
}

template<typename Arguments>
Option<Arguments> switchOption(const QString &name, const QString &help, bool Arguments::*member,
                               OptionTraits traits = {})
{
    return {{name, QString(), help, traits},
            [member](Arguments &arguments, const QString & /*none*/) {
                arguments.*member = true;
                return MaybeError();
            }};
}

// How values are read and written on the command line, whatever the user's language.

/// "0.5", "1e-3", "inf"; "nan" too, which is in no range.
std::optional<double> readNumber(const QString &text);

/// "R" or "A/B". As usual with fractions A/0 is infinite and 0/0 no number.
std::optional<double> readRatio(const QString &text);

/// "2G", "500M" or "500", in MB.
std::optional<double> readMegabytes(const QString &text);

QString numberText(double value);

/// The numbers that an option takes.
struct NumberRange
{
    double minimum;
    double maximum;
    QString unit = {};
    bool isWhole = false;

    /// "0 to 16384 px"
    QString text() const;

    /// @p number, read from what was @p typed for the option @p name, or what is wrong with it.
    Parsed<double> check(std::optional<double> number, const QString &name,
                         const QString &typed) const;
};

// What is wrong with @p value, given for the option @p name.
UsageError notAChoice(const QString &name, const QStringList &choices, const QString &value);
UsageError emptyValue(const QString &name);

} // namespace gramarye
