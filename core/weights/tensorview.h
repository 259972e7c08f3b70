#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <map>
#include <vector>

namespace gramarye {

/// The number formats a weight file may hold.
enum class ElementType { F64, F32, F16, BF16 };

/// Size of one element in bytes.
constexpr std::size_t elementSize(ElementType type)
{
    return type == ElementType::F64 ? 8 : type == ElementType::F32 ? 4 : 2;
}

/// A named tensor's bytes inside an open weight file: contiguous, row-major, little-endian, all
/// there (size = product of shape × elementSize). Valid as long as the file object lives.
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
};

using TensorMap = std::map<QString, TensorView>;

} // namespace gramarye
