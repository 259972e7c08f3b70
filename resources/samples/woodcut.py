"""Style: colour woodcut. Breaking waves, a red sun and mountains in five inks on paper.

Every ink has its own block (a mask drawn with polygons); the blocks are then
printed one over another with the unevenness that wood, ink and paper bring.
"""

import numpy as np
from PIL import Image, ImageDraw

from toolbox import blur, mix, rgb, sample, sample_clamped, shrink, smoothstep, spectral_noise

SIZE = 800
PAPER = rgb('#efe3c8')
INKS = {'pale': rgb('#a8c3bb'), 'ochre': rgb('#dda94f'), 'red': rgb('#c9432b'),
        'blue': rgb('#3d6f94'), 'key': rgb('#161d36')}


def draw(supersampling=2):
    rng = np.random.default_rng(1831)
    blocks = Blocks(SIZE * supersampling)
    carve_sky(blocks, rng)
    carve_mountains(blocks, rng)
    carve_sea(blocks, rng)
    return shrink(blocks.printed(rng), supersampling)


class Blocks:
    """One mask per ink. Coordinates are fractions of the picture, y downwards."""

    def __init__(self, side):
        self.side = side
        self.images = {ink: Image.new('L', (side, side), 0) for ink in INKS}
        self.pens = {ink: ImageDraw.Draw(image) for ink, image in self.images.items()}

    def area(self, outline, *inks):
        """Fill an outline with the given inks and clear all the others there."""
        points = [tuple(p) for p in np.asarray(outline) * self.side]
        for ink, pen in self.pens.items():
            pen.polygon(points, fill=255 if ink in inks else 0)

    def disc(self, centre, radius, *inks):
        turn = np.linspace(0, 2 * np.pi, 40)
        self.area(np.stack([centre[0] + radius * np.cos(turn), centre[1] + radius * np.sin(turn)], -1), *inks)

    def line(self, points, width, ink='key', clear=False):
        """A cut line of varying width (a number, or one per point)."""
        points = np.asarray(points, float)
        along = np.gradient(points, axis=0)
        along /= np.maximum(np.hypot(*along.T)[:, None], 1e-9)
        side = np.stack([-along[:, 1], along[:, 0]], -1) * np.broadcast_to(width, len(points))[:, None] / 2
        outline = np.concatenate([points + side, (points - side)[::-1]]) * self.side
        self.pens[ink].polygon([tuple(p) for p in outline], fill=0 if clear else 255)

    def printed(self, rng):
        side = self.side
        y, x = np.mgrid[0:side, 0:side].astype(np.float32)
        unit = side / 800
        grain = spectral_noise(rng, (512, 512), 1.15, stretch=(0.35, 9))      # along the plank
        speckle = spectral_noise(rng, (800, 800), 0.35)
        blotch = spectral_noise(rng, (256, 256), 1.7)
        wobble = spectral_noise(rng, (512, 512), 1.7)
        waver = np.sin(y / side * 9) * 14 + 10 * sample(blotch, x / side * 60, y / side * 60)
        wood = sample(grain, x / unit * 0.64, (y / unit + waver) * 0.64)
        fine = sample(speckle, x / unit, y / unit)
        cloud = sample(blotch, x / side * 120 + 9, y / side * 120)
        picture = PAPER * (1 + 0.018 * cloud + 0.014 * fine)[..., None]
        fibres = sample(spectral_noise(rng, (512, 512), 0.8, stretch=(1, 5)), x / unit * 0.64, y / unit * 0.64)
        picture = picture * (1 + 0.013 * fibres)[..., None]
        # The knife wavers a little, each block in its own way; the blocks are never
        # laid down in quite the same place.
        offsets = {'pale': (1.3, -0.9), 'ochre': (-1.0, 1.1), 'red': (0.9, 1.2), 'blue': (-1.2, -0.7), 'key': (0, 0)}
        for k, (ink, colour) in enumerate(INKS.items()):
            mask = np.asarray(self.images[ink], np.float32) / 255
            dx, dy = offsets[ink]
            sx = x + unit * (dx + 0.75 * sample(wobble, x / unit * 0.8 + 91 * k, y / unit * 0.8))
            sy = y + unit * (dy + 0.75 * sample(wobble, x / unit * 0.8 + 40, y / unit * 0.8 + 73 * k))
            mask = sample_clamped(blur(mask, 0.45 * unit), sx, sy)
            mask = smoothstep(0.36, 0.64, mask + 0.07 * fine)
            cover = np.clip(0.93 + 0.045 * cloud + 0.075 * wood + 0.05 * fine, 0, 1)
            if ink == 'key':
                cover = np.clip(cover + 0.06, 0, 1)
            bare = smoothstep(2.3, 3.2, wood + 0.75 * fine)       # flecks the ink never reached
            strength = mask * cover * (1 - 0.75 * bare)
            # Transparent inks darken what is under them; a rim of ink gathers at the edge.
            rim = np.clip(mask - blur(mask, 1.6 * unit), 0, 1)
            tint = colour * (1 - 0.25 * rim[..., None])
            picture = mix(picture, tint * mix(np.float32(1), picture / PAPER, 0.35), strength[..., None])
        return np.clip(picture, 0, 1)


