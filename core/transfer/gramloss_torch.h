#pragma once

#include "core/compute/backend_torch.h"
#include "core/transfer/layerloss_torch.h"
#include "core/transfer/methodrules.h"

#include <ATen/core/Tensor.h>

namespace gramarye {

/// G = F Fᵀ of features 1 × C × H × W seen as C × N, divided as @p rules say: C × C. Of @p area's
/// pixels alone (null: all): Σ T f fᵀ for its weights T, with Σ T in the place of N (Gatys et al.,
/// "Controlling Perceptual Factors in Neural Style Transfer", CVPR 2017).
at::Tensor gramMatrix(Backend &backend, const at::Tensor &features, const MethodRules &rules,
                      const PixelWeights *area = nullptr);

/// The style loss of one iterate at one layer (Gatys et al., CVPR 2016, equations 3 to 6):
/// k ‖G − A‖² with the Gram matrices G of the iterate's features and A of the styles'.
class GramLoss final : public LayerLoss
{
public:
    /// @p target: A; @p weight: of the layer; @p area: see gramMatrix(). @p backend and @p area
    /// outlive the loss.
    GramLoss(Backend &backend, const at::Tensor &features, const at::Tensor &target,
             const MethodRules &rules, double weight, const PixelWeights *area = nullptr);

    at::Tensor addGradient(at::Tensor gradient, const at::Tensor &features, double weight) override;
    double value() override { return m_value; }
    bool isReached() override;

private:
    Backend &m_backend;
    const PixelWeights *m_area;
    at::Tensor m_target;
    at::Tensor m_difference; ///< G − A
    double m_divisor;        ///< of G
    double m_factor;         ///< k, which holds the layer's weight
    double m_value;
};

} // namespace gramarye
