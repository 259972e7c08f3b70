#include "core/compute/pch_torch.h"

#include "core/transfer/gramloss_torch.h"

#include "core/transfer/squarednorm_torch.h"

namespace gramarye {

namespace {

double divisorOf(const at::Tensor &features, const MethodRules &rules)
{
    return rules.gramDivisor == GramDivisor::One ? 1.0
                                                 : double(features.size(2) * features.size(3));
}

/// What ‖G − A‖² is divided by: a mean over its C² values of Gram matrices of C · N products each,
/// or ‖A‖².
double normOf(const at::Tensor &features, const at::Tensor &target, const MethodRules &rules)
{
    return rules.norm == Norm::Count ? double(target.numel()) * double(features.numel())
                                     : squaredNorm(target);
}

} // namespace

at::Tensor gramMatrix(Backend &backend, const at::Tensor &features, const MethodRules &rules)
{
    return backend.gram(features).div_(divisorOf(features, rules));
}

GramLoss::GramLoss(Backend &backend, const at::Tensor &features, const at::Tensor &target,
                   const MethodRules &rules, double weight)
    : m_backend(backend),
      m_target(target),
      m_difference(gramMatrix(backend, features, rules).sub_(target)),
      m_divisor(divisorOf(features, rules)),
      m_factor(weight * (1.0 / normOf(features, target, rules))),
      m_value(m_factor * m_difference.square().sum().item<double>())
{
}

at::Tensor GramLoss::addGradient(at::Tensor gradient, const at::Tensor &features, double weight)
{
    // d/dF k‖F Fᵀ/d − A‖² = 4k/d · (G − A) F
    const double scale = 4 * weight * m_factor / m_divisor;
    return m_backend.addProduct(std::move(gradient), m_difference * scale, features);
}

bool GramLoss::isReached()
{
    return m_value <= roundingShare * m_factor * squaredNorm(m_target);
}

} // namespace gramarye
