#include "core/weights/weightsfile.h"

#include "core/base/mappedfile.h"
#include "core/base/safefile.h"
#include "core/weights/safetensorsheader.h"

#include <QFileInfo>

namespace gramarye {
namespace {

constexpr qsizetype longestDetail = 200; // a detail may quote a file that quotes a novel

Result<WeightsContents> readContents(QByteArrayView bytes)
{
    const bool mayBePickle = isTorchSave(bytes);
    if (!isSafetensors(bytes))
        return mayBePickle ? readTorchSave(bytes) : Error{ErrorCode::WeightsUnknown, {}, {}};
    auto safetensors = readSafetensors(bytes);
    if (safetensors || !mayBePickle)
        return safetensors;
    // A header as long as that is would be refused for its length. What is wrong with the pickle
    // says more.
    return readTorchSave(bytes);
}

Error about(const QString &path, const Error &error)
{
    return {error.code, QFileInfo(path).fileName(), error.detail.left(longestDetail)};
}

qint64 floatSize(const TensorView &tensor)
{
    return tensor.elementCount() * qint64(sizeof(float));
}

QByteArray headerOf(const TensorMap &tensors, const std::map<QString, QString> &metadata)
{
    SafetensorsHeader header{{}, metadata};
    header.metadata[checksumKey] = checksum(tensors);
    qint64 begin = 0;
    for (const auto &[name, tensor] : tensors) {
        const qint64 end = begin + floatSize(tensor);
        header.tensors[name] = {ElementType::F32, tensor.shape, begin, end};
        begin = end;
    }
    return header.toBytes();
}

} // namespace

WeightsFile::WeightsFile(WeightsContents contents, std::unique_ptr<MappedFile> file)
    : m_contents(std::move(contents)), m_file(std::move(file))
{
}

WeightsFile::~WeightsFile() = default;

Result<std::unique_ptr<WeightsFile>> WeightsFile::open(const QString &path)
{
    auto file = MappedFile::open(path);
    if (!file)
        return about(path, file.error());
    const QByteArrayView bytes = (*file)->bytes();
    if (bytes.isEmpty())
        return about(path, {ErrorCode::WeightsUnknown, {}, QStringLiteral("the file is empty")});
    auto contents = readContents(bytes);
    if (const Status status = (*file)->check(); !status)
        return about(path, status.error());
    if (!contents)
        return about(path, contents.error());
    return std::unique_ptr<WeightsFile>(
        new WeightsFile(std::move(contents).value(), std::move(file).value()));
}

Status WeightsFile::check() const
{
    const Status status = m_file->check();
    return status ? status : about(status.error().subject, status.error());
}

bool WeightsFile::matchesChecksum() const
{
    const auto stored = metadata().find(checksumKey);
    return stored == metadata().end() || stored->second == checksum(tensors());
}

bool isSafetensors(QByteArrayView bytes)
{
    return bytes.size() > SafetensorsHeader::lengthSize
           && bytes[SafetensorsHeader::lengthSize] == '{';
}

Result<WeightsContents> readSafetensors(QByteArrayView bytes)
{
    const QByteArrayView rest = bytes.sliced(SafetensorsHeader::lengthSize);
    const auto size = SafetensorsHeader::jsonSize(bytes);
    if (!size)
        return size.error();
    if (*size > rest.size())
        return Error{ErrorCode::WeightsDamaged,
                     {},
                     QStringLiteral("the header claims to have %1 bytes").arg(*size)};
    const QByteArrayView data = rest.sliced(*size);
    auto header = SafetensorsHeader::fromJson(rest.first(*size), data.size());
    if (!header)
        return header.error();
    WeightsContents contents{{}, std::move(header->metadata)};
    for (auto &[name, entry] : header->tensors)
        contents.tensors[name] = {entry.type, std::move(entry.shape), data.data() + entry.begin};
    return contents;
}

qint64 safetensorsDataSize(const TensorMap &tensors)
{
    qint64 size = 0;
    for (const auto &[name, tensor] : tensors)
        size += floatSize(tensor);
    return size;
}

Status writeSafetensors(const QString &path, const TensorMap &tensors,
                        const std::map<QString, QString> &metadata)
{
    SafeFile file(path);
    if (Status status = file.begin(); !status)
        return status;
    file.write(headerOf(tensors, metadata));
    for (const auto &[name, tensor] : tensors)
        file.write(floatBytes(tensor));
    return file.finish();
}

} // namespace gramarye
