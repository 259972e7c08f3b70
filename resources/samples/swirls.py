"""Style: impasto oil. Loaded brushes follow a swirling flow over a moonlit shore."""

import numpy as np

from toolbox import (blur, gradient, mix, normalised, rgb, sample_clamped, shrink, smoothstep,
                     spectral_noise)

SIZE = 800

# Vortices of the wind: centre, reach, strength (its sign is the sense of turning).
VORTICES = ((0.655, 0.265, 0.185, 0.95), (0.235, 0.185, 0.135, -1.00), (0.17, 0.475, 0.085, 0.60),
            (0.43, 0.43, 0.080, -0.70), (0.945, 0.47, 0.095, -0.80), (0.98, 0.06, 0.090, 0.55))
# Lights in the sky: centre, radius, how strongly they burn. The first is the moon.
LIGHTS = ((0.655, 0.265, 0.070, 1.0), (0.07, 0.07, 0.017, 0.6), (0.43, 0.075, 0.021, 0.7),
          (0.90, 0.155, 0.017, 0.6), (0.055, 0.345, 0.016, 0.55), (0.365, 0.30, 0.013, 0.5))
HORIZON = 0.60


def draw(supersampling=2):
    rng = np.random.default_rng(1889)
    side = SIZE * supersampling
    flow, colours, detail = plan(rng)
    canvas = Canvas(side, flow, colours, rng)
    # From broad blocking-in to the last small touches, as a painter would work.
    canvas.layer(1500, length=0.120, width=0.030, body=0.5)
    canvas.layer(5200, length=0.095, width=0.0185, body=0.8)
    canvas.layer(6500, length=0.070, width=0.0125, body=1.0)
    canvas.layer(5200, length=0.050, width=0.0085, body=1.1, where=detail)
    # Last of all one fat dab of cream in the heart of each small light.
    canvas.dabs([light[:2] for light in LIGHTS[1:]], length=0.020, width=0.021, body=1.3)
    picture = canvas.lit()
    return shrink(picture, supersampling)


def dunes(x):
    """Skylines of the two grassy dunes in front, farther one first."""
    return (0.800 - 0.075 * np.sin(x * 3.6 + 0.2) - 0.012 * np.sin(x * 11.0 + 1.0),
            0.905 + 0.060 * np.sin(x * 4.2 + 0.4) + 0.010 * np.sin(x * 13.0 + 2.0))


