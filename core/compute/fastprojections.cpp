#include "core/compute/pch_torch.h"

#include "core/compute/featureprojections_torch.h"

#include "core/compute/maparena_torch.h"

namespace gramarye {

namespace {

/// Those of a map or, by windows, of planes.
class FastProjections final : public FeatureProjections
{
public:
    FastProjections(const at::Tensor &features, std::unique_ptr<Projections> projections,
                    MapArena &arena)
        : m_features(features), m_projections(std::move(projections)), m_arena(arena)
    {
    }

    ProjectionRange range() override { return m_projections->range(); }

    ProjectionHistogram histogram(const ProjectionBins &bins) override
    {
        if (const std::size_t floats = m_projections->keptFloats()) {
            m_kept = m_arena.planes(1, 1, int64_t(floats));
            m_projections->keepIn(m_kept.data_ptr<float>());
        }
        return m_projections->histogram(bins);
    }

    at::Tensor addTransport(at::Tensor gradient, const ProjectionBins &bins,
                            const ProjectionTargets &targets, ProjectionSums &sums) override
    {
        const at::Tensor result = prepared(gradient);
        sums = m_projections->transport(bins, targets, result.data_ptr<float>());
        return result;
    }

    ProjectionSums transportSums(const ProjectionBins &bins,
                                 const ProjectionTargets &targets) override
    {
        return m_projections->transport(bins, targets, nullptr);
    }

private:
    /// @p gradient, which may be undefined, as the features lie.
    at::Tensor prepared(const at::Tensor &gradient) const
    {
        if (mapView(m_features))
            return gradient.defined() ? m_arena.toMap(gradient)
                                      : m_arena.zeroMap(m_features.sizes());
        return gradient.defined() ? gradient.contiguous() : at::zeros_like(m_features);
    }

    at::Tensor m_features;
    std::unique_ptr<Projections> m_projections;
    MapArena &m_arena;
    at::Tensor m_kept; ///< projections
};

} // namespace

std::unique_ptr<FeatureProjections> makeFastProjections(const at::Tensor &features,
                                                        const Directions &directions,
                                                        const PixelWeights *weights,
                                                        MapArena &arena, Workspace &workspace)
{
    if (directions.side == 0)
        return std::make_unique<FastProjections>(
            features, Projections::of(*mapView(features), directions, weights, workspace), arena);
    const at::Tensor planes = features.contiguous();
    const PlanesView view{planes.data_ptr<float>(), int(planes.size(1)), int(planes.size(2)),
                          int(planes.size(3))};
    return std::make_unique<FastProjections>(
        planes, Projections::of(view, directions, weights, workspace), arena);
}

} // namespace gramarye
