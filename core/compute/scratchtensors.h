#pragma once

#include <cstddef>

namespace gramarye {

/// What takes more bytes than that is better put on a disk than not computed; a picture of 1024² px
/// is such a thing.
constexpr std::size_t scratchBytes = 8 << 20;

/// While it lives, tensors that this thread makes by LibTorch lie in ScratchBlocks where they take
/// much memory, as pictures do that are larger than memory; each for as long as it is there itself.
/// What the backend keeps for maps stays in memory.
class ScratchTensors
{
public:
    /// @p isOn: false: all stays as it is.
    explicit ScratchTensors(bool isOn);
    ~ScratchTensors();
    ScratchTensors(const ScratchTensors &) = delete;
    ScratchTensors &operator=(const ScratchTensors &) = delete;

private:
    bool m_wasOn;
};

} // namespace gramarye
