#include "core/pictures/cutpicture.h"

#include "core/pictures/pngchunk.h"
#include "core/pictures/tiffbytes.h"

#include <QCoreApplication>
#include <QtEndian>

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace gramarye {

namespace {

/// The number at a place; 0 where there is nothing.
template<typename Number>
Number littleEndianAt(const QByteArray &bytes, qsizetype place)
{
    return place + qsizetype(sizeof(Number)) <= bytes.size()
               ? qFromLittleEndian<Number>(bytes.constData() + place)
               : 0;
}

template<typename Number>
Number bigEndianAt(const QByteArray &bytes, qsizetype place)
{
    return place + qsizetype(sizeof(Number)) <= bytes.size()
               ? qFromBigEndian<Number>(bytes.constData() + place)
               : 0;
}

/// Where the box ends that holds the picture's data and is cut short; 0: there is none.
quint64 endOfCutBox(const QByteArray &bytes)
{
    constexpr qsizetype headSize = 8;
    const auto size = quint64(bytes.size());
    for (quint64 at = 0; at + headSize <= size;) {
        quint64 length = bigEndianAt<quint32>(bytes, qsizetype(at));
        if (length == 1)
            length = bigEndianAt<quint64>(bytes, qsizetype(at) + headSize);
        if (length < headSize) // 0: to the end of the file
            return 0;
        if (length <= size - at) {
            at += length;
            continue;
        }
        const QByteArray type = bytes.mid(qsizetype(at) + 4, 4);
        const bool isData = type == "mdat" || type == "jxlc" || type == "jxlp";
        return isData && length <= ~quint64(0) - at ? at + length : 0;
    }
    return 0;
}

bool isInBoxes(const QByteArray &bytes)
{
    return bytes.mid(4, 4) == "ftyp" || bytes.mid(4, 4) == "JXL ";
}

/// How long the file says that it is; 0 where it does not.
quint64 fullSize(const QByteArray &bytes)
{
    if (bytes.startsWith("RIFF"))
        return quint64(littleEndianAt<quint32>(bytes, 4)) + 8;
    if (bytes.startsWith("BM"))
        return littleEndianAt<quint32>(bytes, 2);
    return isInBoxes(bytes) ? endOfCutBox(bytes) : tiffSize(bytes);
}

// PNG

/// Where the pixels of a pass are (PNG, 8.2).
struct Pass
{
    int left;
    int top;
    int stepX;
    int stepY;
};
constexpr std::array<Pass, 7> passes{{{0, 0, 8, 8},
                                      {4, 0, 8, 8},
                                      {0, 4, 4, 8},
                                      {2, 0, 4, 4},
                                      {0, 2, 2, 4},
                                      {1, 0, 2, 2},
                                      {0, 1, 1, 2}}};

/// How far apart the pixels are once that many passes are there.
QSize stepAfter(int count)
{
    return {8 >> (count / 2), 8 >> ((count - 1) / 2)};
}

constexpr qsizetype headEnd = 33; ///< of the signature and IHDR

/// The bytes of each pass of the picture that @p png begins to be, before they are packed.
std::array<quint64, 7> passSizes(const QByteArray &png)
{
    const quint64 width = bigEndianAt<quint32>(png, 16);
    const quint64 height = bigEndianAt<quint32>(png, 20);
    constexpr int channelsOf[] = {1, 0, 3, 1, 2, 0, 4, 0}; // by the kind of colours
    const auto bits = quint64(uchar(png[24])) * quint64(channelsOf[uchar(png[25]) & 7]);
    std::array<quint64, 7> sizes{};
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto count = [](quint64 side, int first, int step) {
            return (side + quint64(step - 1 - first)) / quint64(step);
        };
        const quint64 columns = count(width, passes[i].left, passes[i].stepX);
        const quint64 rows = count(height, passes[i].top, passes[i].stepY);
        sizes[i] = columns == 0 ? 0 : rows * (1 + (columns * bits + 7) / 8);
    }
    return sizes;
}

/// Packs what it is given as the data of a PNG.
class Packer
{
public:
    Packer() { deflateInit(&m_stream, Z_BEST_SPEED); }
    ~Packer() { deflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Packer)

    void add(const Bytef *bytes, uInt count, int flush = Z_NO_FLUSH)
    {
        std::array<char, 1 << 16> packed;
        m_stream.next_in = const_cast<Bytef *>(bytes); // which it does not change
        m_stream.avail_in = count;
        do {
            m_stream.next_out = reinterpret_cast<Bytef *>(packed.data());
            m_stream.avail_out = uInt(packed.size());
            deflate(&m_stream, flush);
            m_packed.append(packed.data(), qsizetype(packed.size() - m_stream.avail_out));
        } while (m_stream.avail_out == 0);
    }

    QByteArray finish()
    {
        add(nullptr, 0, Z_FINISH);
        return m_packed;
    }

private:
    z_stream m_stream{};
    QByteArray m_packed;
};

/// Packs anew what can be unpacked, of @p wanted bytes; how many that are.
class Repacker
{
public:
    explicit Repacker(quint64 wanted) : m_left(wanted) { inflateInit(&m_stream); }
    ~Repacker() { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Repacker)

    /// False: there is no more to be had.
    bool add(const QByteArray &packed)
    {
        std::array<Bytef, 1 << 16> buffer;
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
        m_stream.avail_in = uInt(packed.size());
        int status = Z_OK;
        do {
            m_stream.next_out = buffer.data();
            m_stream.avail_out = uInt(buffer.size());
            status = inflate(&m_stream, Z_NO_FLUSH);
            const auto count = std::min(m_left, quint64(buffer.size() - m_stream.avail_out));
            m_packer.add(buffer.data(), uInt(count));
            m_left -= count;
        } while (status == Z_OK && m_stream.avail_out == 0 && m_left > 0);
        return (status == Z_OK || status == Z_BUF_ERROR) && m_left > 0;
    }

    quint64 left() const { return m_left; }

    /// With zeros for what is missing.
    QByteArray finish()
    {
        static constexpr std::array<Bytef, 1 << 16> zeros{};
        while (m_left > 0) {
            const quint64 count = std::min(m_left, quint64(zeros.size()));
            m_packer.add(zeros.data(), uInt(count));
            m_left -= count;
        }
        return m_packer.finish();
    }

private:
    z_stream m_stream{};
    quint64 m_left;
    Packer m_packer;
};

} // namespace

