#pragma once

#include "core/model/styleparameters.h"
#include "ui/pictures/pictureloader.h"

#include <vector>

namespace gramarye {

/// Everything a person sets for a picture, as it can be undone: the pictures, the network, the
/// parameters. A regular value; pictures are the same where they share their pixels.
struct EditState
{
    LoadedPicture content;
    std::vector<LoadedPicture> styles;
    LoadedPicture start; ///< for Start::File only
    NetworkSource network;
    StyleParameters parameters; ///< blend: one weight for each of the styles

    friend bool operator==(const EditState &a, const EditState &b)
    {
        return a.content == b.content && a.styles == b.styles && a.start == b.start
               && a.network.info == b.network.info && a.network.path == b.network.path
               && a.parameters == b.parameters;
    }
    friend bool operator!=(const EditState &a, const EditState &b) { return !(a == b); }
};

} // namespace gramarye
