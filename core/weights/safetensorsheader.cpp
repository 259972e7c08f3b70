#include "core/weights/safetensorsheader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

namespace gramarye {
namespace {

// The reference implementation allows 100 MB, but a byte of a header may cost twenty of memory.
constexpr quint64 longestHeader = 1 << 20; // bytes; VGG-19's has 5 KB

Error damagedHeader(const QString &detail)
{
    return {ErrorCode::WeightsDamaged, {}, detail};
}

/// Reads JSON of the few forms that a header has. QJsonDocument would hide duplicate keys; and as
/// the caller asks for each form in turn, no nesting that a file may hold makes this one recurse.
/// The first failure stays: from then on nothing is accepted any more.
class HeaderJson
{
public:
    explicit HeaderJson(QByteArrayView text) : m_text(text) {}

    bool failed() const { return !m_failure.isEmpty(); }
    const QString &failure() const { return m_failure; }

    void fail(const QString &why)
    {
        if (!failed())
            m_failure = why;
    }

    /// Calls @p readValue with each key, to read the value; returns the number of keys.
    template<typename ReadValue>
    std::size_t object(ReadValue readValue)
    {
        std::set<QString> keys;
        if (!expect('{') || accept('}'))
            return 0;
        do {
            const QString key = string();
            if (!keys.insert(key).second)
                fail(QStringLiteral("the header has the key “%1” twice").arg(key));
            if (expect(':'))
                readValue(key);
        } while (accept(','));
        expect('}');
        return keys.size();
    }

    std::vector<qint64> integers()
    {
        std::vector<qint64> values;
        if (!expect('[') || accept(']'))
            return values;
        do {
            values.push_back(integer());
        } while (accept(','));
        expect(']');
        return values;
    }

    /// Sizes and offsets only: no sign, no fraction, no exponent, no leading zero.
    qint64 integer()
    {
        const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
        skipSpace();
        const qsizetype start = m_position;
        qint64 value = 0;
        bool overflows = false;
        for (; isDigit(here()); ++m_position) {
            overflows = overflows || qMulOverflow(value, qint64(10), &value)
                        || qAddOverflow(value, qint64(here() - '0'), &value);
        }
        const qsizetype digits = m_position - start;
        if (digits == 0 || overflows || (digits > 1 && m_text[start] == '0'))
            fail(QStringLiteral("the header lacks a size at its byte %1").arg(start));
        return value;
    }

    QString string()
    {
        if (!expect('"'))
            return {};
        const qsizetype start = m_position;
        while (!atEnd() && here() != '"')
            m_position += here() == '\\' ? 2 : 1;
        if (atEnd()) {
            fail(QStringLiteral("the header ends within a text"));
            return {};
        }
        const QByteArrayView raw = m_text.sliced(start, m_position - start);
        ++m_position;

        const auto isControl = [](char c) { return uchar(c) < 0x20; };
        if (!raw.isValidUtf8() || std::any_of(raw.begin(), raw.end(), isControl))
            fail(QStringLiteral("the text at the header's byte %1 is not UTF-8").arg(start));
        return failed() ? QString() : unescaped(QString::fromUtf8(raw));
    }

    /// Only padding may follow.
    void end()
    {
        skipSpace();
        if (!atEnd())
            fail(
                QStringLiteral("the header goes on after its end, at its byte %1").arg(m_position));
    }

private:
    bool accept(char wanted)
    {
        skipSpace();
        if (failed() || atEnd() || here() != wanted)
            return false;
        ++m_position;
        return true;
    }

    bool expect(char wanted)
    {
        if (accept(wanted))
            return true;
        fail(QStringLiteral("the header lacks “%1” at its byte %2")
                 .arg(QLatin1Char(wanted))
                 .arg(m_position));
        return false;
    }

    void skipSpace()
    {
        while (!atEnd() && QByteArrayView(" \t\r\n").contains(here()))
            ++m_position;
    }

    bool atEnd() const { return m_position >= m_text.size(); }
    char here() const { return atEnd() ? '\0' : m_text[m_position]; }

