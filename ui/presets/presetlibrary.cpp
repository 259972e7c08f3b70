#include "ui/presets/presetlibrary.h"

#include <algorithm>

namespace gramarye {

bool PresetLibrary::contains(const QString &name) const
{
    return PresetStore::isShipped(name)
           || std::any_of(m_own.begin(), m_own.end(),
                          [&](const Preset &preset) { return preset.isNamed(name); });
}

void PresetLibrary::refresh()
{
    run(
        this, [](const PresetStore &) {}, [](const Status &) {});
}

void PresetLibrary::setOwn(const std::vector<Preset> &own)
{
    if (own == m_own)
        return;
    m_own = own;
    Q_EMIT changed();
}

} // namespace gramarye
