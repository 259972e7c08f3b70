#pragma once

#include "core/transfer/renderjob.h"

#include <optional>
#include <vector>

namespace gramarye {

/// Pictures with a shorter side, in px, leave little at the network's deepest layer: one that grows
/// begins with no less, but for a panorama that ends with less.
constexpr int smallestSide = 32;

/// Pictures with a shorter side leave nothing there.
constexpr int leastSide = 16;

/// A style picture's longest side against its shortest, at most: it is brought to smallestSide.
constexpr int longestStrip = 1024;

/// Of the style pictures as they were read.
std::vector<QSize> styleSizes(const ReadScene &scene);

/// The working sizes of a run, growing by √2 from 128 px on the longest side to the final size;
/// sizes in which a picture would be too narrow for the network are left out. Empty where even the
/// final size is. A single one where the parameters say so. Sides along which the picture tiles are
/// brought to what a network's poolings divide.
std::vector<QSize> workingSizes(QSize content, const std::vector<QSize> &styles,
                                const StyleParameters &parameters);

/// A picture that workingSizes() finds too narrow.
struct TooNarrow
{
    std::optional<std::size_t> style; ///< its place among the styles; none: the content picture
    std::optional<int> size;          ///< longest side of the result, in px, from which on no
                                      ///< picture is; none: there is no such size
};

/// The first that is, where workingSizes() are empty.
TooNarrow narrowPicture(QSize content, const std::vector<QSize> &styles,
                        const StyleParameters &parameters);

/// The size at which a style picture is looked at while the result is @p working. Painterly: its
/// own shape, its longest side scaleOf(@p place) times that of the result. Classic: the result's
/// shape. Larger where its shorter side would be below smallestSide.
QSize styleSize(QSize style, QSize working, const StyleParameters &parameters, std::size_t place);

/// How many iterations a run has at @p size, one of its workingSizes(): what parameters say up to
/// 1024 px on the longest side, and fewer in proportion where a picture grows beyond: by then it is
/// all there but for the finest strokes. At least ten, where parameters say no less.
int iterationsAt(const StyleParameters &parameters, QSize size);

/// The length of a step after @p sizeIteration of @p iterations at a size: from the learning rate
/// to `rateEnd` of it, along half a cosine (Loshchilov and Hutter, "SGDR", ICLR 2017).
double rateAt(const StyleParameters &parameters, int sizeIteration, int iterations);

/// The share of a run's work that is done after @p sizeIteration iterations at the size @p level of
/// @p sizes: 0..1.
double progressOf(const std::vector<QSize> &sizes, const StyleParameters &parameters,
                  std::size_t level, int sizeIteration);

} // namespace gramarye