def plan(rng, n=400):
    """Flow direction, underpainting and the map of where small touches go."""
    y, x = (np.mgrid[0:n, 0:n].astype(np.float32) + 0.5) / n
    # Curl of a stream function: it never piles paint up anywhere.
    stream = 0.085 * spectral_noise(rng, (n, n), 3.4, low_cut=1.5) - 0.50 * y
    for cx, cy, reach, strength in VORTICES:
        distance = np.hypot(x - cx, y - cy)
        stream += strength * reach * 3.4 * np.exp(-(distance / reach) ** 2 * 0.55)
    dx, dy = gradient(blur(stream.astype(np.float32), 1.5))
    flow = normalised(np.stack([-dy, dx], -1))

    night = [rgb(c) for c in ('#0b1a48', '#123a7c', '#1f5fa6', '#4f92c4', '#9cc3cf')]
    tone = 0.42 + 0.20 * spectral_noise(rng, (n, n), 2.2, low_cut=2) + 0.30 * (y - 0.35)
    for cx, cy, reach, strength in VORTICES:
        distance = np.hypot(x - cx, y - cy) / reach
        angle = np.arctan2(y - cy, x - cx)
        arms = np.sin(2 * angle * np.sign(strength) + 7.5 * distance)     # spiral bands of light
        tone += 0.26 * arms * np.exp(-(distance / 1.5) ** 2)
    # A pale river of air runs between the vortices.
    river = y - (0.47 - 0.10 * np.sin(x * 5.6 + 0.9) - 0.03 * x)
    tone += 0.55 * np.exp(-(river / 0.035) ** 2) - 0.18 * np.exp(-((river + 0.07) / 0.03) ** 2)
    colours = ramp(night, np.clip(tone, 0, 1))
    detail = 0.25 + 0.5 * np.exp(-(river / 0.05) ** 2)
    for cx, cy, radius, burn in LIGHTS:
        distance = np.hypot(x - cx, y - cy) / radius
        rings = 0.5 + 0.5 * np.cos(distance * 4.6)
        halo = burn * np.exp(-(distance / 2.0) ** 2) * (0.40 + 0.60 * rings)
        colours = mix(colours, rgb('#e3b64a'), np.clip(halo * 1.2, 0, 0.95)[..., None])
        body = mix(rgb('#f0a826'), rgb('#fdf1cb'), smoothstep(1.0, 0.55, distance)[..., None])
        colours = mix(colours, body, smoothstep(1.15, 0.85, distance)[..., None])
        detail = np.maximum(detail, smoothstep(3.0, 1.3, distance))
        # Strokes run round each light, but straight across its heart.
        around = np.stack([-(y - cy), x - cx], -1) / (distance * radius + 1e-6)[..., None]
        around = mix(np.array([0.8, -0.6]), around, smoothstep(0.8, 1.2, distance)[..., None])
        around *= np.sign((around * flow).sum(-1, keepdims=True) + 1e-9) ** (distance > 1.0)[..., None]
        flow = normalised(mix(flow, around, smoothstep(3.0, 1.4, distance)[..., None]))

    # The sea: rows of wavelets that grow towards us, gold where the moon lies on them.
    depth = (y - HORIZON) / (1 - HORIZON)
    rows = 9 * np.log(1 + 9 * np.clip(depth, 0, 1))
    lift = np.sin(x * 23 / (0.35 + np.clip(depth, 0, 1)) ** 0.7 + 2.2 * np.floor(rows))
    crest = np.sin((rows + 0.22 * lift) * 2 * np.pi)
    sea = ramp([rgb(c) for c in ('#0a1f4a', '#12486f', '#2a7f92', '#8fc0b4', '#f3ead0')],
               np.clip(0.36 + 0.34 * crest + 0.10 * spectral_noise(rng, (n, n), 1.8, low_cut=3), 0, 1))
    path = np.exp(-((x - 0.655 + 0.015 * lift) / (0.035 + 0.16 * np.clip(depth, 0, 1))) ** 2)
    sea = mix(sea, ramp([rgb('#c9812a'), rgb('#f0c04a'), rgb('#fff0c0')], np.clip(crest, 0, 1)),
              np.clip(path * (0.75 + 0.75 * crest), 0, 0.95)[..., None])
    sea = mix(sea, rgb('#0b1d47'), (0.8 * np.exp(-np.clip(depth, 0, 1) / 0.02))[..., None])
    wet = (depth > 0)[..., None]
    colours = np.where(wet, sea, colours)
    roll = normalised(np.stack([np.ones_like(x), -0.40 * np.cos(
        x * 23 / (0.35 + np.clip(depth, 0, 1)) ** 0.7 + 2.2 * np.floor(rows)) * smoothstep(0, 0.3, depth)], -1))
    flow = np.where(wet, roll, flow)
    detail = np.where(wet[..., 0], np.clip(0.3 + 0.7 * path, 0, 1), detail)

    palettes = (('#1d2c3f', '#7a5a1e', '#c98a25', '#e9bd52'), ('#2a1c1a', '#8a5313', '#d79a26', '#f6dc8c'))
    for k, (skyline, palette) in enumerate(zip(dunes(x), palettes)):
        depth = y - skyline
        tufts = np.sin(x * (60 - 22 * k) + 9 * np.sin(x * 7 + k) + depth * 55)
        tone = 0.46 + 0.24 * tufts + 0.20 * spectral_noise(rng, (n, n), 1.7, low_cut=4)
        tone += 0.4 * np.exp(-np.clip(depth, 0, 1) / 0.012) - 0.5 * np.clip(depth, 0, 0.3)
        over = (depth > 0)[..., None]
        colours = np.where(over, ramp([rgb(c) for c in palette], np.clip(tone, 0, 1)), colours)
        wind = normalised(np.stack([0.75 + 0.35 * np.sin(x * 9 + depth * 20 + k),
                                    -0.62 + 0.55 * np.sin(x * 6 + 2.5 * k + depth * 9)], -1))
        flow = np.where(over, wind, flow)
        detail = np.where(over[..., 0], 0.45, detail)
    return flow.astype(np.float32), colours.astype(np.float32), detail.astype(np.float32)


