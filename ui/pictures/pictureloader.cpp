#include "ui/pictures/pictureloader.h"

#include "core/base/background.h"
#include "core/documents/projectpicture.h"
#include "core/documents/recipereader.h"

namespace gramarye {

Result<LoadedPicture> loadPicture(const PictureSource &source)
{
    const auto origin = linkedPicture(source.path);
    auto picture = readPicture(source);
    if (!picture)
        return picture.error();
    const PicturePyramid pyramid(picture->image);
    const auto recipe = readRecipe(source.path);
    return LoadedPicture{std::move(picture).value(), pyramid, displayName(source),
                         origin ? *origin : ProjectPicture(),
                         recipe ? std::optional(*recipe) : std::nullopt};
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
        this, [source] { return loadPicture(source); },
        [this, load = m_wanted](const Result<LoadedPicture> &result) {
            if (load == m_wanted)
                deliver(result);
        });
}

void PictureLoader::cancel()
{
    m_wanted = 0;
    m_download.cancel();
}

void PictureLoader::deliver(const Result<LoadedPicture> &result)
{
    m_wanted = 0;
    if (result)
        Q_EMIT loaded(result.value());
    else
        Q_EMIT failed(result.error());
}

} // namespace gramarye
