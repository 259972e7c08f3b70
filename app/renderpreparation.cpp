#include "app/renderpreparation.h"

#include "core/documents/presetstore.h"
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

Result<RenderOrder> renderOrder(const RenderArguments &arguments)
{
    RenderOrder order;
    order.network = networkName(arguments.network);
    const auto network = NetworkCatalog::builtIn().locate(order.network);
    if (!network)
        return network.error();
    order.content = arguments.contentFile;
    for (const StyleArgument &style : arguments.styles)
        order.styles.push_back(style.file);
    order.start = arguments.startFile;
    order.output = arguments.outputFile;
    order.exportOptions = arguments.exportOptions;
    if (!arguments.device.isEmpty())
        order.device = arguments.device;
    if (arguments.preset.isEmpty()) {
        order.parameters = arguments.parameters(network->info);
        return order;
    }
    const auto look = PresetStore().find(arguments.preset);
    if (!look)
        return look.error();
    order.parameters = arguments.parameters(network->info, *look);
    return order;
}

Result<RenderJob> loadRenderJob(const RenderArguments &arguments)
{
    const auto order = renderOrder(arguments);
    return order ? loadRenderJob(*order, NetworkCatalog::builtIn()) : order.error();
}

} // namespace gramarye
