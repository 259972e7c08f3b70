#include "core/transfer/methodrules.h"

#include <cmath>

namespace gramarye {

namespace {

// Painterly's β₂ forgets within a size's iterations; zeros around a picture darken its borders, so
// it repeats the border's pixels instead. Classic is the lecture's, to the letter.
// clang-format off
constexpr MethodRules rules[] = {
    // Painterly
    {Norm::Target, GramDivisor::Pixels, LayerBalance::Mean, UnitWeight::Beta, PixelSpace::Unit,
     {0, 1}, 0.99, Border::Replicate, ShownPicture::Mean, StyleShape::Own},
    // Classic
    {Norm::Count, GramDivisor::One, LayerBalance::Sum, UnitWeight::Alpha, PixelSpace::Normalised,
     {}, 0.999, Border::Zero, ShownPicture::Iterate, StyleShape::OfResult},
};
// clang-format on

} // namespace

const MethodRules &MethodRules::of(Method method)
{
    return rules[static_cast<int>(method)];
}

Balance MethodRules::balance(double ratio) const
{
    if (std::isinf(ratio))
        return {1, 0};
    if (ratio <= 0)
        return {0, 1};
    return unitWeight == UnitWeight::Alpha ? Balance{1, 1 / ratio} : Balance{ratio, 1};
}

} // namespace gramarye
