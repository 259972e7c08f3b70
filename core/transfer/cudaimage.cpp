#include "core/compute/pch_torch.h"

#include "core/transfer/cudaimage_torch.h"

#include "core/transfer/tensorimage_torch.h"

#include <c10/core/impl/VirtualGuardImpl.h>

namespace gramarye {

CudaImage::CudaImage(const at::Tensor &bytes)
    : m_stream(c10::impl::VirtualGuardImpl(bytes.device().type()).getStream(bytes.device())),
      m_copied(bytes.device().type()),
      m_bytes(at::empty(bytes.sizes(), at::TensorOptions(at::kByte).pinned_memory(true)))
{
    // In the stream of what follows: the card's allocator gives the source's memory to nobody whose
    // work comes before the copy.
    m_bytes.copy_(bytes, true);
    m_copied.record(m_stream);
}

QImage CudaImage::take()
{
    if (!isHere())
        m_stream.synchronize();
    return imageFromBytes(m_bytes);
}

} // namespace gramarye
