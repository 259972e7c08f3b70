#include "core/compute/pch_torch.h"

#include "core/transfer/optimizer_torch.h"

#include "core/compute/planes.h"
#include "core/transfer/tensorstream_torch.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

namespace {

bool bothFit(const at::Tensor &x, const at::Tensor &a, const at::Tensor &b)
{
    return a.defined() && b.defined() && a.sizes() == x.sizes() && b.sizes() == x.sizes();
}

} // namespace

std::unique_ptr<Optimizer> Optimizer::make(OptimizerKind kind, Method method, ThreadPool *pool)
{
    if (kind == OptimizerKind::Lbfgs)
        return std::make_unique<Lbfgs>();
    // Classic optimises normalised pixels, and clamps nothing until the picture is shown.
    return method == Method::Classic ? std::make_unique<Adam>(0.999, ValueRange{}, pool)
                                     : std::make_unique<Adam>(0.99, ValueRange{0, 1}, pool);
}

void Adam::step(at::Tensor &x, const at::Tensor &gradient, double rate, const Cancellation &)
{
    if (!m_first.defined()) {
        m_first = at::zeros(x.sizes(), x.options());
        m_second = at::zeros(x.sizes(), x.options());
    }
    ++m_steps;
    const double firstBias = 1 - std::pow(m_beta1, m_steps);
    const double secondBias = 1 - std::pow(m_beta2, m_steps);
    if (m_pool) {
        x = x.contiguous();
        const at::Tensor packed = gradient.contiguous();
        stepAdam({x.data_ptr<float>(), m_first.data_ptr<float>(), m_second.data_ptr<float>(),
                  packed.data_ptr<float>(), x.numel()},
                 {m_beta1, m_beta2, m_epsilon, firstBias, secondBias, rate, m_range.lowest,
                  m_range.highest},
                 *m_pool);
        return;
    }
    m_first.mul_(m_beta1).add_(gradient, 1 - m_beta1);
    m_second.mul_(m_beta2).addcmul_(gradient, gradient, 1 - m_beta2);
    const at::Tensor spread = (m_second / secondBias).sqrt_().add_(m_epsilon);
    x.addcdiv_(m_first, spread, -rate / firstBias).clamp_(m_range.lowest, m_range.highest);
}

void Adam::resize(int64_t height, int64_t width)
{
    if (!m_first.defined())
        return;
    m_first = at::upsample_bicubic2d(m_first, {height, width}, false);
    m_second = at::upsample_bilinear2d(m_second, {height, width}, false).clamp_min_(0);
}

void Adam::save(QDataStream &stream) const
{
    stream << m_steps << m_first << m_second;
}

void Adam::load(QDataStream &stream, at::Device device)
{
    stream >> m_steps;
    m_first = readTensor(stream, device);
    m_second = readTensor(stream, device);
}

bool Adam::fits(const at::Tensor &x) const
{
    const bool isNew = m_steps == 0 && !m_first.defined() && !m_second.defined();
    return isNew || (m_steps > 0 && bothFit(x, m_first, m_second));
}

void Lbfgs::step(at::Tensor &x, const at::Tensor &gradient, double rate,
                 const Cancellation &cancellation)
{
    std::deque<Pair> history = m_history; // tensors are shared, not copied
    if (m_previousStep.defined()) {
        const at::Tensor y = gradient - m_previousGradient;
        const double curvature = (y * m_previousStep).sum().item<double>();
        if (curvature > 1e-10)
            history.push_back({m_previousStep, y, curvature});
        if (history.size() > m_capacity)
            history.pop_front();
    }
    at::Tensor change = direction(gradient, history, cancellation);
    // The first step has no curvature to go by; its length is bounded instead.
    const bool first = !m_previousStep.defined();
    const double length =
        first ? std::min(1.0, 1.0 / std::max(gradient.abs().sum().item<double>(), 1e-30)) * rate
              : rate;
    change.mul_(length);

    x.add_(change);
    m_history = std::move(history);
    m_previousStep = change;
    m_previousGradient = gradient.clone();
}

at::Tensor Lbfgs::direction(const at::Tensor &gradient, const std::deque<Pair> &history,
                            const Cancellation &cancellation) const
{
    at::Tensor q = gradient.neg();
    std::vector<double> alpha(history.size());
    for (std::size_t i = history.size(); i-- > 0;) {
        cancellation.check();
        alpha[i] = (history[i].s * q).sum().item<double>() / history[i].curvature;
        q.sub_(history[i].y, alpha[i]);
    }
    if (!history.empty()) {
        const Pair &last = history.back();
        q.mul_(last.curvature / last.y.square().sum().item<double>());
    }
    for (std::size_t i = 0; i < history.size(); ++i) {
        cancellation.check();
        const double beta = (history[i].y * q).sum().item<double>() / history[i].curvature;
        q.add_(history[i].s, alpha[i] - beta);
    }
    return q;
}

void Lbfgs::resize(int64_t, int64_t)
{
    objectiveChanged();
}

void Lbfgs::objectiveChanged()
{
    m_history.clear();
    m_previousStep.reset();
    m_previousGradient.reset();
}

void Lbfgs::save(QDataStream &stream) const
{
    stream << m_previousStep << m_previousGradient << quint32(m_history.size());
    for (const Pair &pair : m_history)
        stream << pair.s << pair.y << pair.curvature;
}

void Lbfgs::load(QDataStream &stream, at::Device device)
{
    quint32 pairs = 0;
    m_previousStep = readTensor(stream, device);
    m_previousGradient = readTensor(stream, device);
    stream >> pairs;
    m_history.clear();
    for (quint32 i = 0; i < std::min<quint32>(pairs, m_capacity); ++i) {
        Pair pair;
        pair.s = readTensor(stream, device);
        pair.y = readTensor(stream, device);
        stream >> pair.curvature;
        m_history.push_back(pair);
    }
}

bool Lbfgs::fits(const at::Tensor &x) const
{
    const bool isNew =
        m_history.empty() && !m_previousStep.defined() && !m_previousGradient.defined();
    return isNew
           || (bothFit(x, m_previousStep, m_previousGradient)
               && std::all_of(m_history.begin(), m_history.end(),
                              [&](const Pair &pair) { return bothFit(x, pair.s, pair.y); }));
}

} // namespace gramarye
