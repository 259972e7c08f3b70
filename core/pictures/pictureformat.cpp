#include "core/pictures/pictureformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace gramarye {

namespace {

/// Bytes that only files of one format have at a place.
struct Mark
{
    qsizetype at;
    QByteArrayView bytes;
    PictureFormat format;
};

constexpr PictureFormat readBy(const char *loader)
{
    return {loader, nullptr, nullptr};
}

constexpr PictureFormat readByQt(const char *plugin, const char *words)
{
    return {nullptr, plugin, words};
}

constexpr PictureFormat unread(const char *words)
{
    return {nullptr, nullptr, words};
}

// Loaders by name and not by libvips' own search, which lets those that it does not trust look into
// every file, too.
const Mark marks[] = {
    {0, "\xff\xd8\xff", readBy("jpegload_source")},
    {0, "\x89PNG\r\n\x1a\n", readBy("pngload_source")},
    {8, "WEBP", readBy("webpload_source")},
    {0, "GIF8", readBy("gifload_source")},
    {8, "CR\x02", unread(QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (CR2)"))}, // a TIFF
    {8, "IIII", unread(QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (IIQ)"))}, // likewise
    {0, QByteArrayView("II*\0", 4), readBy("tiffload_source")},
    {0, QByteArrayView("MM\0*", 4), readBy("tiffload_source")},
    {0, QByteArrayView("II+\0", 4), readBy("tiffload_source")}, // BigTIFF
    {0, QByteArrayView("MM\0+", 4), readBy("tiffload_source")},
    {4, "ftyphei", readBy("heifload_source")}, // heic, heix, heim, heis
    {4, "ftyphev", readBy("heifload_source")},
    {4, "ftypmif1", readBy("heifload_source")},
    {4, "ftypmsf1", readBy("heifload_source")},
    {4, "ftypavif", readBy("heifload_source")},
    {4, "ftypavis", readBy("heifload_source")},
    {0, "\xff\x0a", readBy("jxlload_source")},
    {0, QByteArrayView("\0\0\0\x0cJXL ", 8), readBy("jxlload_source")},
    {0, "#?RADIANCE", readBy("radload_source")},
    {0, "#?RGBE", readBy("radload_source")},
    {0, "\x76\x2f\x31\x01", readBy("openexrload")},
    {0, "BM", readByQt("bmp", QT_TRANSLATE_NOOP("ErrorText", "an unusual kind of BMP"))},
    {0, "8BPS", unread(QT_TRANSLATE_NOOP("ErrorText", "a Photoshop file (PSD)"))},
    {0, "gimp xcf", unread(QT_TRANSLATE_NOOP("ErrorText", "a GIMP file (XCF)"))},
    {0, "%PDF-", unread(QT_TRANSLATE_NOOP("ErrorText", "a PDF document"))},
    {0, "%!PS", unread(QT_TRANSLATE_NOOP("ErrorText", "a PostScript document"))},
    {4, "jP  \r\n", unread(QT_TRANSLATE_NOOP("ErrorText", "a JPEG 2000 picture"))},
    {0, "FUJIFILMCCD-RAW", unread(QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (RAF)"))},
    {4, "ftypcrx ", unread(QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (CR3)"))},
    {0, "IIRO", unread(QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (ORF)"))},
    {0, "IIRS", unread(QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (ORF)"))},
    {0, "MMOR", unread(QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (ORF)"))},
    {0, QByteArrayView("IIU\0", 4),
     unread(QT_TRANSLATE_NOOP("ErrorText", "a camera's raw picture (RW2)"))},
    {4, "ftyp", unread(QT_TRANSLATE_NOOP("ErrorText", "a video"))},
    {0, "\x1a\x45\xdf\xa3", unread(QT_TRANSLATE_NOOP("ErrorText", "a video"))},
    {0, "PK\x03\x04", unread(QT_TRANSLATE_NOOP("ErrorText", "a zip archive or a document"))},
    {0, "\x1f\x8b", unread(QT_TRANSLATE_NOOP("ErrorText", "a compressed file"))},
    {0, "version https://git-lfs",
     unread(QT_TRANSLATE_NOOP("ErrorText", "a Git LFS pointer in place of the picture"))},
};

// It has no mark, but few other files begin like that (Truevision TGA 2.0, fields 1 to 5): cursors
// would have the number of their pictures where it has no palette.
bool isTga(const QByteArray &head)
{
    if (head.size() < 18)
        return false;
    const bool hasPalette = head[1] == 1 && (head[2] == 1 || head[2] == 9);
    const bool hasColors = head[1] == 0 && QByteArrayView("\2\3\12\13").contains(head[2])
                           && head.mid(3, 5) == QByteArray(5, '\0');
    const bool hasSize =
        head.mid(12, 2) != QByteArray(2, '\0') && head.mid(14, 2) != QByteArray(2, '\0');
    return (hasPalette || hasColors) && hasSize
           && QByteArrayView("\10\17\20\30\40").contains(head[16]);
}

// What begins with marks of XML is told apart by its first element.
PictureFormat markupFormat(const QByteArray &head)
{
    const QByteArray text = head.toLower();
    if (!text.trimmed().startsWith('<'))
        return {};
    if (text.contains("<svg"))
        return unread(QT_TRANSLATE_NOOP("ErrorText", "an SVG drawing"));
    if (text.contains("<html") || text.contains("<!doctype html"))
        return unread(QT_TRANSLATE_NOOP("ErrorText", "a web page"));
    return {};
}

} // namespace

PictureFormat pictureFormat(const QByteArray &head)
{
    const auto *found = std::find_if(std::begin(marks), std::end(marks), [&head](const Mark &mark) {
        return head.sliced(std::min(mark.at, head.size())).startsWith(mark.bytes);
    });
    if (found != std::end(marks))
        return found->format;
    return isTga(head) ? readByQt("tga", QT_TRANSLATE_NOOP("ErrorText", "an unusual kind of TGA"))
                       : markupFormat(head);
}

} // namespace gramarye
