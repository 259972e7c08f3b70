#include "core/weights/safetensorsfile.h"

#include "core/weights/safetensorsheader.h"

namespace gramarye {

bool SafetensorsFile::recognises(QByteArrayView bytes)
{
    return bytes.size() > SafetensorsHeader::lengthSize
           && bytes[SafetensorsHeader::lengthSize] == '{';
}

Result<std::unique_ptr<WeightsFile>> SafetensorsFile::read(QByteArrayView bytes)
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
    auto file = std::make_unique<SafetensorsFile>();
    file->m_metadata = std::move(header->metadata);
    for (auto &[name, entry] : header->tensors)
        file->m_tensors[name] = {entry.type, std::move(entry.shape), data.data() + entry.begin};
    return {std::move(file)};
}

} // namespace gramarye
