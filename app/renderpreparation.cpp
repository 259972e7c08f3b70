#include "app/renderpreparation.h"

#include "core/io/imagereader.h"
#include "core/io/imagewriter.h"
#include "ui/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>

namespace gramarye {

namespace {

Error notWritable(const QString &path, int systemError)
{
    return {ErrorCode::FileNotWritable, QDir::cleanPath(path), qt_error_string(systemError)};
}

// What was asked for, else what was chosen in the window, else the one that is always here.
QString networkName(const RenderArguments &arguments)
{
    if (!arguments.network.isEmpty())
        return arguments.network;
    const QString chosen = Settings().network();
    return chosen.isEmpty() ? QStringLiteral("builtin") : chosen;
}

QString nameOf(const QString &file)
{
    return QFileInfo(file).fileName();
}

Status readInto(QImage &image, const QString &file)
{
    auto picture = readPicture(file);
    if (!picture)
        return picture.error();
    image = std::move(picture->image);
    return success();
}

Status readContent(RenderJob &job, const QString &file)
{
    auto picture = readPicture(file);
    if (!picture)
        return picture.error();
    job.content = std::move(picture->image);
    job.origins.content = nameOf(file);
    job.origins.alpha = std::move(picture->alpha);
    return success();
}

Status readPictures(RenderJob &job, const RenderArguments &arguments)
{
    if (auto status = readContent(job, arguments.contentFile); !status)
        return status;
    for (const StyleArgument &style : arguments.styles) {
        if (auto status = readInto(job.styles.emplace_back(), style.file); !status)
            return status;
        job.origins.styles.push_back(nameOf(style.file));
    }
    if (arguments.startFile.isEmpty())
        return success();
    job.origins.start = nameOf(arguments.startFile);
    return readInto(job.startImage, arguments.startFile);
}

} // namespace

Status checkPictureIsWritable(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return notWritable(path, EISDIR);
    if (info.exists() && !info.isWritable())
        return notWritable(path, EACCES);

    QTemporaryFile place(info.dir().filePath(QLatin1String("XXXXXX-") + info.fileName()));
    if (!place.open())
        return Error{ErrorCode::FileNotWritable, path, place.errorString()};
    QImage dot(1, 1, QImage::Format_RGB888);
    dot.fill(Qt::white);
    const Status status = writePicture(dot, place.fileName());
    return status ? status : Error{ErrorCode::FileNotWritable, path, status.error().detail};
}

Status preparePreviewFolder(const QString &path)
{
    if (!QDir().mkpath(path))
        return notWritable(path, errno);
    return checkPictureIsWritable(previewFile(path, 0));
}

QString previewFile(const QString &folder, int iteration)
{
    return QDir(folder).filePath(
        QStringLiteral("preview-%1.png").arg(iteration, 6, 10, QLatin1Char('0')));
}

Result<RenderJob> loadRenderJob(const RenderArguments &arguments)
{
    RenderJob job;
    auto network = NetworkCatalog::builtIn().locate(networkName(arguments));
    if (!network)
        return network.error();
    job.network = std::move(network).value();
    if (!arguments.device.isEmpty())
        job.device = arguments.device;
    if (const Status status = readPictures(job, arguments); !status)
        return status.error();
    job.parameters = arguments.parameters(job.network.info);
    return job;
}

} // namespace gramarye
