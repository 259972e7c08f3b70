#include <cstdlib>

namespace {

// Threads of a parallel region that wait for each other by spinning are quick while nothing else
// runs, but bring a render to a standstill beside a busy program: ten times slower was measured.
// Sleeping costs next to nothing here. libgomp reads the variable when it is loaded, long before
// main(): only an executable's preinit functions run earlier.
void letThreadsSleep()
{
    setenv("OMP_WAIT_POLICY", "passive", 0);
}

} // namespace

[[gnu::section(".preinit_array"), gnu::used]] static void (*const atLoading)() = letThreadsSleep;
