#pragma once

#include <QImage>

#include <utility>

namespace gramarye {

/// A picture that may still be on its way from the device it was made on. One thread.
class PendingImage
{
public:
    virtual ~PendingImage() = default;

    /// Whether take() gives it without waiting.
    virtual bool isHere() const = 0;

    /// The picture, once; waits for it.
    virtual QImage take() = 0;
};

/// One that has arrived.
class ArrivedImage final : public PendingImage
{
public:
    explicit ArrivedImage(QImage image) : m_image(std::move(image)) {}

    bool isHere() const override { return true; }
    QImage take() override { return std::move(m_image); }

private:
    QImage m_image;
};

} // namespace gramarye
