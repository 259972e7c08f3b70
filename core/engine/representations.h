#pragma once

#include "core/transfer/renderjob.h"

#include <QString>

#include <vector>

namespace gramarye {

enum class RepresentationKind
{
    Content, ///< content alone: what of a picture a layer still knows
    Style    ///< style alone: textures of ever larger pieces
};

/// A picture made from noise to be like another one in what some layers of a network see of it: one
/// picture of the lecture's two figures (Gatys et al. 2015, figure 1). A value.
struct Representation
{
    RepresentationKind kind = RepresentationKind::Content;
    std::vector<Layer> layers; ///< the shallowest first
    RenderJob job;

    /// "conv4_2", or "conv1_1, conv2_1, conv3_1".
    QString caption() const;
};

/// What the user can set of them. A value.
struct RepresentationSettings
{
    int size = 256;       ///< longest side of each reconstruction in px
    int iterations = 150; ///< of each, at each of its working sizes
    int seed = 0;
    int threads = 0; ///< 0: one for each core
    QString device = processorId();
};

/// How many reconstructions of each kind there are.
constexpr int representationCount = 5;

/// The ten reconstructions of @p picture that @p network sees: five of the content, from conv1_2,
/// conv2_2, conv3_2, conv4_2 and conv5_2 (or conv5_1, where @p network ends there), then five of
/// the style, from growing sets of conv1_1 to conv5_1. Errors: those of WeightsFile::open().
Result<std::vector<Representation>> representationsOf(const QImage &picture,
                                                      const NetworkSource &network,
                                                      const RepresentationSettings &settings);

} // namespace gramarye
