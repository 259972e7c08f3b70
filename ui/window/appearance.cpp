#include "ui/window/appearance.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPalette>
#include <QStyleFactory>

namespace gramarye {

namespace {

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
constexpr QLatin1String portalService("org.freedesktop.portal.Desktop");
constexpr QLatin1String portalPath("/org/freedesktop/portal/desktop");
constexpr QLatin1String portalInterface("org.freedesktop.portal.Settings");
constexpr QLatin1String portalGroup("org.freedesktop.appearance");
constexpr QLatin1String portalKey("color-scheme");

enum PortalScheme
{
    NoPreference = 0,
    PreferDark = 1
};

QColor gray(int level)
{
    return {level, level, level};
}

/// The grey levels of one scheme.
struct Grays
{
    int window, base, alternate, button, mid, canvas, text, faint, disabled, bright, tip;
    QRgb highlight, highlightedText, link;
};

constexpr Grays darkGrays{50,  38,  44,  62, 84,       41,       222,
                          150, 118, 170, 70, 0x5b83ad, 0xffffff, 0x8ab4e0};
constexpr Grays lightGrays{236, 250, 243, 228, 176,      188,      28,
                           104, 150, 70,  252, 0x3d71a8, 0xffffff, 0x1f5fa8};

QPalette makePalette(const Grays &g)
{
    QPalette p(gray(g.button), gray(g.window));
    p.setColor(QPalette::WindowText, gray(g.text));
    p.setColor(QPalette::Text, gray(g.text));
    p.setColor(QPalette::ButtonText, gray(g.text));
    p.setColor(QPalette::BrightText, gray(g.bright));
    p.setColor(QPalette::Base, gray(g.base));
    p.setColor(QPalette::AlternateBase, gray(g.alternate));
    p.setColor(QPalette::Mid, gray(g.mid));
    p.setColor(QPalette::Dark, gray(g.canvas)); // what lies around the picture
    p.setColor(QPalette::PlaceholderText, gray(g.faint));
    p.setColor(QPalette::ToolTipBase, gray(g.tip));
    p.setColor(QPalette::ToolTipText, gray(g.text));
    p.setColor(QPalette::Highlight, QColor::fromRgb(g.highlight));
    p.setColor(QPalette::HighlightedText, QColor::fromRgb(g.highlightedText));
    p.setColor(QPalette::Link, QColor::fromRgb(g.link));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, gray(g.disabled));
    p.setColor(QPalette::Disabled, QPalette::Highlight, gray(g.mid));
    return p;
}

bool looksDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness()
           < palette.color(QPalette::WindowText).lightness();
}

} // namespace

Appearance::Appearance(QObject *parent)
    : QObject(parent), m_systemIsDark(looksDark(QApplication::palette()))
{
    m_scheme = Settings().preferences().colorScheme;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
    QDBusConnection::sessionBus().connect(
        portalService, portalPath, portalInterface, QStringLiteral("SettingChanged"), this,
        SLOT(portalSettingChanged(QString, QString, QDBusVariant)));
    askPortal();
}

void Appearance::choose(ColorScheme scheme)
{
    m_scheme = scheme;
    Settings().setColorScheme(scheme);
    apply();
}

// Where there is no portal there is no answer, and the palette the desktop gave us decides.
void Appearance::askPortal()
{
    QDBusMessage question = QDBusMessage::createMethodCall(portalService, portalPath,
                                                           portalInterface, QStringLiteral("Read"));
    question << portalGroup << portalKey;
    auto *watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            takePortalValue(reply.value().variant());
        watcher->deleteLater();
    });
}

void Appearance::portalSettingChanged(const QString &group, const QString &key,
                                      const QDBusVariant &value)
{
    if (group == portalGroup && key == portalKey)
        takePortalValue(value.variant());
}

void Appearance::takePortalValue(const QVariant &value)
{
    // Older portals wrap their answer twice.
    const QVariant inner =
        value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    if (inner.toUInt() == NoPreference)
        return;
    m_systemIsDark = inner.toUInt() == PreferDark;
    apply();
}

void Appearance::apply()
{
    const bool dark =
        m_scheme == ColorScheme::Dark || (m_scheme == ColorScheme::System && m_systemIsDark);
    QApplication::setPalette(makePalette(dark ? darkGrays : lightGrays));
}

} // namespace gramarye