def ramp(colours, t):
    """Piecewise linear blend through a list of colours."""
    t = t * (len(colours) - 1)
    i = np.clip(t.astype(int), 0, len(colours) - 2)
    table = np.asarray(colours)
    return mix(table[i], table[i + 1], (t - i)[..., None])


class Canvas:
    BRISTLES = 17

    def __init__(self, side, flow, colours, rng):
        self.side, self.rng = side, rng
        self.flow, self.plan = flow, colours
        n = len(flow)
        y, x = (np.mgrid[0:side, 0:side] + 0.5) * (n / side) - 0.5
        # The ground is toned dark so that gaps between strokes read as depth.
        self.paint = 0.45 * sample_clamped(colours, x, y) + 0.02
        self.height = np.zeros((side, side), np.float32)

    def layer(self, count, length, width, body, where=None):
        """A layer of strokes spread evenly (jittered grid), laid in batches."""
        rng, n = self.rng, len(self.plan)
        grid = int(np.ceil(np.sqrt(count)))
        gy, gx = np.mgrid[0:grid, 0:grid].reshape(2, -1)
        starts = (np.stack([gx, gy], -1) + rng.random((grid * grid, 2))) / grid * 1.08 - 0.04
        if where is not None:
            keep = sample_clamped(where, starts[:, 0] * n, starts[:, 1] * n) > rng.random(len(starts))
            starts = starts[keep]
        rng.shuffle(starts)
        for batch in np.array_split(starts, max(1, len(starts) // 250)):
            self._strokes(batch, length, width, body)

    def dabs(self, centres, length, width, body):
        self._strokes(np.array(centres), length, width, body)

    def _strokes(self, centres, length, width, body):
        rng, side, n = self.rng, self.side, len(self.plan)
        count = len(centres)
        lengths = length * rng.uniform(0.6, 1.25, count)
        widths = width * rng.uniform(0.75, 1.2, count)
        steps = int(length * 1.25 * side / 1.3)
        # Walk half a length upstream first, then record the way down.
        at = centres.copy()
        move = (lengths / steps)[:, None]
        for _ in range(8):
            at -= self._direction(at) * move * steps / 16
        path, heading = np.empty((steps, count, 2)), np.empty((steps, count, 2))
        for i in range(steps):
            heading[i] = self._direction(at)
            at = at + heading[i] * move
            path[i] = at

        t = np.linspace(0, 1, steps)[:, None, None]
        across = np.linspace(-1, 1, self.BRISTLES * 2)[None, None, :]
        # Round start, ragged lift-off: every bristle runs dry at its own moment.
        dry = rng.uniform(0.80, 1.0, (1, count, across.shape[2])) - 0.22 * across ** 2
        wide = np.sqrt(np.clip(1 - np.clip(1 - t / 0.10, 0, 1) ** 2, 0, 1)) * (1 - 0.25 * t)
        normal = np.stack([-heading[..., 1], heading[..., 0]], -1)
        offset = across * wide * (widths[None, :, None] / 2)
        px = path[..., 0:1] + normal[..., 0:1] * offset
        py = path[..., 1:2] + normal[..., 1:2] * offset

        # Bristle profile: grooves, with a ridge where paint squeezes out at the rim.
        groove = rng.normal(0, 1, (count, across.shape[2]))
        groove = groove + 0.7 * np.roll(groove, 1, axis=1)
        relief = 0.60 + 0.20 * groove[None] + 0.55 * np.exp(-((np.abs(across) - 0.86) / 0.13) ** 2)
        relief = relief * (1.25 - 0.75 * t) + 0.6 * np.exp(-((t - 0.97) / 0.04) ** 2)
        relief = np.clip(relief, 0.05, 2) * body * (widths[None, :, None] / 0.016) ** 0.6

        # Colour is loaded once per stroke, imperfectly mixed across the brush.
        base = sample_clamped(self.plan, centres[:, 0] * n - 0.5, centres[:, 1] * n - 0.5)
        base = base * np.exp(rng.normal(0, 0.10, (count, 1))) + rng.normal(0, 0.022, (count, 3))
        accents = np.array([rgb(c) for c in ('#f3e3b0', '#e2a63a', '#0d1f57', '#2f7fb5', '#7fb0a0', '#c9793a')])
        accent = accents[rng.integers(0, len(accents), count)]
        share = rng.beta(0.8, 4.5, (count, 1)) * 0.75
        streak = np.clip(0.5 + 0.32 * groove + 0.5 * rng.normal(0, 1, (count, 1)) * across[0], 0, 1)
        tint = base[:, None, :] + (accent - base)[:, None, :] * (share * streak)[..., None]
        tint = tint * (1 + 0.07 * groove)[..., None]

        stamp = np.broadcast_to(t < dry, px.shape)
        stroke, bristle = np.broadcast_arrays(np.arange(count)[None, :, None],
                                              np.arange(across.shape[2])[None, None, :])[0:2]
        stroke, bristle = (np.broadcast_to(a, px.shape) for a in (stroke, bristle))
        # Stroke after stroke, so that a later one lies on top.
        order = (1, 0, 2)
        stamp, px, py, relief, stroke, bristle = (np.transpose(a, order)[np.transpose(stamp, order)]
                                                  for a in (stamp, px, py, relief, stroke, bristle))
        x, y = (px * side).astype(int), (py * side).astype(int)
        below = self.height.copy()
        for dy, dx in ((0, 0), (0, 1), (1, 0), (1, 1)):
            ok = (x + dx >= 0) & (x + dx < side) & (y + dy >= 0) & (y + dy < side)
            cell = (y[ok] + dy) * side + x[ok] + dx
            self.paint.reshape(-1, 3)[cell] = tint[stroke[ok], bristle[ok]]
            self.height.flat[cell] = 0.45 * below.flat[cell] + relief[ok]

    def _direction(self, at):
        n = len(self.flow)
        return normalised(sample_clamped(self.flow, at[:, 0] * n - 0.5, at[:, 1] * n - 0.5))

    def lit(self):
        """Rake a warm studio lamp over the relief; wet oil shines a little."""
        height = blur(self.height, 0.9) * 2.6
        dx, dy = gradient(height)
        normal = normalised(np.stack([-dx, -dy, np.ones_like(dx)], -1))
        lamp = normalised(np.array([-0.55, -0.62, 0.72]))
        diffuse = np.clip(normal @ lamp, 0, 1) / lamp[2]
        half = normalised(lamp + np.array([0, 0, 1]))
        shine = np.clip(normal @ half, 0, 1) ** 36
        hollow = np.clip(1 + 0.10 * (height - blur(height, 5)), 0.72, 1.12)
        paint = np.clip(blur(self.paint, 0.45), 0, 1)
        picture = paint * ((0.36 + 0.66 * diffuse) * hollow)[..., None]
        return np.clip(picture + 0.16 * shine[..., None] * np.array([1, 0.97, 0.9]), 0, 1)
