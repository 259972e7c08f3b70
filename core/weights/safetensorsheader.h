#pragma once

#include "core/base/error.h"
#include "core/weights/tensorview.h"

#include <QByteArrayView>

namespace gramarye {

/// What a safetensors file says of its tensors: the JSON between its length, which the file starts
/// with, and the data. https://github.com/huggingface/safetensors#format
struct SafetensorsHeader
{
    /// A tensor's bytes are [begin, end) of the data.
    struct Entry
    {
        ElementType type = ElementType::F32;
        std::vector<qint64> shape;
        qint64 begin = 0;
        qint64 end = 0;
    };

    std::map<QString, Entry> tensors; ///< only floating-point ones; others are checked as well
    std::map<QString, QString> metadata;

    /// Bytes of the length that a file starts with ("N, a u64 int, the size of the header").
    static constexpr qsizetype lengthSize = 8;

    /// Bytes of the JSON, from the file's first lengthSize bytes. Errors have no subject:
    /// WeightsDamaged.
    static Result<qsizetype> jsonSize(QByteArrayView start);

    /// Reads and checks the JSON of a file with @p dataSize bytes of data. Errors have no subject:
    /// WeightsDamaged.
    static Result<SafetensorsHeader> fromJson(QByteArrayView json, qint64 dataSize);

    /// Length and JSON, ready to be written before the data.
    QByteArray toBytes() const;
};

} // namespace gramarye
