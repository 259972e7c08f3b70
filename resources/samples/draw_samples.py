#!/usr/bin/env python3
"""Draws Gramarye's sample pictures: one content picture and three styles.

usage: draw_samples.py OUT_DIR [NAME...]

Without names all four pictures are written to OUT_DIR as JPEG files; otherwise
only the named ones (lakeside, styles/swirls, styles/woodcut, styles/glass). The
pictures are made by this code alone, from fixed seeds, so that they may be
shipped freely and drawn again at any time. Needs numpy and Pillow; the whole
set takes about two minutes on one core.
"""

import sys
import time
from pathlib import Path

import glass
import landscape
import swirls
import woodcut
from toolbox import save_jpeg

# Name, how it is drawn, and the JPEG quality that keeps it small enough to bundle.
PICTURES = {
    'lakeside': (landscape.draw, 88),
    'styles/swirls': (swirls.draw, 87),
    'styles/woodcut': (woodcut.draw, 88),
    'styles/glass': (glass.draw, 91),
}


def main(arguments):
    if not arguments or arguments[0].startswith('-') or set(arguments[1:]) - set(PICTURES):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    for name in arguments[1:] or PICTURES:
        draw, quality = PICTURES[name]
        started = time.monotonic()
        path = folder / f'{name}.jpg'
        path.parent.mkdir(parents=True, exist_ok=True)
        save_jpeg(draw(), path, quality)
        print(f'{path}: {path.stat().st_size // 1024} kB, {time.monotonic() - started:.0f} s')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
