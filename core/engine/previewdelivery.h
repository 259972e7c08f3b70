#pragma once

#include "core/transfer/pendingimage.h"
#include "core/transfer/renderjob.h"

#include <functional>
#include <memory>

namespace gramarye {

/// Hands over previews whose pictures may arrive later, while iterations go on: each once, in the
/// order in which they were begun. One is on its way at a time. Worker thread.
class PreviewDelivery
{
public:
    using Receiver = std::function<void(const Preview &)>;
    explicit PreviewDelivery(Receiver receiver) : m_receiver(std::move(receiver)) {}

    /// Hands over @p preview with @p image, at once where that is here. Waits for the one before.
    void begin(Preview preview, std::unique_ptr<PendingImage> image)
    {
        deliverAll();
        m_preview = std::move(preview);
        m_image = std::move(image);
        deliverArrived();
    }

    /// Hands over what has arrived.
    void deliverArrived()
    {
        if (m_image && m_image->isHere())
            deliverAll();
    }

    /// Hands over what was begun, and waits for it.
    void deliverAll()
    {
        const auto image = std::move(m_image); // gone even where what follows throws
        if (!image)
            return;
        m_preview.image = image->take();
        m_receiver(std::exchange(m_preview, Preview()));
    }

    /// Whether one is on its way.
    bool isBusy() const { return bool(m_image); }

    /// Forgets what was begun.
    void drop() { m_image.reset(); }

private:
    Receiver m_receiver;
    Preview m_preview;                     ///< without its image
    std::unique_ptr<PendingImage> m_image; ///< of m_preview; none where nothing is on its way
};

} // namespace gramarye
