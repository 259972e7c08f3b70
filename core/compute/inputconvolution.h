#pragma once

#include "core/compute/border.h"
#include "core/compute/kernels.h"
#include "core/compute/winograd.h"
#include "core/compute/workspace.h"

#include <vector>

namespace gramarye {

/// The first 3×3 convolution of a network, from the few planes of a picture to a pixel-major map,
/// and its gradient with respect to the picture; weights never change. So few inputs are not worth
/// Winograd's transforms: the windows of a row are laid out as a matrix and multiplied.
class InputConvolution
{
public:
    /// @p bias: a value for each output. The weights are not needed afterwards.
    InputConvolution(const WindowWeights &weights, std::vector<float> bias, Border border);

    /// @p planes: inputs × height × width. Fills @p values, height × width pixels after the ReLU,
    /// and @p bits, where it let through. A picture that wraps has no border in that direction.
    void forward(const float *planes, int height, int width, float *values, ChannelBits *bits,
                 Workspace &workspace, Wrap wrap = {}) const;

    /// The gradient with respect to the planes, given that with respect to the map and its bits.
    void backward(const float *gradient, const ChannelBits *bits, int height, int width,
                  float *planes, Workspace &workspace, Wrap wrap = {}) const;

    std::size_t weightBytes() const
    {
        return (m_forward.size() + m_backward.size()) * sizeof(float);
    }

private:
    int m_inputs;
    int m_outputBlocks;
    int m_windowBlocks; ///< of the inputs · 9 values in a window
    Border m_border;
    std::vector<float> m_forward;  ///< block of outputs, value of the window, output
    std::vector<float> m_backward; ///< block of the window's values, output, value
    std::vector<float> m_bias;     ///< paddedChannels()
};

} // namespace gramarye
