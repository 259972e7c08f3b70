"""What stands in the landscape: the ground, houses, boats, trees and grass."""

import numpy as np

from rendering import Cloud
from toolbox import mix, normalised, sample, smoothstep, spectral_noise

NEAR_END = 700.0     # the lake separates the near land from the far shore


class Ground:
    """Height of the land in metres (negative: lake bed)."""

    CELL, SIZE = 8.0, 2048

    def __init__(self, rng):
        self.rough = spectral_noise(rng, (512, 512), 1.9)
        self.fine = spectral_noise(rng, (512, 512), 1.4, low_cut=6)
        self.far = self._far_map(rng)

    @staticmethod
    def _eroded(rng, x, z, octaves):
        """Fractal noise whose octaves fade on steep slopes: ridges and worn valleys."""
        total, dx, dz = (np.zeros(x.shape, np.float32) for _ in range(3))
        amplitude = 1.0
        for _ in range(octaves):
            lattice = rng.random((256, 256)).astype(np.float32) * 2 - 1
            x0, z0 = np.floor(x).astype(int), np.floor(z).astype(int)
            fx, fz = (x - x0).astype(np.float32), (z - z0).astype(np.float32)
            ux, uz = fx * fx * fx * (fx * (fx * 6 - 15) + 10), fz * fz * fz * (fz * (fz * 6 - 15) + 10)
            vx, vz = 30 * fx * fx * (fx - 1) ** 2, 30 * fz * fz * (fz - 1) ** 2
            a = lattice[z0 % 256, x0 % 256]
            b = lattice[z0 % 256, (x0 + 1) % 256] - a
            c = lattice[(z0 + 1) % 256, x0 % 256] - a
            d = lattice[(z0 + 1) % 256, (x0 + 1) % 256] - a - b - c
            dx += amplitude * (b + d * uz) * vx
            dz += amplitude * (c + d * ux) * vz
            total += amplitude * (a + b * ux + c * uz + d * ux * uz) / (1 + dx * dx + dz * dz)
            amplitude *= 0.5
            x, z = 1.6 * x - 1.2 * z + 3.7, 1.2 * x + 1.6 * z + 1.3
        return total

    def _far_map(self, rng):
        x, z = np.meshgrid((np.arange(self.SIZE) - self.SIZE / 2) * self.CELL,
                           np.arange(self.SIZE) * self.CELL)
        x, z = x.astype(np.float32), z.astype(np.float32)
        crags = self._eroded(rng, x / 2300 + 4, z / 2300, 10)
        hills = self._eroded(rng, x / 1100, z / 1100 + 9, 7)
        # Where the summits stand is composition, so they are placed by hand.
        peaks = np.zeros(x.shape, np.float32)
        for px, pz, height, width in ((-1750, 8300, 1500, 1500), (-3300, 9500, 1250, 1500),
                                      (500, 9800, 1050, 1500), (2500, 9000, 1250, 1500),
                                      (4200, 10500, 1400, 2000), (-5200, 9000, 1300, 1600)):
            distance = np.hypot(x - px, z - pz) / width
            peaks = np.maximum(peaks, height * np.exp(-distance ** 1.35))
        mountains = peaks * (1.05 + 0.55 * crags) + 130 * crags * smoothstep(3500, 7000, z)
        shore = 980 + 90 * np.sin(x / 330 + 1) + 120 * np.sin(x / 910 + 2.4)
        inland = z - shore
        rolling = (smoothstep(-20, 500, inland) * (14 + 0.012 * np.clip(inland, 0, 4000))
                   + smoothstep(250, 2200, inland) * (115 + 150 * hills))
        # A long wooded spur comes in from the left and gives the lake its bend.
        spur = 190 * np.exp(-((x + 1250) / 620) ** 2 - ((z - 1900) / 560) ** 2)
        spur += 120 * np.exp(-((x - 900) / 500) ** 2 - ((z - 1750) / 420) ** 2)
        height = np.maximum(rolling, 3) + spur * (1 + 0.5 * hills) + np.maximum(mountains, 0)
        return np.where(inland > 0, height * smoothstep(0, 60, inland), -6).astype(np.float32)

    def near(self, x, z):
        """The village's headland and the bank we stand on."""
        wobble = sample(self.rough, x / 0.9, z / 0.9)
        edge = ((x - 96) / 106) ** 4 + ((z - 256) / 133) ** 4 + 0.03 * wobble
        headland = 1.9 * smoothstep(1.02, 0.93, edge) - 1.0
        rise = (1 - smoothstep(0.5, 1.0, edge)) * (np.clip(z - 132, 0, 200) * 0.055)
        knoll = 24 * np.exp(-((x - 112) / 62) ** 2 - ((z - 292) / 62) ** 2)
        headland += rise + knoll * smoothstep(1, 0.6, edge)
        bank_edge = 34.5 - 0.72 * np.clip(x + 7, -9, 60) + 1.4 * wobble
        bank = 2.7 * smoothstep(2.0, -9.0, z - bank_edge) - 0.55 + 0.10 * wobble
        return np.maximum(headland, bank)

    def __call__(self, x, z):
        near = self.near(x, z)
        far = sample(self.far, x / self.CELL + self.SIZE / 2, z / self.CELL)
        relief = sample(self.fine, x / 7, z / 7) * np.clip(far / 40, 0, 1) * 2.2
        return np.where(z < NEAR_END, near, far + relief).astype(np.float32)

    def normal(self, x, z):
        reach = np.clip(z * 0.002, 0.15, 12).astype(np.float32)
        return normalised(np.stack([self(x - reach, z) - self(x + reach, z), 2 * reach,
                                    self(x, z - reach) - self(x, z + reach)], -1))

    def sunlight(self, sun):
        """Map of the sun's visibility over the far land: a sweep towards the sun."""
        rows, columns = np.mgrid[0:self.SIZE, 0:self.SIZE].astype(np.float32)
        flat = np.hypot(sun[0], sun[2])
        climb = sun[1] / flat * self.CELL
        light = np.ones(self.far.shape, np.float32)
        travel = 2.0
        while travel < 420:
            x = np.clip(columns + sun[0] / flat * travel, 0, self.SIZE - 1).astype(np.int32)
            z = np.clip(rows + sun[2] / flat * travel, 0, self.SIZE - 1).astype(np.int32)
            gap = self.far + climb * travel - self.far[z, x]
            light = np.minimum(light, np.clip(0.5 + gap / (6 + 0.6 * travel), 0, 1))
            travel *= 1.16
        return light


