#include "app/optionvalue.h"

#include "app/commandline.h"

#include <cmath>

namespace gramarye {

std::optional<double> readNumber(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<double> readRatio(const QString &text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    if (slash < 0)
        return readNumber(text);
    const auto numerator = readNumber(text.left(slash));
    const auto denominator = readNumber(text.mid(slash + 1));
    if (!numerator || !denominator || std::signbit(*numerator) || std::signbit(*denominator))
        return std::nullopt;
    return *numerator / *denominator;
}

QString numberText(double value)
{
    return QString::number(value, 'g', 10);
}

QString rangeText(double minimum, double maximum, const QString &unit)
{
    return CommandLine::tr("%1 to %2 %3")
        .arg(numberText(minimum), numberText(maximum), unit)
        .trimmed();
}

UsageError notInRange(const QString &name, const QString &range, const QString &value)
{
    return {CommandLine::tr("--%1 takes a number, %2, not “%3”.").arg(name, range, value)};
}

UsageError notAChoice(const QString &name, const QStringList &choices, const QString &value)
{
    return {CommandLine::tr("--%1 takes one of %2, not “%3”.")
                .arg(name, choices.join(QLatin1String(", ")), value)};
}

UsageError notWhole(const QString &name, const QString &value)
{
    return {CommandLine::tr("--%1 takes a whole number, not “%2”.").arg(name, value)};
}

UsageError emptyValue(const QString &name)
{
    return {CommandLine::tr("--%1 must not be empty.").arg(name)};
}

} // namespace gramarye
