#include "core/compute/pch_torch.h"

#include "core/transfer/contentloss_torch.h"

#include "core/transfer/squarednorm_torch.h"

namespace gramarye {

ContentLoss::ContentLoss(Layer layer, at::Tensor target, const MethodRules &rules)
    : m_layer(layer),
      m_target(std::move(target)),
      m_squaredNorm(squaredNorm(m_target)),
      m_factor(1.0 / (rules.norm == Norm::Count ? double(m_target.numel()) : m_squaredNorm))
{
}

double ContentLoss::value(const at::Tensor &features) const
{
    return m_factor * (features - m_target).square().sum().item<double>();
}

at::Tensor ContentLoss::addGradient(at::Tensor gradient, const at::Tensor &features,
                                    double weight) const
{
    const double scale = 2 * weight * m_factor;
    gradient = gradient.defined() ? gradient.add_(features, scale) : features * scale;
    return gradient.sub_(m_target, scale);
}

bool ContentLoss::isReached(double value) const
{
    return value <= roundingShare * m_factor * m_squaredNorm;
}

} // namespace gramarye
