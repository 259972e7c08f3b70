#!/usr/bin/env bash
# Installs what Gramarye needs to be built and run, where it is missing; with the argument "checks"
# also what .ci/run needs. Made for Debian 12; on other systems it names the packages and stops. Says
# nothing where nothing is missing.
set -euo pipefail

checks=${1:-}

# Package by package, with what it is for.
needed() {
    local list
    list=$(needed_always)
    if [ "$checks" = checks ]; then
        list+=$'\n'$(needed_by_checks)
    fi
    sed 's/ *#.*//' <<<"$list"
}

needed_by_checks() {
    cat <<'PACKAGES'
clang-format               # how the sources are laid out
clang                      # fuzzes the readers of files
libclang-rt-14-dev         # what it fuzzes with
PACKAGES
}

needed_always() {
    cat <<'PACKAGES'
g++                        # the compiler
cmake                      # describes the build
ninja-build                # does the build
lld                        # links in a tenth of the time
ccache                     # makes the next build from scratch quick
pkg-config                 # finds libvips and Little CMS
qt6-base-dev               # window, pictures, JSON, tests
qt6-tools-dev              # translations: CMake's part
qt6-tools-dev-tools        # translations: lupdate
qt6-l10n-tools             # translations: lrelease
qt6-translations-l10n      # Qt's own words in other languages
qt6-image-formats-plugins  # writes WebP and TIFF pictures, reads TGA
libvips-dev                # reads pictures
libtorch-dev               # tensors and convolutions
libopenblas0-openmp        # fast matrix products, in the threads that LibTorch uses
liblcms2-dev               # colour profiles
libwebp-dev                # shows what there is of WebP pictures that are cut short
libjxl-dev                 # the same of JPEG XL
zlib1g-dev                 # the checksums of zip archives, PNG pictures that are cut short
fonts-dejavu-core          # letters on systems that have no font yet
PACKAGES
}

missing() {
    # Asked in one go, which takes milliseconds; packages never heard of are not in the answer.
    local installed
    # shellcheck disable=SC2016 # the variables are dpkg-query's
    installed=$(needed | xargs dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' \
        2>/dev/null | sed -n 's/^installed //p') || true
    needed | grep --line-regexp --fixed-strings --invert-match --file <(echo "$installed") || true
}

is_debian_12() {
    [ -r /etc/os-release ] && (
        # shellcheck source=/dev/null
        . /etc/os-release
        [ "${ID:-} ${VERSION_ID:-}" = 'debian 12' ]
    )
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "This needs root or sudo: $*" >&2
        return 1
    fi
}

install() {
    # Another package manager at work is waited for.
    local options=(-o DPkg::Lock::Timeout=300 --quiet --yes)
    as_root apt-get "${options[@]}" update
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get "${options[@]}" install --no-install-recommends "$@"
}

mapfile -t packages < <(missing)
if [ ${#packages[@]} -eq 0 ]; then
    exit 0
fi
if ! is_debian_12; then
    cat >&2 <<MESSAGE
These scripts know the package names of Debian 12 only. Please install what corresponds to
    ${packages[*]}
and build with:
    cmake --preset release && cmake --build --preset release
MESSAGE
    exit 1
fi
echo "Installing what Gramarye needs: ${packages[*]}" >&2
install "${packages[@]}" >&2
