#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace gramarye {

// What can be known and shown of files that end too early.

/// @p part of @p whole in words: "60 %", at least 1 %.
QString shareText(qint64 part, qint64 whole);

/// "a part", in place of that where nobody knows: to be translated in the context "ErrorText".
const char *someOfFile();

/// How much of the file @p bytes is there, as the file itself says how long it is (RIFF, boxes of
/// ISO/IEC 14496-12 with the picture's data in the last one, BMP, TIFF); null where it is all
/// there, or the file does not say.
QString shareOfFile(const QByteArray &bytes);

/// The lines of a BMP that are there.
struct BmpLines
{
    int count = -1;       ///< −1: not known, as of compressed ones
    bool isUpward = true; ///< the lowest ones, from the bottom up
};
BmpLines bmpLines(const QByteArray &bmp);

/// An interlaced PNG, from which decoders return nothing unless it is whole, made whole.
struct CompletedPng
{
    QByteArray bytes; ///< with zeros in place of what is missing or damaged
    int passes = 0;   ///< of seven that are as they were
};

/// Of a file @p png that is not interlaced, or no PNG: nothing.
CompletedPng completedPng(const QByteArray &png);

/// @p image, of which that many passes are there, with each missing pixel like the one beside it
/// that is there.
QImage coarse(QImage image, int passes);

} // namespace gramarye
