#pragma once

#include "core/compute/border.h"
#include "core/compute/kernels.h"
#include "core/compute/pixelweights.h"
#include "core/compute/workspace.h"

namespace gramarye {

// On whole pixel-major maps: what the fused paths of WinogradConvolution cannot do, and what losses
// need.

/// 2 × 2 pooling of @p map to @p pooled, half as high and wide; an odd last row or column is left
/// out. @p bits, of the map's size, say which pixels were passed on: all of an average (times
/// @p scale), the first largest of a maximum.
void poolMap(const MapView &map, bool average, float scale, float *pooled, ChannelBits *bits,
             ThreadPool &pool);

/// The way back: each of @p gradient's values times @p scale to the pixels whose bit is set.
void unpoolMap(const float *gradient, const ChannelBits *bits, float scale, int height, int width,
               int blocks, float *values, ThreadPool &pool);

/// Adds the ring of one pixel around @p ringed to the pixels that stand there: @p map has two rows
/// and columns less.
void foldRing(const MapView &ringed, Borders border, float *map, ThreadPool &pool);

/// @p gram = Σ over the pixels of value · valueᵀ, or over @p heavy's by weight, where not all weigh
/// the same: C × C floats with C = 16 · @p map.blocks. The same to the last bit whatever the number
/// of threads.
void gramOfMap(const MapView &map, const HeavyPixels *heavy, float *gram, Workspace &workspace);

/// @p gradient += @p map · @p matrix, pixel by pixel, or @p heavy's by weight; @p matrix: C × C,
/// row after row.
void addProductOfMap(const MapView &map, const HeavyPixels *heavy, const float *matrix,
                     float *gradient, Workspace &workspace);

} // namespace gramarye
