#pragma once

#include "core/compute/projection.h"

#include <ATen/core/Tensor.h>

namespace gramarye {

class Backend;
class MapArena;

/// Features, or the windows of a picture, seen along directions, each by its weight (see
/// Projections).
class FeatureProjections
{
public:
    virtual ~FeatureProjections() = default;

    /// The least and the largest values of what weighs something, which is not nothing.
    virtual ProjectionRange range() = 0;

    virtual ProjectionHistogram histogram(const ProjectionBins &bins) = 0;

    /// Returns @p gradient (may be undefined; may be changed) + factor · weight · (value − target)
    /// · direction.
    virtual at::Tensor addTransport(at::Tensor gradient, const ProjectionBins &bins,
                                    const ProjectionTargets &targets, ProjectionSums &sums) = 0;

    /// The sums alone.
    virtual ProjectionSums transportSums(const ProjectionBins &bins,
                                         const ProjectionTargets &targets) = 0;
};

/// By @p backend; windows of a picture that wraps reach over its ends, and so there are as many as
/// pixels in that direction. @p backend, @p directions and @p weights outlive what is returned.
std::unique_ptr<FeatureProjections> makeProjections(Backend &backend, const at::Tensor &features,
                                                    const Directions &directions,
                                                    const PixelWeights *weights, Wrap wrap);

/// @p weights without their padding: H × W bytes.
at::Tensor weightTensor(const PixelWeights &weights);

/// Through LibTorch's operators: any element type, any device. @p features: 1 × C × H × W;
/// @p directions outlives what is returned.
std::unique_ptr<FeatureProjections> makeTorchProjections(const at::Tensor &features,
                                                         const Directions &directions,
                                                         const PixelWeights *weights);

/// By our own kernels: of a map, or of the windows of planes. All outlive what is returned.
std::unique_ptr<FeatureProjections> makeFastProjections(const at::Tensor &features,
                                                        const Directions &directions,
                                                        const PixelWeights *weights,
                                                        MapArena &arena, Workspace &workspace);

} // namespace gramarye
