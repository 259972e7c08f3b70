#include "core/compute/pch_torch.h"

#include "core/transfer/optimizer_torch.h"

#include "core/transfer/tensorimage_torch.h"
#include "core/transfer/tensorstream_torch.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace gramarye {

namespace {

bool bothFit(const at::Tensor &x, const at::Tensor &a, const at::Tensor &b)
{
    return a.defined() && b.defined() && a.sizes() == x.sizes() && b.sizes() == x.sizes();
}

/// Adam (Kingma and Ba, 2014), its moments carried over from size to size, what it moves kept in
/// a range.
class Adam final : public Optimizer
{
public:
    Adam(double beta2, ValueRange range, Backend &backend)
        : m_beta2(beta2), m_range(range), m_backend(backend)
    {
    }

    void step(at::Tensor &x, const at::Tensor &gradient, StepLength length,
              const Cancellation &) override
    {
        AdamTensors tensors{x, m_first, m_second};
        if (!m_first.defined()) {
            tensors.first = at::zeros(x.sizes(), x.options());
            tensors.second = at::zeros(x.sizes(), x.options());
        }
        const qint64 steps = m_steps + 1;
        m_backend.stepAdam(tensors, gradient,
                           {m_beta1, m_beta2, m_epsilon, 1 - std::pow(m_beta1, steps),
                            1 - std::pow(m_beta2, steps), length.rate, m_range.lowest,
                            m_range.highest, length.chroma});
        x = tensors.x;
        m_first = tensors.first;
        m_second = tensors.second;
        m_steps = steps;
    }

    std::shared_ptr<Optimizer> copy() const override { return std::make_shared<Adam>(*this); }

    std::shared_ptr<Optimizer> resized(QSize size, Wrap wrap) const override
    {
        auto result = std::make_shared<Adam>(*this);
        if (!m_first.defined())
            return result;
        result->m_first = upsampled(m_first, size, Upsampling::Bicubic, wrap);
        result->m_second = upsampled(m_second, size, Upsampling::Bilinear, wrap).clamp_min_(0);
        return result;
    }

    std::shared_ptr<Optimizer> forOtherObjective() const override
    {
        return copy(); // its means forget by themselves
    }

    void save(QDataStream &stream) const override { stream << m_steps << m_first << m_second; }

    void load(QDataStream &stream, at::Device device) override
    {
        stream >> m_steps;
        m_first = readTensor(stream, device);
        m_second = readTensor(stream, device);
    }

    bool fits(const at::Tensor &x) const override
    {
        const bool isNew = m_steps == 0 && !m_first.defined() && !m_second.defined();
        return isNew || (m_steps > 0 && bothFit(x, m_first, m_second));
    }

    qsizetype tensorCount() const override { return 2; }

private:
    static constexpr double m_beta1 = 0.9;
    static constexpr double m_epsilon = 1e-8;
    double m_beta2;
    ValueRange m_range;
    Backend &m_backend;
    qint64 m_steps = 0;
    at::Tensor m_first;  ///< running mean of the gradient
    at::Tensor m_second; ///< running mean of its square
};

/// L-BFGS (Nocedal and Wright, algorithm 7.4) without line search, one evaluation a step: PyTorch's
/// with max_iter 1 and both tolerances 0.
class Lbfgs final : public Optimizer
{
public:
    void step(at::Tensor &x, const at::Tensor &gradient, StepLength step,
              const Cancellation &cancellation) override
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
            step.rate
            * (first ? std::min(1.0, 1.0 / std::max(gradient.abs().sum().item<double>(), 1e-30))
                     : 1.0);
        change.mul_(length);
        at::Tensor keptGradient = gradient.clone();

        x = x + change;
        m_history = std::move(history);
        m_previousStep = change;
        m_previousGradient = std::move(keptGradient);
    }

    std::shared_ptr<Optimizer> copy() const override { return std::make_shared<Lbfgs>(*this); }

    std::shared_ptr<Optimizer> resized(QSize, Wrap) const override
    {
        return std::make_shared<Lbfgs>();
    }

    std::shared_ptr<Optimizer> forOtherObjective() const override
    {
        return std::make_shared<Lbfgs>(); // curvature of another function misleads
    }

    void save(QDataStream &stream) const override
    {
        stream << m_previousStep << m_previousGradient << quint32(m_history.size());
        for (const Pair &pair : m_history)
            stream << pair.s << pair.y << pair.curvature;
    }

    void load(QDataStream &stream, at::Device device) override
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

    bool fits(const at::Tensor &x) const override
    {
        const bool isNew =
            m_history.empty() && !m_previousStep.defined() && !m_previousGradient.defined();
        return isNew
               || (bothFit(x, m_previousStep, m_previousGradient)
                   && std::all_of(m_history.begin(), m_history.end(),
                                  [&](const Pair &pair) { return bothFit(x, pair.s, pair.y); }));
    }

    qsizetype tensorCount() const override { return 2 + 2 * qsizetype(m_history.size()); }

private:
    struct Pair
    {
        at::Tensor s;       ///< change of x
        at::Tensor y;       ///< change of the gradient
        double curvature{}; ///< y·s
    };

    at::Tensor direction(const at::Tensor &gradient, const std::deque<Pair> &history,
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

    static constexpr std::size_t m_capacity = 20;
    std::deque<Pair> m_history; ///< oldest first
    at::Tensor m_previousStep;  ///< what the last step added to x
    at::Tensor m_previousGradient;
};

} // namespace

std::shared_ptr<Optimizer> Optimizer::make(OptimizerKind kind, const MethodRules &rules,
                                           Backend &backend)
{
    if (kind == OptimizerKind::Lbfgs)
        return std::make_shared<Lbfgs>();
    return std::make_shared<Adam>(rules.beta2, rules.range, backend);
}

} // namespace gramarye
