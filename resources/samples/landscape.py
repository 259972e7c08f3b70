"""The content picture: a lakeside village in the last hour of sunlight."""

import numpy as np

from rendering import FAR, Buffers, Camera, Cloud, ShadowMap, SunView
from scenery import NEAR_END, Builder, Ground, broadleaf, conifer, grass, poplar
from toolbox import (blur, encode_srgb, luminance, mix, normalised, sample, sample_clamped,
                     shrink, smoothstep, spectral_noise)

WIDTH, HEIGHT = 960, 720
EYE = 7.6                                   # metres above the lake
SUN = normalised(np.array([-0.80, 0.235, -0.30], np.float32))
SUNLIGHT = np.array([4.6, 2.75, 1.30], np.float32)
SKYLIGHT = np.array([0.42, 0.56, 0.86], np.float32)
BOUNCE = np.array([0.30, 0.22, 0.13], np.float32)


def draw(supersampling=2):
    rng = np.random.default_rng(1848)
    s = supersampling
    focal, horizon = 1130 * s, 405 * s
    camera = Camera(WIDTH * s, HEIGHT * s, focal, horizon, EYE)
    mirror = Camera(WIDTH * s, horizon, focal, horizon, -EYE)

    ground = Ground(rng)
    polygons = build_village(np.random.default_rng(7), ground)
    near_plants = plant_near(np.random.default_rng(12), ground)
    far_plants = plant_far(np.random.default_rng(5), ground)
    shadow = cast_shadows(ground, polygons, near_plants)
    far_light = ground.sunlight(SUN)
    sky = Sky(np.random.default_rng(3), s)

    views = []
    for view, start in ((camera, 8.0), (mirror, 60.0)):
        buffers = Buffers(view)
        buffers.terrain(ground, start, 15500, 0.0032)
        dress_ground(buffers, ground, rng)
        for corners, paint in polygons:
            buffers.polygon(corners, paint)
        for cloud in near_plants + [far_plants]:
            buffers.splats(cloud)
        views.append(light(buffers, ground, shadow, far_light, sky, rng))
    picture = add_water(views[0], views[1], camera, ground, sky, rng)
    return develop(picture, s, rng)


# --- Composition -------------------------------------------------------------------

