#include "ui/run/taskbarprogress.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QGuiApplication>
#include <QVariantMap>

namespace gramarye {

namespace {

// https://wiki.ubuntu.com/Unity/LauncherAPI#Low_level_DBus_API:_com.canonical.Unity.LauncherEntry
constexpr QLatin1String objectPath("/com/canonical/unity/launcherentry/gramarye");
constexpr QLatin1String interfaceName("com.canonical.Unity.LauncherEntry");

} // namespace

void TaskbarProgress::show(int percent)
{
    if (percent == m_percent)
        return;
    m_percent = percent;
    send({{QStringLiteral("progress"), percent / 100.0},
          {QStringLiteral("progress-visible"), true}});
}

void TaskbarProgress::hide()
{
    if (m_percent < 0)
        return;
    m_percent = -1;
    send({{QStringLiteral("progress-visible"), false}});
}

// Nobody listens where there is no such task bar or no session bus; nothing is waited for.
void TaskbarProgress::send(const QVariantMap &properties) const
{
    const QString file = QGuiApplication::desktopFileName();
    if (file.isEmpty())
        return;
    QDBusMessage update =
        QDBusMessage::createSignal(objectPath, interfaceName, QStringLiteral("Update"));
    update << QStringLiteral("application://%1.desktop").arg(file) << properties;
    QDBusConnection::sessionBus().send(update);
}

} // namespace gramarye
