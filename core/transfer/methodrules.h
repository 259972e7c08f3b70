#pragma once

#include "core/compute/border.h"
#include "core/model/styleparameters.h"

#include <limits>

namespace gramarye {

/// What a squared difference is divided by.
enum class Norm
{
    Count, ///< how many values there are: a mean
    Target ///< the target's own squared norm: free of any scale
};

/// What a Gram matrix is divided by.
enum class GramDivisor
{
    One,
    Pixels ///< of the layer
};

/// How the style layers' losses become one, each times its weight.
enum class LayerBalance
{
    Sum,
    Mean
};

/// Which of α and β is 1; the ratio α/β sets the other one.
enum class UnitWeight
{
    Alpha,
    Beta
};

/// The numbers that are optimised.
enum class PixelSpace
{
    Unit,      ///< RGB in 0..1
    Normalised ///< less ImageNet's mean, divided by its standard deviation
};

/// What a run shows and grows from.
enum class ShownPicture
{
    Iterate,
    Mean ///< of the last iterates
};

/// The shape in which a style picture is looked at.
enum class StyleShape
{
    Own,
    OfResult
};

/// The values that are allowed.
struct ValueRange
{
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();

    bool isBounded() const { return highest < std::numeric_limits<double>::infinity(); }
};

/// α and β of α · content + β · style.
struct Balance
{
    double alpha;
    double beta;
};

/// All that the two methods differ in (ALGORITHM), but for the parameters' defaults.
struct MethodRules
{
    Norm norm; ///< of the content's and the style's losses
    GramDivisor gramDivisor;
    LayerBalance layerBalance;
    UnitWeight unitWeight;
    PixelSpace pixelSpace;
    ValueRange range;   ///< of an iterate's values
    double beta2;       ///< Adam's
    Border firstBorder; ///< of the first convolution of networks that pad with zeros
    ShownPicture shownPicture;
    StyleShape styleShape;

    static const MethodRules &of(Method method);

    /// A @p ratio of 0 leaves the content out, one of infinity the style.
    Balance balance(double ratio) const;
};

} // namespace gramarye
