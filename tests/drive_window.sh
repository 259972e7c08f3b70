#!/usr/bin/env bash
# Drives the real window with real input under Xvfb and a small window manager: starts, watches the
# preview change, drags the balance and a layer while it renders, compares before and after, stops,
# goes on, exports. Leaves screenshots to look at.
# Not part of ctest; needs xvfb, xauth, openbox, xdotool and imagemagick.
#
# usage: drive_window.sh FOLDER [dark|light]
set -euo pipefail
if [ -z "${WINDOW_DRIVEN:-}" ]; then
    WINDOW_DRIVEN=1 exec xvfb-run --auto-servernum --server-args '-screen 0 1440x900x24' "$0" "$@"
fi

folder=$(mkdir -p "$1" && cd "$1" && pwd)
theme=${2:-dark}
program=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/build/release/app/gramarye
rm -f "$folder"/*.png
rm -rf "$folder/config" "$folder/data" # nothing of an earlier session is offered
export XDG_CONFIG_HOME=$folder/config GRAMARYE_DATA_DIR=$folder/data QT_QPA_PLATFORM=xcb
mkdir -p "$XDG_CONFIG_HOME/Gramarye"
# General keys lie under their own section name; appearance is 1 for light, 2 for dark.
printf '[General]\nappearance=%s\n' "$([ "$theme" = light ] && echo 1 || echo 2)" \
    >"$XDG_CONFIG_HOME/Gramarye/Gramarye.conf"

trap 'kill $(jobs -p) 2>/dev/null' EXIT
openbox 2>/dev/null &
"$program" 2>"$folder/program.log" &
window=$(xdotool search --sync --onlyvisible --name Gramarye | tail -n 1)
xdotool windowactivate --sync "$window"
sleep 2 # thumbnails

shoot() { import -window root "$folder/$1.png"; }
picture() { import -window root -crop 500x400+470+250 png:- | sha256sum; }
fail() { echo "$1" >&2; exit 1; }
# Waits, however busy the computer is, until the command $1 prints something else than $2.
await_other() {
    for _ in $(seq 120); do [ "$2" != "$($1)" ] && return; sleep 0.5; done
    return 1
}
# The title says the progress while a picture is being made.
is_painting() { [[ $(xdotool getwindowname "$window") == *%* ]]; }
await() { for _ in $(seq 120); do "$@" && return; sleep 0.5; done; return 1; }
await_not() { for _ in $(seq 120); do "$@" || return 0; sleep 0.5; done; return 1; }

eval "$(xdotool getwindowgeometry --shell "$window")"
# A larger picture than usual, so that it is not done before this is.
xdotool mousemove $((X + 1189)) $((Y + 404)) click --repeat 3 --delay 60 1
xdotool type 1024
xdotool key Tab
sleep 1
shoot 1-opened
original=$(picture)
xdotool key ctrl+Return
await_other picture "$original" || fail 'There is no preview.'
early=$(picture)
shoot 2-painting
await_other picture "$early" || fail 'The preview does not change.'

# A part of the window: its place in it, and its size.
part() { import -window root -crop "$3x$4+$((X + $1))+$((Y + $2))" png:- | sha256sum; }
# Presses at a place in the window, moves to the right by some pixels in three steps, releases.
drag() {
    xdotool mousemove $((X + $1)) $((Y + $2)) mousedown 1
    for step in 1 2 3; do xdotool mousemove $((X + $1 + $3 * step / 3)) $((Y + $2)); sleep 0.1; done
    xdotool mouseup 1
}
ratio() { part 1054 88 80 20; }
strokes() { part 1182 268 60 20; }

usual=$(ratio)
drag 1107 123 12
await_other ratio "$usual" || fail 'The balance did not move.'
usual=$(strokes)
drag 1101 276 15
await_other strokes "$usual" || fail 'The layer did not move.'
sleep 4
shoot 3-steered

before() { part 300 250 200 200; }
after() { part 620 250 100 200; }
xdotool mousemove $((X + 576)) $((Y + 300)) key c
sleep 1
original=$(before)
painted=$(after)
shoot 4-comparing
await_other after "$painted" || fail 'The picture after does not change.'
[ "$original" = "$(before)" ] || fail 'The picture before changes.'
drag 576 300 200
sleep 1
original=$(after) # the divider is behind it now
sleep 4
shoot 5-divider-dragged
[ "$original" = "$(after)" ] || fail 'The divider did not move.'
xdotool key c
sleep "${PAINT_SECONDS:-25}"
shoot 6-further

is_painting || fail 'It was done too soon.'
xdotool key Escape
await_not is_painting || fail 'It does not stop.'
sleep 1
shoot 7-stopped
stopped=$(picture)
xdotool key ctrl+Return
await is_painting || fail 'It does not go on after it was stopped.'
await_other picture "$stopped" || fail 'The preview does not go on after it was stopped.'
xdotool key Escape
await_not is_painting || fail 'It does not stop again.'
xdotool key ctrl+e
sleep 2
xdotool key ctrl+a
xdotool type --delay 20 "$folder/exported.png"
xdotool key Return
for _ in $(seq 50); do [ -f "$folder/exported.png" ] && break; sleep 0.2; done
sleep 1
shoot 8-exported
[ -f "$folder/exported.png" ] || fail 'Nothing was exported.'
identify "$folder/exported.png"
xdotool key ctrl+q
sleep 2
! xdotool search --onlyvisible --name Gramarye >/dev/null || fail 'The window did not close.'
echo "Opened, painted, steered, compared, stopped, continued, exported, closed."
