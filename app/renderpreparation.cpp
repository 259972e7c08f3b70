#include "app/renderpreparation.h"

#include "core/io/imagereader.h"
#include "core/io/imagewriter.h"
#include "core/model/presetstore.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryFile>

#include <cerrno>

namespace gramarye {

namespace {

Error notWritable(const QString &path, int systemError)
{
    return {ErrorCode::FileNotWritable, QDir::cleanPath(path), qt_error_string(systemError)};
}

Status readInto(QImage &image, const QString &file)
{
    auto picture = readPicture(file);
    if (!picture)
        return picture.error();
    image = std::move(picture->image);
    return success();
}

Status readPictures(RenderJob &job, const RenderArguments &arguments)
{
    if (auto status = readInto(job.content, arguments.contentFile); !status)
        return status;
    for (const StyleArgument &style : arguments.styles) {
        if (auto status = readInto(job.styles.emplace_back(), style.file); !status)
            return status;
    }
    return arguments.startFile.isEmpty() ? success()
                                         : readInto(job.startImage, arguments.startFile);
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

Result<NetworkSource> locateNetwork(const QString &nameOrPath)
{
    if (!nameOrPath.isEmpty())
        return NetworkCatalog::builtIn().locate(nameOrPath);
    const QVariant chosen = QSettings().value(QStringLiteral("network"), QStringLiteral("builtin"));
    return NetworkCatalog::builtIn().locate(chosen.toString());
}

Result<RenderJob> loadRenderJob(const RenderArguments &arguments)
{
    RenderJob job;
    auto network = locateNetwork(arguments.network);
    if (!network)
        return network.error();
    job.network = std::move(network).value();
    if (!arguments.device.isEmpty())
        job.device = arguments.device;
    if (const Status status = readPictures(job, arguments); !status)
        return status.error();
    Result<Preset> preset = Preset();
    if (!arguments.preset.isEmpty())
        preset = PresetStore().find(arguments.preset);
    if (!preset)
        return preset.error();
    job.parameters = arguments.parameters(job.network.info, *preset);
    return job;
}

} // namespace gramarye
