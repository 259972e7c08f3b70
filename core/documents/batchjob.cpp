#include "core/documents/batchjob.h"

#include "core/documents/sceneresolver.h"
#include "core/model/parametersjson.h"
#include "core/network/networkchecksum.h"
#include "core/network/networkref.h"

#include <QJsonArray>

namespace gramarye {

namespace {

QString seenFrom(const QDir &folder, const QString &path)
{
    const QString relative = folder.relativeFilePath(path);
    const bool isBeneath = !path.startsWith(u':') && !relative.startsWith(QLatin1String(".."));
    return isBeneath ? relative : path;
}

QJsonObject jobObject(const BatchJob &job, const QDir &folder)
{
    const Scene &scene = job.scene;
    QJsonArray styles;
    for (const Style &style : scene.styles)
        styles << QJsonObject{{QStringLiteral("file"), seenFrom(folder, style.picture.path)},
                              {QStringLiteral("weight"), style.weight}};
    QJsonObject object = toJson(scene.parameters); // as options of the command line name them
    object.remove(QStringLiteral("blend"));
    object[QStringLiteral("content")] = seenFrom(folder, scene.content.path);
    object[QStringLiteral("style")] = styles;
    object[QStringLiteral("output")] = seenFrom(folder, job.output);
    object[QStringLiteral("network")] =
        scene.network.path.isEmpty() ? scene.network.name : seenFrom(folder, scene.network.path);
    if (scene.parameters.start == Start::File)
        object[QStringLiteral("init")] = seenFrom(folder, scene.start.path);
    if (job.device != processorId())
        object[QStringLiteral("device")] = job.device;
    if (job.exportOptions.bits != ExportOptions().bits)
        object[QStringLiteral("bits")] = job.exportOptions.bits;
    if (job.exportOptions.keepsTransparency)
        object[QStringLiteral("alpha")] = true;
    return object;
}

} // namespace

Result<QString> BatchJob::fingerprint(const NetworkCatalog &catalog) const
{
    const auto network = locate(scene.network, catalog);
    if (!network)
        return network.error();
    Scene known = scene;
    known.network.name = network->info.name;
    known.network.checksum = networkChecksum(*network);
    QString fingerprint = gramarye::fingerprint(known);
    if (exportOptions.bits != ExportOptions().bits)
        fingerprint += QStringLiteral("-%1").arg(exportOptions.bits);
    if (exportOptions.keepsTransparency)
        fingerprint += QStringLiteral("-alpha");
    return fingerprint;
}

Result<RenderJob> loadRenderJob(const BatchJob &job, const NetworkCatalog &catalog)
{
    auto scene = resolve(job.scene, catalog);
    if (!scene)
        return scene.error();
    RenderJob run;
    run.scene = std::move(scene).value();
    run.device = job.device;
    return run;
}

QByteArray writeBatchList(const std::vector<BatchJob> &jobs, const QDir &folder)
{
    QJsonArray objects;
    for (const BatchJob &job : jobs)
        objects << jobObject(job, folder);
    return writeDocument({{QStringLiteral("jobs"), objects}}, QStringLiteral("gramarye-batch"), 1);
}

} // namespace gramarye
