#pragma once

#include <QComboBox>

namespace gramarye {

/// Chooses what computes: the processor, or a graphics card that LibTorch can use. Remembers the
/// choice in the settings, as "device". Only to be seen where there is a choice.
class DeviceBox : public QComboBox
{
    Q_OBJECT

public:
    explicit DeviceBox(QWidget *parent = nullptr);

    /// Identifier of the device chosen, as RenderJob::device.
    QString device() const { return currentData().toString(); }
};

} // namespace gramarye
