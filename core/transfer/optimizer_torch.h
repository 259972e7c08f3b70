#pragma once

#include "core/base/cancellation.h"
#include "core/compute/backend_torch.h"
#include "core/transfer/methodrules.h"

#include <ATen/core/Tensor.h>

#include <QDataStream>

#include <deque>
#include <memory>

namespace gramarye {

/// A first-order optimiser of one tensor. Worker thread.
class Optimizer
{
public:
    virtual ~Optimizer() = default;

    /// @p backend outlives it.
    static std::shared_ptr<Optimizer> make(OptimizerKind kind, const MethodRules &rules,
                                           Backend &backend);

    /// Moves @p x by one step, in place or to other memory. Changes nothing where it throws; in
    /// place it throws nothing once it has begun.
    virtual void step(at::Tensor &x, const at::Tensor &gradient, double rate,
                      const Cancellation &cancellation) = 0;

    /// The same again. Tensors are shared until a step.
    virtual std::shared_ptr<Optimizer> copy() const = 0;

    /// An optimiser with its state carried over to pictures of @p height × @p width.
    virtual std::shared_ptr<Optimizer> resized(int64_t height, int64_t width) const = 0;

    /// An optimiser with as much of its state as is of use when the function that is optimised
    /// becomes another one.
    virtual std::shared_ptr<Optimizer> forOtherObjective() const = 0;

    virtual void save(QDataStream &stream) const = 0;
    virtual void load(QDataStream &stream, at::Device device) = 0;

    /// Whether the state is that of an optimiser of tensors like @p x, as what was loaded need not
    /// be.
    virtual bool fits(const at::Tensor &x) const = 0;

    /// How many tensors of x's size the state has.
    virtual qsizetype tensorCount() const = 0;
};

/// Adam (Kingma and Ba, 2014), its moments carried over from size to size, what it moves kept in
/// a range.
class Adam : public Optimizer
{
public:
    Adam(double beta2, ValueRange range, Backend &backend)
        : m_beta2(beta2), m_range(range), m_backend(backend)
    {
    }

    void step(at::Tensor &x, const at::Tensor &gradient, double rate,
              const Cancellation &cancellation) override;
    std::shared_ptr<Optimizer> copy() const override;
    std::shared_ptr<Optimizer> resized(int64_t height, int64_t width) const override;
    std::shared_ptr<Optimizer> forOtherObjective() const override;
    void save(QDataStream &stream) const override;
    void load(QDataStream &stream, at::Device device) override;
    bool fits(const at::Tensor &x) const override;
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

/// L-BFGS (Nocedal and Wright, algorithm 7.4) without line search: one evaluation a step, so that
/// it can be watched and stopped. The same steps as PyTorch's with max_iter 1 and both tolerances
/// 0.
class Lbfgs : public Optimizer
{
public:
    void step(at::Tensor &x, const at::Tensor &gradient, double rate,
              const Cancellation &cancellation) override;
    std::shared_ptr<Optimizer> copy() const override;
    std::shared_ptr<Optimizer> resized(int64_t height, int64_t width) const override;
    std::shared_ptr<Optimizer> forOtherObjective() const override;
    void save(QDataStream &stream) const override;
    void load(QDataStream &stream, at::Device device) override;
    bool fits(const at::Tensor &x) const override;
    qsizetype tensorCount() const override { return 2 + 2 * qsizetype(m_history.size()); }

private:
    struct Pair
    {
        at::Tensor s;       ///< change of x
        at::Tensor y;       ///< change of the gradient
        double curvature{}; ///< y·s
    };

    at::Tensor direction(const at::Tensor &gradient, const std::deque<Pair> &history,
                         const Cancellation &cancellation) const;

    static constexpr std::size_t m_capacity = 20;
    std::deque<Pair> m_history; ///< oldest first
    at::Tensor m_previousStep;  ///< what the last step added to x
    at::Tensor m_previousGradient;
};

} // namespace gramarye
