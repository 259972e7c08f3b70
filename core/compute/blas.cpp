#include "core/compute/blas.h"

#include <QFile>
#include <QFileInfo>

#include <dlfcn.h>

#include <mutex>

namespace gramarye {

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
