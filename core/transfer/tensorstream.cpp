#include "core/compute/pch_torch.h"

#include "core/transfer/tensorstream_torch.h"

#include <QByteArray>
#include <QIODevice>

#include <algorithm>
#include <vector>

namespace gramarye {

QDataStream &operator<<(QDataStream &stream, const at::Tensor &tensor)
{
    if (!tensor.defined())
        return stream << quint8(0);
    const at::Tensor packed = tensor.to(at::kCPU, at::kFloat).contiguous();
    stream << quint8(packed.dim());
    for (const int64_t extent : packed.sizes())
        stream << qint64(extent);
    return stream << QByteArray::fromRawData(static_cast<const char *>(packed.data_ptr()),
                                             packed.numel() * qsizetype(sizeof(float)));
}

at::Tensor readTensor(QDataStream &stream, at::Device device)
{
    quint8 dimensions = 0;
    stream >> dimensions;
    if (dimensions == 0)
        return {};
    std::vector<int64_t> shape(std::min<quint8>(dimensions, 4));
    double count = 1; // a double, so that hostile extents cannot overflow it
    for (int64_t &extent : shape) {
        qint64 read = 0;
        stream >> read;
        extent = read;
        count *= double(read);
    }
    quint32 size = 0; // as a QByteArray has it, which would be a second copy
    stream >> size;
    if (stream.status() != QDataStream::Ok || dimensions != 4
        || *std::min_element(shape.begin(), shape.end()) < 1
        || count * sizeof(float) != double(size) || size > stream.device()->bytesAvailable()) {
        stream.setStatus(QDataStream::ReadCorruptData);
        return {};
    }
    const at::Tensor tensor = at::empty(shape, at::kFloat);
    auto *to = static_cast<char *>(tensor.data_ptr());
    constexpr qint64 atOnce = 1 << 30;
    for (qint64 done = 0; done < size;) {
        const int part = int(std::min(atOnce, size - done));
        if (stream.readRawData(to + done, part) != part) {
            stream.setStatus(QDataStream::ReadCorruptData);
            return {};
        }
        done += part;
    }
    return tensor.to(device);
}

} // namespace gramarye
