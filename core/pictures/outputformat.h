#pragma once

#include <QStringList>

#include <vector>

namespace gramarye {

enum class Compression
{
    Lossless,
    Lossy,
    Either, ///< as is asked for
};

/// A format that pictures are written in, and what it keeps of them. A value.
struct OutputFormat
{
    QString name;         ///< "PNG"
    QStringList suffixes; ///< without the dot; the usual one first
    Compression compression = Compression::Lossless;
    int usualQuality = 0;         ///< where it is lossy
    bool isDeep = false;          ///< 16 bits per channel (AVIF: 12)
    bool hasAlpha = false;        ///< transparency
    bool hasMetadata = true;      ///< and so a recipe, and where the picture was taken
    int longestXmp = 1 << 20;     ///< bytes, with a recipe in it
    const char *saver = nullptr;  ///< libvips' operation; null: Qt's plug-in
    const char *options = "";     ///< of the saver
    const char *loader = nullptr; ///< as the saver
    int longestSide = 1'000'000;  ///< px
    bool hasResolution = true;    ///< on paper
    bool isInBoxes = false;       ///< JPEG XL, whose metadata lies around what libvips makes
    bool lacksExif = false;       ///< PNG, which libvips writes without
};

/// The usual one first.
const std::vector<OutputFormat> &outputFormats();

/// The format of the suffix of @p path, the usual one where it has none. Null where the suffix is
/// that of no format we write.
const OutputFormat *outputFormat(const QString &path);

/// Whether what is written to @p path carries its recipe.
bool carriesRecipe(const QString &path);

/// All of them: "png", "jpg", …
QStringList outputSuffixes();

} // namespace gramarye
