#pragma once

#include <QByteArrayView>
#include <QtEndian>

#include <vector>

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

/// An entry of a directory of TIFF's (TIFF 6.0, section 2).
struct TiffEntry
{
    quint16 tag;
    quint16 type;
    quint32 count;
    qint64 place; ///< of its value
};

/// Walks through the directories of a TIFF, or of Exif; what is not there reads as nothing.
class TiffReader : public TiffBytes
{
public:
    using TiffBytes::TiffBytes;

    /// Whether that is what the bytes begin to be; of BigTIFF nothing is read here.
    bool isTiff() const
    {
        return (bytes().startsWith("II") || bytes().startsWith("MM")) && at<quint16>(2) == 42;
    }

    /// Where the first one is.
    qint64 firstDirectory() const { return at<quint32>(4); }

    std::vector<TiffEntry> directory(qint64 place) const;

    /// One of its numbers, of 16 or 32 bits.
    quint32 number(const TiffEntry &entry, qint64 index = 0) const;
};

/// The one of @p entries with that tag; null: there is none.
const TiffEntry *found(const std::vector<TiffEntry> &entries, quint16 tag);

/// How long a TIFF is at least that begins with @p tiff, as far as that tells; 0: it does not.
quint64 tiffSize(QByteArrayView tiff);

/// Pixels per inch as @p exif has them (Exif 2.3, 4.6.4), with or without the name before it; 0
/// where it says nothing.
double exifResolution(QByteArrayView exif);

} // namespace gramarye
