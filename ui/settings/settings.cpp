#include "ui/settings/settings.h"

#include "core/model/parameterspec.h"

#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace gramarye {

namespace {

// Users have these in their files: they stay.
const QString appearanceKey = QStringLiteral("appearance");
const QString languageKey = QStringLiteral("language");
const QString threadsKey = QStringLiteral("threads");
const QString previewEveryKey = QStringLiteral("preview-every");
const QString defaultNetworkKey = QStringLiteral("default-network");
const QString lastNetworkKey = QStringLiteral("network");
const QString networkOfferKey = QStringLiteral("networks/offerDismissed");
const QString deviceKey = QStringLiteral("device");
const QString bitsKey = QStringLiteral("export/bits");
const QString transparencyKey = QStringLiteral("export/transparency");
const QString geometryKey = QStringLiteral("window/geometry");
const QString layoutKey = QStringLiteral("window/layout");
const QString queueGeometryKey = QStringLiteral("queue/geometry");

QString folderKey(const QString &kind)
{
    return QStringLiteral("folders/") + kind;
}

QString recentKey(const QString &kind)
{
    return QStringLiteral("recent/") + kind;
}

QString speedKey(const QString &kind)
{
    return QStringLiteral("speed/") + kind;
}

QString text(const QString &key)
{
    return QSettings().value(key).toString();
}

/// The whole number under the key of a parameter, where it is one of those it may have.
int number(const QString &parameter, int fallback)
{
    const ParameterSpec &spec = parameterSpec(parameter);
    bool isNumber = false;
    const int value = QSettings().value(parameter).toInt(&isNumber);
    return isNumber && value >= spec.minimum && value <= spec.maximum ? value : fallback;
}

ColorScheme colorScheme()
{
    const int value = QSettings().value(appearanceKey).toInt();
    const bool isKnown = value >= int(ColorScheme::System) && value <= int(ColorScheme::Dark);
    return isKnown ? ColorScheme(value) : ColorScheme::System;
}

} // namespace

Preferences Settings::preferences() const
{
    const Preferences usual;
    Preferences preferences;
    preferences.colorScheme = colorScheme();
    preferences.language = text(languageKey);
    preferences.threads = number(threadsKey, usual.threads);
    preferences.previewEvery = number(previewEveryKey, usual.previewEvery);
    preferences.defaultNetwork = text(defaultNetworkKey);
    return preferences;
}

void Settings::setPreferences(const Preferences &preferences) const
{
    QSettings settings;
    settings.setValue(appearanceKey, int(preferences.colorScheme));
    settings.setValue(languageKey, preferences.language);
    settings.setValue(threadsKey, preferences.threads);
    settings.setValue(previewEveryKey, preferences.previewEvery);
    settings.setValue(defaultNetworkKey, preferences.defaultNetwork);
}

void Settings::setColorScheme(ColorScheme scheme) const
{
    QSettings().setValue(appearanceKey, int(scheme));
}

QLocale Settings::locale() const
{
    const QString language = text(languageKey);
    const QLocale::Language code = QLocale::codeToLanguage(language);
    if (code == QLocale::AnyLanguage)
        return QLocale::system();
    return {code, QLocale::system().territory()};
}

StyleParameters Settings::personalized(StyleParameters defaults) const
{
    for (const ParameterSpec &spec : parameterSpecs()) {
        if (spec.is(ParameterTrait::Preference))
            spec.set(defaults, number(spec.key, int(spec.get(defaults))));
    }
    return defaults;
}

QString Settings::network() const
{
    const QString chosen = text(defaultNetworkKey);
    return chosen.isEmpty() ? text(lastNetworkKey) : chosen;
}

void Settings::setLastNetwork(const QString &nameOrPath) const
{
    if (text(lastNetworkKey) != nameOrPath) // it comes with every undo, and writes to the disk
        QSettings().setValue(lastNetworkKey, nameOrPath);
}

bool Settings::isNetworkOfferDone() const
{
    return QSettings().value(networkOfferKey).toBool();
}

void Settings::setNetworkOfferDone() const
{
    QSettings().setValue(networkOfferKey, true);
}

QString Settings::device() const
{
    return text(deviceKey);
}

void Settings::setDevice(const QString &id) const
{
    QSettings().setValue(deviceKey, id);
}

ExportOptions Settings::exportOptions() const
{
    const QSettings settings;
    ExportOptions options;
    options.bits = settings.value(bitsKey).toInt() == 16 ? 16 : 8;
    options.keepsTransparency = settings.value(transparencyKey).toBool();
    return options;
}

void Settings::setExportOptions(const ExportOptions &options) const
{
    QSettings settings;
    settings.setValue(bitsKey, options.bits);
    settings.setValue(transparencyKey, options.keepsTransparency);
}

QString Settings::folder(const QString &kind) const
{
    const QString folder = text(folderKey(kind));
    return folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)
                            : folder;
}

void Settings::setFolder(const QString &kind, const QString &path) const
{
    QSettings().setValue(folderKey(kind), path);
}

QStringList Settings::recentFiles(const QString &kind) const
{
    return QSettings().value(recentKey(kind)).toStringList();
}

void Settings::setRecentFiles(const QString &kind, const QStringList &paths) const
{
    QSettings().setValue(recentKey(kind), paths);
}

double Settings::speed(const QString &kind) const
{
    return std::max(0.0, QSettings().value(speedKey(kind)).toDouble());
}

void Settings::setSpeed(const QString &kind, double secondsPerMegapixelIteration) const
{
    QSettings().setValue(speedKey(kind), secondsPerMegapixelIteration);
}

QByteArray Settings::queueGeometry() const
{
    return QSettings().value(queueGeometryKey).toByteArray();
}

void Settings::setQueueGeometry(const QByteArray &geometry) const
{
    QSettings().setValue(queueGeometryKey, geometry);
}

QByteArray Settings::windowGeometry() const
{
    return QSettings().value(geometryKey).toByteArray();
}

QByteArray Settings::windowLayout() const
{
    return QSettings().value(layoutKey).toByteArray();
}

void Settings::setWindow(const QByteArray &geometry, const QByteArray &layout) const
{
    QSettings settings;
    settings.setValue(geometryKey, geometry);
    settings.setValue(layoutKey, layout);
}

} // namespace gramarye
