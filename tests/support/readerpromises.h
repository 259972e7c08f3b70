#pragma once

#include "core/weights/weightsfile.h"

#include <algorithm>
#include <cmath>

namespace gramarye {

/// What a reader promised and did not keep when it read @p contents from @p bytes; empty if all is
/// well. Reads every element, so that a sanitiser sees a tensor that is not all there.
inline QString brokenPromise(const Result<WeightsContents> &contents, QByteArrayView bytes)
{
    if (!contents) {
        const Error &error = contents.error();
        const bool isExplained =
            !error.detail.isEmpty()
            && (error.code == ErrorCode::WeightsDamaged || error.code == ErrorCode::WeightsRefused);
        return isExplained || error.code == ErrorCode::WeightsUnknown
                   ? QString()
                   : QStringLiteral("the error explains nothing");
    }
    for (const auto &[name, tensor] : contents->tensors) {
        const auto negative = [](qint64 extent) { return extent < 0; };
        if (std::any_of(tensor.shape.begin(), tensor.shape.end(), negative))
            return name + QStringLiteral(" has a negative extent");
        if (tensor.data < bytes.begin() || tensor.byteSize() > bytes.end() - tensor.data)
            return name + QStringLiteral(" is not within its file");
        const std::vector<float> values = toFloat(tensor);
        const auto finite = [](float value) { return std::isfinite(value); };
        if (qint64(values.size()) != tensor.elementCount()
            || allFinite(tensor) != std::all_of(values.begin(), values.end(), finite))
            return name + QStringLiteral(" is not what it says");
    }
    return {};
}

} // namespace gramarye
