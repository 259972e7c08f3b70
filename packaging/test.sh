#!/usr/bin/env bash
# Installs and builds what is missing, then runs every test, one on each core; arguments go to ctest,
# e.g. "-R tst_safetensorsfile". No display is needed.
set -euo pipefail
# shellcheck source=packaging/build.sh
. "$(dirname "${BASH_SOURCE[0]}")/build.sh"

build all

export QT_QPA_PLATFORM=offscreen
exec ctest --test-dir "$build_dir" --parallel "$(nproc)" --output-on-failure --no-tests=error --timeout 300 "$@"
