#pragma once

// The precompiled header of core's private side: everything of LibTorch that it uses.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
