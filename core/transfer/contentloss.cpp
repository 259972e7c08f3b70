#include "core/compute/pch_torch.h"

#include "core/transfer/contentloss_torch.h"

#include "core/transfer/squarednorm_torch.h"

#include <numeric>

namespace gramarye {

namespace {

template<typename Of>
double sumOver(const std::vector<at::Tensor> &parts, const Of &of)
{
    return std::accumulate(parts.begin(), parts.end(), 0.0,
                           [&](double sum, const at::Tensor &part) { return sum + of(part); });
}

} // namespace

ContentLoss::ContentLoss(Layer layer, std::vector<at::Tensor> targets, const MethodRules &rules)
    : m_layer(layer),
      m_targets(std::move(targets)),
      m_squaredNorm(sumOver(m_targets, squaredNorm)),
      m_factor(1.0
               / (rules.norm == Norm::Count
                      ? sumOver(m_targets, [](const at::Tensor &t) { return double(t.numel()); })
                      : m_squaredNorm))
{
}

double ContentLoss::value(std::size_t part, const at::Tensor &features) const
{
    return m_factor * (features - m_targets[part]).square().sum().item<double>();
}

at::Tensor ContentLoss::addGradient(std::size_t part, at::Tensor gradient,
                                    const at::Tensor &features, double weight) const
{
    const double scale = 2 * weight * m_factor;
    gradient = gradient.defined() ? gradient.add_(features, scale) : features * scale;
    return gradient.sub_(m_targets[part], scale);
}

bool ContentLoss::isReached(double value) const
{
    return value <= roundingShare * m_factor * m_squaredNorm;
}

} // namespace gramarye
