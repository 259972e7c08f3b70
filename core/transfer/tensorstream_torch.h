#pragma once

#include <ATen/core/Tensor.h>

#include <QDataStream>

/// Float tensors of four dimensions in checkpoints: their shape, then their bytes as they are in
/// memory; an undefined tensor has no dimensions.
namespace gramarye {

QDataStream &operator<<(QDataStream &stream, const at::Tensor &tensor);

/// The next tensor, on @p device. Sets the stream's status where the bytes contradict the shape;
/// allocates no more than is there.
at::Tensor readTensor(QDataStream &stream, at::Device device);

} // namespace gramarye
