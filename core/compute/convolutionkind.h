#pragma once

namespace gramarye {

/// How convolutions are computed.
enum class ConvolutionKind
{
    Fast, ///< our own, on the processor
    Torch ///< LibTorch's operators
};

} // namespace gramarye
