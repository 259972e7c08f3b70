#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace gramarye {

/// Wrong usage, in one sentence for the user.
struct UsageError
{
    QString sentence;
};

// How values are read and written on the command line, whatever the user's language.

/// "0.5", "1e-3", "inf"; "nan" too, which is in no range.
std::optional<double> readNumber(const QString &text);

/// "R" or "A/B". As usual with fractions A/0 is infinite and 0/0 no number.
std::optional<double> readRatio(const QString &text);

QString numberText(double value);

/// "0 to 16384 px"; @p unit may be empty.
QString rangeText(double minimum, double maximum, const QString &unit);

// What is wrong with @p value, given for the option @p name.
UsageError notInRange(const QString &name, const QString &range, const QString &value);
UsageError notAChoice(const QString &name, const QStringList &choices, const QString &value);
UsageError notWhole(const QString &name, const QString &value);
UsageError emptyValue(const QString &name);

} // namespace gramarye
