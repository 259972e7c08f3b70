#include "ui/settings/settings.h"

#include "core/model/parameterspec.h"

#include <QSettings>
#include <QStandardPaths>

namespace gramarye {

namespace {

/// The whole number under the key of a parameter, where it is one of those it may have.
int number(const QString &parameter, int fallback)
{
    const ParameterSpec &spec = parameterSpec(parameter);
    bool isNumber = false;
    const int value = QSettings().value(parameter).toInt(&isNumber);
    return isNumber && value >= spec.minimum && value <= spec.maximum ? value : fallback;
}

} // namespace

QVariant Settings::value(const char *key, const QString &kind)
{
    return QSettings().value(QLatin1String(key) + kind);
}

void Settings::set(const char *key, const QVariant &value, const QString &kind)
{
    QSettings().setValue(QLatin1String(key) + kind, value);
}

Preferences Settings::preferences() const
{
    const Preferences usual;
    Preferences preferences;
    const int scheme = value("appearance").toInt();
    if (scheme >= int(ColorScheme::System) && scheme <= int(ColorScheme::Dark))
        preferences.colorScheme = ColorScheme(scheme);
    preferences.language = value("language").toString();
    preferences.threads = number(QStringLiteral("threads"), usual.threads);
    preferences.previewEvery = number(QStringLiteral("preview-every"), usual.previewEvery);
    preferences.defaultNetwork = value("default-network").toString();
    return preferences;
}

void Settings::setPreferences(const Preferences &preferences) const
{
    setColorScheme(preferences.colorScheme);
    set("language", preferences.language);
    set("threads", preferences.threads);
    set("preview-every", preferences.previewEvery);
    set("default-network", preferences.defaultNetwork);
}

QLocale Settings::locale() const
{
    const QLocale::Language code = QLocale::codeToLanguage(value("language").toString());
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
    const QString chosen = value("default-network").toString();
    return chosen.isEmpty() ? value("network").toString() : chosen;
}

void Settings::setLastNetwork(const QString &nameOrPath) const
{
    if (value("network").toString() != nameOrPath) // it comes with every undo; the disk is slow
        set("network", nameOrPath);
}

ExportOptions Settings::exportOptions() const
{
    ExportOptions options;
    options.bits = value("export/bits").toInt() == 16 ? 16 : 8;
    options.keepsTransparency = value("export/transparency").toBool();
    return options;
}

void Settings::setExportOptions(const ExportOptions &options) const
{
    set("export/bits", options.bits);
    set("export/transparency", options.keepsTransparency);
}

QString Settings::folder(const QString &kind) const
{
    const QString folder = value("folders/", kind).toString();
    return folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)
                            : folder;
}

void Settings::setWindow(const QByteArray &geometry, const QByteArray &layout) const
{
    set("window/geometry", geometry);
    set("window/layout", layout);
}

} // namespace gramarye
