#include "ui/devicebox.h"

#include "core/engine/computedevice.h"

#include <QSettings>

#include <algorithm>

namespace gramarye {

DeviceBox::DeviceBox(QWidget *parent) : QComboBox(parent)
{
    const QString key = QStringLiteral("device");
    setAccessibleName(tr("Device"));
    setToolTip(tr("What computes. A graphics card is many times as fast, but has less memory."));
    for (const ComputeDevice &device : computeDevices())
        addItem(device.name, device.id);
    setCurrentIndex(std::max(0, findData(QSettings().value(key))));
    connect(this, &QComboBox::activated, this,
            [this, key] { QSettings().setValue(key, device()); });
}

} // namespace gramarye
