#include "core/weights/checksum.h"

#include <QCryptographicHash>

namespace gramarye {

QString checksum(const TensorMap &tensors)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    for (const auto &[name, tensor] : tensors) {
        hash.addData(name.toUtf8());
        hash.addData(floatBytes(tensor));
    }
    return QLatin1String("blake2b-256:") + QLatin1String(hash.result().toHex());
}

bool matchesChecksum(const WeightsFile &file)
{
    const auto stored = file.metadata().find(checksumKey);
    return stored == file.metadata().end() || stored->second == checksum(file.tensors());
}

} // namespace gramarye
