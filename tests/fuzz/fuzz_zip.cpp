#include "core/archive/ziparchive.h"
#include "core/weights/weightsfile.h"
#include "tests/support/readerpromises.h"

using namespace gramarye;

/// torch.save's zip archive.
extern "C" int LLVMFuzzerTestOneInput(const char *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    if (!(isZipArchive(bytes)))
        return 0;
    const QString broken = brokenPromise(readTorchSave(bytes), bytes);
    if (!broken.isEmpty())
        qFatal("%s", qPrintable(broken));
    return 0;
}
