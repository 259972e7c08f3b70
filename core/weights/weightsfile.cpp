#include "core/weights/weightsfile.h"

#include "core/base/mappedfile.h"
#include "core/weights/picklefile.h"
#include "core/weights/safetensorsfile.h"

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
    const auto about = [&](const Error &error) {
        return Error{error.code, QFileInfo(path).fileName(), error.detail.left(longestDetail)};
    };
    auto file = MappedFile::open(path);
    if (!file)
        return about(file.error());
    const QByteArrayView bytes = (*file)->bytes();
    if (bytes.isEmpty())
        return about({ErrorCode::WeightsUnknown, {}, QStringLiteral("the file is empty")});
    auto opened = readContents(bytes);
    if (const Status status = (*file)->check(); !status)
        return about(status.error());
    if (!opened)
        return about(opened.error());
    (*opened)->m_file = std::move(*file);
    return opened;
}

Status WeightsFile::check() const
{
    const Status status = m_file ? m_file->check() : success();
    return status ? success()
                  : Error{status.error().code, QFileInfo(status.error().subject).fileName(),
                          status.error().detail};
}

} // namespace gramarye
