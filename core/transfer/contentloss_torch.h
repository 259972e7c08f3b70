#pragma once

#include "core/model/layer.h"
#include "core/transfer/methodrules.h"

#include <ATen/core/Tensor.h>

namespace gramarye {

/// The content loss at one layer (Gatys et al., CVPR 2016, equations 1 and 2): k ‖F − P‖² with the
/// features P of the content picture, 1 × C × H × W.
class ContentLoss
{
public:
    ContentLoss(Layer layer, at::Tensor target, const MethodRules &rules);

    Layer layer() const { return m_layer; }

    double value(const at::Tensor &features) const;

    /// @p gradient (may be undefined; may be changed) + @p weight · the loss's gradient at
    /// @p features.
    at::Tensor addGradient(at::Tensor gradient, const at::Tensor &features, double weight) const;

    /// Whether a loss of @p value is nothing but rounding errors.
    bool isReached(double value) const;

private:
    Layer m_layer;
    at::Tensor m_target;
    double m_squaredNorm; ///< of the target
    double m_factor;      ///< k
};

} // namespace gramarye
