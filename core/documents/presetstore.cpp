#include "core/documents/presetstore.h"

#include "core/base/platform.h"
#include "core/base/safefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

namespace gramarye {

namespace {

constexpr qint64 largestFile = 64 * 1024; ///< bytes; a preset has less than one hundredth of it

struct PresetFile
{
    QString path;
    Preset preset;
};

template<typename Presets>
const Preset *findNamed(const Presets &presets, const QString &name)
{
    const auto found = std::find_if(presets.begin(), presets.end(),
                                    [&](const Preset &preset) { return preset.isNamed(name); });
    return found == presets.end() ? nullptr : &*found;
}

// In the order of the files' names: of two with one name the first is the preset.
std::vector<PresetFile> ownFiles()
{
    std::vector<PresetFile> files;
    const QDir folder(presetFolder());
    for (const QFileInfo &info :
         folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const auto preset = readPreset(info.filePath());
        if (!preset || PresetStore::isShipped(preset->name))
            continue;
        if (std::none_of(files.begin(), files.end(),
                         [&](const PresetFile &file) { return file.preset.isNamed(preset->name); }))
            files.push_back({info.filePath(), *preset});
    }
    return files;
}

// Empty where there is none of that name.
QString pathOf(const QString &name)
{
    for (const PresetFile &file : ownFiles()) {
        if (file.preset.isNamed(name))
            return file.path;
    }
    return {};
}

QString freePath(const QString &name)
{
    const QDir folder(presetFolder());
    QString path = folder.filePath(presetFileName(name));
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = folder.filePath(presetFileName(QStringLiteral("%1 %2").arg(name).arg(number)));
    return path;
}

Error notWritable(const QString &path, const QString &reason)
{
    return {ErrorCode::FileNotWritable, path, reason};
}

} // namespace

QString presetFolder()
{
    return QDir(dataFolder()).filePath(QStringLiteral("presets"));
}

QString presetFileName(const QString &name)
{
    QString base;
    for (const QChar letter : name)
        base +=
            letter.isLetterOrNumber() || letter == u' ' || letter == u'-' ? letter : QChar(u'_');
    return base.trimmed() + QLatin1String(".json");
}

Result<Preset> readPreset(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error{ErrorCode::FileNotFound, path, {}};
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, path, file.errorString()};
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return Error{ErrorCode::DocumentDamaged, path, QStringLiteral("size")};
    return Preset::fromJson(bytes, path);
}

Status writePreset(const Preset &preset, const QString &path)
{
    return writeSafely(path, preset.toJson());
}

const std::vector<Preset> &PresetStore::shipped()
{
    static const std::vector<Preset> presets = [] {
        std::vector<Preset> list;
        for (const QFileInfo &info :
             QDir(QStringLiteral(":/presets")).entryInfoList(QDir::Files, QDir::Name)) {
            const auto preset = readPreset(info.filePath());
            Q_ASSERT(preset); // a test reads them all
            list.push_back(*preset);
        }
        return list;
    }();
    return presets;
}

std::vector<Preset> PresetStore::own() const
{
    std::vector<Preset> presets;
    for (const PresetFile &file : ownFiles())
        presets.push_back(file.preset);
    std::sort(presets.begin(), presets.end(), [](const Preset &a, const Preset &b) {
        return a.name.toCaseFolded().localeAwareCompare(b.name.toCaseFolded()) < 0;
    });
    return presets;
}

bool PresetStore::isShipped(const QString &name)
{
    return findNamed(shipped(), name) != nullptr;
}

bool PresetStore::contains(const QString &name) const
{
    return isShipped(name) || findNamed(own(), name) != nullptr;
}

Result<Preset> PresetStore::find(const QString &nameOrPath) const
{
    if (const Preset *preset = findNamed(shipped(), nameOrPath))
        return *preset;
    const std::vector<Preset> presets = own();
    if (const Preset *preset = findNamed(presets, nameOrPath))
        return *preset;
    return readPreset(nameOrPath);
}

QString PresetStore::freeName(const QString &name) const
{
    QString free = name;
    for (int number = 2; contains(free); ++number)
        free = QStringLiteral("%1 %2").arg(name).arg(number);
    return free;
}

Status PresetStore::save(const Preset &preset)
{
    Q_ASSERT(!isShipped(preset.name));
    const QString path = pathOf(preset.name);
    if (!QDir().mkpath(presetFolder()))
        return notWritable(presetFolder(), qt_error_string(errno));
    return writePreset(preset, path.isEmpty() ? freePath(preset.name) : path);
}

Result<Preset> PresetStore::import(const QString &path)
{
    auto preset = readPreset(path);
    if (!preset)
        return preset;
    if (contains(preset->name)) {
        const auto present = find(preset->name);
        if (present && present->hasLookOf(*preset))
            return present;
    }
    preset->name = freeName(preset->name);
    if (const Status status = save(*preset); !status)
        return status.error();
    return preset;
}

Status PresetStore::rename(const QString &from, const QString &to)
{
    const QString oldPath = pathOf(from);
    auto preset = readPreset(oldPath);
    if (!preset)
        return Error{ErrorCode::FileNotFound, from, {}};
    preset->name = to;
    const QString newPath = freePath(to);
    if (const Status status = writePreset(*preset, newPath); !status)
        return status;
    if (QFile::remove(oldPath))
        return success();
    QFile::remove(newPath); // rather the old one than two
    return notWritable(oldPath, qt_error_string(errno));
}

Status PresetStore::remove(const QString &name)
{
    const QString path = pathOf(name);
    if (path.isEmpty())
        return Error{ErrorCode::FileNotFound, name, {}};
    QFile file(path);
    return file.remove() ? success() : Status(notWritable(path, file.errorString()));
}

} // namespace gramarye
