#include "core/weights/tensorview.h"

#include <QCryptographicHash>
#include <QFloat16>
#include <QtEndian>

#include <cmath>
#include <cstring>
#include <limits>

namespace gramarye {
namespace {

float fromF64(double value)
{
    // C++ leaves converting a double beyond a float's range undefined; it is infinity here.
    constexpr float infinity = std::numeric_limits<float>::infinity();
    constexpr double largest = double(std::numeric_limits<float>::max());
    if (std::abs(value) > largest)
        return value > 0 ? infinity : -infinity;
    return float(value);
}

float fromF32(float value)
{
    return value;
}

float fromF16(qfloat16 value)
{
    return float(value);
}

/// BF16 is the upper half of an F32.
float fromBF16(quint16 upperHalf)
{
    const quint32 bits = quint32(upperHalf) << 16;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

/// Shows @p visit every element as a float, until it returns false; says whether it never did.
template<typename Stored, typename Visit>
bool visitAs(const TensorView &tensor, float (*convert)(Stored), Visit visit)
{
    const qint64 count = tensor.elementCount();
    for (qint64 i = 0; i < count; ++i) {
        const char *element = tensor.data + i * qint64(sizeof(Stored));
        if (!visit(convert(qFromLittleEndian<Stored>(element))))
            return false;
    }
    return true;
}

template<typename Visit>
bool visitElements(const TensorView &tensor, Visit visit)
{
    switch (tensor.type) {
    case ElementType::F64:
        return visitAs(tensor, fromF64, visit);
    case ElementType::F32:
        return visitAs(tensor, fromF32, visit);
    case ElementType::F16:
        return visitAs(tensor, fromF16, visit);
    case ElementType::BF16:
        return visitAs(tensor, fromBF16, visit);
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<qint64> checkedElementCount(const std::vector<qint64> &shape)
{
    qint64 count = 1;
    for (const qint64 extent : shape) {
        if (extent < 0 || qMulOverflow(count, extent, &count))
            return std::nullopt;
    }
    return count;
}

bool allFinite(const TensorView &tensor)
{
    return visitElements(tensor, [](float value) { return std::isfinite(value); });
}

std::vector<float> toFloat(const TensorView &tensor)
{
    std::vector<float> values;
    values.reserve(std::size_t(tensor.elementCount()));
    visitElements(tensor, [&values](float value) {
        values.push_back(value);
        return true;
    });
    return values;
}

QByteArray floatBytes(const TensorView &tensor)
{
    const qint64 size = tensor.elementCount() * qint64(sizeof(float));
    if (tensor.type == ElementType::F32)
        return QByteArray::fromRawData(tensor.data, size);
    const std::vector<float> values = toFloat(tensor);
    QByteArray bytes(size, Qt::Uninitialized);
    qToLittleEndian<float>(values.data(), qsizetype(values.size()), bytes.data());
    return bytes;
}

QString checksum(const TensorMap &tensors)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    for (const auto &[name, tensor] : tensors) {
        hash.addData(name.toUtf8());
        hash.addData(floatBytes(tensor));
    }
    return QLatin1String("blake2b-256:") + QLatin1String(hash.result().toHex());
}

TensorMap copied(const TensorMap &tensors, std::vector<QByteArray> &memory)
{
    TensorMap copies;
    for (const auto &[name, tensor] : tensors) {
        QByteArray &bytes = memory.emplace_back(floatBytes(tensor));
        bytes.detach(); // those of an F32 tensor are its file's
        copies[name] = {ElementType::F32, tensor.shape, bytes.constData()};
    }
    return copies;
}

} // namespace gramarye
