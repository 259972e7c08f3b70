#include "core/pictures/outputformat.h"

#include <QFileInfo>

#include <algorithm>

namespace gramarye {

const std::vector<OutputFormat> &outputFormats()
{
    using C = Compression;
    // A JPEG keeps XMP in one segment, which has 64 KB for all of it (XMP, part 3, 1.1.3); Exif
    // and escapes take their part.
    constexpr int long_ = 1 << 20;
    constexpr int short_ = 40'000;
    const auto s = [](const char *suffix) { return QLatin1String(suffix); };
    // PNG: every filter is tried for a line (248), which halves the file. AVIF, JPEG XL: more
    // effort takes ten times as long for a tenth of the size.
    static const std::vector<OutputFormat> formats{
        {s("PNG"),
         {s("png")},
         C::Lossless,
         0,
         true,
         true,
         true,
         long_,
         "pngsave_target",
         "filter=248",
         "pngload_source"},
        {s("TIFF"),
         {s("tif"), s("tiff")},
         C::Lossless,
         0,
         true,
         true,
         true,
         long_,
         "tiffsave_target",
         "compression=deflate",
         "tiffload_source"},
        {s("JPEG"),
         {s("jpg"), s("jpeg")},
         C::Lossy,
         95,
         false,
         false,
         true,
         short_,
         "jpegsave_target",
         "optimize_coding=true",
         "jpegload_source"},
        {s("WebP"),
         {s("webp")},
         C::Either,
         95,
         false,
         true,
         true,
         long_,
         "webpsave_target",
         "",
         "webpload_source"},
        {s("AVIF"),
         {s("avif")},
         C::Lossy,
         85,
         true,
         true,
         true,
         long_,
         "heifsave_target",
         "compression=av1,effort=0",
         "heifload_source"},
        {s("JPEG XL"),
         {s("jxl")},
         C::Either,
         92,
         true,
         true,
         true,
         long_,
         "jxlsave_target",
         "effort=5",
         "jxlload_source",
         true},
        {s("BMP"), {s("bmp")}, C::Lossless, 0, false, false, false, 0, nullptr, "", nullptr}};
    return formats;
}

const OutputFormat *outputFormat(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    const auto &formats = outputFormats();
    if (suffix.isEmpty())
        return &formats.front();
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&suffix](const OutputFormat &format) {
            return format.suffixes.contains(suffix);
        });
    return found == formats.end() ? nullptr : &*found;
}

bool carriesRecipe(const QString &path)
{
    const OutputFormat *format = outputFormat(path);
    return format && format->hasMetadata;
}

QStringList outputSuffixes()
{
    QStringList suffixes;
    for (const OutputFormat &format : outputFormats())
        suffixes << format.suffixes;
    return suffixes;
}

} // namespace gramarye
