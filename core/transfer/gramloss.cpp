#include "core/compute/pch_torch.h"

#include "core/transfer/gramloss_torch.h"

#include "core/transfer/squarednorm_torch.h"

namespace gramarye {

namespace {

/// Without a divisor a part of a picture counts as if all of it were like that.
double divisorOf(const at::Tensor &features, const MethodRules &rules, const PixelWeights *area)
{
    const auto all = double(features.size(2) * features.size(3));
    const double counted = area ? area->sum() : all;
    return rules.gramDivisor == GramDivisor::One ? counted / all : counted;
}

/// What ‖G − A‖² is divided by: a mean over its C² values of Gram matrices of C · N products each,
/// or ‖A‖².
double normOf(const at::Tensor &features, const at::Tensor &target, const MethodRules &rules)
{
    return rules.norm == Norm::Count ? double(target.numel()) * double(features.numel())
                                     : squaredNorm(target);
}

} // namespace

at::Tensor gramMatrix(Backend &backend, const at::Tensor &features, const MethodRules &rules,
                      const PixelWeights *area)
{
    const at::Tensor gram = backend.gram(area ? backend.weighted(features, *area) : features);
    return gram.div_(divisorOf(features, rules, area));
}

GramLoss::GramLoss(Backend &backend, const at::Tensor &features, const at::Tensor &target,
                   const MethodRules &rules, double weight, const PixelWeights *area)
    : m_backend(backend),
      m_area(area),
      m_target(target),
      m_difference(gramMatrix(backend, features, rules, area).sub_(target)),
      m_divisor(divisorOf(features, rules, area)),
      m_factor(weight * (1.0 / normOf(features, target, rules))),
      m_value(m_factor * m_difference.square().sum().item<double>())
{
}

at::Tensor GramLoss::addGradient(at::Tensor gradient, const at::Tensor &features, double weight)
{
    // d/dF k‖F Fᵀ/d − A‖² = 4k/d · (G − A) F
    const double scale = 4 * weight * m_factor / m_divisor;
    const at::Tensor matrix = m_difference * scale;
    if (!m_area)
        return m_backend.addProduct(std::move(gradient), matrix, features);
    const at::Tensor part = m_backend.addProduct({}, matrix, m_backend.weighted(features, *m_area));
    return m_backend.addWeighted(std::move(gradient), part, *m_area);
}

bool GramLoss::isReached()
{
    return m_value <= roundingShare * m_factor * squaredNorm(m_target);
}

} // namespace gramarye
