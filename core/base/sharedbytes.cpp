#include "core/base/sharedbytes.h"

#include "core/base/scratchblock.h"

#include <QBuffer>

#include <algorithm>
#include <cstring>
#include <new>

namespace gramarye {

namespace {

/// From so many on they lie on the disk.
constexpr qsizetype manyBytes = 256 << 20;

/// Puts what is written one after the other into memory.
class MemoryDevice final : public QIODevice
{
public:
    MemoryDevice(void *memory, qint64 size) : m_memory(static_cast<char *>(memory)), m_size(size)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    qint64 written() const { return m_written; }

protected:
    qint64 readData(char *, qint64) override { return -1; }

    qint64 writeData(const char *bytes, qint64 count) override
    {
        if (count > m_size - m_written)
            throw std::bad_alloc();
        std::memcpy(m_memory + m_written, bytes, std::size_t(count));
        m_written += count;
        return count;
    }

private:
    char *m_memory;
    qint64 m_size;
    qint64 m_written = 0;
};

/// Null where the disk has no room for them.
std::shared_ptr<ScratchBlock> blockOf(qsizetype bytes)
{
    try {
        return std::make_shared<ScratchBlock>(std::size_t(bytes));
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

} // namespace

SharedBytes::SharedBytes(const QByteArray &bytes)
{
    const auto own = std::make_shared<const QByteArray>(bytes);
    m_view = *own;
    m_owner = own;
}

SharedBytes SharedBytes::written(qsizetype most, const std::function<void(QIODevice &)> &write)
{
    const std::shared_ptr<ScratchBlock> block = most < manyBytes ? nullptr : blockOf(most);
    if (!block) {
        QByteArray bytes;
        bytes.reserve(most); // growing step by step would take half as much again
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        write(buffer);
        return bytes;
    }
    MemoryDevice device(block->memory(), most);
    write(device);
    SharedBytes result;
    result.m_view = {static_cast<const char *>(block->memory()), qsizetype(device.written())};
    result.m_owner = block;
    return result;
}

SharedBytes SharedBytes::copyOf(QByteArrayView bytes)
{
    return written(bytes.size(),
                   [bytes](QIODevice &device) { device.write(bytes.data(), bytes.size()); });
}

} // namespace gramarye
