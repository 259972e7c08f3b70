#pragma once

#include "core/compute/pixelweights.h"
#include "core/compute/planes.h"
#include "core/compute/workspace.h"

#include <memory>
#include <optional>
#include <vector>

namespace gramarye {

// Features seen along directions: θ · f for each pixel's values f, or for each window of a picture.
// Histograms of these, and the way back. Results are the same for every number of threads.

constexpr int mostDirections = 64;
constexpr int largestWindow = 11; ///< px

/// Directions of unit length, one after the other. Of features: channels values each. Of windows of
/// a picture: channels · side · side values each, as convolutions have them.
struct Directions
{
    int count = 0; ///< a multiple of sixteen, at most mostDirections
    int channels = 0;
    int side = 0; ///< of the windows in px, at most largestWindow; 0: not windows, but pixels
    std::vector<float> values;
};

/// The bins of each direction's histogram, all as wide.
struct ProjectionBins
{
    int count = 0;            ///< of each direction
    std::vector<float> low;   ///< where the first begins
    std::vector<float> width; ///< of each bin; 0 where all values are the same
};

struct ProjectionRange
{
    std::vector<float> low;
    std::vector<float> high;
};

struct ProjectionHistogram
{
    std::vector<float> counts;    ///< [direction · bins + bin], by weight
    std::vector<float> positions; ///< means of the values' places in their bins, 0..1
    ProjectionRange range;        ///< of the values, also of those outside the bins
};

/// Makes @p all, which may be empty, be of the values of @p more, too.
void add(ProjectionRange &all, const ProjectionRange &more);
void add(ProjectionHistogram &all, const ProjectionHistogram &more);

/// Where the values of each bin are to go, and how much they count for the gradient.
struct ProjectionTargets
{
    std::vector<BinTarget> targets; ///< [direction · bins + bin]
    std::vector<float> factors;     ///< of each direction
};

/// Of each direction, by weight.
struct ProjectionSums
{
    std::vector<double> residuals; ///< Σ (value − target)²
    std::vector<double> spreads;   ///< Σ (target − its bin's mean)²
};

void add(ProjectionSums &all, const ProjectionSums &more);

/// Something that is seen along directions: the pixels of a map or the windows of a picture, each
/// by its weight; null: all the same. What it is made of outlives it.
class Projections
{
public:
    virtual ~Projections() = default;
    Projections(const Projections &) = delete;
    Projections &operator=(const Projections &) = delete;

    static std::unique_ptr<Projections> of(const MapView &map, const Directions &directions,
                                           const PixelWeights *weights, Workspace &workspace);

    /// Of three planes.
    static std::unique_ptr<Projections> of(const PlanesView &planes, const Directions &directions,
                                           const PixelWeights *weights, Workspace &workspace);

    /// The least and the largest values of what weighs something, which is not nothing.
    ProjectionRange range();

    ProjectionHistogram histogram(const ProjectionBins &bins);

    /// How many floats of memory histogram() could leave its projections in for transport(), so
    /// that they are not made twice; 0: they are made quickly.
    virtual std::size_t keptFloats() const { return 0; }

    /// @p memory: keptFloats() of them, which outlive this object.
    void keepIn(float *memory) { m_kept = memory; }

    /// Adds factor · weight · (value − target) · direction to @p gradient, which lies as the map or
    /// the planes do; null: only the sums are wanted.
    virtual ProjectionSums transport(const ProjectionBins &bins, const ProjectionTargets &targets,
                                     float *gradient) = 0;

protected:
    /// Values of one direction, or of sixteen directions in turn.
    struct Run
    {
        float *values;
        int vectors;                           ///< of sixteen values each
        int lanes;                             ///< which of the BinLanes they fall by
        const std::uint8_t *weights = nullptr; ///< of each value; null: whole ones
    };

    /// Those of a piece. Without memory of its own: a thread of the pool must not throw.
    class Runs
    {
    public:
        void add(const Run &run) { m_runs[m_count++] = run; }
        const Run *begin() const { return m_runs; }
        const Run *end() const { return m_runs + m_count; }

    private:
        Run m_runs[2 * mostDirections];
        int m_count = 0;
    };

    Projections(const Directions &directions, const PixelWeights *weights, Workspace &workspace)
        : m_directions(directions), m_weights(weights), m_workspace(workspace)
    {
    }

    /// Puts value − target, by weight, in the place of the values of @p run, and adds their squares
    /// to @p sums (see Kernels::transport).
    void transport(const Run &run, const std::vector<BinLanes> &lanes,
                   const std::vector<BinTarget> &targets, float *sums) const;

    /// Into how many pieces the picture is cut, and how many floats one takes.
    virtual int pieces() const = 0;
    virtual std::size_t pieceFloats() const = 0;

    /// How many values of a direction a piece has at most.
    virtual int pieceValues() const = 0;

    /// Projects a piece into @p memory.
    virtual Runs project(int piece, float *memory) const = 0;

    /// The BinLanes that runs name.
    virtual std::vector<BinLanes> lanes(const ProjectionBins &bins) const = 0;

    /// The direction whose values lie in lane @p lane of the runs by @p lanes; none: they are there
    /// for padding.
    virtual std::optional<int> directionOf(int lanes, int lane) const = 0;

    /// Where the projections of @p piece are kept, if they are.
    float *keptAt(int piece) const
    {
        return m_kept ? m_kept + std::size_t(piece) * pieceFloats() : nullptr;
    }

    const Directions &m_directions;
    const PixelWeights *m_weights; ///< null: all pixels count the same
    Workspace &m_workspace;
    bool m_areKept = false; ///< histogram() has been there

private:
    class Extremes;
    ProjectionRange rangeOf(const Extremes &extremes) const;

    float *m_kept = nullptr;
};

} // namespace gramarye
