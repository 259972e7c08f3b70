#include "ui/pictures/pictureloader.h"

#include <QtConcurrent>

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
    const PicturePyramid pyramid(picture.image);
    return {std::move(picture), pyramid, recipe ? std::optional(*recipe) : std::nullopt};
}

PictureLoader::PictureLoader(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PictureLoader::deliver);
    connect(&m_download, &PictureDownload::fetched, this, [this](const QByteArray &bytes) {
        m_source.bytes = bytes;
        read(std::exchange(m_source, {}));
    });
    connect(&m_download, &PictureDownload::failed, this, [this](const Error &error) {
        m_loading = false;
        Q_EMIT failed(error);
    });
}

void PictureLoader::load(const PictureSource &source)
{
    m_loading = true;
    m_download.cancel();
    if (source.address.isEmpty())
        return read(source);
    m_source = source;
    m_download.start(source.address);
}

void PictureLoader::read(const PictureSource &source)
{
    m_watcher.setFuture(QtConcurrent::run(loadPicture, source));
}

void PictureLoader::cancel()
{
    m_loading = false;
    m_download.cancel();
}

void PictureLoader::deliver()
{
    if (m_download.isUnderWay() || !std::exchange(m_loading, false))
        return; // it is not wanted any more
    const Result<LoadedPicture> result = m_watcher.result();
    if (result)
        Q_EMIT loaded(result.value());
    else
        Q_EMIT failed(result.error());
}

} // namespace gramarye
