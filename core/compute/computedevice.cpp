#include "core/compute/pch_torch.h"

#include "core/compute/computedevice.h"

#include <QFile>
#include <QFileInfo>

#include <dlfcn.h>

#include <mutex>

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

void warnOfReferenceBlas()
{
    static std::once_flag looked;
    std::call_once(looked, [] {
        Dl_info library{};
        void *product = dlsym(RTLD_DEFAULT, "sgemm_");
        if (!product || dladdr(product, &library) == 0)
            return;
        const QString path = QFileInfo(QFile::decodeName(library.dli_fname)).canonicalFilePath();
        if (path.contains(QLatin1String("/blas/libblas")))
            qWarning(
                "The reference BLAS is in use; renders are several times faster with OpenBLAS.");
    });
}

} // namespace gramarye
