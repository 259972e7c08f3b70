#pragma once

#include <QByteArrayView>
#include <QtEndian>

namespace gramarye {

/// Numbers at places in bytes that begin with the mark of their order, as TIFF's do and what is
/// made like it; 0 where there is nothing.
class TiffBytes
{
public:
    explicit TiffBytes(QByteArrayView bytes) : m_bytes(bytes), m_isBig(bytes.startsWith("MM")) {}

    template<typename Number>
    Number at(qint64 place) const
    {
        if (place < 0 || place > m_bytes.size() - qint64(sizeof(Number)))
            return 0;
        const char *data = m_bytes.data() + place;
        return m_isBig ? qFromBigEndian<Number>(data) : qFromLittleEndian<Number>(data);
    }

    QByteArrayView bytes() const { return m_bytes; }

private:
    QByteArrayView m_bytes;
    bool m_isBig;
};

} // namespace gramarye
