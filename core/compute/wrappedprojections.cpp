#include "core/compute/pch_torch.h"

#include "core/compute/featureprojections_torch.h"

#include "core/compute/backend_torch.h"

namespace gramarye {

namespace {

/// Those of windows that reach over the ends of a picture that wraps: of the picture with its first
/// rows and columns behind its last ones.
class WrappedProjections final : public FeatureProjections
{
public:
    WrappedProjections(Backend &backend, const at::Tensor &picture, const Directions &directions,
                       const PixelWeights *weights, Wrap wrap)
        : m_more(directions.side - 1),
          m_wrap(wrap),
          m_projections(backend.project(continued(picture), directions, weights))
    {
    }

    ProjectionRange range() override { return m_projections->range(); }

    ProjectionHistogram histogram(const ProjectionBins &bins) override
    {
        return m_projections->histogram(bins);
    }

    at::Tensor addTransport(at::Tensor gradient, const ProjectionBins &bins,
                            const ProjectionTargets &targets, ProjectionSums &sums) override
    {
        const at::Tensor own = folded(m_projections->addTransport({}, bins, targets, sums));
        return gradient.defined() ? gradient.add_(own) : own;
    }

    ProjectionSums transportSums(const ProjectionBins &bins,
                                 const ProjectionTargets &targets) override
    {
        return m_projections->transportSums(bins, targets);
    }

private:
    at::Tensor continued(const at::Tensor &picture) const
    {
        at::Tensor result = picture;
        for (const int64_t dimension : {2, 3}) {
            if (wraps(dimension))
                result = at::cat({result, result.narrow(dimension, 0, m_more)}, dimension);
        }
        return result;
    }

    /// The adjoint; changes @p gradient.
    at::Tensor folded(at::Tensor gradient) const
    {
        for (const int64_t dimension : {3, 2}) {
            if (!wraps(dimension))
                continue;
            const int64_t extent = gradient.size(dimension) - m_more;
            gradient.narrow(dimension, 0, m_more).add_(gradient.narrow(dimension, extent, m_more));
            gradient = gradient.narrow(dimension, 0, extent);
        }
        return gradient.contiguous();
    }

    bool wraps(int64_t dimension) const { return dimension == 2 ? m_wrap.down : m_wrap.across; }

    int64_t m_more; ///< rows and columns
    Wrap m_wrap;
    std::unique_ptr<FeatureProjections> m_projections;
};

} // namespace

std::unique_ptr<FeatureProjections> makeProjections(Backend &backend, const at::Tensor &features,
                                                    const Directions &directions,
                                                    const PixelWeights *weights, Wrap wrap)
{
    if (wrap.isNone() || directions.side <= 1)
        return backend.project(features, directions, weights);
    return std::make_unique<WrappedProjections>(backend, features, directions, weights, wrap);
}

} // namespace gramarye
