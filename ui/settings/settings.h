#pragma once

#include "core/documents/pictureexport.h"

#include <QByteArray>
#include <QLocale>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace gramarye {

enum class ColorScheme
{
    System,
    Light,
    Dark
};

/// What the user chooses in the settings dialog. A value.
struct Preferences
{
    ColorScheme colorScheme = ColorScheme::System;
    QString language; ///< "de"; empty: as the system
    int threads = 0;  ///< that new pictures begin with; 0: one for each core
    int memory = 0;   ///< MB that a picture may take; 0: half of what is free
    int previewEvery = 5;
    QString defaultNetwork; ///< a name of the catalogue; empty: the network used last
    QString exportName = QStringLiteral("{content}-gramarye"); ///< see documents/outputname

    friend bool operator==(const Preferences &a, const Preferences &b)
    {
        return a.colorScheme == b.colorScheme && a.language == b.language && a.threads == b.threads
               && a.memory == b.memory && a.previewEvery == b.previewEvery
               && a.defaultNetwork == b.defaultNetwork && a.exportName == b.exportName;
    }
};

/// Export options under a name. A value.
struct ExportPreset
{
    QString name;
    QString suffix; ///< of the file's format: "jpg"
    ExportOptions options;
};

/// What the program remembers of its user from one start to the next, in QSettings; nonsense there
/// reads as the default. Every object reads and writes the same: make one where it is needed.
class Settings
{
public:
    Preferences preferences() const;
    void setPreferences(const Preferences &preferences) const;
    void setColorScheme(ColorScheme scheme) const { set("appearance", int(scheme)); }

    /// The language of the window: the one chosen, with the system's country.
    QLocale locale() const;

    /// @p defaults with the threads and the preview interval that the user prefers.
    StyleParameters personalized(StyleParameters defaults) const;

    /// A name of the catalogue or a weight file: what to begin with. Null where nothing was ever
    /// chosen.
    QString network() const;
    void setLastNetwork(const QString &nameOrPath) const;

    /// Whether the user has answered the offer of a finer network.
    bool isNetworkOfferDone() const { return value("networks/offerDismissed").toBool(); }
    void setNetworkOfferDone() const { set("networks/offerDismissed", true); }

    QString device() const { return value("device").toString(); }
    void setDevice(const QString &id) const { set("device", id); }

    ExportOptions exportOptions() const;
    void setExportOptions(const ExportOptions &options) const;

    /// Of the files that the queue makes, "png".
    QString queueSuffix() const { return value("queue-suffix").toString(); }
    void setQueueSuffix(const QString &suffix) const { set("queue-suffix", suffix); }

    /// Those that a person has kept.
    std::vector<ExportPreset> exportPresets() const;
    void setExportPresets(const std::vector<ExportPreset> &presets) const;

    /// Where the last file of a kind ("pictures") was; the pictures' folder at first.
    QString folder(const QString &kind) const;
    void setFolder(const QString &kind, const QString &path) const { set("folders/", path, kind); }

    /// Paths, the newest first; see RecentFiles.
    QStringList recentFiles(const QString &kind) const
    {
        return value("recent/", kind).toStringList();
    }
    void setRecentFiles(const QString &kind, const QStringList &paths) const
    {
        set("recent/", paths, kind);
    }

    /// Seconds for a megapixel and an iteration, of a @p kind of runs; 0 before
    /// anything was measured.
    double speed(const QString &kind) const { return value("speed/", kind).toDouble(); }
    void setSpeed(const QString &kind, double seconds) const { set("speed/", seconds, kind); }

    QByteArray queueGeometry() const { return value("queue/geometry").toByteArray(); }
    void setQueueGeometry(const QByteArray &geometry) const { set("queue/geometry", geometry); }

    QByteArray windowGeometry() const { return value("window/geometry").toByteArray(); }
    QByteArray windowLayout() const { return value("window/layout").toByteArray(); }
    void setWindow(const QByteArray &geometry, const QByteArray &layout) const;

private:
    // The keys are in users' files: they stay.
    static QVariant value(const char *key, const QString &kind = {});
    static void set(const char *key, const QVariant &value, const QString &kind = {});
};

} // namespace gramarye
