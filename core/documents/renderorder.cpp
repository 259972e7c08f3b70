#include "core/documents/renderorder.h"

#include "core/documents/sceneresolver.h"
#include "core/model/parametersjson.h"
#include "core/network/networkchecksum.h"
#include "core/network/networkref.h"

#include <QFileInfo>
#include <QJsonArray>

namespace gramarye {

namespace {

QString seenFrom(const QDir &folder, const QString &path)
{
    const QString relative = folder.relativeFilePath(path);
    const bool isBeneath = !path.startsWith(u':') && !relative.startsWith(QLatin1String(".."));
    return isBeneath ? relative : path;
}

// Names of the catalogue are no files.
QString networkSeenFrom(const QDir &folder, const QString &network)
{
    return QFileInfo(network).isAbsolute() ? seenFrom(folder, network) : network;
}

double weightOf(const RenderOrder &order, std::size_t style)
{
    return style < order.parameters.blend.size() ? order.parameters.blend[style] : 1;
}

QJsonArray stylesSeenFrom(const QDir &folder, const RenderOrder &order)
{
    QJsonArray styles;
    for (std::size_t i = 0; i < order.styles.size(); ++i)
        styles << QJsonObject{{QStringLiteral("file"), seenFrom(folder, order.styles[i])},
                              {QStringLiteral("weight"), weightOf(order, i)}};
    return styles;
}

// The parameters as options of the command line name them.
QJsonObject options(const StyleParameters &parameters)
{
    QJsonObject object = toJson(parameters);
    object.remove(QStringLiteral("blend"));
    return object;
}

QJsonObject jobObject(const RenderOrder &order, const QDir &folder)
{
    QJsonObject object = options(order.parameters);
    object[QStringLiteral("content")] = seenFrom(folder, order.content);
    object[QStringLiteral("style")] = stylesSeenFrom(folder, order);
    object[QStringLiteral("output")] = seenFrom(folder, order.output);
    object[QStringLiteral("network")] = networkSeenFrom(folder, order.network);
    if (order.parameters.start == Start::File)
        object[QStringLiteral("init")] = seenFrom(folder, order.start);
    if (order.device != processorId())
        object[QStringLiteral("device")] = order.device;
    if (order.exportOptions.bits != ExportOptions().bits)
        object[QStringLiteral("bits")] = order.exportOptions.bits;
    if (order.exportOptions.keepsTransparency)
        object[QStringLiteral("alpha")] = true;
    return object;
}

Result<Scene> sceneOf(const RenderOrder &order, const NetworkCatalog &catalog)
{
    const auto network = catalog.locate(order.network);
    if (!network)
        return network.error();
    Scene scene;
    scene.content = PictureRef::ofFile(order.content);
    for (const QString &style : order.styles)
        scene.styles.push_back({PictureRef::ofFile(style)});
    if (!order.start.isEmpty())
        scene.start = PictureRef::ofFile(order.start);
    scene.network = networkRef(*network);
    scene.setRunParameters(order.parameters);
    return scene;
}

} // namespace

Result<QString> RenderOrder::fingerprint(const NetworkCatalog &catalog) const
{
    auto scene = sceneOf(*this, catalog);
    if (!scene)
        return scene.error();
    scene->network.checksum = networkChecksum(catalog.locate(network).value());
    QString fingerprint = gramarye::fingerprint(*scene);
    if (exportOptions.bits != ExportOptions().bits)
        fingerprint += QStringLiteral("-%1").arg(exportOptions.bits);
    if (exportOptions.keepsTransparency)
        fingerprint += QStringLiteral("-alpha");
    return fingerprint;
}

Result<RenderJob> loadRenderJob(const RenderOrder &order, const NetworkCatalog &catalog)
{
    const auto scene = sceneOf(order, catalog);
    if (!scene)
        return scene.error();
    const auto read = resolve(*scene, catalog);
    if (!read)
        return read.error();
    RenderJob job = renderJob(*read);
    job.device = order.device;
    return job;
}

QByteArray writeBatchList(const std::vector<RenderOrder> &orders, const QDir &folder)
{
    QJsonArray jobs;
    for (const RenderOrder &order : orders)
        jobs << jobObject(order, folder);
    return writeDocument({{QStringLiteral("jobs"), jobs}}, QStringLiteral("gramarye-batch"), 1);
}

} // namespace gramarye
