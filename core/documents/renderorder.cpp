#include "core/documents/renderorder.h"

#include "core/model/parametersjson.h"
#include "core/network/networkchecksum.h"
#include "core/pictures/imagereader.h"

#include <QFileInfo>
#include <QJsonArray>

namespace gramarye {

namespace {

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

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
    job.origins.content = fileName(file);
    job.origins.alpha = std::move(picture->alpha);
    return success();
}

Status readPictures(RenderJob &job, const RenderOrder &order)
{
    if (auto status = readContent(job, order.content); !status)
        return status;
    for (const QString &style : order.styles) {
        if (auto status = readInto(job.styles.emplace_back(), style); !status)
            return status;
        job.origins.styles.push_back(fileName(style));
    }
    if (order.start.isEmpty())
        return success();
    job.origins.start = fileName(order.start);
    return readInto(job.startImage, order.start);
}

} // namespace

Result<QString> RenderOrder::fingerprint(const NetworkCatalog &catalog) const
{
    const auto source = catalog.locate(network);
    if (!source)
        return source.error();
    Recipe recipe;
    recipe.content = fileName(content);
    for (const QString &style : styles)
        recipe.styles.push_back(fileName(style));
    recipe.start = fileName(start);
    recipe.network = source->info.name;
    recipe.networkChecksum = networkChecksum(*source);
    recipe.parameters = parameters;
    QString fingerprint = recipe.fingerprint();
    if (exportOptions.bits != ExportOptions().bits)
        fingerprint += QStringLiteral("-%1").arg(exportOptions.bits);
    if (exportOptions.keepsTransparency)
        fingerprint += QStringLiteral("-alpha");
    return fingerprint;
}

Result<RenderJob> loadRenderJob(const RenderOrder &order, const NetworkCatalog &catalog)
{
    RenderJob job;
    auto network = catalog.locate(order.network);
    if (!network)
        return network.error();
    job.network = std::move(network).value();
    job.device = order.device;
    job.parameters = order.parameters;
    if (const Status status = readPictures(job, order); !status)
        return status.error();
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
