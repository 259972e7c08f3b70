#include "core/model/networkinfo.h"

namespace gramarye {

int NetworkInfo::channelCount(Layer layer) const
{
    int count = firstWidth;
    for (std::size_t i = 1; i <= layerIndex(layer); ++i) {
        if (followsPooling(layerAt(i)) && layerAt(i) != Layer::Conv5_1)
            count *= 2;
    }
    return count;
}

} // namespace gramarye
