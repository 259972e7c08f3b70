#pragma once

#include "core/compute/maparena_torch.h"
#include "core/compute/torchbackend_torch.h"
#include "core/compute/workspace.h"

namespace gramarye {

/// Our own kernels on the processor, in single precision, by threads of their own; what they have
/// no layout for goes through LibTorch.
class FastBackend final : public TorchBackend
{
public:
    explicit FastBackend(const Computation &computation)
        : TorchBackend(computation), m_workspace(computation.threads)
    {
    }

    std::unique_ptr<NetworkLayers> makeLayers(PoolingStep pooling) override;
    at::Tensor planesLike(const at::Tensor &image, int64_t channels) override;
    at::Tensor gram(const at::Tensor &features) override;
    at::Tensor addProduct(at::Tensor gradient, const at::Tensor &matrix,
                          const at::Tensor &features) override;
    double addNeighbourDifferences(const at::Tensor &image, const NeighbourFactors &factors,
                                   at::Tensor &gradient) override;
    void stepAdam(AdamTensors &tensors, const at::Tensor &gradient,
                  const AdamFactors &factors) override;
    void addToMean(at::Tensor &mean, const at::Tensor &value, double decay) override;

private:
    MapArena m_arena;
    Workspace m_workspace;
};

} // namespace gramarye
