#include "ui/pictureloader.h"

#include "core/io/projectpicture.h"

#include <QtConcurrent>

namespace gramarye {

Result<LoadedPicture> loadPicture(const PictureSource &source)
{
    const auto origin = linkedPicture(source.path);
    auto picture = readPicture(source);
    if (!picture)
        return picture.error();
    const PicturePyramid pyramid(picture->image);
    return LoadedPicture{std::move(picture).value(), pyramid, displayName(source),
                         origin ? *origin : ProjectPicture()};
}

PictureLoader::PictureLoader(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PictureLoader::deliver);
}

void PictureLoader::load(const PictureSource &source)
    connect(&m_download, &PictureDownload::fetched, this, [this](const QByteArray &bytes) {
        m_source.bytes = bytes;
        read(std::exchange(m_source, {}));
    });
    connect(&m_download, &PictureDownload::failed, this, [this](const Error &error) {
        m_loading = false;
        Q_EMIT failed(error);
    });
{
    m_loading = true;
    m_watcher.setFuture(QtConcurrent::run(loadPicture, source));
}

    m_download.cancel();
    if (source.address.isEmpty())
        return read(source);
    m_source = source;
    m_download.start(source.address);
}

void PictureLoader::read(const PictureSource &source)
{
void PictureLoader::cancel()
{
    m_loading = false;
}

void PictureLoader::deliver()
    m_download.cancel();
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
