#include "core/weights/weightsfile.h"

#include "core/weights/picklefile.h"
#include "core/weights/safetensorsfile.h"

#include <QFile>
#include <QFileInfo>

namespace gramarye {
namespace {

constexpr qsizetype longestDetail = 200; // a detail may quote a file that quotes a novel

Result<std::unique_ptr<WeightsFile>> readContents(QByteArrayView bytes)
{
    const bool mayBePickle = PickleFile::recognises(bytes);
    if (!SafetensorsFile::recognises(bytes))
        return mayBePickle ? PickleFile::read(bytes) : Error{ErrorCode::WeightsUnknown, {}, {}};
    auto safetensors = SafetensorsFile::read(bytes);
    if (safetensors || !mayBePickle)
        return safetensors;
    // A header as long as that is would be refused for its length. What is wrong with the pickle
    // says more.
    return PickleFile::read(bytes);
}

} // namespace

WeightsFile::WeightsFile() = default;
WeightsFile::~WeightsFile() = default;

Result<std::unique_ptr<WeightsFile>> WeightsFile::open(const QString &path)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.exists())
        return Error{ErrorCode::FileNotFound, name, {}};
    // Merely opening a pipe may wait for ever.
    if (!info.isFile())
        return Error{ErrorCode::FileUnreadable, name, QStringLiteral("not a regular file")};

    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, name, file->errorString()};
    const qint64 size = file->size();
    if (size == 0)
        return Error{ErrorCode::WeightsUnknown, name, QStringLiteral("the file is empty")};
    const uchar *bytes = file->map(0, size);
    if (!bytes)
        return Error{ErrorCode::FileUnreadable, name, file->errorString()};

    auto opened = readContents(QByteArrayView(bytes, qsizetype(size)));
    if (!opened)
        return Error{opened.error().code, name, opened.error().detail.left(longestDetail)};
    opened.value()->m_file = std::move(file);
    return opened;
}

} // namespace gramarye
