#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <memory>

class QIODevice;

namespace gramarye {

/// Bytes that copies of this share; many of them lie on the disk where that has room (see
/// ScratchBlock). A value.
class SharedBytes
{
public:
    SharedBytes() = default;
    SharedBytes(const QByteArray &bytes);

    /// What @p write writes to a device, which are no more than @p most bytes. Throws
    /// std::bad_alloc.
    static SharedBytes written(qsizetype most, const std::function<void(QIODevice &)> &write);

    /// Throws std::bad_alloc.
    static SharedBytes copyOf(QByteArrayView bytes);

    bool isEmpty() const { return m_view.isEmpty(); }
    qsizetype size() const { return m_view.size(); }
    QByteArrayView view() const { return m_view; }

    /// Without a copy: it must not outlive this object.
    QByteArray raw() const { return QByteArray::fromRawData(m_view.data(), m_view.size()); }

    friend bool operator==(const SharedBytes &a, const SharedBytes &b)
    {
        return a.m_view == b.m_view;
    }

private:
    std::shared_ptr<const void> m_owner;
    QByteArrayView m_view;
};

} // namespace gramarye
