#include "core/compute/pch_torch.h"

#include "core/compute/backend_torch.h"

#include "core/compute/fastbackend_torch.h"

namespace gramarye {

std::shared_ptr<Backend> Backend::make(const Computation &computation)
{
    if (computation.convolution == ConvolutionKind::Fast)
        return std::make_shared<FastBackend>(computation);
    return std::make_shared<TorchBackend>(computation);
}

} // namespace gramarye