    /// Resolves a text's escapes (RFC 8259, section 7); string() lets none lack its second
    /// character.
    QString unescaped(const QString &raw)
    {
        static const QString letters = QStringLiteral("\"\\/bfnrt");
        static const QString meanings = QStringLiteral("\"\\/\b\f\n\r\t");
        const auto isHexDigit = [](QChar c) {
            return c.unicode() < 0x80 && std::isxdigit(c.unicode());
        };
        QString text;
        text.reserve(raw.size());
        for (qsizetype i = 0; i < raw.size(); ++i) {
            if (raw[i] != QLatin1Char('\\')) {
                text += raw[i];
                continue;
            }
            const QChar letter = raw[++i];
            const qsizetype known = letters.indexOf(letter);
            const QString digits = raw.mid(i + 1, 4);
            if (known >= 0) {
                text += meanings[known];
            } else if (letter == QLatin1Char('u') && digits.size() == 4
                       && std::all_of(digits.begin(), digits.end(), isHexDigit)) {
                text += QChar(digits.toUShort(nullptr, 16));
                i += 4;
            } else {
                fail(QStringLiteral("the header has an unknown escape"));
            }
        }
        if (!text.isValidUtf16())
            fail(QStringLiteral("the header has half a surrogate pair"));
        return text;
    }

