#include "core/compute/pch_torch.h"

#include "core/transfer/gramloss_torch.h"

#include "core/transfer/squarednorm_torch.h"

namespace gramarye {

namespace {

double pixelsOf(QSize size)
{
    return double(size.width()) * size.height();
}

/// What ‖G − A‖² is divided by: a mean over its C² values of Gram matrices of C · N products each,
/// or ‖A‖².
double normOf(const at::Tensor &target, QSize size, const MethodRules &rules)
{
    return rules.norm == Norm::Count
               ? double(target.numel()) * (double(target.size(0)) * pixelsOf(size))
               : squaredNorm(target);
}

} // namespace

void GramSum::add(const at::Tensor &features, const PixelWeights *weights)
{
    const at::Tensor gram = m_backend.gram(features, weights);
    m_options = gram.options();
    if (!m_sum.defined())
        m_sum = gram;
    else
        m_sum = m_sum.to(at::kCPU, at::kDouble).add_(gram.to(at::kCPU, at::kDouble));
}

at::Tensor GramSum::dividedBy(double divisor) const
{
    return m_sum.defined() ? (m_sum / divisor).to(m_options) : at::Tensor();
}

double gramDivisor(QSize size, const MethodRules &rules, const PixelWeights *area)
{
    const double all = pixelsOf(size);
    const double counted = area ? area->sum() : all;
    return rules.gramDivisor == GramDivisor::One ? counted / all : counted;
}

at::Tensor gramMatrix(Backend &backend, const at::Tensor &features, const MethodRules &rules,
                      const PixelWeights *area)
{
    GramSum sum(backend);
    sum.add(features, area);
    return sum.dividedBy(gramDivisor({int(features.size(3)), int(features.size(2))}, rules, area));
}

GramLoss::GramLoss(Backend &backend, const at::Tensor &target, const MethodRules &rules,
                   double weight, QSize size, const PixelWeights *area)
    : m_backend(backend),
      m_gram(backend),
      m_target(target),
      m_divisor(gramDivisor(size, rules, area)),
      m_factor(weight * (1.0 / normOf(target, size, rules)))
{
}

bool GramLoss::compare()
{
    m_difference = m_gram.dividedBy(m_divisor).sub_(m_target);
    m_value = m_factor * m_difference.square().sum().item<double>();
    return true;
}

at::Tensor GramLoss::addGradient(at::Tensor gradient, const at::Tensor &features,
                                 const PixelWeights *weights, double weight)
{
    if (weight == 0)
        return gradient;
    // d/dF k‖F Fᵀ/d − A‖² = 4k/d · (G − A) F
    const double scale = 4 * weight * m_factor / m_divisor;
    return m_backend.addProduct(std::move(gradient), m_difference * scale, features, weights);
}

bool GramLoss::isReached()
{
    return m_value <= roundingShare * m_factor * squaredNorm(m_target);
}

} // namespace gramarye
