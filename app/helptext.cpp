#include "app/command.h"
#include "app/commandline.h"

namespace gramarye {

namespace {

constexpr int columns = 80;
constexpr int explanationColumn = 6;

// The words of @p text on lines that begin at column @p indent.
QString wrapped(const QString &text, int indent)
{
    const QString margin(indent, QLatin1Char(' '));
    QStringList lines;
    QString line;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && indent + line.size() + 1 + word.size() > columns) {
            lines << margin + line;
            line.clear();
        }
        line += line.isEmpty() ? word : QLatin1Char(' ') + word;
    }
    if (!line.isEmpty())
        lines << margin + line;
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString optionText(const OptionSpec &option)
{
    QString text = QLatin1String("  ") + option.typed() + QLatin1Char('\n')
                   + wrapped(option.help, explanationColumn);
    if (!option.range.isEmpty())
        text += wrapped(option.range, explanationColumn);
    return text;
}

QString usageText(const Command &command)
{
    QString text;
    for (const auto &[typed, help] : command.usages) {
        text += QLatin1String("  ") + typed + QLatin1Char('\n');
        if (!help.isEmpty())
            text += wrapped(help, explanationColumn);
    }
    return text;
}

// The words that belong to no option are explained by the usages.
QString optionsText(const Command &command)
{
    QString text;
    for (const auto &group : command.options ? command.options() : OptionTexts()) {
        text += QLatin1Char('\n') + group.title + QLatin1String(":\n");
        for (const OptionSpec &option : group.options) {
            if (!option.name.isEmpty())
                text += optionText(option);
        }
    }
    return text;
}

QString interruptText()
{
    return wrapped(CommandLine::tr("Ctrl-C stops a render at once and writes the picture so far; a "
                                   "second one ends the program where it stands."),
                   0)
           + wrapped(CommandLine::tr("Exit status: 0 done; 1 failed, no picture was written but "
                                     "one that memory ran out for; 2 wrong usage; 130 stopped by "
                                     "Ctrl-C."),
                     0);
}

} // namespace

QString helpText(const std::vector<Command> &commands)
{
    QString text = CommandLine::tr("Gramarye paints one picture in the style of others.")
                   + QLatin1String("\n\n");
    for (const Command &command : commands)
        text += usageText(command);
    for (const Command &command : commands)
        text += optionsText(command);
    return text + QLatin1Char('\n') + interruptText();
}

} // namespace gramarye
