#pragma once

#include "core/network/vggnetwork_torch.h"
#include "core/transfer/renderjob.h"

#include <memory>
#include <tuple>

namespace gramarye {

/// How @p job is computed: our own kernels are the processor's. Throws ThrownError: DeviceMissing.
Computation computationOf(const RenderJob &job);

/// Sets what LibTorch keeps for a whole thread or program, before @p job's first tensor.
void settleLibrary(const RenderJob &job);

/// The network of @p job, prepared for its device and method. Throws as VggNetwork does.
std::shared_ptr<const VggNetwork> makeNetwork(const RenderJob &job);

/// The network of the last job.
class KeptNetwork
{
public:
    /// The one kept, where @p job wants the same; else another one, kept from now on.
    std::shared_ptr<const VggNetwork> networkFor(const RenderJob &job);

private:
    /// All that makeNetwork() looks at.
    using Key = std::tuple<QString, QString, Pooling, Method, ConvolutionKind, int, QString>;
    static Key keyOf(const RenderJob &job);

    std::shared_ptr<const VggNetwork> m_network;
    Key m_key; ///< of m_network
};

} // namespace gramarye
