// Compiled with -mavx512f -mavx512dq.
#define GRAMARYE_LANES 16
#define GRAMARYE_TILE_ROWS 12
#define GRAMARYE_TILE_BLOCKS 2
#define GRAMARYE_KERNELS avx512Kernels
#define GRAMARYE_KERNELS_NAME "AVX-512"
#include "core/compute/kernels.inl"
