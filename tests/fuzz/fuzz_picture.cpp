#include "core/pictures/imagereader.h"
#include "tests/support/picturepromises.h"

#include <QBuffer>
#include <QImageReader>

#include <vips/vips.h>

#include <cstdio>

using namespace gramarye;

namespace {

/// What pictures say of their size is believed up to 200 megapixels, which would be most of the
/// time here. A claim to more than this is left out.
constexpr qint64 mostPixels = 1 << 18;

bool isLarge(QSize size)
{
    return qint64(size.width()) * size.height() > mostPixels;
}

bool claimsMuch(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    if (isLarge(QImageReader(&buffer).size()))
        return true;
    VipsImage *image =
        vips_image_new_from_buffer(bytes.constData(), std::size_t(bytes.size()), "", nullptr);
    const bool isMuch = image && isLarge({image->Xsize, image->Ysize});
    if (image)
        g_object_unref(image);
    vips_error_clear();
    return isMuch;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int * /*count*/, char *** /*words*/)
{
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
        if (type == QtFatalMsg)
            std::fprintf(stderr, "%s\n", qPrintable(text));
    });
    return readPicture(QByteArray("GIF8"), QString()) ? 1 : 0; // starts libvips as the program does
}

/// Pictures of every format, as bytes: what becomes of them, whole or in part, is as promised.
extern "C" int LLVMFuzzerTestOneInput(const char *data, std::size_t size)
{
    const QByteArray bytes(data, qsizetype(size));
    if (claimsMuch(bytes))
        return -1;
    const auto strict = readPicture(bytes, QStringLiteral("name"));
    const auto lenient = readPicture(bytes, QStringLiteral("name"), CutPictures::Accept);
    if (strict && (!lenient || lenient->ref.hash != strict->ref.hash))
        qFatal("a whole picture is not accepted as one");
    for (const auto &picture : {strict, lenient}) {
        if (const char *broken = brokenPromise(picture))
            qFatal("%s", broken);
    }
    return 0;
}
