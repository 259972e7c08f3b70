#pragma once

#include <QVariantMap>

namespace gramarye {

/// How far the run is, shown on the program's icon in the task bar or dock, where the desktop can:
/// the launcher entries that Unity began with, which KDE's and others' task bars follow too.
class TaskbarProgress
{
public:
    /// @p percent: 0..100.
    void show(int percent);
    void hide();

private:
    void send(const QVariantMap &properties) const;

    int m_percent = -1; ///< as last shown; −1: hidden
};

} // namespace gramarye