def bezier(*points, count=60):
    """A chain of cubic arcs through points 0, 3, 6, ..."""
    t = np.linspace(0, 1, count)[:, None]
    points = np.asarray(points, float)
    arcs = [(1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t ** 3 * d
            for a, b, c, d in (points[i:i + 4] for i in range(0, len(points) - 1, 3))]
    return np.concatenate(arcs)


def swelling(count, width, start=0.15, end=0.05):
    """Widths of a line that thickens in the middle, as a gouge makes it."""
    t = np.linspace(0, 1, count)
    return width * (start * (1 - t) + end * t + (1 - start * (1 - t) - end * t) * np.sin(np.pi * t) ** 0.7)


# --- Sky ---------------------------------------------------------------------------

def carve_sky(blocks, rng):
    everything = [(0, 0), (1, 0), (1, 1), (0, 1)]
    blocks.area(everything)
    blocks.pens['pale'].rectangle([0, 0, blocks.side, int(0.16 * blocks.side)], fill=255)
    sun, radius = (0.655, 0.255), 0.135
    # Rays are left standing between wedges; the sky is engraved in even lines that
    # thin out towards the horizon.
    x = np.linspace(-0.01, 1.01, 240)
    for i in range(46):
        y = 0.004 + i * 0.0118
        weight = 0.0090 * (1 - i / 50) ** 1.1
        away = np.hypot(x - sun[0], y - sun[1])
        width = weight * (0.92 + 0.25 * np.sin(x * 17 + i * 1.7)) * smoothstep(radius * 1.12, radius * 1.75, away)
        blocks.line(np.stack([x, y + 0.0016 * np.sin(x * 21 + i)], -1), np.maximum(width, 0.0), 'blue')
    for i in range(44):
        angle = i * 2 * np.pi / 44 + 0.04
        reach = radius * (1.62 if i % 2 else 1.40)
        ray = np.array(sun) + np.linspace(radius * 1.10, reach, 20)[:, None] * [np.cos(angle), np.sin(angle)]
        blocks.line(ray, np.linspace(0.0075, 0.001, 20), 'ochre' if i % 2 else 'red')
    blocks.disc(sun, radius + 0.0035, 'key')
    blocks.disc(sun, radius, 'red')
    for i in range(9):           # cut lines lighten the lower part of the disc
        y = sun[1] + radius * (0.30 + i * 0.075)
        half = np.sqrt(max(radius ** 2 - (y - sun[1]) ** 2, 0)) - 0.006
        xs = np.linspace(sun[0] - half, sun[0] + half, 60)
        cut = np.stack([xs, y + 0.002 * np.sin(xs * 60)], -1)
        blocks.line(cut, swelling(60, 0.0016 + 0.00055 * i), 'red', clear=True)
    for cx, cy, length, scale in ((0.17, 0.115, 0.30, 1.0), (0.81, 0.335, 0.33, 0.9), (0.93, 0.10, 0.22, 0.8),
                                  (0.40, 0.30, 0.17, 0.65), (0.50, 0.165, 0.16, 0.6)):
        cloud(blocks, cx, cy, length, scale)


def cloud(blocks, cx, cy, length, scale):
    """Drifting cloud: round-ended bars grown into one stepped shape, with curled ends."""
    thick = 0.031 * scale
    bars = []
    for k, (shift, share) in enumerate(((0.12, 0.46), (-0.05, 0.95), (0.13, 0.85), (-0.14, 0.45))):
        bars.append((k, cx + shift * length, cy + (k - 1.5) * thick * 0.86, length * share / 2))
    turn = np.linspace(np.pi / 2, 3 * np.pi / 2, 24)
    for rim, inks in ((0.0030, ('key',)), (0, ()), (-0.0048, ('ochre',))):
        for k, x, y, half in bars:
            r = thick / 2 + rim
            if inks == ('ochre',):          # a warm heart inside the paper-white border
                half, r = half - 0.3 * thick, r * 0.60
            left = np.stack([x - half + r * np.cos(turn), y + r * np.sin(turn)], -1)
            right = np.stack([x + half - r * np.cos(turn), y - r * np.sin(turn)], -1)
            blocks.area(np.concatenate([left, right]), *inks)
    for k, x, y, half in bars:
        side = 1 if k % 2 else -1
        turns = np.linspace(0, 3.2 * np.pi, 70)
        r = thick * 0.50 * (1 - turns / (3.7 * np.pi))
        centre = x + side * half
        blocks.disc((centre, y), thick * 0.46)
        blocks.line(np.stack([centre + side * r * np.cos(turns), y - r * np.sin(turns)], -1), 0.0028)
        xs = np.linspace(x - half * 0.8, x + half * 0.8, 50)
        blocks.line(np.stack([xs, y + 0.50 * thick + 0 * xs], -1), swelling(50, 0.0034 * scale))


# --- Mountains ---------------------------------------------------------------------

def carve_mountains(blocks, rng):
    for peak, foot, half, steep, inks in (((0.93, 0.425), 0.60, 0.34, 1.5, ('pale',)),
                                          ((0.30, 0.335), 0.62, 0.46, 1.7, ('blue',))):
        t = np.linspace(-1, 1, 220)
        jag = 0.004 * np.interp(t * 30, np.arange(-31, 32), rng.normal(size=63))
        x = peak[0] + half * t
        y = peak[1] + (foot - peak[1]) * (1 - (1 - np.abs(t)) ** steep) + jag
        y = np.maximum(y, peak[1] + 0.006 + 0.004 * np.sin(t * 90))
        ridge = np.stack([x, y], -1)
        blocks.area(np.concatenate([ridge, [(x[-1], 0.7), (x[0], 0.7)]]), *inks)
        # Snow runs down the gullies in tongues.
        inner = np.abs(t) < 0.42
        xs, ys = x[inner], y[inner]
        tongues = 0.045 + 0.050 * np.abs(((t[inner] * 11) % 1) - 0.5) * 2 + 0.012 * np.sin(t[inner] * 47)
        lower = np.maximum(ys, np.minimum(peak[1] + tongues * 1.25, peak[1] + 0.14))
        blocks.area(np.concatenate([np.stack([xs, ys], -1), np.stack([xs, lower], -1)[::-1]]))
        blocks.line(np.stack([xs, lower], -1), 0.0028)
        # Hatching follows the fall of the slope and gathers on the lee side.
        for k in range(150):
            start = rng.uniform(-0.95, 0.95)
            sx = peak[0] + half * start
            sy = np.interp(sx, x, y)
            drop = rng.uniform(0.03, 0.10) * (1.5 if start > 0 else 0.75)
            begin = rng.uniform(0.0, 1.0) ** 1.2 * (foot - sy)
            run = np.linspace(0, 1, 24)
            lean = np.sign(start) * 0.55 * (1 - abs(start)) + 0.15 * start
            line = np.stack([sx + lean * (begin + drop * run), sy + begin + drop * run], -1)
            if line[0, 1] < np.interp(line[0, 0], xs, lower, 0, 0) + 0.006:
                continue
            blocks.line(line, swelling(24, 0.0046 if start > 0 else 0.0028))
        blocks.line(ridge, 0.0046)


# --- Sea ---------------------------------------------------------------------------

def carve_sea(blocks, rng):
    # Back to front; each row has its curls, then its own body of striped water.
    rows = ((0.575, 0.055, 7, 1), (0.645, 0.095, 4, -1), (0.755, 0.250, 1, 1), (0.860, 0.130, 3, -1),
            (0.965, 0.150, 2, 1))
    places = {1: (0.34,), 2: (0.28, 0.93)}
    for k, (base, tall, count, facing) in enumerate(rows):
        swell(blocks, rng, base, tall, k)
        spots = places.get(count) or (np.arange(count) + 0.35 + 0.3 * (k % 2)) / count
        for spot in spots:
            size = tall * rng.uniform(0.88, 1.12)
            breaker(blocks, rng, spot + rng.normal(0, 0.012), base + tall * 0.16, size, facing)


def swell(blocks, rng, base, tall, k):
    """The body of one row of water, with contour lines that echo its upper edge."""
    x = np.linspace(-0.02, 1.02, 260)
    top = base + 0.16 * tall * np.sin(x * (7 + 3 * k) + k * 2.1) + 0.07 * tall * np.sin(x * 23 + k)
    blocks.area(np.concatenate([np.stack([x, top], -1), [(1.02, 1.02), (-0.02, 1.02)]]),
                *((('pale',), ('blue',), ('pale', 'blue'), ('blue',), ('pale',))[k]))
    blocks.line(np.stack([x, top], -1), 0.0042)
    spacing = 0.0092 + 0.0022 * k
    for i in range(1, 22):
        y = base + (top - base) * 0.90 ** i + i * spacing + 0.0022 * np.sin(x * 31 + i * 1.9)
        start = rng.uniform(-0.25, 0.1)
        while start < 1:            # broken into strokes that swell and die
            stop = start + rng.uniform(0.12, 0.42)
            part = (x >= start) & (x <= stop)
            if part.sum() > 4:
                line = np.stack([x[part], y[part]], -1)
                dark = k in (0, 4) or i % 3 != 1
                if dark:
                    blocks.line(line, swelling(len(line), 0.0034 + 0.0006 * k))
                else:                # white line: cut away from the colour block
                    for ink in ('blue', 'pale'):
                        blocks.line(line, swelling(len(line), 0.0052 + 0.0008 * k), ink, clear=True)
            start = stop + rng.uniform(0.008, 0.04)


def breaker(blocks, rng, cx, base, size, facing):
    """A curling wave: stripes run from its foot to the tip, foam claws hang from the lip."""
    def place(points):
        return np.asarray(points) * [facing * size, -size] + [cx, base]

    back = bezier((-1.75, -0.05), (-1.05, -0.05), (-0.75, 0.90), (-0.08, 1.06),
                  (0.28, 1.14), (0.66, 0.98), (0.70, 0.52))
    face = bezier((1.35, -0.06), (0.55, -0.10), (0.05, 0.02), (0.00, 0.40),
                  (-0.03, 0.74), (0.42, 0.96), (0.70, 0.52))
    outline = np.concatenate([back, face[::-1]])
    blocks.area(place(outline), 'blue')

    def stream(t):
        return place(back + (face - back) * t)
    # Stripes between back and face in turn: paper, blue, pale, deep.
    cuts = np.linspace(0.0, 1.0, 12) ** 0.9
    fills = ((), ('blue',), ('pale',), ('blue', 'key')) * 3
    for t0, t1, inks in zip(cuts[:-1], cuts[1:], fills):
        blocks.area(np.concatenate([stream(t0), stream(t1)[::-1]]), *inks)
    for t in cuts:
        blocks.line(stream(t), swelling(120, 0.016 * size + 0.0018, 0.25, 0.5))
    # Fine lines in the wide part of each stripe.
    for t in (cuts[:-1] + cuts[1:]) / 2:
        part = stream(t)[8:78]
        blocks.line(part, swelling(70, 0.010 * size + 0.0010))

    # The foot goes under in lapping water with a scalloped hem of foam.
    x = np.linspace(-1.85, 1.50, 90)
    hem = 0.035 + 0.035 * np.sin(x * 5.5 + cx * 40) + 0.05 * np.exp(-((x - 0.35) / 0.3) ** 2)
    skirt = np.stack([x, hem * np.sin((x + 1.85) / 3.35 * np.pi) ** 0.5 - 0.05], -1)
    lower = skirt - np.stack([0 * x, 0.15 * np.sin((x + 1.85) / 3.35 * np.pi) ** 0.6], -1)
    for grow, inks in ((0.0034, ('key',)), (0, ())):
        for at in skirt[2:-2:2]:
            blocks.disc(place(at), 0.048 * size + grow, *inks)
    blocks.area(place(np.concatenate([skirt - [0, 0.03], lower[::-1]])), 'pale')
    blocks.line(place(skirt - [0, 0.03]), swelling(90, 0.0045))
    for drop in (0.35, 0.7, 1.0):
        blocks.line(place(skirt - [0, 0.03] + (lower - skirt) * drop), swelling(90, 0.0042, 0.0, 0.0))

    # Foam: fingers that curl outwards along the lip, drawn as one union of discs.
    discs = []
    edge = back[38:]
    for i in np.linspace(0, len(edge) - 1, 17):
        i = int(i)
        at = edge[i]
        tangent = edge[min(i + 2, len(edge) - 1)] - edge[max(i - 2, 0)]
        heading = np.arctan2(tangent[1], tangent[0]) + rng.uniform(0.1, 0.7)
        radius = rng.uniform(0.050, 0.075)
        curl = -rng.uniform(0.30, 0.50)
        for step in range(9):
            discs.append((at.copy(), radius))
            at = at + radius * 0.72 * np.array([np.cos(heading), np.sin(heading)])
            heading += curl
            radius *= 0.84
    for at in (np.array([0.70, 0.52]), np.array([0.62, 0.62]), np.array([0.52, 0.70]), np.array([0.40, 0.76])):
        heading, radius, curl = -np.pi / 2 + rng.uniform(-0.5, 0.3), 0.06, rng.uniform(-0.5, -0.25)
        for step in range(8):
            discs.append((at.copy(), radius))
            at = at + radius * 0.75 * np.array([np.cos(heading), np.sin(heading)])
            heading += curl
            radius *= 0.83
    for grow, inks in ((0.0032, ('key',)), (0, ())):
        for at, radius in discs:
            blocks.disc(place(at), radius * size + grow, *inks)
    # Ornament inside the foam: arcs and dots.
    for at, radius in discs[::4]:
        turn = np.linspace(rng.uniform(0, 6), rng.uniform(7, 9), 16)
        arc = at + 0.55 * radius * np.stack([np.cos(turn), np.sin(turn)], -1)
        blocks.line(place(arc), swelling(16, 0.012 * size + 0.0012), 'key')
    # Spray flies ahead of the lip.
    for _ in range(int(46 * min(size / 0.15, 1.4))):
        angle, reach = rng.uniform(-0.5, 2.6), rng.uniform(0.10, 0.60) * rng.random() ** 0.6
        origin = edge[rng.integers(0, len(edge))]
        spot = place(origin + reach * np.array([np.cos(angle), np.sin(angle)]))
        radius = (0.006 + 0.016 * rng.random() ** 2) * size
        blocks.disc(spot, radius + 0.0020, 'key')
        blocks.disc(spot, radius)
