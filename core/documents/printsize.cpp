#include "core/documents/printsize.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gramarye {

namespace {

constexpr double millimetersPerInch = 25.4;

} // namespace

std::optional<PrintSize> PrintSize::fromText(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d+(?:\\.\\d+)?)[x×](\\d+(?:\\.\\d+)?)(mm|cm|in)$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(3).toLower();
    const double millimeters = unit == QLatin1String("in")   ? millimetersPerInch
                               : unit == QLatin1String("cm") ? 10
                                                             : 1;
    const PrintSize size{match.captured(1).toDouble() * millimeters,
                         match.captured(2).toDouble() * millimeters};
    constexpr double least = 1;          // mm
    constexpr double greatest = 100'000; // mm; what is painted has its own limit
    const auto isPaper = [&](double side) { return side >= least && side <= greatest; };
    return isPaper(size.width) && isPaper(size.height) ? std::optional(size) : std::nullopt;
}

QString PrintSize::text() const
{
    return QStringLiteral("%1x%2mm").arg(width, 0, 'g', 10).arg(height, 0, 'g', 10);
}

int PrintSize::longestSide(QSize shape, double resolution) const
{
    double across = width;
    double down = height;
    if ((shape.width() < shape.height()) != (across < down))
        std::swap(across, down);
    const double scale =
        std::min(across / shape.width(), down / shape.height()) * (resolution / millimetersPerInch);
    return std::max(1, int(std::lround(std::max(shape.width(), shape.height()) * scale)));
}

QSize PrintSize::pixels(double resolution) const
{
    const auto side = [resolution](double millimeters) {
        return int(std::lround(millimeters * resolution / millimetersPerInch));
    };
    return {side(width), side(height)};
}

QString printedSizeText(QSize size, double resolution)
{
    const auto side = [resolution](int pixels) {
        return QLocale().toString(pixels * millimetersPerInch / 10 / resolution, 'f', 1);
    };
    return QStringLiteral("%1 × %2 cm").arg(side(size.width()), side(size.height()));
}

} // namespace gramarye
