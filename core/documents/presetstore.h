#pragma once

#include "core/model/preset.h"

namespace gramarye {

/// Reads a preset file. Errors: FileNotFound, FileUnreadable, DocumentDamaged, DocumentNewer.
Result<Preset> readPreset(const QString &path);

/// Writes @p preset to @p path, whole or not at all; a file that is there is replaced.
/// Errors: FileNotWritable, WrittenFileDiffers.
Status writePreset(const Preset &preset, const QString &path);

/// The name of a file for the preset @p name, "Bold strokes.json": without what a file's name must
/// not hold on some system or other.
QString presetFileName(const QString &name);

/// The presets there are: those inside the program, and the user's own, each a file in
/// presetFolder(). Names are told apart whatever their case. Any thread but the window's: it reads
/// the disk every time, but for what is shipped.
class PresetStore
{
public:
    /// In the order they are offered, described in resources/PRESETS.md.
    static const std::vector<Preset> &shipped();

    /// By name. Files that are no presets are left out.
    std::vector<Preset> own() const;

    static bool isShipped(const QString &name);
    bool contains(const QString &name) const;

    /// The preset of that name, else the one in that file. Errors: those of readPreset().
    Result<Preset> find(const QString &nameOrPath) const;

    /// @p name, or where there is a preset of that name already @p name with a number.
    QString freeName(const QString &name) const;

    /// Keeps @p preset, whose name is none of the shipped; one's own of that name is replaced.
    /// Error: FileNotWritable.
    Status save(const Preset &preset);

    /// Takes in a preset file. Where there is one of that name it comes under another; where that
    /// has the very look, it is the one that is there. Returns what it is now.
    /// Errors: those of readPreset() and FileNotWritable.
    Result<Preset> import(const QString &path);

    /// @p to is no name that is there. Errors: FileNotFound, FileNotWritable.
    Status rename(const QString &from, const QString &to);

    /// Errors: FileNotFound, FileNotWritable.
    Status remove(const QString &name);
};

/// The folder of the user's own presets: "presets" in the data folder.
QString presetFolder();

} // namespace gramarye