QString shareText(qint64 part, qint64 whole)
{
    return QStringLiteral("%1 %").arg(std::max<qint64>(1, part * 100 / whole));
}

const char *someOfFile()
{
    return QT_TRANSLATE_NOOP("ErrorText", "a part");
}

QString shareOfFile(const QByteArray &bytes)
{
    const quint64 size = fullSize(bytes);
    if (size <= quint64(bytes.size()) || size > quint64(std::numeric_limits<qint64>::max()) / 100)
        return {};
    return shareText(bytes.size(), qint64(size));
}

BmpLines bmpLines(const QByteArray &bmp)
{
    const bool isOld = littleEndianAt<quint32>(bmp, 14) == 12; // BITMAPCOREHEADER
    const qint64 width = isOld ? littleEndianAt<quint16>(bmp, 18) : littleEndianAt<qint32>(bmp, 18);
    const qint64 height =
        isOld ? littleEndianAt<quint16>(bmp, 20) : littleEndianAt<qint32>(bmp, 22);
    const qint64 bits = littleEndianAt<quint16>(bmp, isOld ? 24 : 28);
    const quint32 compression = isOld ? 0 : littleEndianAt<quint32>(bmp, 30);
    constexpr quint32 bitFields = 3;
    const qint64 stride = (width * bits + 31) / 32 * 4;
    if ((compression != 0 && compression != bitFields) || stride <= 0)
        return {};
    const qint64 there = bmp.size() - qint64(littleEndianAt<quint32>(bmp, 10));
    constexpr qint64 padding = 3; // bytes at most, which the last line may lack
    const qint64 most = std::min<qint64>(std::abs(height), std::numeric_limits<int>::max());
    return {int(std::clamp<qint64>((there + padding) / stride, 0, most)), height > 0};
}

CompletedPng completedPng(const QByteArray &png)
{
    constexpr qsizetype interlacePlace = 28;
    if (png.size() < headEnd || png[interlacePlace] != 1)
        return {};
    const std::array<quint64, 7> sizes = passSizes(png);
    quint64 wanted = 0;
    for (const quint64 size : sizes)
        wanted += size;
    Repacker data(wanted);
    CompletedPng result;
    result.bytes = png.left(headEnd);
    for (qsizetype at = headEnd; at + 8 < png.size();) {
        const qsizetype length = bigEndianAt<quint32>(png, at);
        const QByteArray type = png.mid(at + 4, 4);
        if (type == "IDAT" ? !data.add(png.mid(at + 8, length)) : type == "IEND")
            break;
        if (type != "IDAT")
            result.bytes += png.mid(at, length + 12);
        at += length + 12;
    }
    quint64 there = wanted - data.left();
    while (result.passes < int(sizes.size()) && there >= sizes[std::size_t(result.passes)])
        there -= sizes[std::size_t(result.passes++)];
    result.bytes += pngChunk("IDAT", data.finish()) + pngChunk("IEND", {});
    return result;
}

QImage coarse(QImage image, int passes)
{
    const QSize step = stepAfter(passes);
    const int pixel = image.depth() / 8;
    for (int y = 0; y < image.height(); ++y) {
        uchar *line = image.scanLine(y);
        const uchar *from = image.constScanLine(y - y % step.height());
        for (int x = 0; x < image.width(); ++x)
            std::memmove(line + x * pixel, from + (x - x % step.width()) * pixel,
                         std::size_t(pixel));
    }
    return image;
}

} // namespace gramarye
