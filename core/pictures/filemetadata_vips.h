#pragma once

#include "core/pictures/library_vips.h"
#include "core/pictures/picturemetadata.h"

namespace gramarye {

/// What the file that @p image comes from says of it, in XMP and in Exif; XMP first.
PictureMetadata fileMetadata(VipsImage *image);

/// Pixels per inch across, as the file's format or its Exif says; 0 where neither does. @p exif: of
/// a file whose own libvips passes over.
double fileResolution(VipsImage *image, const QByteArray &exif = {});

/// Lets the file that @p image will be written to say @p metadata, in XMP and in Exif where its
/// format has them, and @p resolution pixels per inch; 0: what is usual for screens.
void setFileMetadata(VipsImage *image, const PictureMetadata &metadata, double resolution);

} // namespace gramarye
