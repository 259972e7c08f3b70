"""Style: leaded glass. A sun behind bevelled panes of gold, red, magenta and violet."""

import numpy as np

from toolbox import (blur, gradient, mix, normalised, rgb, sample, shrink, smoothstep,
                     spectral_noise)

SIZE = 800
SUN = np.array([0.455, 0.400])
SUN_RADIUS = 0.125


def draw(supersampling=2):
    rng = np.random.default_rng(1912)
    side = SIZE * supersampling
    region, panes = design(side, rng)
    panes = swallow_splinters(panes, side * side // 2300)
    lead = Lead(panes, region, supersampling)
    glass = paint_panes(panes, lead, side, supersampling, rng)
    return shrink(assemble(glass, lead, supersampling, rng), supersampling)


# --- Where the panes are -------------------------------------------------------------

def design(side, rng):
    """Label maps: `region` (sun, sky, hills) and `panes`, its pieces."""
    y, x = ((np.mgrid[0:side, 0:side] + 0.5) / side).astype(np.float32)
    # Cut lines are never quite true.
    x = x + 0.004 * np.sin(y * 23 + 1) + 0.003 * np.sin(x * 31)
    y = y + 0.004 * np.sin(x * 19 + 2)
    dx, dy = x - SUN[0], y - SUN[1]
    radius, angle = np.hypot(dx, dy), np.arctan2(dy, dx)

    # Rings about the sun, split into petals that lean with the distance.
    limits = np.array([0.060, SUN_RADIUS, 0.180, 0.250, 0.325, 0.410, 0.510, 0.620, 0.750])
    counts = np.array([1, 9, 15, 17, 21, 23, 27, 29, 31, 33])
    leaning = radius + 0.022 * np.sin(angle * 6 + 0.8) * smoothstep(0.13, 0.2, radius) \
        + 0.030 * np.sin(angle * 3 - 1.0) * smoothstep(0.2, 0.4, radius)
    ring = np.searchsorted(limits, leaning.ravel()).reshape(x.shape)
    turned = angle + 1.25 * np.clip(radius - SUN_RADIUS, 0, 1) ** 1.1 * np.where(ring % 2, 1.0, -0.35)
    turned = (turned + ring * 0.37) % (2 * np.pi)
    petal = np.zeros(x.shape, np.int64)
    for k, count in enumerate(counts):
        here = ring == k
        edges = np.sort((np.arange(count) + rng.uniform(-0.28, 0.28, count)) / count) * 2 * np.pi
        petal[here] = np.searchsorted(edges, turned[here]) % max(count, 1)
    panes = ring * 64 + petal
    region = np.where(ring < 2, 0, 1)

    # Hills in front, each a band of slanting panes.
    skylines = (0.655 - 0.075 * np.sin(x * 4.6 + 0.4) - 0.015 * np.sin(x * 11),
                0.765 + 0.065 * np.sin(x * 5.2 - 0.2),
                0.885 - 0.045 * np.sin(x * 6.0 + 1.3))
    for k, skyline in enumerate(skylines):
        over = y > skyline
        slant = x + (0.55, -0.75, 0.45)[k] * (y - skyline)
        cuts = np.sort((np.arange(14) + rng.uniform(-0.25, 0.25, 14)) / 12 - 0.1)
        column = np.searchsorted(cuts, slant.ravel()).reshape(x.shape)
        layer = (y - skyline > 0.060 + 0.020 * np.sin(x * 13 + k)).astype(int)
        column = np.where(layer == 1, np.searchsorted(cuts, (slant + 0.035).ravel()).reshape(x.shape), column)
        panes = np.where(over, 1024 * (k + 1) + 64 * layer + column, panes)
        region = np.where(over, 2 + k, region)

    # Great arcs sweep across the whole window and cut everything they cross.
    for k, (cx, cy, r) in enumerate(((-0.35, 0.95, 0.86), (1.38, 0.05, 0.74), (1.12, 1.45, 0.88), (0.02, -0.42, 0.70))):
        within = (np.hypot(x - cx, y - cy) < r) & (region > 0)
        panes = panes + 8192 * 2 ** k * within
    return region, np.unique(panes, return_inverse=True)[1].reshape(x.shape)


def nearest(seeds):
    """For every pixel, row and column of the nearest seed (jump flooding)."""
    side = len(seeds)
    rows, columns = np.mgrid[0:side, 0:side].astype(np.int32)
    best_r = np.where(seeds, rows, -30000).astype(np.int32)
    best_c = np.where(seeds, columns, -30000).astype(np.int32)
    best = (best_r - rows).astype(np.float32) ** 2 + (best_c - columns).astype(np.float32) ** 2
    step = 64           # no pane is so large that a pixel would be farther from its lead
    while step >= 1:
        for dy in (-step, 0, step):
            for dx in (-step, 0, step):
                if dx == dy == 0:
                    continue
                to = (slice(max(dy, 0), side + min(dy, 0)), slice(max(dx, 0), side + min(dx, 0)))
                of = (slice(max(-dy, 0), side + min(-dy, 0)), slice(max(-dx, 0), side + min(-dx, 0)))
                r, c = best_r[of], best_c[of]
                distance = (r - rows[to]).astype(np.float32) ** 2 + (c - columns[to]).astype(np.float32) ** 2
                better = distance < best[to]
                best[to][better] = distance[better]
                best_r[to][better] = r[better]
                best_c[to][better] = c[better]
        step //= 2
    return np.sqrt(best), np.clip(best_r, 0, side - 1), np.clip(best_c, 0, side - 1)


def swallow_splinters(panes, least):
    """Give pieces too small to cut to whichever pane lies nearest."""
    small = (np.bincount(panes.ravel()) < least)[panes]
    _, r, c = nearest(~small)
    merged = panes[r, c]
    return np.unique(merged, return_inverse=True)[1].reshape(panes.shape)


class Lead:
    """The cames: distance to their middle line, their half width, and solder joints."""

    def __init__(self, panes, region, s):
        seeds, heavy = np.zeros(panes.shape, bool), np.zeros(panes.shape, bool)
        right, down = panes[:, 1:] != panes[:, :-1], panes[1:] != panes[:-1]
        seeds[:, 1:] |= right
        seeds[1:] |= down
        heavy[:, 1:] |= region[:, 1:] != region[:, :-1]
        heavy[1:] |= region[1:] != region[:-1]
        self.distance, r, c = nearest(seeds)
        self.distance = blur(self.distance, 0.8 * s)
        weight = blur(heavy[r, c].astype(np.float32), 2 * s)
        corner = right[1:] & down[:, 1:] & (panes[1:, 1:] != panes[:-1, :-1])
        joints = np.zeros(panes.shape, np.float32)
        joints[1:, 1:] = corner & (panes[1:, :-1] != panes[:-1, 1:])
        solder = blur(joints, 3.0 * s)
        self.solder = np.clip(solder / max(solder.max(), 1e-9) * 1.6, 0, 1)
        self.half = s * (2.3 + 1.9 * weight + 1.7 * self.solder)
        self.cover = smoothstep(0.5 * s, -0.5 * s, self.distance - self.half)


# --- Colour and light ------------------------------------------------------------------

def paint_panes(panes, lead, side, s, rng):
    count = panes.max() + 1
    area = np.bincount(panes.ravel(), minlength=count)
    y, x = ((np.mgrid[0:side, 0:side] + 0.5) / side).astype(np.float32)
    cx = np.bincount(panes.ravel(), x.ravel(), count) / area
    cy = np.bincount(panes.ravel(), y.ravel(), count) / area
    distance = np.hypot(cx - SUN[0], cy - SUN[1])

    # Colour runs outwards from the sun; the land is cooler and deeper.
    sky = [rgb(c) for c in (
        '#fff2b0', '#ffd23f', '#ff9a14', '#f0560f', '#d4201c', '#b00f2e', '#8f0f4f', '#64127a', '#351270')]
    land = [rgb(c) for c in ('#e0731d', '#b5253f', '#7d1459', '#4a1a86', '#2a1a6e', '#122a6b')]
    t = np.clip((distance / 0.72) ** 0.85 + rng.normal(0, 0.075, count), 0, 1)
    colour = pick(sky, t)
    low = smoothstep(0.60, 1.0, cy) + rng.normal(0, 0.17, count)
    grounded = cy > 0.665 - 0.075 * np.sin(cx * 4.6 + 0.4)
    colour = np.where(grounded[:, None], pick(land, np.clip(low, 0, 1)), colour)
    # A few panes of another mind keep the harmony awake.
    odd = rng.random(count)
    colour[(odd < 0.035) & (distance > 0.2)] = rgb('#12908f')
    colour[(odd > 0.955) & (distance > 0.2)] = rgb('#ffb627')
    colour[(odd > 0.91) & (odd < 0.935) & (distance > 0.25)] = rgb('#f08a5d')
    colour = np.clip(colour * np.exp(rng.normal(0, 0.10, (count, 1))), 0, 1)

    heart = distance < 0.03
    colour[heart] = (1.0, 0.97, 0.80)

    turn = rng.uniform(0, np.pi, count)
    c, sn = np.cos(turn)[panes].astype(np.float32), np.sin(turn)[panes].astype(np.float32)
    u, v = (x * c + y * sn) * 800 + (rng.random(count) * 512)[panes], (y * c - x * sn) * 800
    streaks = sample(spectral_noise(rng, (512, 512), 1.55, stretch=(1, 7), low_cut=2), u * 0.9, v * 0.9)
    wisps = sample(spectral_noise(rng, (512, 512), 1.9, stretch=(1, 3.0), low_cut=3), u * 0.7, v * 0.7)
    hammer = spectral_noise(rng, (512, 512), 1.5, low_cut=26)
    hx, hy = gradient(hammer)
    dimple = sample((hx + hy) / np.std(hx + hy), x * 800 * 0.75, y * 800 * 0.75)

    depth = 1.0 + 0.34 * streaks
    # Every third pane or so is rippled glass: fine waves across its own direction.
    waves = np.sin(v * 0.62 + 2.6 * wisps + 1.2 * streaks)
    rippled = (rng.random(count) < 0.38)[panes]
    depth = np.clip(depth + 0.30 * waves * rippled, 0.3, 2.1)
    glass = colour[panes].astype(np.float32)
    # Light falls through from the sun's side of every pane.
    px, py = (x - cx[panes]) * 9, (y - cy[panes]) * 9
    toward = normalised(np.stack([SUN[0] - cx, SUN[1] - cy], -1))
    lean = px * toward[panes, 0] + py * toward[panes, 1]
    glow = 1.05 + 0.38 * np.tanh(lean) + 0.17 * wisps + 0.10 * (waves ** 3) * rippled
    glass = np.clip(glass, 0.012, 1) ** depth[..., None]        # thicker glass, deeper colour
    milk = 0.7 * smoothstep(0.55, 2.0, wisps + 0.4 * streaks) * (rng.random(count) < 0.5)[panes]
    glass = mix(glass, mix(glass, np.float32([1, 0.93, 0.84]), 0.55), milk[..., None])
    glass = glass * np.where(heart[panes], 1.15, glow)[..., None] * (1 + 0.075 * dimple)[..., None]

    # The bevel round each pane takes light on one side and loses it on the other.
    ex, ey = gradient(blur(lead.distance, 1.0 * s))
    slope = normalised(np.stack([ex, ey], -1)) @ np.array([0.6, 0.8], np.float32)
    inner = lead.distance - lead.half
    bevel = smoothstep(8.2 * s, 7.0 * s, inner)
    glass = glass * (1 + bevel * (0.20 * slope - 0.04))[..., None]
    crest = np.exp(-((inner - 7.6 * s) / (0.8 * s)) ** 2)
    glass = glass + (0.16 * crest * np.clip(0.3 + slope, 0, 1))[..., None]
    glass = glass * mix(0.50, 1, smoothstep(-0.5 * s, 3.5 * s, inner))[..., None]     # old putty

    # Seeds: little bubbles, bright below and dark above.
    for bx, by, r in zip(rng.random(420), rng.random(420), 0.8 + 1.9 * rng.random(420) ** 3):
        x0, y0, reach = int(bx * side), int(by * side), int(r * s * 2) + 1
        window = (slice(max(y0 - reach, 0), min(y0 + reach, side)),
                  slice(max(x0 - reach, 0), min(x0 + reach, side)))
        wy, wx = np.mgrid[window]
        d = np.hypot(wx - x0, wy - y0) / (r * s)
        ring = np.exp(-((d - 1) / 0.35) ** 2) * np.clip((wy - y0) / (r * s), -1, 1)
        glass[window] *= (1 + 0.45 * ring)[..., None]
    return glass


def pick(colours, t):
    t = t * (len(colours) - 1)
    i = np.clip(t.astype(int), 0, len(colours) - 2)
    table = np.asarray(colours)
    return mix(table[i], table[i + 1], (t - i)[:, None])


def assemble(glass, lead, s, rng):
    """Round lead over the panes, solder on its joints, and the glow of the whole window."""
    side = len(glass)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / s
    pits = sample(spectral_noise(rng, (512, 512), 0.9), x * 0.64 * 1.6, y * 0.64 * 1.6)
    profile = np.sqrt(np.clip(1 - (lead.distance / lead.half) ** 2, 0, 1)) * lead.half
    dx, dy = gradient(blur(profile, 0.7 * s))
    lamp = normalised(np.array([-0.5, -0.65, 0.58]))
    normal = normalised(np.stack([-dx, -dy, np.ones_like(dx)], -1))
    shade = np.clip(normal @ lamp, 0, 1)
    metal = np.array([0.085, 0.080, 0.095]) * (0.45 + 1.5 * shade + 0.10 * pits)[..., None]
    metal = metal + (0.42 * shade ** 9 * (0.7 + 0.5 * lead.solder))[..., None] * np.array([0.80, 0.80, 0.88])
    picture = mix(glass, metal, lead.cover[..., None])
    halo = blur(np.clip(picture, 0, 1.3) ** 2, 9 * s)
    picture = picture + 0.17 * halo
    sun = np.exp(-(np.hypot(x / SIZE - SUN[0], y / SIZE - SUN[1]) / 0.16) ** 2)
    picture = picture + (0.16 * sun * (1 - 0.6 * lead.cover))[..., None] * np.array([1, 0.85, 0.5])
    return np.clip(1.02 * picture / (1 + 0.10 * picture), 0, 1)
