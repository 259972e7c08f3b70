#pragma once

#include "core/compute/border.h"
#include "core/compute/kernels.h"
#include "core/compute/workspace.h"

#include <vector>

namespace gramarye {

/// The map a Winograd convolution reads: pixel-major, paddedChannels() floats a pixel.
struct WinogradInput
{
    const float *values = nullptr;
    int height = 0; ///< of Source::Pooled: before pooling
    int width = 0;
    Source source = Source::Plain;
    const ChannelBits *bits = nullptr; ///< of Masked and Pooled
    float scale = 1;                   ///< of Pooled
    Borders border = Border::Zero;
};

/// The map it writes.
struct WinogradOutput
{
    float *values = nullptr;
    Tail tail = Tail::Plain;
    const float *bias = nullptr; ///< paddedChannels() floats; none for Tail::Plain
    ChannelBits *bits = nullptr; ///< likewise
    float scale = 1;             ///< of ReluAverage

    /// Results for the pixels around the map too: the output is larger by one pixel on each side.
    bool withRing = false;
};

/// Weights of a 3×3 convolution as PyTorch lays them out: outputs × inputs × 3 × 3.
struct WindowWeights
{
    const float *values = nullptr;
    int outputs = 0;
    int inputs = 0;

    float at(int output, int input, int row, int column) const
    {
        return values[((std::ptrdiff_t(output) * inputs + input) * 3 + row) * 3 + column];
    }
};

enum class Direction
{
    Forward,
    Backward ///< the gradient with respect to the input
};

/// The tile that computes fastest with weights that still fit into memory: 4 or 6.
int winogradTileSize(int inputs, int outputs);

/// Bytes of the weights of a convolution in one direction with such tiles.
double winogradWeightBytes(int inputs, int outputs);

/// Bytes, at most, of what it computes in.
double winogradWorkspaceBytes(int inputs, int outputs);

/// A 3×3 convolution in one direction with weights that never change, by Winograd's minimal
/// filtering over tiles of 4 × 4 or 6 × 6 results: 4 or 5.06 times fewer multiplications than the
/// plain sum, at a relative error of a few 1e-6.
class WinogradConvolution
{
public:
    /// @p tileSize: 4 or 6. The weights are not needed afterwards.
    WinogradConvolution(const WindowWeights &weights, Direction direction, int tileSize,
                        ThreadPool &pool);

    void run(const WinogradInput &input, const WinogradOutput &output, Workspace &workspace) const;

    std::size_t weightBytes() const { return m_weights.size() * sizeof(float); }

private:
    struct Grid;
    void runByTiles(Grid &grid, Workspace &workspace) const;
    void runBySteps(Grid &grid, Workspace &workspace) const;
    void transformInput(const Grid &grid, int tile, int slot, float *buffer) const;
    void multiply(const Grid &grid, int component, int firstBlock, int blocks, int rows,
                  const float *from, float *to) const;
    void transformOutput(const Grid &grid, int tile, int slot, const float *buffer) const;
    int components() const { return (m_tileSize + 2) * (m_tileSize + 2); }

    int m_outputBlocks;
    int m_inputBlocks;
    int m_tileSize;
    std::vector<float> m_weights; ///< component, block of outputs, input, output in the block
};

} // namespace gramarye