def build_village(rng, ground):
    builder = Builder(rng)
    cream, ochre, rose = (0.78, 0.72, 0.60), (0.72, 0.50, 0.24), (0.66, 0.36, 0.27)
    white, blue, sage = (0.84, 0.82, 0.78), (0.38, 0.46, 0.54), (0.52, 0.54, 0.40)
    red, brown, slate = (0.38, 0.13, 0.065), (0.27, 0.125, 0.08), (0.13, 0.13, 0.15)
    green, navy, wine = (0.06, 0.14, 0.10), (0.06, 0.10, 0.18), (0.22, 0.05, 0.05)
    #         x    z   turn   width length eaves pitch walls roof gable  style
    houses = [
        (1.5, 140, 0.10, 8.5, 7.5, 5.6, 0.95, white, red, True, dict(shutters=green)),
        (11.5, 142, -0.06, 10, 8, 5.9, 0.85, ochre, brown, False, dict(shutters=navy)),
        (22.0, 139, 0.05, 7.5, 8, 8.4, 1.0, rose, slate, True, dict()),
        (31.5, 141, -0.04, 9.5, 8, 5.8, 0.9, cream, red, False, dict(timber=True)),
        (41.5, 139, 0.12, 8, 7.5, 8.3, 0.95, blue, brown, True, dict()),
        (51.5, 141, 0.0, 10, 8, 5.8, 0.9, white, red, False, dict(shutters=wine)),
        (62.0, 138, 0.1, 8, 8, 5.8, 0.9, ochre, brown, True, dict(shutters=green)),
        (3.0, 163, 0.3, 9, 8, 5.7, 0.95, sage, brown, False, dict()),
        (37.0, 162, -0.1, 9, 8, 8.3, 1.0, white, red, True, dict(timber=True)),
        (48.0, 166, 0.2, 10, 8, 8.4, 0.9, cream, slate, False, dict(shutters=navy)),
        (60.0, 164, 0.0, 9, 8, 8.4, 1.0, rose, red, True, dict()),
        (72.0, 168, 0.1, 10, 8, 8.4, 0.9, white, brown, False, dict()),
        (9.0, 192, 0.2, 9, 8, 5.8, 1.0, cream, red, True, dict()),
        (46.0, 196, 0.15, 10, 8, 5.8, 0.9, ochre, red, False, dict()),
        (62.0, 200, -0.2, 9, 8, 5.8, 1.0, white, brown, True, dict()),
        (80.0, 206, 0.1, 10, 8, 5.8, 0.9, cream, red, False, dict()),
    ]
    for x, z, turn, width, length, eaves, pitch, walls, roof, gable, style in houses:
        base = float(ground.near(np.float32(x), np.float32(z))) - 0.2
        builder.house(x, base, z, turn, width, length, eaves, pitch, walls, roof, gable, **style)
    base = float(ground.near(np.float32(19), np.float32(172)))
    builder.church(19.5, base - 0.3, 170, 0.12)

    # The quay, its bollards and a little boathouse at the water's edge.
    builder.place(0, 0, 0, 0)
    for x in range(-4, 84, 4):
        builder.box((x, -1, 128.6), (x + 3.96, 1.55 + 0.04 * (x % 3), 130.2),
                    builder.plain(np.array([0.34, 0.31, 0.27]) * rng.uniform(0.85, 1.1), 0.3, (12, 50)))
    for x in range(-2, 80, 6):
        builder.box((x, 0, 128.0), (x + 0.28, 2.3, 128.28), builder.plain((0.14, 0.10, 0.07)))
    builder.house(-8.5, 0.4, 137, 0.15, 5.5, 5, 3.0, 1.0, (0.20, 0.13, 0.09), (0.24, 0.15, 0.11),
                  True, windows=False)

    builder.jetty(0.2, 25.0, 0.30, 26)
    builder.rowing_boat(3.3, 43.5, 0.36, (0.10, 0.20, 0.30))
    builder.rowing_boat(10.0, 123, 1.3, (0.45, 0.10, 0.06))
    builder.rowing_boat(27, 125, 1.5, (0.16, 0.25, 0.18))
    builder.rowing_boat(44.5, 124, 1.7, (0.5, 0.47, 0.4))
    builder.sailing_boat(-44, 215, -0.9)
    builder.sailing_boat(-20, 420, -0.8)
    return builder.polygons


SUMMER = ((0.070, 0.100, 0.026), (0.19, 0.185, 0.045))      # the two ends of a leaf's colour
GOLD = ((0.17, 0.13, 0.02), (0.42, 0.25, 0.035))


