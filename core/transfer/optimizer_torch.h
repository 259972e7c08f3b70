#pragma once

#include "core/base/cancellation.h"
#include "core/compute/backend_torch.h"
#include "core/transfer/methodrules.h"

#include <ATen/core/Tensor.h>

#include <QDataStream>
#include <QSize>

#include <memory>

namespace gramarye {

/// How far a step goes.
struct StepLength
{
    // By itself: a learning rate is one.
    StepLength(double rate, double chroma = 1) : rate(rate), chroma(chroma) {}

    double rate;
    double chroma; ///< share of the rate for differences of colours, where Adam steps
};

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
    virtual void step(at::Tensor &x, const at::Tensor &gradient, StepLength length,
                      const Cancellation &cancellation) = 0;

    /// The same again. Tensors are shared until a step.
    virtual std::shared_ptr<Optimizer> copy() const = 0;

    /// An optimiser with its state carried over to pictures of @p size, which wrap as it does.
    virtual std::shared_ptr<Optimizer> resized(QSize size, Wrap wrap) const = 0;

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

} // namespace gramarye
