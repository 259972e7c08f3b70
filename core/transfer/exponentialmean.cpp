#include "core/compute/pch_torch.h"

#include "core/transfer/exponentialmean_torch.h"

#include "core/transfer/tensorstream_torch.h"

namespace gramarye {

void ExponentialMean::reserve(const at::Tensor &value)
{
    if (!m_sum.defined())
        m_sum = at::zeros(value.sizes(), value.options());
}

void ExponentialMean::add(const at::Tensor &value, Backend &backend)
{
    reserve(value);
    backend.addToMean(m_sum, value, m_decay);
    m_remaining *= m_decay;
}

void ExponentialMean::save(QDataStream &stream) const
{
    stream << m_sum << m_remaining;
}

void ExponentialMean::load(QDataStream &stream, at::Device device)
{
    m_sum = readTensor(stream, device);
    stream >> m_remaining;
}

bool ExponentialMean::fits(const at::Tensor &value) const
{
    return m_sum.defined() ? m_sum.sizes() == value.sizes() && !isEmpty() : isEmpty();
}

} // namespace gramarye
