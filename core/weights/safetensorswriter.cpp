#include "core/weights/safetensorswriter.h"

#include "core/weights/checksum.h"
#include "core/weights/safetensorsheader.h"

#include <QSaveFile>

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
    QSaveFile file(path);
    const auto failed = [&] { return Error{ErrorCode::FileNotWritable, path, file.errorString()}; };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    file.write(header(tensors, metadata));
    for (const auto &[name, tensor] : tensors)
        file.write(floatBytes(tensor));
    // QSaveFile remembers a write that failed. Qt 6.4's commit() takes no notice when the last of
    // its buffer finds no room on the disk.
    if (!file.flush() || !file.commit())
        return failed();
    return success();
}

} // namespace gramarye
