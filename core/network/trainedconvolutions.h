#pragma once

#include "core/base/error.h"
#include "core/network/networkcatalog.h"

namespace gramarye {

/// Names of tensors in a file, by the names that the store uses for them.
using TensorNames = std::map<QString, QString>;

/// The weights and biases of @p network's convolutions among @p tensors, which its `keys` name; in
/// the store they go by the first of its acceptedKeys. All are of the right shapes; a file may end
/// behind the layers that are offered. The numbers are not looked at. Error, without a subject:
/// WeightsOtherNetwork.
Result<TensorNames> convolutionNames(const NetworkInfo &network, const TensorMap &tensors);

/// These tensors, by their names in the store, where their numbers are finite and of a spread that
/// training leaves behind. Errors, without a subject: WeightsOtherNetwork, WeightsImplausible.
Result<TensorMap> trainedConvolutions(const NetworkInfo &network, const TensorMap &tensors);

} // namespace gramarye
