#pragma once

#include "core/pictures/colormap.h"
#include "core/transfer/checkpointcoding_torch.h"
#include "core/transfer/styletransfer.h"

#include <memory>
#include <vector>

namespace gramarye {

/// Neural style transfer by optimisation (Gatys, Ecker, Bethge 2015), by both methods of ALGORITHM.
class GatysTransfer : public StyleTransfer
{
public:
    GatysTransfer(const RenderJob &job, std::shared_ptr<const VggNetwork> network,
                  const Cancellation &cancellation);

    IterationReport step(const StyleParameters &parameters,
                         const Cancellation &cancellation) override;
    void setRegions(const Regions &regions) override;
    bool isDone() const override;
    QImage image(const StyleParameters &parameters, QSize limit) const override;
    std::unique_ptr<PendingImage> beginImage(const StyleParameters &parameters,
                                             QSize limit) const override;
    std::vector<LayerStatistics> statistics(const StyleParameters &parameters,
                                            const Cancellation &cancellation) const override;
    QImage result(const StyleParameters &parameters) const override;
    RenderCheckpoint checkpoint() const override;

private:
    void readPictures(const Cancellation &cancellation);
    QImage styleMask(std::size_t style) const;
    void takeParts(const StyleParameters &parameters, const Cancellation &cancellation);
    StyleParameters ofLevel(const StyleParameters &parameters) const;
    QSize largestStyle(std::size_t style, const StyleParameters &parameters) const;
    at::Tensor stylePicture(std::size_t style, const StyleParameters &parameters) const;
    ColorStatistics styleColors(std::size_t style) const;
    std::shared_ptr<Level> makeLevel(std::size_t level, const StyleParameters &parameters,
                                     const Cancellation &cancellation) const;
    at::Tensor startPicture(const QImage &startImage) const;
    TransferState grown(const StyleParameters &parameters, const Cancellation &cancellation) const;
    Evaluation evaluate(const TransferState &state, const StyleParameters &parameters,
                        const Cancellation &cancellation) const;
    void setTileSides(const RenderJob &job, double budget);
    void exchangeOptimizer(OptimizerKind kind);
    void restore(const RenderCheckpoint &checkpoint);
    void moveColors(const at::Tensor &content, const std::vector<at::Tensor> &styles) const;
    QByteArray owner(const QByteArray &pictures, const std::vector<double> &scales = {}) const;
    IterationReport report(const Evaluation &evaluation) const;

    at::Tensor pixels() const;
    at::Tensor held(const at::Tensor &pixels, const Level &level) const;
    at::Tensor shownPicture(const StyleParameters &parameters) const;
    at::Tensor limited(const at::Tensor &picture, QSize limit) const;

    bool growsNext() const { return isSizeDone() && !isDone(); }
    bool isSizeDone() const;
    QSize size() const { return m_sizes[m_state.levelIndex]; }
    Backend &backend() const { return m_network->backend(); }

    StyleParameters m_parameters; ///< of the last step
    const MethodRules &m_rules;
    QString m_networkName; ///< as checkpoints know it
    std::shared_ptr<const VggNetwork> m_network;
    Computation m_computation;
    std::vector<QSize> m_sizes;
    at::Tensor m_content;             ///< at the last size, in the colours that the run sees it in;
                                      ///< undefined: a texture has none
    at::Tensor m_kept;                ///< the same in its own colours
    std::vector<at::Tensor> m_styles; ///< in these colours, in the scales that they were read for
    std::size_t m_styleCount;
    std::vector<Picture> m_pictures; ///< styles and content as they came
    Regions m_regions;
    bool m_hasNewRegions = false; ///< that no step has seen yet
    bool m_hasNewParts = false;   ///< the same of styles' pictures
    bool m_usesScratch = false;
    TransferState m_state;
};

} // namespace gramarye
