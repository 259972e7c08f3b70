#pragma once

#include "core/compute/backend_torch.h"
#include "core/transfer/layerloss_torch.h"
#include "core/transfer/methodrules.h"

#include <ATen/core/Tensor.h>

#include <QSize>

namespace gramarye {

/// G = F Fᵀ of features 1 × C × H × W seen as C × N, divided as rules say: C × C. Of an area's
/// pixels alone: Σ T f fᵀ for its weights T, with Σ T in the place of N (Gatys et al., "Controlling
/// Perceptual Factors in Neural Style Transfer", CVPR 2017). The features may come in parts.
class GramSum
{
public:
    explicit GramSum(Backend &backend) : m_backend(backend) {}

    /// @p weights: of these features; null: all alike.
    void add(const at::Tensor &features, const PixelWeights *weights);

    /// C × C, with memory of its own; undefined where nothing was added.
    at::Tensor dividedBy(double divisor) const;

private:
    Backend &m_backend;
    at::Tensor m_sum;            ///< in double precision where it is of several parts
    at::TensorOptions m_options; ///< of the features
};

/// What GramSum is divided by, of features of @p size px; @p area: the weights of all of them.
/// Without a divisor a part of a picture counts as if all of it were like that.
double gramDivisor(QSize size, const MethodRules &rules, const PixelWeights *area);

/// Of features that come in one part; @p area: their weights.
at::Tensor gramMatrix(Backend &backend, const at::Tensor &features, const MethodRules &rules,
                      const PixelWeights *area = nullptr);

/// The style loss of one iterate at one layer (Gatys et al., CVPR 2016, equations 3 to 6):
/// k ‖G − A‖² with the Gram matrices G of the iterate's features and A of the styles'.
class GramLoss final : public LayerLoss
{
public:
    /// @p target: A; @p weight: of the layer; @p size: of the features, of which @p area counts
    /// (null: all). @p backend outlives the loss.
    GramLoss(Backend &backend, const at::Tensor &target, const MethodRules &rules, double weight,
             QSize size, const PixelWeights *area = nullptr);

    void look(const at::Tensor &features, const PixelWeights *weights,
              const PixelWeights * /*sample*/) override
    {
        m_gram.add(features, weights);
    }
    bool compare() override;
    at::Tensor addGradient(at::Tensor gradient, const at::Tensor &features,
                           const PixelWeights *weights, double weight) override;
    double value() override { return m_value; }
    bool isReached() override;

private:
    Backend &m_backend;
    GramSum m_gram;
    at::Tensor m_target;
    at::Tensor m_difference; ///< G − A
    double m_divisor;        ///< of G
    double m_factor;         ///< k, which holds the layer's weight
    double m_value = 0;
};

} // namespace gramarye
