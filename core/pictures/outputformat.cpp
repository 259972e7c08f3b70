#include "core/pictures/outputformat.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace gramarye {

const std::vector<OutputFormat> &outputFormats()
{
    using C = Compression;
    const auto make = [](const char *name, QStringList suffixes, Compression compression,
                         int usualQuality, const char *saver, const char *options,
                         const char *loader) {
        OutputFormat format;
        format.name = QLatin1String(name);
        format.suffixes = std::move(suffixes);
        format.compression = compression;
        format.usualQuality = usualQuality;
        format.saver = saver;
        format.options = options;
        format.loader = loader;
        format.isDeep = true;
        format.hasAlpha = true;
        return format;
    };
    const auto s = [](const char *suffix) { return QString::fromLatin1(suffix); };
    static const std::vector<OutputFormat> formats = [&] {
        // Every filter is tried for a line (248), which halves the file.
        OutputFormat png = make("PNG", {s("png")}, C::Lossless, 0, "pngsave_target", "filter=248",
                                "pngload_source");
        png.lacksExif = true;
        const OutputFormat tiff = make("TIFF", {s("tif"), s("tiff")}, C::Lossless, 0,
                                       "tiffsave_target", "compression=deflate", "tiffload_source");
        OutputFormat jpeg = make("JPEG", {s("jpg"), s("jpeg")}, C::Lossy, 95, "jpegsave_target", "",
                                 "jpegload_source");
        jpeg.isDeep = false;
        jpeg.hasAlpha = false;
        jpeg.longestXmp = 60'000; // one segment (XMP, part 3, 1.1.3); libvips drops longer ones
        jpeg.longestSide = 65'500;
        OutputFormat webp =
            make("WebP", {s("webp")}, C::Either, 95, "webpsave_target", "", "webpload_source");
        webp.isDeep = false;
        webp.longestSide = 16'383;
        // More effort takes ten times as long for a tenth of the size, here and for JPEG XL.
        const OutputFormat avif = make("AVIF", {s("avif")}, C::Lossy, 85, "heifsave_target",
                                       "compression=av1,effort=0", "heifload_source");
        OutputFormat jxl = make("JPEG XL", {s("jxl")}, C::Either, 92, "jxlsave_target", "effort=5",
                                "jxlload_source");
        jxl.isInBoxes = true;
        OutputFormat bmp = make("BMP", {s("bmp")}, C::Lossless, 0, nullptr, "", nullptr);
        bmp.isDeep = false;
        bmp.hasAlpha = false;
        bmp.hasMetadata = false;
        bmp.hasResolution = false;
        return std::vector{png, tiff, jpeg, webp, avif, jxl, bmp};
    }();
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
