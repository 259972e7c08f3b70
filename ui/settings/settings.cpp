#include "ui/settings/settings.h"

#include "core/documents/outputname.h"
#include "core/model/parameterspec.h"

#include <QJsonArray>
#include <QJsonDocument>
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
    preferences.memory = number(QStringLiteral("memory"), usual.memory);
    preferences.previewEvery = number(QStringLiteral("preview-every"), usual.previewEvery);
    preferences.defaultNetwork = value("default-network").toString();
    const QString name = value("export/name").toString();
    if (!name.isEmpty() && filledPattern(name, namePartsOf({}, {}, 0)))
        preferences.exportName = name;
    return preferences;
}

void Settings::setPreferences(const Preferences &preferences) const
{
    setColorScheme(preferences.colorScheme);
    set("language", preferences.language);
    set("threads", preferences.threads);
    set("memory", preferences.memory);
    set("preview-every", preferences.previewEvery);
    set("default-network", preferences.defaultNetwork);
    set("export/name", preferences.exportName);
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
    return gramarye::exportOptions(
        QJsonDocument::fromJson(value("export/options").toByteArray()).object());
}

void Settings::setExportOptions(const ExportOptions &options) const
{
    set("export/options", QJsonDocument(toJson(options)).toJson(QJsonDocument::Compact));
}

std::vector<ExportPreset> Settings::exportPresets() const
{
    std::vector<ExportPreset> presets;
    const QJsonArray kept = QJsonDocument::fromJson(value("export/presets").toByteArray()).array();
    for (const QJsonValue &preset : kept) {
        const QJsonObject object = preset.toObject();
        presets.push_back({object[QLatin1String("name")].toString(),
                           object[QLatin1String("suffix")].toString(),
                           gramarye::exportOptions(object[QLatin1String("options")].toObject())});
    }
    return presets;
}

void Settings::setExportPresets(const std::vector<ExportPreset> &presets) const
{
    QJsonArray kept;
    for (const ExportPreset &preset : presets)
        kept << QJsonObject{{QStringLiteral("name"), preset.name},
                            {QStringLiteral("suffix"), preset.suffix},
                            {QStringLiteral("options"), toJson(preset.options)}};
    set("export/presets", QJsonDocument(kept).toJson(QJsonDocument::Compact));
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
