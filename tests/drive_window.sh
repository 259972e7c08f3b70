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
export XDG_CONFIG_HOME=$folder/config QT_QPA_PLATFORM=xcb
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

shoot 1-opened
xdotool key ctrl+Return
sleep 8
early=$(picture)
shoot 2-painting
sleep 6
[ "$early" != "$(picture)" ] || fail 'The preview does not change.'

eval "$(xdotool getwindowgeometry --shell "$window")"
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
sleep 1
[ "$usual" != "$(ratio)" ] || fail 'The balance did not move.'
usual=$(strokes)
drag 1101 276 15
sleep 4
shoot 3-steered
[ "$usual" != "$(strokes)" ] || fail 'The layer did not move.'

before() { part 300 250 200 200; }
after() { part 620 250 100 200; }
xdotool mousemove $((X + 576)) $((Y + 300)) key c
sleep 1
original=$(before)
painted=$(after)
shoot 4-comparing
sleep 5
[ "$original" = "$(before)" ] || fail 'The picture before changes.'
[ "$painted" != "$(after)" ] || fail 'The picture after does not change.'
drag 576 300 200
sleep 1
original=$(after) # the divider is behind it now
sleep 4
shoot 5-divider-dragged
[ "$original" = "$(after)" ] || fail 'The divider did not move.'
xdotool key c
sleep "${PAINT_SECONDS:-25}"
shoot 6-further

xdotool key Escape
sleep 2
shoot 7-stopped
stopped=$(picture)
xdotool key ctrl+Return
sleep 8
[ "$stopped" != "$(picture)" ] || fail 'It does not go on after it was stopped.'
xdotool key Escape
sleep 2
xdotool key ctrl+e
sleep 2
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
