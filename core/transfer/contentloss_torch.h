#pragma once

#include "core/model/layer.h"
#include "core/transfer/methodrules.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace gramarye {

/// The content loss at one layer (Gatys et al., CVPR 2016, equations 1 and 2): k ‖F − P‖² with the
/// features P of the content picture, 1 × C × H × W, in one part or in several (tiles).
class ContentLoss
{
public:
    ContentLoss(Layer layer, std::vector<at::Tensor> targets, const MethodRules &rules);

    Layer layer() const { return m_layer; }

    /// What @p features, those of part @p part, add to the value.
    double value(std::size_t part, const at::Tensor &features) const;

    /// @p gradient (may be undefined; may be changed) + @p weight · the loss's gradient at
    /// @p features, those of part @p part.
    at::Tensor addGradient(std::size_t part, at::Tensor gradient, const at::Tensor &features,
                           double weight) const;

    /// Whether a loss of @p value is nothing but rounding errors.
    bool isReached(double value) const;

private:
    Layer m_layer;
    std::vector<at::Tensor> m_targets;
    double m_squaredNorm; ///< of the targets
    double m_factor;      ///< k
};

} // namespace gramarye
