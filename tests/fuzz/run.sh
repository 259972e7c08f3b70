#!/usr/bin/env bash
# Fuzzes the reader of each format for as many seconds as asked for: run.sh SECONDS. Needs clang with
# its compiler-rt. What it finds of interest stays in build/fuzz/corpus for the next time; what breaks
# a reader is named at the end, lies in build/fuzz, and belongs in tests/fuzz/corpus once it is mended.
set -euo pipefail
seconds=${1:?usage: run.sh SECONDS}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

cmake --preset fuzz
cmake --build --preset fuzz

# fuzz FORMAT DICTIONARY SECONDS OPTION...
fuzz() {
    local found=build/fuzz/corpus/$1
    mkdir -p "$found"
    "build/fuzz/tests/fuzz/fuzz_$1" -dict="tests/fuzz/$2.dict" -max_total_time="$3" \
        -timeout=1 -malloc_limit_mb=100 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/$1-" "${@:4}" "$found" "tests/fuzz/corpus/$1"
}

# Small files go ten times as fast; then come whole networks.
both() {
    fuzz "$1" "$2" $((seconds * 4 / 5)) -max_len=4096
    fuzz "$1" "$2" $((seconds / 5)) -max_len=400000 -seed_inputs="tests/data/$3"
}
# Two at a time.
both safetensors safetensors vgg19_tiny.safetensors & other=$!
both legacy pickle vgg19_tiny.legacy.pth
wait "$other"
both zip zip vgg19_tiny.zip.pth & other=$!
fuzz project project "$seconds" -max_len=8192
wait "$other"
# Decoders are slow, use threads and memory, and libjxl says what it finds. Leaks are not looked for:
# libvips' reader of OpenEXR has one.
ASAN_OPTIONS=detect_leaks=0 \
    fuzz picture picture "$seconds" -max_len=16384 -timeout=60 -malloc_limit_mb=400 -rss_limit_mb=3000 \
    -detect_leaks=0 -close_fd_mask=2 \
    -seed_inputs="$(printf '%s\n' tests/data/pictures/*.* | paste -sd,)"
