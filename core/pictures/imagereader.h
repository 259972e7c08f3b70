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
                       ///< sources; keeps its recipe (QImage::text)
    QImage alpha = {}; ///< Grayscale8 of the same size where the file had transparency, else null
    PictureRef ref =
        {}; ///< with the hash of `image`; no path for pictures that came by paste or drag
    PictureMetadata metadata = {}; ///< what the file says of it
    double resolution = 0;         ///< pixels per inch; 0: not known
    QByteArray profile = {};       ///< ICC, of the colours in the file; empty: written as sRGB
    int count = 1; ///< of the pictures in its file (animation, pages, stereo): this is the first

    bool isNull() const { return image.isNull(); }
};

/// What becomes of a picture whose file ends too early, where a part of it can be seen.
enum class CutPictures
{
    Refuse, ///< PictureCutShort
    Accept, ///< that part is the picture
};

/// Reads PNG, JPEG, WebP, TIFF, GIF, HEIC, AVIF, JPEG XL, Radiance HDR and OpenEXR (what is
/// brighter than white becomes white), and by Qt's plug-ins BMP, TGA and what else they read
/// (drawings such as SVG excepted). The content decides, not the name. EXIF orientation applied,
/// ICC profiles converted to sRGB (relative colorimetric, with black point compensation),
/// transparency flattened on white. Any thread. Errors: FileNotFound, FileUnreadable, PictureEmpty,
/// PictureUnknown, PictureDamaged (of a file that is cut short and of which nothing can be shown
/// the detail is how much of it is there, "60 %"), PictureCutShort, PictureTooLarge (looked at
/// before anything of that size is allocated), OutOfMemory.
Result<Picture> readPicture(const QString &path, CutPictures cut = CutPictures::Refuse);

/// The same for bytes in memory; @p name is the subject of its errors.
Result<Picture> readPicture(const QByteArray &bytes, const QString &name,
                            CutPictures cut = CutPictures::Refuse);

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

/// Pictures with more pixels than this are refused (a 200-megapixel RGBX64 picture takes 1.6 GB).
constexpr qint64 maximumPixels = 200'000'000;

/// What the files of pictures that are read here are usually called, without the dot: "jpg".
QStringList readableSuffixes();

/// Whether pictures of this size in pixels are read. Error, about @p name: PictureTooLarge.
Status checkPictureSize(QSize size, const QString &name);

/// Lets QImageReader decode pictures of up to maximumPixels; Qt's own limit is 128 MB. Any thread.
void allowLargePictures();

} // namespace gramarye
