#pragma once

#include "core/compute/border.h"
#include "core/compute/pixelweights.h"
#include "core/compute/threadpool.h"

#include <array>
#include <cstddef>

namespace gramarye {

// What an iteration does with each value of a picture, in one pass over memory: at large sizes a
// small network takes hardly longer. Results are the same for every number of threads.

/// A picture's channels, one plane after the other, each row by row without gaps: channel c of the
/// pixel at row y and column x is values[(c · height + y) · width + x]. Owns nothing.
struct PlanesView
{
    const float *values = nullptr;
    int channels = 0;
    int height = 0;
    int width = 0;
};

/// What the squared differences of neighbours are multiplied by.
struct NeighbourFactors
{
    double across = 0;
    double down = 0;
    double diagonal = 0; ///< both diagonals
};

/// Returns the sum of the squared differences between all neighbours in @p picture, each multiplied
/// by its factor, and adds its gradient to @p gradient, which lies as the picture does. Where it
/// wraps, its last row or column and its first are neighbours, too.
double addNeighbourDifferences(const PlanesView &picture, const NeighbourFactors &factors,
                               Wrap wrap, float *gradient, ThreadPool &pool);

/// F Fᵀ of @p planes seen as channels × pixels, or of @p heavy's pixels by weight, where not all
/// weigh the same: channels × channels.
void gramOfPlanes(const PlanesView &planes, const HeavyPixels *heavy, float *gram,
                  ThreadPool &pool);

/// @p product = @p matrix (channels × channels) · F; lies as the planes do.
void multiplyPlanes(const PlanesView &planes, const float *matrix, float *product,
                    ThreadPool &pool);

/// @p sum += the same of @p heavy's pixels, by weight.
void addProductOfPlanes(const PlanesView &planes, const HeavyPixels &heavy, const float *matrix,
                        float *sum, ThreadPool &pool);

/// The values that Adam moves and remembers, @p count of each.
struct AdamValues
{
    float *x = nullptr;
    float *first = nullptr;  ///< running mean of the gradient
    float *second = nullptr; ///< running mean of its square
    const float *gradient = nullptr;
    std::ptrdiff_t count = 0;
};

struct AdamFactors
{
    double beta1 = 0;
    double beta2 = 0;
    double epsilon = 0;
    double firstBias = 1;  ///< 1 − β₁ to the power of the number of steps
    double secondBias = 1; ///< likewise with β₂
    double rate = 0;
    double lowest = 0; ///< x is clamped to these
    double highest = 1;

    /// Of pictures of three planes: the share of the rate that is left for differences of colours.
    /// 1: each plane is moved by itself.
    double chroma = 1;
};

/// Luminance and two differences of colours, at right angles and of unit length: rows by channels.
/// Their gradients are what Adam sees where AdamFactors::chroma is not 1.
constexpr float opponentColors[3][3] = {{0.57735027F, 0.57735027F, 0.57735027F},
                                        {0.70710678F, 0, -0.70710678F},
                                        {0.40824829F, -0.81649658F, 0.40824829F}};

/// How far each of them goes at a rate of 1: luminance as far as three planes that are moved by
/// themselves go together.
inline std::array<double, 3> opponentSteps(double chroma)
{
    constexpr double luminance = 1.7320508075688772; // √3
    return {luminance, luminance * chroma, luminance * chroma};
}

/// A step of Adam (Kingma and Ba, 2014, algorithm 1).
void stepAdam(const AdamValues &values, const AdamFactors &factors, ThreadPool &pool);

/// mean = decay · mean + (1 − decay) · values, of @p count values each.
void addToMean(float *mean, const float *values, double decay, std::ptrdiff_t count,
               ThreadPool &pool);

} // namespace gramarye
