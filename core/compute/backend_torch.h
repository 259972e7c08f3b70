#pragma once

#include "core/compute/convolutionkind.h"
#include "core/compute/featureprojections_torch.h"
#include "core/compute/networklayers_torch.h"
#include "core/compute/planes.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>

namespace gramarye {

/// How a picture is computed.
struct Computation
{
    ConvolutionKind convolution = ConvolutionKind::Fast;
    int threads = 1;                  ///< of our own kernels; LibTorch's: at::set_num_threads()
    at::ScalarType type = at::kFloat; ///< ConvolutionKind::Torch also knows double
    at::Device device = at::kCPU;     ///< and others than the processor
};

/// What Adam moves and remembers, of one shape.
struct AdamTensors
{
    at::Tensor x;
    at::Tensor first;  ///< running mean of the gradient
    at::Tensor second; ///< running mean of its square
};

/// What computes: our own kernels on the processor, or LibTorch on any device. All of an iteration
/// that goes over pixels. One thread at a time; what is made by it must not outlive it.
class Backend
{
public:
    explicit Backend(const Computation &computation) : m_computation(computation) {}
    virtual ~Backend() = default;
    Backend(const Backend &) = delete;
    Backend &operator=(const Backend &) = delete;

    static std::shared_ptr<Backend> make(const Computation &computation = {});

    const Computation &computation() const { return m_computation; }
    at::Device device() const { return m_computation.device; }

    /// The layers of a network that pools by @p pooling; none yet.
    virtual std::unique_ptr<NetworkLayers> makeLayers(PoolingStep pooling) = 0;

    /// Memory for a picture of @p image's size with @p channels: 1 × channels × H × W;
    /// uninitialised.
    virtual at::Tensor planesLike(const at::Tensor &image, int64_t channels) = 0;

    /// F Fᵀ of features 1 × C × H × W seen as C × N, each of the N by its weight (null: all the
    /// same): C × C.
    virtual at::Tensor gram(const at::Tensor &features, const PixelWeights *weights = nullptr) = 0;

    /// @p gradient (may be undefined; may be changed) + @p matrix · F of features seen as C × N,
    /// each of the N by its weight; @p matrix: C × C, symmetric.
    virtual at::Tensor addProduct(at::Tensor gradient, const at::Tensor &matrix,
                                  const at::Tensor &features,
                                  const PixelWeights *weights = nullptr) = 0;

    /// @p features (1 × C × H × W), or the windows of such a picture of three channels, seen along
    /// @p directions, each by its weight (null: all the same); these outlive what is returned.
    virtual std::unique_ptr<FeatureProjections> project(const at::Tensor &features,
                                                        const Directions &directions,
                                                        const PixelWeights *weights = nullptr) = 0;

    /// Returns the sum of the squared differences between all neighbours in @p image, each times
    /// its factor, and adds its gradient to @p gradient. Where it wraps, its last row or column and
    /// its first are neighbours, too.
    virtual double addNeighbourDifferences(const at::Tensor &image, const NeighbourFactors &factors,
                                           Wrap wrap, at::Tensor &gradient) = 0;

    // The next two change tensors in place or put others in their place: all at once, or, where
    // something is thrown, nothing at all. In place nothing is thrown once they have begun.

    /// A step of Adam.
    virtual void stepAdam(AdamTensors &tensors, const at::Tensor &gradient,
                          const AdamFactors &factors) = 0;

    /// @p mean = @p decay · mean + (1 − decay) · @p value.
    virtual void addToMean(at::Tensor &mean, const at::Tensor &value, double decay) = 0;

    /// Calls @p body once for each index in 0..count-1, on its threads; @p body must not throw.
    virtual void forEach(int count, const std::function<void(int)> &body) = 0;

private:
    Computation m_computation;
};

} // namespace gramarye
