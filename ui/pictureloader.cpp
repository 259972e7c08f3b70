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
{
    m_loading = true;
    m_watcher.setFuture(QtConcurrent::run(loadPicture, source));
}

void PictureLoader::cancel()
{
    m_loading = false;
}

void PictureLoader::deliver()
{
    if (!std::exchange(m_loading, false))
        return;
    const Result<LoadedPicture> result = m_watcher.result();
    if (result)
        Q_EMIT loaded(result.value());
    else
        Q_EMIT failed(result.error());
}

} // namespace gramarye
