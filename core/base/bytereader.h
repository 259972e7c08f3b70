#pragma once

#include <QByteArrayView>
#include <QtEndian>

namespace gramarye {

/// Reads forward through bytes, never beyond their end: what is not there is read as nothing or
/// zero, and failed() stays true.
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes) : m_bytes(bytes) {}

    bool failed() const { return m_failed; }
    bool atEnd() const { return m_position == m_bytes.size(); }
    qsizetype position() const { return m_position; }

    QByteArrayView take(quint64 count)
    {
        m_failed = m_failed || count > quint64(m_bytes.size() - m_position);
        if (m_failed)
            return {};
        const QByteArrayView taken = m_bytes.sliced(m_position, qsizetype(count));
        m_position += taken.size();
        return taken;
    }

    /// Little-endian.
    template<typename Number>
    Number number()
    {
        const QByteArrayView taken = take(sizeof(Number));
        return m_failed ? Number{} : qFromLittleEndian<Number>(taken.data());
    }

    /// Up to the next line feed, which is skipped.
    QByteArrayView line()
    {
        const qsizetype end = m_bytes.indexOf('\n', m_position);
        m_failed = m_failed || end < 0;
        const QByteArrayView taken = take(quint64(end - m_position));
        take(1);
        return taken;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_position = 0;
    bool m_failed = false;
};

} // namespace gramarye
