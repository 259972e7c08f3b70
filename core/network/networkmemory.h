#pragma once

#include "core/network/networkcatalog.h"

#include <QSize>

#include <vector>

namespace gramarye {

/// What the layers of a network keep in memory when FastLayers computes them, worked out from their
/// shapes, in the order in which they are computed: the most that is in use at one time.
class NetworkMemory
{
public:
    /// @p wanted: the layers that have a loss.
    NetworkMemory(const NetworkInfo &network, const LayerSet &wanted);

    /// Bytes of the weights, transformed for both directions.
    double weights() const;

    /// Bytes of the maps of an iteration of a picture of @p size: there and back.
    double iteration(QSize size) const;

    /// Bytes of the maps of one look at a picture of @p size: there only.
    double look(QSize size) const;

    /// Bytes of the features of @p layer, one of those.
    double features(Layer layer, QSize size) const;

private:
    /// Bytes for each pixel of the picture.
    struct Step
    {
        int inputs = 0; ///< channels
        int outputs = 0;
        double input = 0;    ///< of what it convolves
        double features = 0; ///< of what it leaves, pooled where that is done at once
        double bits = 0;     ///< of what the way back needs
        bool wanted = false; ///< its features are
        bool pools = false;  ///< the pooling before it is its own to do
    };

    double workspace() const;

    std::vector<Step> m_steps; ///< from conv1_1 to the deepest layer wanted
    std::vector<Step> m_spare; ///< the layers behind it, whose weights lie there as they are
    bool m_ringed = false;     ///< the way back computes a pixel more on each side
};

} // namespace gramarye
