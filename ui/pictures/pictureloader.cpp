#include "ui/pictures/pictureloader.h"

#include "core/base/background.h"

namespace gramarye {

Result<LoadedPicture> loadPicture(const PictureSource &source)
{
    auto picture = readPicture(source);
    return picture ? Result<LoadedPicture>(loaded(std::move(picture).value())) : picture.error();
}

LoadedPicture loaded(Picture picture)
{
    const QString json = picture.image.text(Recipe::textKey());
    const auto recipe = Recipe::fromJson(json.toUtf8(), picture.ref.name);
    const PicturePyramid pyramid(picture.image, picture.size());
    return {std::move(picture), pyramid, recipe ? std::optional(*recipe) : std::nullopt};
}

PictureLoader::PictureLoader(QObject *parent) : QObject(parent)
{
    connect(&m_download, &PictureDownload::fetched, this, [this](const QByteArray &bytes) {
        m_source.bytes = bytes;
        read(std::exchange(m_source, {}));
    });
    connect(&m_download, &PictureDownload::failed, this, [this](const Error &error) {
        m_wanted = 0;
        Q_EMIT failed(error);
    });
}

void PictureLoader::load(const PictureSource &source)
{
    m_wanted = ++m_lastLoad;
    m_download.cancel();
    if (source.address.isEmpty())
        return read(source);
    m_source = source;
    m_download.start(source.address);
}

void PictureLoader::read(const PictureSource &source)
{
    runInBackground(
        this, [source] { return find(source); },
        [this, source, load = m_wanted](const Result<Found> &result) {
            if (load == m_wanted)
                deliver(source, result);
        });
}

Result<PictureLoader::Found> PictureLoader::find(const PictureSource &source)
{
    PictureSource picture = source;
    if (!source.path.isEmpty()) {
        const auto folder = folderAt(source.path);
        if (!folder)
            return folder.error();
        if (*folder && (*folder)->pictures.size() != 1)
            return Found(**folder);
        if (*folder)
            picture.path = (*folder)->pictures.first();
    }
    auto read = loadPicture(picture);
    return read ? Result<Found>(std::move(read).value()) : read.error();
}

void PictureLoader::cancel()
{
    m_wanted = 0;
    m_download.cancel();
}

void PictureLoader::deliver(PictureSource source, const Result<Found> &result)
{
    m_wanted = 0;
    if (result && std::holds_alternative<OfferedFolder>(*result))
        return Q_EMIT folderFound(std::get<OfferedFolder>(*result));
    if (result)
        return Q_EMIT loaded(std::get<LoadedPicture>(*result));
    if (result.error().code != ErrorCode::PictureCutShort)
        return Q_EMIT failed(result.error());
    source.reading.cut = CutPictures::Accept;
    source.address.clear(); // the bytes are here by now
    Q_EMIT cutShort(source, result.error());
}

} // namespace gramarye
