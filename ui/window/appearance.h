#pragma once

#include "ui/settings/settings.h"

#include <QObject>

class QDBusVariant;

namespace gramarye {

/// The program's look: Fusion with neutral greys, which do not tint what the eye makes of a
/// picture; dark or light as the desktop says or the user chooses. Remembered in the settings.
class Appearance : public QObject
{
    Q_OBJECT

public:
    /// Applies the look to the application.
    explicit Appearance(QObject *parent = nullptr);

    ColorScheme scheme() const { return m_scheme; }
    void choose(ColorScheme scheme);

private Q_SLOTS:
    // Named in a connection to the session bus, which knows no pointers to members.
    void portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void takePortalValue(const QVariant &value);
    void apply();

    ColorScheme m_scheme = ColorScheme::System;
    bool m_systemIsDark;
};

} // namespace gramarye
