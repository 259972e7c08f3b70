#include "core/documents/batchjob.h"

#include "core/documents/colorregions.h"
#include "core/model/parametersjson.h"
#include "core/model/parameterspec.h"
#include "core/network/networkchecksum.h"
#include "core/network/networkref.h"
#include "core/pictures/outputformat.h"
#include "core/pictures/referredpicture.h"

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

/// A painted mask has no file: it stands in the list itself.
QString maskText(const QDir &folder, const PictureRef &mask)
{
    return mask.isEmbedded() ? PictureRef::pngAddress() + QString::fromLatin1(mask.file.toBase64())
                             : seenFrom(folder, mask.path);
}

QJsonObject jobObject(const BatchJob &job, const QDir &folder)
{
    const Scene &scene = job.scene;
    QJsonArray styles;
    for (const Style &style : scene.styles) {
        QJsonObject object{{QStringLiteral("file"), seenFrom(folder, style.picture.path)},
                           {QStringLiteral("weight"), style.weight}};
        if (!style.region.isEmpty())
            object[QStringLiteral("region")] = maskText(folder, style.region);
        if (!style.mask.isEmpty())
            object[QStringLiteral("style-mask")] = maskText(folder, style.mask);
        if (style.scale != 1)
            object[QStringLiteral("scale")] = style.scale;
        if (!style.layers.empty())
            object[QStringLiteral("layer")] = toJson(style.layers);
        styles << object;
    }
    QJsonObject object = toJson(scene.parameters); // as options of the command line name them
    object.remove(QStringLiteral("blend"));
    if (scene.isTexture()) {
        const QSize size = scaledSize(scene.canvas, scene.parameters.size);
        object[QStringLiteral("size")] =
            QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
    } else {
        object[QStringLiteral("content")] = seenFrom(folder, scene.content.path);
    }
    object[QStringLiteral("style")] = styles;
    object[QStringLiteral("output")] = seenFrom(folder, job.output);
    object[QStringLiteral("network")] =
        scene.network.path.isEmpty() ? scene.network.name : seenFrom(folder, scene.network.path);
    if (scene.parameters.start == Start::File)
        object[QStringLiteral("init")] = seenFrom(folder, scene.start.path);
    if (!scene.strength.isEmpty())
        object[QStringLiteral("strength")] = maskText(folder, scene.strength);
    if (job.device != processorId())
        object[QStringLiteral("device")] = job.device;
    if (job.print) {
        object.remove(QStringLiteral("size"));
        object[QStringLiteral("print")] = job.print->text();
    }
    const QJsonObject exported = toJson(job.exportOptions);
    for (auto option = exported.begin(); option != exported.end(); ++option)
        object[option.key()] = option.value();
    if (job.cut == CutPictures::Accept)
        object[QStringLiteral("partial")] = true;
    return object;
}

/// A job that names a weight file means that very one: no other of its name, as a document that
/// came from another computer may.
Result<NetworkSource> networkOf(const BatchJob &job, const NetworkCatalog &catalog)
{
    const NetworkRef &network = job.scene.network;
    return catalog.locate(network.path.isEmpty() ? network.name : network.path);
}

} // namespace

Result<ReadScene> resolve(const Scene &scene, const NetworkCatalog &catalog, CutPictures cut)
{
    auto network = locate(scene.network, catalog);
    if (!network)
        return network.error();
    ReadScene read = scene.mapped([](const PictureRef &) { return Picture(); },
                                  [&](const NetworkRef &) { return *network; });
    const std::vector<const PictureRef *> refs = scene.pictures();
    const std::vector<Picture *> pictures = read.pictures();
    for (std::size_t i = 0; i < refs.size(); ++i) {
        if (refs[i]->isEmpty())
            continue;
        const bool isContent = refs[i] == &scene.content;
        auto picture = readPicture(*refs[i], {cut, isContent ? scene.parameters.size : 0});
        if (!picture)
            return picture.error();
        *pictures[i] = std::move(picture).value();
    }
    return read;
}

Result<QString> BatchJob::fingerprint(const NetworkCatalog &catalog) const
{
    const auto network = networkOf(*this, catalog);
    if (!network)
        return network.error();
    Scene known = scene;
    known.network.name = network->info.name;
    known.network.checksum = networkChecksum(*network);
    QString fingerprint = gramarye::fingerprint(known);
    if (print)
        fingerprint += QLatin1String("-print") + print->text();
    QJsonObject exported = toJson(exportOptions);
    const QJsonValue bits = exported.take(QLatin1String("bits"));
    if (bits.isDouble()) // first and without a name, as those of before have it
        fingerprint += QStringLiteral("-%1").arg(bits.toInt());
    for (auto option = exported.begin(); option != exported.end(); ++option)
        fingerprint +=
            u'-' + option.key() + (option->isBool() ? QString() : option->toVariant().toString());
    return fingerprint;
}

Result<QString> fingerprintIfOpen(const BatchJob &job, bool again, const NetworkCatalog &catalog)
{
    const auto fingerprint = job.fingerprint(catalog);
    if (!fingerprint || again || !QFileInfo::exists(job.output))
        return fingerprint;
    if (!carriesRecipe(job.output))
        return QString();
    const auto recipe = readRecipe(job.output);
    // The version before wrote no fingerprint into its results, but what it is made from.
    const bool saysJob = recipe && !recipe->job.isEmpty();
    const QString found = saysJob  ? recipe->job
                          : recipe ? gramarye::fingerprint(recipe->scene)
                                   : QString();
    if (found == *fingerprint)
        return recipe->stoppedAfter == 0 ? QString() : fingerprint;
    if (saysJob)
        return fingerprint; // the result of another version of the job
    return Error{ErrorCode::PictureInTheWay, job.output, {}};
}

BatchJob batchJobOf(const RenderJob &job, const ExportOptions &options)
{
    BatchJob listed;
    listed.scene = job.scene.mapped(
        [](const Picture &picture) {
            return picture.ref.path.isEmpty() ? PictureRef() : PictureRef::ofFile(picture.ref.path);
        },
        networkRef);
    const std::vector<const Picture *> masks = job.scene.masks();
    const std::vector<PictureRef *> refs = listed.scene.masks();
    for (std::size_t i = 0; i < masks.size(); ++i) {
        if (!masks[i]->isNull() && masks[i]->ref.path.isEmpty())
            *refs[i] = embedded(*masks[i]);
    }
    listed.cut = CutPictures::Accept; // whoever has it in the window was asked
    listed.device = job.device;
    listed.exportOptions = options;
    return listed;
}

Result<RenderJob> loadRenderJob(const BatchJob &job, const NetworkCatalog &catalog)
{
    if (const auto network = networkOf(job, catalog); !network)
        return network.error();
    auto scene = resolve(job.scene, catalog, job.cut);
    if (!scene)
        return scene.error();
    RenderJob run;
    run.scene = std::move(scene).value();
    spreadColorRegions(run.scene);
    run.device = job.device;
    if (job.print) {
        const int side =
            job.print->longestSide(run.scene.content.size(), job.exportOptions.resolution);
        if (side > parameterSpec(QStringLiteral("size")).maximum)
            return Error{ErrorCode::PrintTooLarge, QFileInfo(job.output).fileName(),
                         QString::number(side)};
        run.scene.parameters.size = side;
    }
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
