#include "core/engine/previewdelivery.h"

namespace gramarye {

PreviewDelivery::PreviewDelivery(Receiver receiver) : m_receiver(std::move(receiver)) {}

void PreviewDelivery::begin(Preview preview, std::unique_ptr<PendingImage> image)
{
    deliverAll();
    m_preview = std::move(preview);
    m_image = std::move(image);
    deliverArrived();
}

void PreviewDelivery::deliverArrived()
{
    if (m_image && m_image->isHere())
        deliverAll();
}

void PreviewDelivery::deliverAll()
{
    const auto image = std::move(m_image); // gone even where what follows throws
    if (!image)
        return;
    m_preview.image = image->take();
    m_receiver(std::exchange(m_preview, Preview()));
}

} // namespace gramarye