# --- Buildings ---------------------------------------------------------------------

class Builder:
    """Collects painted polygons; `place` sets a local frame turned about the y axis."""

    def __init__(self, rng):
        self.rng = rng
        self.grain = spectral_noise(rng, (512, 512), 1.1)
        self.polygons = []
        self.place(0, 0, 0, 0)

    def place(self, x, y, z, turn):
        self.origin = np.array([x, y, z], np.float32)
        c, s = np.cos(turn), np.sin(turn)
        self.axes = np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]], np.float32)

    def add(self, corners, paint):
        self.polygons.append((np.asarray(corners, np.float32) @ self.axes + self.origin, paint))

    def box(self, low, high, paint):
        (a, b, c), (d, e, f) = low, high
        for face in ([(a, b, c), (d, b, c), (d, e, c), (a, e, c)],
                     [(a, b, f), (d, b, f), (d, e, f), (a, e, f)],
                     [(a, b, c), (a, b, f), (a, e, f), (a, e, c)],
                     [(d, b, c), (d, b, f), (d, e, f), (d, e, c)],
                     [(a, e, c), (d, e, c), (d, e, f), (a, e, f)]):
            self.add(face, paint)

    # Surfaces

    def plain(self, colour, roughness=0.12, stretch=(18, 18)):
        colour, shift = np.asarray(colour, np.float32), self.rng.random(2) * 512

        def paint(u, v, points):
            noise = sample(self.grain, u * stretch[0] + shift[0], v * stretch[1] + shift[1])
            return colour * (1 + roughness * noise)[:, None], np.zeros((len(u), 3), np.float32)
        return paint

    def tiles(self, colour):
        """Courses of roof tiles, each tile a little different, darker at its lap."""
        colour, shift = np.asarray(colour, np.float32), self.rng.integers(0, 400, 2)

        def paint(u, v, points):
            course = np.floor(v / 0.42)
            tile = np.floor(u / 0.34 + 0.5 * (course % 2))
            pick = self.grain[(course * 7 + shift[0]).astype(int) % 512,
                              (tile * 5 + shift[1]).astype(int) % 512]
            moss = sample(self.grain, u * 5 + shift[0], v * 5)
            lap = smoothstep(0.0, 0.22, v / 0.42 - course)
            tone = (1 + 0.16 * pick + 0.12 * moss) * (0.55 + 0.45 * lap)
            return colour * tone[:, None], np.zeros((len(u), 3), np.float32)
        return paint

    def wall(self, colour, width, height, windows=True, shutters=None, timber=False, door=None,
             lit=0.12):
        """Plaster with rows of framed windows; v is measured from the foot of the wall."""
        colour, shift = np.asarray(colour, np.float32), self.rng.random(2) * 512
        columns = max(1, int(width / 2.5))
        pitch = width / columns
        glowing = self.rng.random((8, 16)) < lit
        sills, story = 1.15, 2.75

        def paint(u, v, points):
            stain = sample(self.grain, u * 6 + shift[0], v * 3 + shift[1])
            speck = sample(self.grain, u * 30, v * 30 + shift[0])
            albedo = colour * (1 + 0.07 * stain + 0.04 * speck)[:, None]
            albedo = albedo * mix(0.62, 1, smoothstep(0.1, 1.3, v + 0.25 * stain))[:, None]
            albedo[v < 0.45] = np.array([0.25, 0.23, 0.20]) * (1 + 0.2 * speck[v < 0.45, None])
            glow = np.zeros((len(u), 3), np.float32)
            if timber:
                bay = np.abs((u / pitch * 1.0 + 0.5) % 1 - 0.5) * pitch
                rail = np.minimum(np.abs(v % story - 0.25), np.abs(v - height))
                brace = np.abs(((u + v * 0.55) / pitch) % 2 - 1.0) * pitch
                beams = (bay < 0.13) | (rail < 0.13) | ((brace < 0.12) & (v > story))
                albedo[beams & (v > 0.5)] = (0.075, 0.045, 0.03)
            if windows:
                column, floor = np.floor(u / pitch), np.floor((v - 0.25) / story)
                x = u - (column + 0.5) * pitch
                y = v - 0.25 - floor * story - sills
                whole = (u > 0) & (u < width) & (v > 0.3) & (floor * story + 2.5 < height)
                frame = whole & (np.abs(x) < 0.58) & (y > -0.10) & (y < 1.42)
                pane = whole & (np.abs(x) < 0.45) & (y > 0.03) & (y < 1.30)
                bars = pane & ((np.abs(x) < 0.05) | (np.abs(y - 0.85) < 0.04))
                if shutters is not None:
                    leaf = whole & (np.abs(np.abs(x) - 0.86) < 0.27) & (y > -0.05) & (y < 1.37)
                    slats = 0.8 + 0.2 * (np.floor(y / 0.12) % 2)
                    albedo[leaf] = np.asarray(shutters) * slats[leaf, None]
                albedo[frame] = (0.72, 0.70, 0.66)
                sky = smoothstep(-0.2, 1.5, y)
                albedo[pane] = (np.array([0.03, 0.04, 0.055])
                                + sky[pane, None] * np.array([0.05, 0.06, 0.075]))
                warm = pane & glowing[floor.astype(int) % 8, column.astype(int) % 16]
                glow[warm] = np.array([1.5, 0.72, 0.22]) * (0.6 + 0.6 * sky[warm, None])
                albedo[bars] = (0.62, 0.60, 0.56)
                glow[bars] = 0
                sill = whole & (np.abs(x) < 0.66) & (y > -0.22) & (y < -0.10)
                albedo[sill] = (0.45, 0.43, 0.40)
                under = whole & (np.abs(x) < 0.6) & (y > -0.42) & (y < -0.22)
                albedo[under] *= 0.72
            if door is not None:
                x = u - width * 0.5
                arch = (np.abs(x) < 0.75) & (v < 2.35)
                albedo[arch] = (0.55, 0.52, 0.47)
                leaf = (np.abs(x) < 0.58) & (v < 2.2)
                albedo[leaf] = np.asarray(door) * (0.8 + 0.25 * (np.floor(u / 0.2) % 2))[leaf, None]
                glow[arch] = 0
            return albedo, glow
        return paint

    # Things made of surfaces

    def house(self, x, y, z, turn, width, length, eaves, pitch, walls, roof, gable_front=False,
              **style):
        """A gabled house; the ridge runs across the view unless `gable_front`."""
        if gable_front:
            turn += np.pi / 2
        self.place(x, y, z, turn)
        w, l, ridge = width / 2, length / 2, eaves + length / 2 * pitch
        for side in (-l, l):
            door = (0.16, 0.07, 0.04) if side < 0 and self.rng.random() < 0.8 else None
            self.add([(-w, 0, side), (w, 0, side), (w, eaves, side), (-w, eaves, side)],
                     self.wall(walls, width, eaves, door=door, **style))
        for side in (-w, w):
            self.add([(side, 0, -l), (side, 0, l), (side, eaves, l), (side, ridge, 0),
                      (side, eaves, -l)], self.wall(walls, length, ridge - 0.7, **style))
        over, drop, thick = 0.45, 0.45 * pitch, 0.22
        cover, trim = self.tiles(roof), self.plain((0.13, 0.085, 0.06))
        for s in (-1, 1):
            low, out = eaves - drop, s * (l + over)
            self.add([(-w - over, low, out), (w + over, low, out), (w + over, ridge, 0),
                      (-w - over, ridge, 0)], cover)
            self.add([(-w - over, low - thick, out), (w + over, low - thick, out),
                      (w + over, low, out), (-w - over, low, out)], trim)
            for end in (-w - over, w + over):
                self.add([(end, low - thick, out), (end, low, out), (end, ridge, 0),
                          (end, ridge - thick, 0)], trim)
        for offset in (-0.55, 0.5)[:1 + int(self.rng.random() < 0.5)]:
            cx = offset * w
            self.box((cx - 0.4, ridge - 1.3, 0.5), (cx + 0.4, ridge + 1.1, 1.3),
                     self.plain((0.30, 0.17, 0.12), 0.25, (40, 60)))
            self.box((cx - 0.5, ridge + 1.1, 0.4), (cx + 0.5, ridge + 1.3, 1.4),
                     self.plain((0.22, 0.20, 0.19)))

    def church(self, x, y, z, turn):
        stone = (0.50, 0.44, 0.35)
        self.house(x + 9.5, y, z + 1.5, turn, 15, 8.5, 7.5, 1.25, stone, (0.20, 0.10, 0.075),
                   windows=False)
        self.place(x, y, z, turn)
        half, top = 3.0, 19.0

        def belfry(u, v, points):
            albedo, glow = self.wall(stone, 6, top, windows=False)(u, v, points)
            middle = np.abs(u - 3)
            for low, high, wide in ((13.2, 16.4, 0.85), (4.5, 6.8, 0.5)):
                rounded = middle / wide
                opening = (rounded < 1) & (v > low) & (v < high - wide + wide * np.sqrt(
                    np.clip(1 - rounded ** 2, 0, 1)))
                albedo[opening] = (0.03, 0.028, 0.03)
            clock = np.hypot(u - 3, v - 10.7)
            albedo[clock < 1.15] = (0.14, 0.10, 0.05)
            albedo[clock < 0.95] = (0.75, 0.72, 0.64)
            hands = (clock < 0.8) & ((np.abs(u - 3) < 0.11) & (v > 10.7)
                                     | (np.abs(v - 10.7) < 0.11) & (u > 3))
            albedo[hands] = (0.05, 0.04, 0.03)
            quoin = (np.minimum(u, 6 - u) < 0.45 + 0.2 * (np.floor(v / 0.6) % 2))
            albedo[quoin] *= 0.86
            return albedo, glow
        for a, b in (((-1, -1), (1, -1)), ((-1, 1), (1, 1)), ((-1, -1), (-1, 1)), ((1, -1), (1, 1))):
            self.add([(a[0] * half, 0, a[1] * half), (b[0] * half, 0, b[1] * half),
                      (b[0] * half, top, b[1] * half), (a[0] * half, top, a[1] * half)], belfry)
        for level in (8.6, 12.4, top):
            self.box((-half - 0.25, level, -half - 0.25), (half + 0.25, level + 0.35, half + 0.25),
                     self.plain((0.58, 0.52, 0.43)))
        # A broached spire: eight faces of weathered copper-brown shingle.
        shingle = self.tiles((0.15, 0.17, 0.16))
        ring = [(np.cos(a) * 3.3, top + 0.3, np.sin(a) * 3.3)
                for a in (np.arange(8) + 0.5) * np.pi / 4]
        for i in range(8):
            self.add([ring[i], ring[(i + 1) % 8], (0, top + 14.5, 0)], shingle)
        self.box((-0.06, top + 14, -0.06), (0.06, top + 16.4, 0.06), self.plain((0.3, 0.22, 0.08)))
        self.box((-0.5, top + 15.4, -0.06), (0.5, top + 15.55, 0.06), self.plain((0.3, 0.22, 0.08)))

    def jetty(self, x, z, turn, length):
        self.place(x, 0, z, turn)
        plank = 0.30
        for i in range(int(length / plank)):
            tone = self.rng.uniform(0.75, 1.15)
            wide = 0.95 + self.rng.uniform(-0.05, 0.05)
            self.box((-wide, 0.78, i * plank), (wide, 0.86, i * plank + plank - 0.035),
                     self.plain(np.array([0.25, 0.19, 0.14]) * tone, 0.3, (8, 90)))
        for i in range(int(length / 3.2) + 1):
            for side in (-1, 1):
                px, pz = side * 0.98, 0.4 + i * 3.2
                tall = 1.75 if i % 2 == 0 or i * 3.2 > length - 3.5 else 0.95
                self.box((px - 0.11, -1, pz - 0.11), (px + 0.11, tall, pz + 0.11),
                         self.plain((0.17, 0.12, 0.085), 0.3, (60, 8)))
        for side in (-0.9, 0.78):
            self.box((side, 0.55, 0), (side + 0.12, 0.76, length), self.plain((0.13, 0.09, 0.065)))

    def rowing_boat(self, x, z, turn, hull, length=4.6):
        """A clinker-built boat: strakes between ribs along the keel."""
        self.place(x, 0, z, turn)
        stations = np.linspace(-1, 1, 15)

        def rib(t):
            beam = 0.82 * (1 - np.abs(t) ** 2.6 * (1.0 if t > 0 else 0.45))
            sheer, keel = 0.52 + 0.22 * t * t, -0.15 + 0.25 * max(t, 0) ** 4
            angles = np.linspace(0, 1, 5)
            return [(beam * np.sin(a * np.pi / 2) ** 0.8, keel + (sheer - keel) * a ** 1.6,
                     t * length / 2) for a in angles]
        for t0, t1 in zip(stations[:-1], stations[1:]):
            a, b = rib(t0), rib(t1)
            for k in range(4):
                colour = np.asarray(hull) if k < 3 else np.array([0.55, 0.50, 0.42])
                for s in (-1, 1):
                    flip = np.array([s, 1, 1])
                    quad = [np.array(p) * flip for p in (a[k], b[k], b[k + 1], a[k + 1])]
                    paint = self.plain(colour * (0.9 + 0.06 * k), 0.08)
                    self.add(quad[:3], paint)
                    self.add([quad[0], quad[2], quad[3]], paint)
                    # The inner skin lies a hand's breadth further in.
                    inner = [p * np.array([0.93, 1, 0.97]) + [0, 0.03, 0] for p in quad]
                    self.add(inner[:3], self.plain((0.24, 0.15, 0.08)))
                    self.add([inner[0], inner[2], inner[3]], self.plain((0.24, 0.15, 0.08)))
        stern = [np.array(p) for p in rib(-1)]
        self.add([p for p in stern[1:]] + [p * np.array([-1, 1, 1]) for p in stern[:0:-1]],
                 self.plain(np.asarray(hull) * 0.9))
        for t in (-0.5, 0.05, 0.5):
            self.box((-0.62, 0.34, t * length / 2 - 0.14), (0.62, 0.39, t * length / 2 + 0.14),
                     self.plain((0.36, 0.24, 0.13)))

    def sailing_boat(self, x, z, turn):
        self.rowing_boat(x, z, turn, (0.5, 0.5, 0.48), 6.5)
        canvas = self.plain((0.86, 0.82, 0.74), 0.04, (3, 3))
        self.add([(0, 1.2, 0.6), (0.35, 1.2, -3.0), (0.1, 5.0, -0.9), (0, 8.8, 0.55)], canvas)
        self.add([(0, 1.0, 3.0), (0.15, 1.2, 0.9), (0, 7.2, 0.8)], canvas)
        self.box((-0.06, 0.3, 0.62), (0.06, 9.1, 0.74), self.plain((0.2, 0.13, 0.08)))


