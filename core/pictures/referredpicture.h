#pragma once

#include "core/pictures/imagereader.h"

namespace gramarye {

// How pictures get into documents and out again.

/// The picture that @p ref means: from the bytes that it carries, or from its file where that lies
/// now. Its hash identifies it, where it has one. Any thread. Errors: PictureMissing, or
/// FileNotFound where it was never read; PictureChanged where another picture is in its place;
/// those of the other readPicture(). A picture that is cut short is refused only if it was not read
/// before: that was when somebody accepted it.
Result<Picture> readPicture(const PictureRef &ref, Reading reading = {});

/// Whether @p picture, read from a file, is the one that @p ref means. Takes as long as reading
/// all of it the first time that a large one, which is known by its file, is meant by its pixels.
/// Any thread.
bool isMeant(const PictureRef &ref, const Picture &picture);

/// Lets @p here, the pictures @p read, name them by the hashes that @p then has for the same ones
/// at the same places: large pictures had others once.
void nameAsIn(const Scene &then, const std::vector<const Picture *> &read, Scene &here);

/// @p picture as a document carries it along: with the bytes of its file, and where that is not
/// there or not the same any more, of a PNG of the same pixels.
PictureRef embedded(const Picture &picture);

/// @p image as a PNG file. To Qt's writer @p quality is the lack of compression, 0..100; −1: usual.
QByteArray pngOf(const QImage &image, int quality = -1);

/// The same not compressed: written in a fraction of the time.
QByteArray quickPng(const QImage &image);

} // namespace gramarye