def plant_near(rng, ground):
    """Plants of the bank, the village and the knoll, which all cast shadows."""
    near = []

    # The big tree that closes the picture on the left.
    foot = (-11.2, float(ground.near(np.float32(-11.2), np.float32(31.0))), 31.0)
    near.append(broadleaf(rng, foot, 16.0, 5.6, 110000, 0.040, SUMMER, clusters=260, trunk=0.36,
                          bark=(0.15, 0.115, 0.085), tuft=0.50))
    for x, z, height, spread in ((-8.3, 34.0, 2.2, 1.5), (-5.9, 33.5, 1.3, 1.0)):
        foot = (x, float(ground.near(np.float32(x), np.float32(z))) - 0.3 * height, z)
        near.append(broadleaf(rng, foot, height, spread, 9000, 0.045, SUMMER, clusters=16,
                              trunk=0.05, twigs=False))
    near.append(grass(rng, ground, (-17, 12), (17, 42), 60000, 0.42,
                      ((0.07, 0.095, 0.025), (0.27, 0.21, 0.065))))
    # Reeds only where the bank meets the water.
    near.append(grass(rng, ground, (-17, 6), (22, 46), 26000, 1.25,
                      ((0.13, 0.15, 0.04), (0.42, 0.33, 0.12)),
                      keep=lambda x, z, y: (y < 0.75) & (sample(ground.rough, x * 6, z * 6) > 0.2)))

    # Village trees between the houses, then the wooded knoll behind.
    for x, z, height in ((-5, 147, 9), (6.6, 152, 8), (16.5, 150, 7), (26.6, 150, 9), (36.3, 150, 8),
                         (46.6, 149, 9), (57, 150, 10), (29, 176, 12), (-4, 172, 11),
                         (-9, 180, 10), (11, 180, 10), (54, 180, 11), (68, 182, 12)):
        foot = (x, float(ground.near(np.float32(x), np.float32(z))) - 0.3, z)
        tints = GOLD if rng.random() < 0.35 else SUMMER
        near.append(broadleaf(rng, foot, height, height * 0.34, 5200, 0.11, tints, clusters=22,
                              trunk=0.22, twigs=False))
    for x, z, height in ((-7.5, 158, 15), (-10.5, 161, 13.5), (33.5, 185, 18), (57.5, 158, 14)):
        foot = (x, float(ground.near(np.float32(x), np.float32(z))) - 0.3, z)
        near.append(poplar(rng, foot, height, 1.6, 4500, 0.10, (0.12, 0.15, 0.03)))
    trees = []
    for _ in range(420):
        x, z = rng.uniform(-12, 160), rng.uniform(208, 375)
        y = float(ground.near(np.float32(x), np.float32(z)))
        if y < 3.5 + 9 * (x < 70) * rng.random() * (z < 260):
            continue
        if rng.random() < 0.45:
            trees.append(conifer(rng, (x, y, z), rng.uniform(9, 17), rng.uniform(2.2, 3.4), 900, 0.15,
                                 (0.055, 0.085, 0.035)))
        else:
            trees.append(broadleaf(rng, (x, y, z), rng.uniform(7, 12), rng.uniform(2.6, 4.2), 1000,
                                   0.17, GOLD if rng.random() < 0.3 else SUMMER, clusters=12,
                                   trunk=0.2, twigs=False))
    near.append(Cloud.joined(trees))
    return near


def plant_far(rng, ground):
    """Woods on the far shore and its hills, in stands with meadows between them."""
    stands = spectral_noise(rng, (256, 256), 1.5)
    trees = []
    for _ in range(60000):
        z = 900 + 3900 * rng.random() ** 1.7
        x = rng.uniform(-0.47, 0.47) * z
        y = float(ground(np.float32(x), np.float32(z)))
        shoreline = 1.5 < y < 14
        if y < 1.2 or y > 420 or (sample(stands, np.float32(x / 24), np.float32(z / 24))
                                  < (-0.6 if shoreline else -0.15)):
            continue
        count = int(np.clip(1.6e5 / z, 22, 170))
        size = 0.00042 * z
        if rng.random() < 0.5:
            tree = conifer(rng, (x, y, z), rng.uniform(11, 20), 3.6, count, size, (0.045, 0.07, 0.03))
        else:
            points = normalised(rng.normal(size=(count, 3)))
            height = rng.uniform(4.0, 7.0)
            tint = mix(np.array([0.08, 0.105, 0.025]), np.array([0.26, 0.18, 0.03]),
                       rng.random() ** 2.2)
            tree = Cloud(points * [height * 0.8, height, height * 0.8] + [x, y + height * 0.9, z],
                         size, tint * np.exp(rng.normal(0, 0.2, (count, 1))),
                         normalised(points + 0.4 * rng.normal(size=(count, 3))),
                         np.clip(0.6 + 0.4 * points[:, 1], 0, 1), 0.3)
        trees.append(tree)
    return Cloud.joined(trees)


