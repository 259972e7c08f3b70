#include "core/compute/pch_torch.h"

#include "core/compute/computedevice.h"

#include <ATen/Context.h>

namespace gramarye {

std::vector<ComputeDevice> computeDevices()
{
    std::vector<ComputeDevice> devices{{processorId(), QStringLiteral("CPU")}};
    if (at::hasCUDA()) {
        const int count = at::detail::getCUDAHooks().getNumGPUs();
        for (int i = 0; i < count; ++i)
            devices.push_back(
                {QStringLiteral("cuda:%1").arg(i),
                 count == 1 ? QStringLiteral("CUDA") : QStringLiteral("CUDA %1").arg(i + 1)});
    }
    if (at::hasMPS())
        devices.push_back({QStringLiteral("mps"), QStringLiteral("Metal")});
    return devices;
}

} // namespace gramarye
