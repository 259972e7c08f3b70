#pragma once

#include "core/compute/backend_torch.h"
#include "core/transfer/tensorstream_torch.h"

namespace gramarye {

/// Bias-corrected exponential mean of tensors of one shape. Copies share their memory until
/// something is added.
class ExponentialMean
{
public:
    /// Allocates what our own kernels need to add values like @p value, so that they throw nothing.
    void reserve(const at::Tensor &value)
    {
        if (!m_sum.defined())
            m_sum = at::zeros(value.sizes(), value.options());
    }

    /// Adds @p value; changes nothing where it throws.
    void add(const at::Tensor &value, Backend &backend)
    {
        reserve(value);
        backend.addToMean(m_sum, value, m_decay);
        m_remaining *= m_decay;
    }

    bool isEmpty() const { return m_remaining == 1; }
    at::Tensor mean() const { return m_sum / (1 - m_remaining); }

    void save(QDataStream &stream) const { stream << m_sum << m_remaining; }
    void load(QDataStream &stream, at::Device device)
    {
        m_sum = readTensor(stream, device);
        stream >> m_remaining;
    }

    /// Whether it is one of tensors like @p value, as what was loaded need not be.
    bool fits(const at::Tensor &value) const
    {
        return m_sum.defined() ? m_sum.sizes() == value.sizes() && !isEmpty() : isEmpty();
    }

private:
    // Long enough to calm the steps' noise, short enough that at a hundred iterations a size the
    // first ones, still soft from growing, do not veil the result (0.99 did).
    static constexpr double m_decay = 0.95;
    at::Tensor m_sum;
    double m_remaining = 1; ///< decay to the power of the number of values
};

} // namespace gramarye
