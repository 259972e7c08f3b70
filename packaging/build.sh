# shellcheck shell=bash
# What run.sh and test.sh have in common; to be sourced. Tells on stderr what it does, and nothing
# where nothing needs doing.

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build_dir=$source_dir/build/release # of the preset "release"

# Runs a command without the lines that only say that there was nothing to do.
without_idle_talk() {
    "$@" 2>&1 | sed --unbuffered \
        -e '/^ninja: no work to do\.$/d' \
        -e '/^ninja: Entering directory/d' \
        -e '/Re-checking globbed directories/d' >&2
}

# Builds the targets named, after having installed and configured what is missing, and with the
# options that there are, if any: a build folder from before may have others. (Ninja itself
# configures again where a CMakeLists.txt has changed.)
build() {
    "$source_dir/packaging/install-dependencies.sh"
    if [ ! -f "$build_dir/build.ninja" ] || [ -n "${GRAMARYE_CMAKE_OPTIONS:-}" ]; then
        # shellcheck disable=SC2086 # options, several of them
        (cd "$source_dir" && cmake --preset release ${GRAMARYE_CMAKE_OPTIONS:-}) >&2
    fi
    without_idle_talk ninja -C "$build_dir" "$@"
}
