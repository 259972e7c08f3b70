#include "core/weights/weightsfile.h"
#include "tests/support/readerpromises.h"

using namespace gramarye;

/// A safetensors file.
extern "C" int LLVMFuzzerTestOneInput(const char *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    if (!(isSafetensors(bytes)))
        return 0;
    const QString broken = brokenPromise(readSafetensors(bytes), bytes);
    if (!broken.isEmpty())
        qFatal("%s", qPrintable(broken));
    return 0;
}