def cast_shadows(ground, polygons, plants):
    corners = np.array([(x, y, z) for x in (-40, 110) for y in (0, 38) for z in (14, 330)], np.float32)
    buffers = Buffers(SunView(SUN, corners, 0.085))
    for polygon, paint in polygons:
        buffers.polygon(polygon, paint)
    for cloud in plants:
        buffers.splats(cloud)
    return ShadowMap(buffers)


# --- Light -------------------------------------------------------------------------

def dress_ground(buffers, ground, rng):
    """Albedo and normals where the march met the bare ground."""
    rows, columns = np.nonzero(buffers.depth < FAR)
    depth = buffers.depth[rows, columns]
    points = buffers.view.unproject(columns + 0.5, rows + 0.5, depth)
    x, y, z = points[:, 0], points[:, 1], points[:, 2]
    normal = ground.normal(x.astype(np.float32), z.astype(np.float32))
    scale = np.where(z < NEAR_END, 0.35, 9.0)
    coarse = sample(ground.rough, x / scale, z / scale)
    detail = sample(ground.fine, x / scale * 3, z / scale * 3)
    flat = normal[:, 1]
    meadow = mix(np.array([0.095, 0.125, 0.03]), np.array([0.23, 0.19, 0.06]),
                 np.clip(0.5 + 0.35 * coarse, 0, 1)[:, None])
    forest = np.array([0.04, 0.055, 0.025]) * (1 + 0.25 * detail[:, None])
    rock = mix(np.array([0.17, 0.145, 0.125]), np.array([0.30, 0.26, 0.22]),
               np.clip(0.5 + 0.4 * detail, 0, 1)[:, None])
    snow = np.array([0.88, 0.90, 0.93])
    far = z > NEAR_END
    albedo = np.where((far & (y > 12))[:, None], mix(meadow, forest, smoothstep(-0.4, 0.5, coarse)[:, None]), meadow)
    steep = smoothstep(0.86, 0.72, flat + 0.04 * detail)
    albedo = mix(albedo, rock, (np.maximum(steep, smoothstep(480, 800, y + 60 * coarse)) * far)[:, None])
    white = smoothstep(760, 1020, y + 90 * coarse + 45 * detail) * smoothstep(0.55, 0.76, flat + 0.05 * detail)
    albedo = mix(albedo, snow, (white * far)[:, None])
    wet = smoothstep(0.9, 0.1, y)           # damp mud and pebbles at the water line
    albedo = mix(albedo, np.array([0.13, 0.105, 0.08]) * (1 + 0.3 * detail[:, None]), wet[:, None])
    buffers.albedo[rows, columns] = albedo * (1 + 0.12 * detail)[:, None]
    buffers.normal[rows, columns] = normal
    buffers.shade[rows, columns] = np.where(far, 1, 0.8)


