#pragma once

#include "core/compute/backend_torch.h"

namespace gramarye {

/// LibTorch's operators: any element type, any device, and what our own kernels are measured and
/// tested against.
class TorchBackend : public Backend
{
public:
    using Backend::Backend;

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
};

} // namespace gramarye
