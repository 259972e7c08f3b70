#include "core/documents/sceneresolver.h"

#include "core/network/networkref.h"
#include "core/pictures/referredpicture.h"

namespace gramarye {

Result<ReadScene> resolve(const Scene &scene, const NetworkCatalog &catalog)
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
        auto picture = readPicture(*refs[i]);
        if (!picture)
            return picture.error();
        *pictures[i] = std::move(picture).value();
    }
    return read;
}

} // namespace gramarye