    QByteArrayView m_text;
    qsizetype m_position = 0;
    QString m_failure;
};

/// An element type by the format's name for it; without an ElementType if we have no use for it.
struct DataType
{
    const char *name;
    qint64 size;
    std::optional<ElementType> element;
};

constexpr std::array<DataType, 17> dataTypes{{
    {"F64", 8, ElementType::F64},
    {"F32", 4, ElementType::F32},
    {"F16", 2, ElementType::F16},
    {"BF16", 2, ElementType::BF16},
    {"C64", 8, {}},
    {"I64", 8, {}},
    {"U64", 8, {}},
    {"I32", 4, {}},
    {"U32", 4, {}},
    {"I16", 2, {}},
    {"U16", 2, {}},
    {"I8", 1, {}},
    {"U8", 1, {}},
    {"BOOL", 1, {}},
    {"F8_E4M3", 1, {}},
    {"F8_E5M2", 1, {}},
    {"F8_E8M0", 1, {}},
}};

const DataType *findDataType(const QString &name)
{
    const auto found = std::find_if(dataTypes.begin(), dataTypes.end(), [&](const DataType &type) {
        return name == QLatin1String(type.name);
    });
    return found == dataTypes.end() ? nullptr : &*found;
}

/// What a header says of one tensor, of whatever type; the range counts from the header's end.
struct RawEntry
{
    QString name;
    QString dataType;
    std::vector<qint64> shape;
    std::vector<qint64> range;
};

RawEntry readEntry(const QString &name, HeaderJson &json)
{
    RawEntry entry{name, {}, {}, {}};
    const std::size_t members = json.object([&](const QString &key) {
        if (key == QLatin1String("dtype"))
            entry.dataType = json.string();
        else if (key == QLatin1String("shape"))
            entry.shape = json.integers();
        else if (key == QLatin1String("data_offsets"))
            entry.range = json.integers();
        else
            json.fail(QStringLiteral("a tensor has the unknown property “%1”").arg(key));
    });
    if (members != 3)
        json.fail(QStringLiteral("a tensor lacks its type, shape or range"));
    if (entry.range.size() != 2)
        json.fail(QStringLiteral("%1 has no range").arg(name));
    return entry;
}

/// Why @p entry cannot be the tensor that starts at @p start, in data of @p dataSize bytes;
/// empty if it can.
QString contradiction(const RawEntry &entry, qint64 start, qint64 dataSize)
{
    const DataType *type = findDataType(entry.dataType);
    if (!type)
        return QStringLiteral("has the unknown type “%1”").arg(entry.dataType);
    const std::optional<qint64> count = checkedElementCount(entry.shape);
    qint64 size = 0;
    if (!count || qMulOverflow(*count, type->size, &size))
        return QStringLiteral("has an impossible shape");
    // "The byte buffer needs to be entirely indexed, and cannot contain holes."
    if (entry.range[0] != start)
        return QStringLiteral("starts at byte %1 where %2 is due")
            .arg(QString::number(entry.range[0]), QString::number(start));
    if (entry.range[1] > dataSize)
        return QStringLiteral("ends beyond the file");
    if (entry.range[1] - entry.range[0] != size)
        return QStringLiteral("has %1 bytes where its shape needs %2")
            .arg(QString::number(entry.range[1] - entry.range[0]), QString::number(size));
    return {};
}

/// Lets @p entries follow one another to the data's end, and keeps those of use; or says why they
/// cannot.
Status placeTensors(SafetensorsHeader &header, std::vector<RawEntry> entries, qint64 dataSize)
{
    // The reference implementation sorts as well: its older versions wrote headers in any order.
    std::stable_sort(entries.begin(), entries.end(),
                     [](const RawEntry &a, const RawEntry &b) { return a.range < b.range; });
    qint64 end = 0;
    for (RawEntry &entry : entries) {
        const QString flaw = contradiction(entry, end, dataSize);
        if (!flaw.isEmpty())
            return damagedHeader(QStringLiteral("%1 %2").arg(entry.name, flaw));
        const qint64 begin = std::exchange(end, entry.range[1]);
        if (const auto element = findDataType(entry.dataType)->element)
            header.tensors[entry.name] = {*element, std::move(entry.shape), begin, end};
    }
    if (end != dataSize)
        return damagedHeader(QStringLiteral("%1 bytes belong to no tensor").arg(dataSize - end));
    return success();
}

std::map<QString, QString> readMetadata(HeaderJson &json)
{
    std::map<QString, QString> metadata;
    json.object([&](const QString &key) { metadata[key] = json.string(); });
    return metadata;
}

QString nameOf(ElementType element)
{
    const auto found =
        std::find_if(dataTypes.begin(), dataTypes.end(),
                     [element](const DataType &type) { return type.element == element; });
    return QLatin1String(found->name);
}

QJsonObject toJson(const SafetensorsHeader::Entry &entry)
{
    QJsonArray shape;
    for (const qint64 extent : entry.shape)
        shape << extent;
    return {{QStringLiteral("dtype"), nameOf(entry.type)},
            {QStringLiteral("shape"), shape},
            {QStringLiteral("data_offsets"), QJsonArray{entry.begin, entry.end}}};
}

} // namespace

Result<qsizetype> SafetensorsHeader::jsonSize(QByteArrayView start)
{
    const auto size = qFromLittleEndian<quint64>(start.data());
    if (size > longestHeader)
        return damagedHeader(QStringLiteral("the header claims to have %1 bytes").arg(size));
    return qsizetype(size);
}

Result<SafetensorsHeader> SafetensorsHeader::fromJson(QByteArrayView json, qint64 dataSize)
{
    HeaderJson reader(json);
    SafetensorsHeader header;
    std::vector<RawEntry> entries;
    reader.object([&](const QString &name) {
        if (name == QLatin1String("__metadata__"))
            header.metadata = readMetadata(reader);
        else
            entries.push_back(readEntry(name, reader));
    });
    reader.end();
    if (reader.failed())
        return damagedHeader(reader.failure());
    const Status placed = placeTensors(header, std::move(entries), dataSize);
    return placed ? Result<SafetensorsHeader>(std::move(header)) : placed.error();
}

QByteArray SafetensorsHeader::toBytes() const
{
    QJsonObject texts;
    for (const auto &[key, value] : metadata)
        texts[key] = value;
    QJsonObject entries{{QStringLiteral("__metadata__"), texts}};
    for (const auto &[name, entry] : tensors)
        entries[name] = toJson(entry);
    QByteArray json = QJsonDocument(entries).toJson(QJsonDocument::Compact);
    // The reference implementation aligns the data to eight bytes as well.
    json.append((lengthSize - json.size() % lengthSize) % lengthSize, ' ');
    QByteArray length(lengthSize, '\0');
    qToLittleEndian(quint64(json.size()), length.data());
    return length + json;
}

} // namespace gramarye