def light(buffers, ground, shadow, far_light, sky, rng):
    """Shade a view; the sky fills what nothing else covers."""
    view = buffers.view
    picture = sky.image[:view.height].copy() if view.height <= len(sky.image) else np.concatenate(
        [sky.image, np.repeat(sky.image[-1:], view.height - len(sky.image), 0)])
    rows, columns = np.nonzero(buffers.depth < FAR)
    depth = buffers.depth[rows, columns]
    points = view.unproject(columns + 0.5, rows + 0.5, depth).astype(np.float32)
    normal, albedo = buffers.normal[rows, columns], buffers.albedo[rows, columns]
    leaf, shade = buffers.leaf[rows, columns], buffers.shade[rows, columns]

    lit = np.ones(len(depth), np.float32)
    near = depth < 360
    lit[near] = shadow.light(points[near], normal[near], rng)
    lit[~near] = sample_clamped(far_light, points[~near, 0] / Ground.CELL + Ground.SIZE / 2,
                                points[~near, 2] / Ground.CELL)
    # Passing clouds leave parts of the hills and mountains in shade.
    drift = sample(ground.rough, points[:, 0] / 22, points[:, 2] / 34)
    lit *= np.where(depth > 1500, mix(0.30, 1, smoothstep(-0.55, 0.35, drift)), 1)

    cosine = normal @ SUN
    wrapped = mix(np.clip(cosine, 0, 1), np.clip(0.45 + 0.55 * cosine, 0, 1) ** 1.3, leaf)
    direct = SUNLIGHT * (wrapped * lit)[:, None]
    # Light that went through leaves comes out yellower.
    direct = direct * mix(np.ones(3), np.array([1.1, 1.15, 0.75]), (leaf * (cosine < 0.1))[:, None])
    up = 0.5 + 0.5 * normal[:, 1]
    warm_side = np.clip(-normal[:, 0] * 0.5 + 0.3, 0, 1)
    ambient = (SKYLIGHT * up[:, None] + BOUNCE * (1 - up)[:, None]
               + np.array([0.30, 0.17, 0.08]) * warm_side[:, None]) * shade[:, None]
    colour = albedo * (direct + 0.85 * ambient) + buffers.glow[rows, columns]
    picture[rows, columns] = haze(colour, points, sky)
    buffers.picture = picture
    return buffers


def haze(colour, points, sky):
    """Aerial perspective: blue is scattered in first, and mist lies on the lake."""
    distance = np.sqrt((points ** 2).sum(-1))
    height = np.clip(points[..., 1], 0, None)
    thickness = distance * np.exp(-height / 2600)
    mist = np.clip(distance - 150, 0, None) * np.exp(-height / 55) * 0.00014
    clear = np.exp(-thickness[..., None] * np.array([5.2e-5, 7.0e-5, 10.5e-5]) - mist[..., None])
    sideways = points[..., 0] / np.maximum(distance, 1)
    air = mix(np.array([0.62, 0.60, 0.74]), np.array([1.12, 0.83, 0.62]),
              smoothstep(0.42, -0.48, sideways)[..., None])
    return colour * clear + air * (1 - clear)


