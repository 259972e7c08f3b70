#include "app/renderpreparation.h"

#include "core/documents/presetstore.h"
#include "core/network/networkref.h"
#include "core/pictures/imagewriter.h"
#include "ui/settings/settings.h"

#include <QDir>

#include <cerrno>

namespace gramarye {

namespace {

Error notWritable(const QString &path, int systemError)
{
    return {ErrorCode::FileNotWritable, QDir::cleanPath(path), qt_error_string(systemError)};
}

// What was asked for, else what was chosen in the window, else the one that is always here.
QString networkName(const QString &nameOrPath)
{
    if (!nameOrPath.isEmpty())
        return nameOrPath;
    const QString chosen = Settings().network();
    return chosen.isEmpty() ? QStringLiteral("builtin") : chosen;
}

} // namespace

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
    return NetworkCatalog::builtIn().locate(networkName(nameOrPath));
}

Result<BatchJob> batchJob(const RenderArguments &arguments)
{
    const auto network = locateNetwork(arguments.scene.network.name);
    if (!network)
        return network.error();
    std::optional<Preset> look;
    if (!arguments.preset.isEmpty()) {
        auto found = PresetStore().find(arguments.preset);
        if (!found)
            return found.error();
        look = std::move(found).value();
    }
    BatchJob job;
    job.scene = arguments.scene;
    job.scene.network = networkRef(*network);
    job.scene.parameters = arguments.parameters(network->info, look);
    job.output = arguments.outputFile;
    job.exportOptions = arguments.exportOptions;
    if (!arguments.device.isEmpty())
        job.device = arguments.device;
    return job;
}

} // namespace gramarye
