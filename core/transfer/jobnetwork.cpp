#include "core/compute/pch_torch.h"

#include "core/transfer/jobnetwork_torch.h"

#include "core/base/platform.h"
#include "core/base/thrownerror.h"
#include "core/transfer/methodrules.h"

#include <algorithm>

namespace gramarye {

namespace {

int threadCount(const RenderJob &job)
{
    return job.scene.parameters.threads > 0 ? job.scene.parameters.threads : defaultThreadCount();
}

at::Device deviceOf(const RenderJob &job)
{
    const auto devices = computeDevices();
    const auto offered = [&](const ComputeDevice &device) { return device.id == job.device; };
    if (std::none_of(devices.begin(), devices.end(), offered))
        throw ThrownError({ErrorCode::DeviceMissing, job.device, {}});
    return at::Device(job.device.toStdString());
}

} // namespace

Computation computationOf(const RenderJob &job)
{
    Computation computation;
    computation.device = deviceOf(job);
    computation.convolution =
        computation.device.is_cpu() ? job.convolution : ConvolutionKind::Torch;
    computation.threads = threadCount(job);
    return computation;
}

void settleLibrary(const RenderJob &job)
{
    warnOfReferenceBlas();
    // Before the first tensor operation of this thread, which would settle the number otherwise.
    // Beside our own threads LibTorch's would only be in the way: they wait by spinning.
    at::set_num_threads(job.convolution == ConvolutionKind::Torch ? threadCount(job) : 1);
    // Ten bits of the factors' mantissas are plenty for gradients, and several times as fast.
    at::globalContext().setAllowTF32CuBLAS(true);
    at::globalContext().setAllowTF32CuDNN(true);
}

std::shared_ptr<const VggNetwork> makeNetwork(const RenderJob &job)
{
    return std::make_shared<VggNetwork>(job.scene.network, job.scene.parameters.pooling,
                                        MethodRules::of(job.scene.parameters.method).firstBorder,
                                        Backend::make(computationOf(job)));
}

KeptNetwork::Key KeptNetwork::keyOf(const RenderJob &job)
{
    return {job.scene.network.path,
            job.scene.network.info.name,
            job.scene.parameters.pooling,
            job.scene.parameters.method,
            job.convolution,
            threadCount(job),
            job.device};
}

std::shared_ptr<const VggNetwork> KeptNetwork::networkFor(const RenderJob &job)
{
    if (m_network && keyOf(job) == m_key)
        return m_network;
    m_network.reset(); // two may be too much for the memory
    m_network = makeNetwork(job);
    m_key = keyOf(job);
    return m_network;
}

} // namespace gramarye
