#include "core/compute/pch_torch.h"

#include "core/transfer/styletransfer.h"

#include "core/base/thrownerror.h"
#include "core/transfer/gatystransfer_torch.h"
#include "core/transfer/jobnetwork_torch.h"

#include <QThread>

#include <cmath>

namespace gramarye {

namespace {

void checkPictures(const RenderJob &job)
{
    const bool isTexture = job.scene.isTexture();
    if (job.scene.content.isNull() && !isTexture)
        throw ThrownError({ErrorCode::NoContent, {}, {}});
    if (job.scene.styles.empty() && (isTexture || !std::isinf(job.scene.parameters.ratio)))
        throw ThrownError({ErrorCode::NoStyle, {}, {}});
}

/// @p job, computed as it was up to its checkpoint, so that not even the last bits differ.
RenderJob asBefore(RenderJob job)
{
    if (job.checkpoint.isEmpty())
        return job;
    const Computation before = computationOf(job.checkpoint);
    job.convolution = before.convolution;
    // A machine with fewer processors computes otherwise anyway.
    int &threads = job.scene.parameters.threads;
    if (threads == 0 && before.threads <= QThread::idealThreadCount())
        threads = before.threads;
    return job;
}

} // namespace

std::unique_ptr<StyleTransfer> makeStyleTransfer(const RenderJob &job,
                                                 const Cancellation &cancellation)
{
    return networkKeepingTransfers()(job, cancellation);
}

StyleTransferFactory singleTransfers()
{
    return makeStyleTransfer;
}

StyleTransferFactory networkKeepingTransfers()
{
    return [kept = std::make_shared<KeptNetwork>()](const RenderJob &wanted,
                                                    const Cancellation &cancellation) {
        checkPictures(wanted);
        const RenderJob job = asBefore(wanted);
        settleLibrary(job);
        return std::make_unique<GatysTransfer>(job, kept->networkFor(job), cancellation);
    };
}

} // namespace gramarye
