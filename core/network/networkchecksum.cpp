#include "core/network/networkchecksum.h"

#include "core/network/trainedconvolutions.h"
#include "core/weights/checksum.h"
#include "core/weights/weightsfile.h"

namespace gramarye {

QString networkChecksum(const NetworkSource &network)
{
    const auto file = WeightsFile::open(network.path);
    if (!file)
        return {};
    const auto names = convolutionNames(network.info, (*file)->tensors());
    if (!names)
        return {};
    TensorMap tensors;
    for (const auto &[stored, name] : *names)
        tensors[stored] = (*file)->tensors().at(name);
    const QString sum = checksum(tensors);
    return (*file)->check() ? sum : QString();
}

} // namespace gramarye