class Sky:
    """Gradient of the evening sky with cumulus marched through a noise volume."""

    def __init__(self, rng, s):
        rows = 405
        column, row = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(rows) + 0.5)
        rays = normalised(np.stack([(column - WIDTH / 2) / 1130, (405 - row) / 1130,
                                    np.ones_like(row)], -1)).astype(np.float32)
        clear = self.gradient(rays)
        body, cover = self._clouds(rng, rays)
        small = clear * (1 - blur(cover, 0.8)[..., None]) + blur(body, 0.8)
        y, x = np.mgrid[0:rows * s, 0:WIDTH * s].astype(np.float32)
        self.image = sample_clamped(small.astype(np.float32), (x + 0.5) / s - 0.5, (y + 0.5) / s - 0.5)

    @staticmethod
    def gradient(rays):
        up = np.clip(rays[..., 1], 0, 1)[..., None]
        sun = (rays @ SUN)[..., None]
        zenith, middle = np.array([0.085, 0.18, 0.43]), np.array([0.30, 0.41, 0.62])
        colour = mix(middle, zenith, smoothstep(0.02, 0.42, up))
        glow = mix(np.array([0.78, 0.52, 0.47]), np.array([1.35, 0.86, 0.44]),
                   smoothstep(-0.65, 0.10, sun))
        return mix(colour, glow, np.exp(-up / 0.085) * 0.85)

    @staticmethod
    def _clouds(rng, rays):
        volume = spectral_noise(rng, (96, 128, 128), 2.0, low_cut=3)
        plan = spectral_noise(rng, (256, 256), 1.6, low_cut=4)
        base, top = 1350.0, 2700.0

        def density(p):
            height = np.clip((p[..., 1] - base) / (top - base), 0, 1)
            x, y, z = p[..., 0] / 62, p[..., 1] / 48, p[..., 2] / 62
            j = np.floor(y)
            t = y - j
            j = j.astype(int) % 96
            flat = volume.reshape(-1, 128)
            # Linear between two slices, each looked up bilinearly.
            low = slice_sample(flat, x, z, j)
            high = slice_sample(flat, x, z, (j + 1) % 96)
            shape = mix(low, high, t)
            cover = sample(plan, p[..., 0] / 130 + 31, p[..., 2] / 130 + 90)
            profile = smoothstep(0, 0.10, height) * (1 - height ** 1.6)
            return np.clip(2.4 * (0.36 * shape + 0.62 * cover - 0.50 - 1.15 * (1 - profile)), 0, 1.3)

        def slice_sample(flat, x, z, j):
            x0, z0 = np.floor(x), np.floor(z)
            fx, fz = x - x0, z - z0
            x0, z0 = x0.astype(int) % 128, z0.astype(int) % 128
            x1, z1 = (x0 + 1) % 128, (z0 + 1) % 128
            r0, r1 = j * 128 + z0, j * 128 + z1
            return mix(mix(flat[r0, x0], flat[r0, x1], fx), mix(flat[r1, x0], flat[r1, x1], fx), fz)

        shape = rays.shape[:2]
        rays = rays.reshape(-1, 3)
        up = np.maximum(rays[:, 1], 0.012)
        start, stop = base / up, np.minimum(top / up, base / up + 9000)
        steps = 56
        stride = (stop - start) / steps
        jitter = rng.random(len(up))
        clear = np.ones(len(up), np.float32)
        body = np.zeros((len(up), 3), np.float32)
        forward = 0.5 + 0.5 * (rays @ SUN)
        lamp = np.array([1.95, 1.06, 0.47]) * (0.75 + 0.7 * forward[:, None] ** 3)
        for i in range(steps):
            distance = start + (i + jitter) * stride
            alive = np.flatnonzero((clear > 0.02) & (distance < 42000))
            p = rays[alive] * distance[alive, None]
            thick = density(p)
            alive, p, thick = alive[thick > 0.004], p[thick > 0.004], thick[thick > 0.004]
            if not len(alive):
                continue
            depth = sum(density(p + SUN * reach) * span
                        for reach, span in ((50, 90), (160, 150), (400, 330), (900, 600)))
            height = np.clip((p[:, 1] - base) / (top - base), 0, 1)
            beam = np.exp(-depth * 0.011) + 0.20 * np.exp(-depth * 0.0024)
            powder = 1 - 0.5 * np.exp(-thick * 9)
            skylight = mix(np.array([0.105, 0.115, 0.185]), np.array([0.18, 0.23, 0.37]), height[:, None])
            colour = lamp[alive] * (beam * powder)[:, None] * 0.85 + skylight
            opacity = 1 - np.exp(-thick * stride[alive] * 0.012)
            # Far clouds sink into the warm horizon.
            fade = np.exp(-distance[alive] / 26000)[:, None]
            colour = mix(np.array([0.98, 0.68, 0.50]), colour, fade)
            body[alive] += colour * (clear[alive] * opacity)[:, None]
            clear[alive] *= 1 - opacity
        return body.reshape(shape + (3,)), (1 - clear).reshape(shape)


# --- Water -------------------------------------------------------------------------

