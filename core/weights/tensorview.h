#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace gramarye {

/// The number formats a weight file may hold.
enum class ElementType
{
    F64,
    F32,
    F16,
    BF16
};

/// Size of one element in bytes.
constexpr std::size_t elementSize(ElementType type)
{
    return type == ElementType::F64 ? 8 : type == ElementType::F32 ? 4 : 2;
}

/// A named tensor's bytes inside an open weight file: contiguous, row-major, little-endian, all
/// there (size = product of shape × elementSize), at any address: read them with memcpy (or
/// toFloat), never through a float pointer. Valid as long as the file object lives.
struct TensorView
{
    ElementType type = ElementType::F32;
    std::vector<qint64> shape;
    const char *data = nullptr;

    qint64 elementCount() const
    {
        qint64 count = 1;
        for (const qint64 extent : shape)
            count *= extent;
        return count;
    }
    qint64 byteSize() const { return elementCount() * qint64(elementSize(type)); }
};

using TensorMap = std::map<QString, TensorView>;

/// The product of a shape that nobody has checked yet; none if an extent is negative or the
/// product does not fit.
std::optional<qint64> checkedElementCount(const std::vector<qint64> &shape);

/// Whether every element is a number that a float can hold: no NaN, no infinity, no F64 beyond a
/// float's range. Reads the whole tensor, so it is for whoever uses one, not for opening a file.
bool allFinite(const TensorView &tensor);

/// The elements as floats, in row-major order. Exact, but for F64, which is rounded.
std::vector<float> toFloat(const TensorView &tensor);

/// The same as bytes, little-endian. Those of an F32 tensor are no copy: they end with its file.
QByteArray floatBytes(const TensorView &tensor);

/// "blake2b-256:" and 64 hexadecimal digits: the hash of each tensor's name (UTF-8) and elements
/// (little-endian F32), in the order of the names. Four times as fast here as SHA-256.
QString checksum(const TensorMap &tensors);

/// The tensors as F32, with their elements in @p memory instead of in a file.
TensorMap copied(const TensorMap &tensors, std::vector<QByteArray> &memory);

} // namespace gramarye
