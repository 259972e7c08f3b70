#include "core/transfer/schedule.h"

#include "core/model/parameterspec.h"
#include "core/transfer/methodrules.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

// Sizes by √2, each with the same number of iterations: for the work of about 190 iterations at
// 512 px, final losses (built-in network) of 0.0296 with five sizes of 100 each, 0.0300 and 0.0310
// with 1.3 and 1.5 times as many at each smaller size, 0.0301 with three sizes of 145. Half the
// work (50 a size) leaves 0.0375. The distilled network ranks them alike.
constexpr int firstSize = 128; ///< px, longest side of the coarsest size

int longestSide(QSize size)
{
    return std::max(size.width(), size.height());
}

int shortestSide(QSize size)
{
    return std::min(size.width(), size.height());
}

/// The place of the first that is too narrow: styles.size() for the content picture, where the
/// result's shorter side is below @p least; one more for none.
std::size_t firstNarrow(int least, QSize result, const std::vector<QSize> &styles)
{
    if (shortestSide(result) < least)
        return styles.size();
    const auto narrow = std::find_if(styles.begin(), styles.end(), [](QSize style) {
        return longestSide(style) > longestStrip * shortestSide(style);
    });
    return narrow == styles.end() ? styles.size() + 1 : std::size_t(narrow - styles.begin());
}

} // namespace

std::vector<QSize> styleSizes(const ReadScene &scene)
{
    std::vector<QSize> sizes;
    for (const StyleOf<Picture> &style : scene.styles)
        sizes.push_back(style.picture.size());
    return sizes;
}

QSize styleSize(QSize style, QSize working, const StyleParameters &parameters, std::size_t place)
{
    const bool isOwn = MethodRules::of(parameters.method).styleShape == StyleShape::Own;
    const QSize shape = isOwn ? style : working;
    const QSize size =
        scaledSize(shape, int(std::lround(longestSide(working) * parameters.scaleOf(place))));
    return shortestSide(size) >= smallestSide
               ? size
               : shape.scaled(smallestSide, smallestSide, Qt::KeepAspectRatioByExpanding);
}

std::vector<QSize> workingSizes(QSize content, const std::vector<QSize> &styles,
                                const StyleParameters &parameters)
{
    const QSize last = resultSize(content, parameters);
    const auto usable = [&](QSize size, int least) {
        return firstNarrow(least, size, styles) > styles.size();
    };
    if (!usable(last, leastSide))
        return {};
    std::vector<QSize> sizes{last};
    for (int i = 1; parameters.scales == Scales::Pyramid; ++i) {
        const int longest = int(std::lround(longestSide(last) / std::pow(2.0, i / 2.0)));
        const QSize size = seamlessSize(scaledSize(last, longest), parameters.seamless);
        if (longest < firstSize || !usable(size, smallestSide))
            break;
        sizes.push_back(size);
    }
    std::reverse(sizes.begin(), sizes.end());
    return sizes;
}

int iterationsAt(const StyleParameters &parameters, QSize size)
{
    constexpr int largestFull = 1024; // px
    constexpr int fewest = 10;
    const int longest = longestSide(size);
    if (parameters.scales == Scales::Single || longest <= largestFull)
        return parameters.iterations;
    const int fewer = (parameters.iterations * largestFull + longest - 1) / longest;
    return std::min(parameters.iterations, std::max(fewer, fewest));
}

double rateAt(const StyleParameters &parameters, int sizeIteration, int iterations)
{
    constexpr double pi = 3.14159265358979323846;
    const double part = std::min(1.0, double(sizeIteration) / std::max(iterations, 1));
    const double fallen =
        parameters.rateEnd + (1 - parameters.rateEnd) * (1 + std::cos(pi * part)) / 2;
    return parameters.learningRate * (parameters.rateEnd < 1 ? fallen : 1);
}

double progressOf(const std::vector<QSize> &sizes, const StyleParameters &parameters,
                  std::size_t level, int sizeIteration)
{
    const auto work = [&](std::size_t i, int count) {
        return double(sizes[i].width()) * sizes[i].height() * count;
    };
    double done = work(level, sizeIteration);
    double total = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const double all = work(i, iterationsAt(parameters, sizes[i]));
        total += all;
        done += i < level ? all : 0;
    }
    return done / total;
}

TooNarrow narrowPicture(QSize content, const std::vector<QSize> &styles,
                        const StyleParameters &parameters)
{
    TooNarrow narrow;
    const std::size_t place = firstNarrow(leastSide, resultSize(content, parameters), styles);
    if (place < styles.size())
        narrow.style = place;
    const int largest = int(parameterSpec(QStringLiteral("size")).maximum);
    for (int size = leastSide; size <= largest && !narrow.size; ++size) {
        const QSize result = seamlessSize(scaledSize(content, size), parameters.seamless);
        if (firstNarrow(leastSide, result, styles) > styles.size())
            narrow.size = size;
    }
    return narrow;
}

} // namespace gramarye