# --- Plants ------------------------------------------------------------------------

def limb(rng, start, end, thick, thin, colour, count, sag=0.0):
    """Bark splats over a tapering, slightly crooked branch."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    t = rng.random(count)
    bend = rng.normal(0, 0.05, 3) * np.linalg.norm(end - start)
    centre = start + (end - start) * t[:, None] + np.sin(t * np.pi)[:, None] * bend
    centre[:, 1] += sag * np.sin(t * np.pi)
    along = normalised(end - start)
    side = normalised(np.cross(along, [0.31, 0.2, 0.93]))
    other = np.cross(along, side)
    angle = rng.uniform(0, 2 * np.pi, count)
    normals = np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * other
    radius = mix(thick, thin, t) * (1 + 0.9 * np.exp(-t * 9) * (thick > 0.25))   # root flare
    rough = 1 + 0.28 * np.sin(angle * 9 + 3 * np.sin(t * 14)) + rng.normal(0, 0.15, count)
    return Cloud(centre + normals * radius[:, None], np.clip(0.3 * radius, 0.012, 0.05),
                 np.asarray(colour) * rough[:, None], normals, 0.9)


def broadleaf(rng, foot, height, spread, leaves, leaf_size, tints, clusters=34, trunk=0.3,
              bark=(0.17, 0.13, 0.10), twigs=True, tuft=1.0):
    """A round-headed tree: leaf clusters in an uneven crown on visible branches."""
    foot = np.asarray(foot, float)
    centre = foot + [0, height * 0.63, 0]
    directions = normalised(rng.normal(size=(clusters, 3)))
    shell = rng.uniform(0.05, 1.0, clusters) ** 0.5
    reach = np.array([spread, height * 0.37, spread])
    hubs = centre + directions * shell[:, None] * reach * rng.uniform(0.75, 1.1, (clusters, 1))
    size = spread * tuft * rng.uniform(0.16, 0.40, clusters)
    pick = rng.integers(0, clusters, leaves)
    # Gaussian tufts: a dense heart with single leaves standing off it.
    offset = rng.normal(0, 0.5, (leaves, 3))
    stray = np.sqrt((offset ** 2).sum(1)) > 1.15
    offset[stray] *= rng.uniform(0.2, 0.75, (stray.sum(), 1))
    offset[:, 1] *= 0.62
    points = hubs[pick] + offset * size[pick, None]
    outward = normalised((points - centre) / reach)
    normals = normalised(0.7 * normalised(offset) + 0.7 * outward
                         + 0.45 * rng.normal(size=(leaves, 3)) + [0, 0.25, 0])
    depth = np.sqrt((((points - centre) / reach) ** 2).sum(1))
    under = np.clip(0.5 + 0.8 * offset[:, 1], 0, 1)
    shade = np.clip(0.22 + 0.55 * np.clip(depth, 0, 1.1) ** 2 + 0.25 * under, 0.15, 1)
    tint = mix(np.asarray(tints[0]), np.asarray(tints[1]),
               np.clip(rng.normal(0.5, 0.22, (leaves, 1)) + rng.normal(0, 0.2, clusters)[pick, None],
                       0, 1))
    tint = tint * np.exp(rng.normal(0, 0.18, (leaves, 1)))
    clouds = [Cloud(points, leaf_size * rng.uniform(0.7, 1.3, leaves), tint, normals, shade, 0.55)]
    wood = int(leaves * 0.25)
    fork = foot + [0, height * 0.30, 0]
    clouds.append(limb(rng, foot - [0, 0.4, 0], fork, trunk, trunk * 0.7, bark, wood))
    clouds.append(limb(rng, fork, centre, trunk * 0.7, trunk * 0.3, bark, wood // 2))
    if twigs:
        for hub in hubs:
            start = mix(foot + [0, height * 0.22, 0], centre, rng.uniform(0.15, 0.9))
            clouds.append(limb(rng, start, hub, trunk * 0.20, trunk * 0.04, np.asarray(bark) * 0.7,
                               max(wood // 20, 4), sag=-0.03 * height))
    return Cloud.joined(clouds)


def conifer(rng, foot, height, spread, needles, size, tint):
    """A spruce: drooping tiers that narrow to the tip."""
    t = rng.random(needles) ** 1.35
    tiers = 13
    tooth = 1 - (t * tiers) % 1
    angle = rng.uniform(0, 2 * np.pi, needles)
    ragged = 0.82 + 0.18 * np.sin(angle * 5 + np.floor(t * tiers) * 2.1)
    out = (1 - t) ** 0.9 * (0.55 + 0.45 * tooth) * ragged * rng.random(needles) ** 0.35
    points = np.stack([np.cos(angle) * out * spread, height * (0.08 + 0.92 * t) - 0.12 * spread * out,
                       np.sin(angle) * out * spread], -1) + np.asarray(foot)
    normals = normalised(np.stack([np.cos(angle), np.full(needles, 0.45), np.sin(angle)], -1)
                         + 0.35 * rng.normal(size=(needles, 3)))
    shade = np.clip(0.25 + 0.75 * out / np.maximum((1 - t) ** 0.9, 0.05), 0.2, 1)
    colour = np.asarray(tint) * np.exp(rng.normal(0, 0.22, (needles, 1)))
    return Cloud(points, size, colour, normals, shade, 0.2)


def poplar(rng, foot, height, spread, leaves, size, tint):
    t = rng.random(leaves)
    angle = rng.uniform(0, 2 * np.pi, leaves)
    out = spread * np.sin(np.pi * t ** 0.75) ** 0.8 * rng.random(leaves) ** 0.3
    out *= 0.8 + 0.25 * np.sin(angle * 3 + t * 25)
    points = np.stack([np.cos(angle) * out, height * (0.06 + 0.94 * t), np.sin(angle) * out], -1)
    normals = normalised(np.stack([np.cos(angle), np.full(leaves, 0.3), np.sin(angle)], -1)
                         + 0.5 * rng.normal(size=(leaves, 3)))
    shade = np.clip(0.3 + 0.7 * out / spread, 0.2, 1)
    colour = np.asarray(tint) * np.exp(rng.normal(0, 0.2, (leaves, 1)))
    return Cloud(points + np.asarray(foot), size, colour, normals, shade, 0.4)


def grass(rng, ground, x_range, z_range, count, tall, tints, keep=None):
    """Bent blades as strings of splats, fainter towards the root."""
    x, z = rng.uniform(*x_range, count), rng.uniform(*z_range, count)
    y = ground(x, z)
    stand = y > 0.05
    if keep is not None:
        stand &= keep(x, z, y)
    x, y, z = x[stand], y[stand], z[stand]
    count, joints = len(x), 22
    length = tall * np.exp(rng.normal(0, 0.35, count))
    lean = rng.normal(0, 0.32, (count, 2)) + [0.18, 0]
    t = np.linspace(0, 1, joints)[None, :]
    points = np.stack([x[:, None] + lean[:, :1] * length[:, None] * t ** 2,
                       y[:, None] + length[:, None] * t * (1 - 0.15 * t),
                       z[:, None] + lean[:, 1:] * length[:, None] * t ** 2], -1)
    tint = mix(np.asarray(tints[0]), np.asarray(tints[1]), rng.random((count, 1)))
    # Patches of dry and of lush grass.
    tint = tint * (1 + 0.28 * sample(ground.rough, x * 3.1, z * 3.1))[:, None]
    colour = tint[:, None, :] * (0.35 + 0.75 * t[..., None]) * np.ones((count, 1, 1))
    normals = normalised(rng.normal(size=(count, 1, 3)) * [0.6, 0.2, 0.6] + [-0.25, 0.75, -0.35])
    return Cloud(points.reshape(-1, 3), 0.011, colour.reshape(-1, 3),
                 np.repeat(normals, joints, axis=1).reshape(-1, 3),
                 np.broadcast_to(0.45 + 0.55 * t, (count, joints)).reshape(-1), 0.5)
