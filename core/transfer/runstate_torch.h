#pragma once

#include "core/transfer/exponentialmean_torch.h"
#include "core/transfer/objective_torch.h"
#include "core/transfer/optimizer_torch.h"

#include <ATen/core/Tensor.h>

#include <memory>

namespace gramarye {

/// What belongs to one working size.
struct Level
{
    at::Tensor content;
    Objective objective;
};

/// Where a run is between two iterations. Copies share their tensors.
struct RunState
{
    std::size_t levelIndex = 0;
    std::shared_ptr<Level> level;
    int sizeIteration = 0; ///< iterations done at this size
    int iteration = 0;     ///< iterations done over the whole run
    at::Tensor iterate;    ///< 1 × 3 × H × W
    ExponentialMean mean;  ///< of iterates; empty where the method shows the iterate itself
    std::shared_ptr<Optimizer> optimizer;
};

} // namespace gramarye
