#pragma once

#include "core/transfer/pendingimage.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Event.h>
#include <c10/core/Stream.h>

namespace gramarye {

/// A picture that is copied from a graphics card while the card goes on computing. Compiled but
/// never run where this was written: there was no such card.
class CudaImage final : public PendingImage
{
public:
    /// Begins to copy @p bytes (bytesFromTensor()), which are on a CUDA device.
    explicit CudaImage(const at::Tensor &bytes);

    bool isHere() const override { return m_copied.query(); }
    QImage take() override;

private:
    c10::Stream m_stream;
    c10::Event m_copied;
    at::Tensor m_bytes; ///< in memory that the card writes to by itself
};

} // namespace gramarye
