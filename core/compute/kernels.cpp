#include "core/compute/kernels.h"

namespace gramarye {

extern const Kernels portableKernels;
#if defined(__x86_64__)
extern const Kernels avx2Kernels;
extern const Kernels avx512Kernels;
#endif

KernelList supportedKernels()
{
    static const Kernels *list[3];
    static const int count = [] {
        int n = 0;
#if defined(__x86_64__)
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512vl"))
            list[n++] = &avx512Kernels;
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            list[n++] = &avx2Kernels;
#endif
        list[n++] = &portableKernels;
        return n;
    }();
    return {list, count};
}

const Kernels &kernels()
{
    return *supportedKernels().first[0];
}

} // namespace gramarye
