#pragma once

#include "core/compute/border.h"
#include "core/compute/kernels.h"
#include "core/compute/threadpool.h"

namespace gramarye {

// What the fused paths of WinogradConvolution cannot do, on whole pixel-major maps.

/// 2 × 2 pooling of @p map to @p pooled, half as high and wide; an odd last row or column is left
/// out. @p bits, of the map's size, say which pixels were passed on: all of an average (times
/// @p scale), the first largest of a maximum.
void poolMap(const MapView &map, bool average, float scale, float *pooled, ChannelBits *bits,
             ThreadPool &pool);

/// The way back: each of @p gradient's values times @p scale to the pixels whose bit is set.
void unpoolMap(const float *gradient, const ChannelBits *bits, float scale, int height, int width,
               int blocks, float *values, ThreadPool &pool);

/// Adds the ring of one pixel around @p ringed to the pixels it mirrors: @p map has two rows and
/// columns less.
void foldRing(const MapView &ringed, Border border, float *map, ThreadPool &pool);

} // namespace gramarye
