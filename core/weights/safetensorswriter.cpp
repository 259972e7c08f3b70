#include "core/weights/safetensorswriter.h"

#include "core/base/safefile.h"
#include "core/weights/checksum.h"
#include "core/weights/safetensorsheader.h"

namespace gramarye {

namespace {

qint64 floatSize(const TensorView &tensor)
{
    return tensor.elementCount() * qint64(sizeof(float));
}

QByteArray header(const TensorMap &tensors, const std::map<QString, QString> &metadata)
{
    SafetensorsHeader header{{}, metadata};
    header.metadata[checksumKey] = checksum(tensors);
    qint64 begin = 0;
    for (const auto &[name, tensor] : tensors) {
        const qint64 end = begin + floatSize(tensor);
        header.tensors[name] = {ElementType::F32, tensor.shape, begin, end};
        begin = end;
    }
    return header.toBytes();
}

} // namespace

qint64 safetensorsDataSize(const TensorMap &tensors)
{
    qint64 size = 0;
    for (const auto &[name, tensor] : tensors)
        size += floatSize(tensor);
    return size;
}

Status writeSafetensors(const QString &path, const TensorMap &tensors,
                        const std::map<QString, QString> &metadata)
{
    SafeFile file(path);
    if (Status status = file.begin(); !status)
        return status;
    file.write(header(tensors, metadata));
    for (const auto &[name, tensor] : tensors)
        file.write(floatBytes(tensor));
    return file.finish();
}

} // namespace gramarye
