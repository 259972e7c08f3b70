#!/usr/bin/env bash
# Drives the real window with real input under Xvfb and a small window manager: starts, watches the
# preview change, drags the balance while it renders, stops, exports. Leaves screenshots to look at.
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
ratio() { import -window root -crop 80x20+$((X + 1054))+$((Y + 88)) png:- | sha256sum; }
usual=$(ratio)
slider_y=$((Y + 123))
xdotool mousemove $((X + 1107)) $slider_y mousedown 1 mousemove $((X + 1112)) $slider_y \
    mousemove $((X + 1118)) $slider_y mouseup 1
sleep 4
shoot 3-steered
[ "$usual" != "$(ratio)" ] || fail 'The balance did not move.'
sleep "${PAINT_SECONDS:-25}"
shoot 4-further

xdotool key Escape
sleep 2
shoot 5-stopped
xdotool key ctrl+e
sleep 2
xdotool type --delay 20 "$folder/exported.png"
xdotool key Return
for _ in $(seq 50); do [ -f "$folder/exported.png" ] && break; sleep 0.2; done
sleep 1
shoot 6-exported
[ -f "$folder/exported.png" ] || fail 'Nothing was exported.'
identify "$folder/exported.png"
xdotool key ctrl+q
sleep 2
! xdotool search --onlyvisible --name Gramarye >/dev/null || fail 'The window did not close.'
echo "Opened, painted, steered, stopped, exported, closed."