def add_water(scene, reflected, camera, ground, sky, rng):
    row, column = np.mgrid[0:camera.height, 0:camera.width].astype(np.float32) + 0.5
    drop = np.maximum(row - camera.horizon, 0.6)
    depth = camera.focal * EYE / drop
    water = (row > camera.horizon + 0.5) & (scene.depth > depth)
    rows, columns = np.nonzero(water)
    z = depth[water]
    x = (column[water] - camera.width / 2) / camera.focal * z
    ripples = spectral_noise(rng, (512, 512), 1.25, stretch=(1, 1.9), low_cut=4)
    swell = spectral_noise(rng, (512, 512), 1.6, stretch=(1, 2.4), low_cut=5)
    ripple_x, ripple_z = gradient_unit(ripples)
    swell_x, swell_z = gradient_unit(swell)
    lanes = sample(spectral_noise(rng, (256, 256), 1.8, stretch=(1.0, 1.0)), x / 3.2, z / 1.3)
    breeze = mix(0.16, 0.85, smoothstep(-0.4, 1.3, lanes)).astype(np.float32)

    total = np.zeros((len(z), 3), np.float32)
    passes = 5
    for _ in range(passes):
        # Jitter within the pixel's own footprint filters the ripples far away.
        zj = z * (1 + rng.uniform(-0.5, 0.5, len(z)).astype(np.float32) / drop[water])
        xj = x + rng.uniform(-0.5, 0.5, len(z)).astype(np.float32) * z / camera.focal
        nx = (0.010 * sample(ripple_x, xj * 19, zj * 19) + 0.008 * sample(swell_x, xj * 5, zj * 5)) * breeze
        nz = (0.019 * sample(ripple_z, xj * 19, zj * 19) + 0.016 * sample(swell_z, xj * 5, zj * 5)) * breeze
        down = drop[water] / camera.focal
        side = (column[water] - camera.width / 2) / camera.focal
        # Reflect the ray (side, -down, 1) in the normal (nx, 1, nz), small slopes.
        along = 2 * (side * nx - down + nz)
        rx, ry, rz = side - along * nx, -down - along, 1 - along * nz
        ry = np.maximum(np.abs(ry), 0.0008)
        picked = sample_clamped(reflected.picture, camera.width / 2 + camera.focal * rx / rz - 0.5,
                                camera.horizon - camera.focal * ry / rz - 0.5)
        cosine = np.clip((down - nz) / np.sqrt(1 + down * down), 0.0, 1)
        mirror = 0.02 + 0.98 * (1 - cosine) ** 5
        mirror = mix(0.10, 0.94, mirror)[:, None]
        deep = mix(np.array([0.045, 0.085, 0.10]), np.array([0.10, 0.15, 0.16]), cosine[:, None])
        total += picked * mirror + deep * (1 - mirror)
    colour = total / passes
    points = np.stack([x, np.zeros_like(x), z], -1)
    picture = scene.picture.copy()
    picture[rows, columns] = haze(colour, points, sky)
    return picture


def gradient_unit(noise):
    dx = np.roll(noise, -1, 1) - np.roll(noise, 1, 1)
    dz = np.roll(noise, -1, 0) - np.roll(noise, 1, 0)
    return (dx / dx.std()).astype(np.float32), (dz / dz.std()).astype(np.float32)


# --- Darkroom ----------------------------------------------------------------------

def develop(picture, s, rng):
    """Lens bloom, film curve, vignette and a little grain."""
    picture = shrink(np.clip(picture, 0, 8), s)
    glare = np.clip(picture - 1.3, 0, None)
    picture = picture + 0.35 * blur(glare, 5) + 0.12 * blur(glare, 22)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    radius = np.hypot((x - WIDTH / 2) / WIDTH, (y - HEIGHT / 2) / HEIGHT)
    picture = picture * (1 - 0.42 * smoothstep(0.28, 0.80, radius))[..., None]
    v = np.clip(picture * 0.74, 0, None)
    v = v * (2.51 * v + 0.03) / (v * (2.43 * v + 0.59) + 0.14)      # filmic shoulder and toe
    grey = luminance(v)[..., None]
    v = grey + (v - grey) * 1.06
    encoded = encode_srgb(v)
    # Unsharp mask, as any camera does.
    encoded = encoded + 0.35 * (encoded - blur(encoded, 0.9))
    grain = blur(rng.standard_normal((HEIGHT, WIDTH)).astype(np.float32), 0.55)
    return np.clip(encoded + 0.007 * grain[..., None] / grain.std(), 0, 1)
