#pragma once

#include "core/model/scene.h"
#include "core/pictures/picturemetadata.h"

#include <QImage>
#include <QString>

namespace gramarye {

/// A picture as the program works with it.
struct Picture
{
    QImage image;      ///< sRGB, upright, opaque (flattened on white): RGB888, or RGBX64 for 16-bit
                       ///< sources; keeps its recipe (QImage::text). Of a large picture it may be a
                       ///< smaller version
    QImage alpha = {}; ///< Grayscale8 of the same size where the file had transparency, else null
    PictureRef ref = {}; ///< with its hash; no path for pictures that came by paste or drag
    PictureMetadata metadata = {}; ///< what the file says of it
    double resolution = 0;         ///< pixels per inch; 0: not known
    QByteArray profile = {};       ///< ICC, of the colours in the file; empty: written as sRGB
    int count = 1; ///< of the pictures in its file (animation, pages, stereo): this is the first
    QByteArray file = {}; ///< of a large one, by the bytes of which it is known; else empty
    int shrink = 1;       ///< how many of its pixels, each way, one of `image` is the mean of
    QSize fullSize = {};  ///< where `image` is a smaller version; else empty

    bool isNull() const { return image.isNull(); }

    /// In pixels, of which `image` may have fewer.
    QSize size() const { return fullSize.isEmpty() ? image.size() : fullSize; }
};

/// What becomes of a picture whose file ends too early, where a part of it can be seen.
enum class CutPictures
{
    Refuse, ///< PictureCutShort
    Accept, ///< that part is the picture
};

/// How a picture is read. A value.
struct Reading
{
    CutPictures cut = CutPictures::Refuse;
    int side = 0; ///< the longest, px, at which it is looked at: of a large one a smaller version
                  ///< that has twice that will do; 0: all of it is wanted
    bool isKnownByPixels = false; ///< however large it is, as in documents of before

    Reading(CutPictures cutPictures = CutPictures::Refuse, int longestSide = 0)
        : cut(cutPictures), side(longestSide)
    {
    }
};

/// Pictures with more pixels than this are large: reading all of one takes long, and it is told
/// from others by its file.
constexpr qint64 largePicture = 32'000'000;

/// By how much a picture of @p size is reduced while it is read for @p side px: 1, 2, 4 or 8. What
/// is left is at least twice as large as that; what is not large is not reduced.
int shrinkFor(QSize size, int side);

/// @p picture as it is read for @p side px, which may mean that it is read again; one that is not
/// large, or is known by its pixels, as it is. Any thread. Errors: those of readPicture().
Result<Picture> readFor(Picture picture, int side);

/// Reads PNG, JPEG, WebP, TIFF, GIF, HEIC, AVIF, JPEG XL, Radiance HDR and OpenEXR (what is
/// brighter than white becomes white), and by Qt's plug-ins BMP, TGA and what else they read
/// (drawings such as SVG excepted). The content decides, not the name. EXIF orientation applied,
/// ICC profiles converted to sRGB (relative colorimetric, with black point compensation),
/// transparency flattened on white. Any thread. Errors: FileNotFound, FileUnreadable, PictureEmpty,
/// PictureUnknown, PictureDamaged (of a file that is cut short and of which nothing can be shown
/// the detail is how much of it is there, "60 %"), PictureCutShort, PictureTooLarge (looked at
/// before anything of that size is allocated), OutOfMemory.
Result<Picture> readPicture(const QString &path, const Reading &reading = {});

/// The same for bytes in memory; @p name is the subject of its errors.
Result<Picture> readPicture(const QByteArray &bytes, const QString &name,
                            const Reading &reading = {});

/// The recipe (model/recipe) that the picture in the file @p path carries, nothing of which is
/// decoded; null where there is none. Any thread. Errors: FileNotFound, FileUnreadable,
/// DocumentDamaged.
Result<QString> readRecipeText(const QString &path);

/// The same treatment for an image that is already decoded (clipboard, drag and drop).
/// Errors: PictureEmpty, PictureTooLarge, OutOfMemory.
Result<Picture> pictureFromImage(QImage image, const QString &name);

/// @p picture with @p color (opaque) behind what is transparent in it, in place of white. Its
/// reference still says the picture on white.
Picture onBackground(Picture picture, QRgb color);

/// @p image, which is as pictures are here already, under @p name and without a file.
Picture unfiledPicture(const QImage &image, const QString &name);

/// By the hashes taken when they were read: the same file read anew is the same picture.
bool isSamePicture(const Picture &a, const Picture &b);

/// "blake2b-256:" and 64 hexadecimal digits: the hash of the picture's width and height (32 bits,
/// little-endian) and of its pixels line by line, three bytes (RGB888) or eight (RGBX64) each.
/// Empty for a null picture. Any thread; takes a second for 200 megapixels.
QString pictureChecksum(const QImage &picture);

/// What large pictures are known by: "file-blake2b-256:" and 64 hexadecimal digits, the hash of
/// their file's bytes.
QString fileChecksum(const QByteArray &file);
bool isFileChecksum(const QString &hash);

/// Pictures with more pixels than this in memory are refused (a 200-megapixel RGBX64 picture takes
/// 1.6 GB), and files with more than five times as many.
constexpr qint64 maximumPixels = 200'000'000;

/// What the files of pictures that are read here are usually called, without the dot: "jpg".
QStringList readableSuffixes();

/// Whether pictures of this size in pixels are read, reduced by @p shrink. Error, about @p name:
/// PictureTooLarge.
Status checkPictureSize(QSize size, const QString &name, int shrink = 1);

/// Lets QImageReader decode pictures of up to maximumPixels; Qt's own limit is 128 MB. Any thread.
void allowLargePictures();

} // namespace gramarye
