// Four floats at a time: what every processor that matters has (SSE2, NEON, VSX).
#define GRAMARYE_LANES 4
#define GRAMARYE_TILE_ROWS 3
#define GRAMARYE_TILE_BLOCKS 1
#define GRAMARYE_KERNELS portableKernels
#define GRAMARYE_KERNELS_NAME "portable"
#include "core/compute/kernels.inl"
