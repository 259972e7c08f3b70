#include "app/helptext.h"

#include "app/bencharguments.h"
#include "app/commandline.h"
#include "app/networkscommand.h"
#include "app/renderoptions.h"
#include "app/representationsarguments.h"

#include <QStringList>

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

QString optionText(const RenderOption &option)
{
    QString text = QLatin1String("  --") + option.name;
    if (option.takesValue())
        text += QLatin1Char(' ') + option.placeholder;
    text += QLatin1Char('\n') + wrapped(option.help, explanationColumn);
    if (!option.range.isEmpty())
        text += wrapped(option.range, explanationColumn);
    return text;
}

QString networksText()
{
    QString text;
    for (const NetworksSubcommand &subcommand : networksSubcommands())
        text += QLatin1String("  ") + subcommand.usage() + QLatin1Char('\n')
                + wrapped(subcommand.help, explanationColumn);
    return text;
}

QString usageText()
{
    const QString file = CommandLine::tr("FILE");
    return CommandLine::tr("Gramarye paints one picture in the style of others.")
           + QLatin1String("\n\n  gramarye [") + CommandLine::tr("CONTENT [STYLE...]")
           + QLatin1String("]\n")
           + wrapped(CommandLine::tr("Opens the window, with these pictures in it."),
                     explanationColumn)
           + QStringLiteral("  gramarye render --content %1 --style %1 --output %1 [...]\n")
                 .arg(file)
           + wrapped(CommandLine::tr("Renders without a window; no display is needed."),
                     explanationColumn)
           + QStringLiteral("  gramarye render --resume %1 --output %1\n").arg(file)
           + wrapped(CommandLine::tr("Goes on with a project where it stood."), explanationColumn)
           + QStringLiteral("  gramarye render --batch %1 [...]\n").arg(file)
           + wrapped(CommandLine::tr("Renders many pictures, one after another."),
                     explanationColumn)
           + QStringLiteral("  gramarye render --recipe %1 --output %1 [...]\n").arg(file)
           + wrapped(CommandLine::tr("Makes an exported picture again."), explanationColumn)
           + networksText() + QLatin1String("  gramarye bench [...]\n")
           + wrapped(CommandLine::tr("Measures how fast pictures are made here."),
                     explanationColumn)
           + QStringLiteral("  gramarye representations %1 --output %1 [...]\n").arg(file)
           + wrapped(CommandLine::tr("Shows on one sheet what the layers of a network see of a "
                                     "picture: five reconstructions of its content and five of "
                                     "its style, from noise."),
                     explanationColumn)
           + QLatin1String("  gramarye --version | --help\n");
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

QString helpText()
{
    QString text = usageText();
    for (const RenderOptionGroup &group : renderOptions()) {
        text += QLatin1Char('\n') + group.title + QLatin1String(":\n");
        for (const RenderOption &option : group.options)
            text += optionText(option);
    }
    text += QLatin1Char('\n') + CommandLine::tr("Options of bench") + QLatin1String(":\n");
    for (const auto &[typed, help] : benchOptionTexts())
        text += QLatin1String("  ") + typed + QLatin1Char('\n') + wrapped(help, explanationColumn);
    text +=
        QLatin1Char('\n') + CommandLine::tr("Options of representations") + QLatin1String(":\n");
    for (const auto &[typed, help] : representationsOptionTexts())
        text += QLatin1String("  ") + typed + QLatin1Char('\n') + wrapped(help, explanationColumn);
    return text + QLatin1Char('\n') + interruptText();
}

} // namespace gramarye
