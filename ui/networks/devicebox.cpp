#include "ui/networks/devicebox.h"

#include "core/compute/computedevice.h"
#include "ui/settings/settings.h"

#include <algorithm>

namespace gramarye {

DeviceBox::DeviceBox(QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(tr("Device"));
    setToolTip(tr("What computes. A graphics card is many times as fast, but has less memory."));
    for (const ComputeDevice &device : computeDevices())
        addItem(device.name, device.id);
    setCurrentIndex(std::max(0, findData(Settings().device())));
    connect(this, &QComboBox::activated, this, [this] { Settings().setDevice(device()); });
}

} // namespace gramarye
