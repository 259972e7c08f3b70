#!/usr/bin/env bash
# Installs and builds what is missing, then becomes Gramarye with the arguments given. Without
# arguments and without a display it paints the bundled samples.
set -euo pipefail
# shellcheck source=packaging/build.sh
. "$(dirname "${BASH_SOURCE[0]}")/build.sh"

build gramarye

program=$build_dir/app/gramarye
if [ $# -eq 0 ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    samples=$source_dir/resources/samples
    echo 'There is no display: rendering the bundled samples to gramarye-sample.png' >&2
    set -- render --content "$samples/lakeside.jpg" --style "$samples/styles/swirls.jpg" \
        --output gramarye-sample.png
fi
exec "$program" "$@"
