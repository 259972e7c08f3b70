#pragma once

#include <QString>

#include <vector>

namespace gramarye {

/// Something that can render.
struct ComputeDevice
{
    QString id;   ///< as LibTorch names it: "cpu", "cuda:0", "mps"
    QString name; ///< for people; technical, so not translated
};

/// The identifier of what every computer has.
inline QString processorId()
{
    return QStringLiteral("cpu");
}

/// What this computer and its LibTorch offer, the processor first.
std::vector<ComputeDevice> computeDevices();

/// Says on stderr, once, where matrix products go through the reference BLAS, which takes several
/// times as long as OpenBLAS.
void warnOfReferenceBlas();

} // namespace gramarye
