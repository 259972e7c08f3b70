#pragma once

#include "core/compute/convolutionkind.h"
#include "core/model/styleparameters.h"
#include "core/network/networkcatalog.h"

#include <QImage>

#include <memory>

namespace gramarye {

class VggNetwork;
class StyleTransfer;

/// What a benchmark computes.
struct BenchmarkCase
{
    NetworkSource network;
    int size = 0; ///< px, of the square picture
    ConvolutionKind convolution = ConvolutionKind::Fast;
    StyleLoss styleLoss = StyleLoss::Distribution;
    int regions =
        0; ///< soft ones side by side, each with a style of its own; 0: one style everywhere
    int memory = 0;  ///< MB that an iteration may take; 0: as much as the whole picture does
    int threads = 0; ///< 0: as many as a render takes by default
};

/// Iterations of one picture at one size, with everything an iteration has: forward, losses,
/// gradient, the optimiser's step. For measuring, on one thread.
class IterationBenchmark
{
public:
    /// Prepares the network. Throws what makeStyleTransfer() throws.
    explicit IterationBenchmark(BenchmarkCase benchmark);
    ~IterationBenchmark();

    /// Prepares @p picture, as content and as style, for the first iteration.
    void load(const QImage &picture);

    void iterate();

    /// Memory of the prepared weights in bytes.
    double weightBytes() const;

    /// Arithmetic of an iteration's convolutions down to conv5_1, forward and backward, as if done
    /// by the plain sum: 2 · 2 · 9 · inputs · outputs · pixels each.
    double operations() const;

private:
    BenchmarkCase m_case;
    std::shared_ptr<const VggNetwork> m_network;
    StyleParameters m_parameters; ///< of m_transfer
    std::unique_ptr<StyleTransfer> m_transfer;
};

/// Seconds that LibTorch's BLAS takes for the product of two @p size × @p size matrices: what a
/// machine can do at most, at 2 · size³ operations.
double productSeconds(int size, int threads);

/// A file of seeded random weights of a network with @p info's layers and the widths of VGG-19,
/// scaled as a trained one's; speed does not depend on them.
Status writeRandomNetwork(const NetworkInfo &info, const QString &path);

} // namespace gramarye
