// Compiled with -mavx2 -mfma.
#define GRAMARYE_LANES 8
#define GRAMARYE_TILE_ROWS 6
#define GRAMARYE_TILE_BLOCKS 1
#define GRAMARYE_KERNELS avx2Kernels
#define GRAMARYE_KERNELS_NAME "AVX2"
#include "core/compute/kernels.inl"
