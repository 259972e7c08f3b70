#pragma once

#include <QSize>
#include <QString>

#include <optional>

namespace gramarye {

/// How large a picture is on paper. A value.
struct PrintSize
{
    double width = 0;  ///< mm
    double height = 0; ///< mm

    static constexpr double usualResolution = 300; ///< px per inch, of prints that are held in hand

    /// "60x40cm", "24x16in" or "600x400mm".
    static std::optional<PrintSize> fromText(const QString &text);
    QString text() const;

    /// The longest side, in px at @p resolution px per inch, of a picture of the shape of @p shape
    /// that is as large as fits: upright on upright paper, broad on broad paper.
    int longestSide(QSize shape, double resolution) const;

    /// All of the paper, in px.
    QSize pixels(double resolution) const;

    friend bool operator==(const PrintSize &a, const PrintSize &b)
    {
        return a.width == b.width && a.height == b.height;
    }
};

/// "41.3 × 30.9 cm": how large a picture of @p size px is on paper at @p resolution px per inch.
QString printedSizeText(QSize size, double resolution);

} // namespace gramarye
