"""A small deferred renderer: flat polygons, leaf splats and a marched heightfield.

World axes in metres: x right, y up, z into the picture; the lake is the plane
y = 0. The camera looks level along z with a shifted lens, so that verticals
stay vertical and every screen column is one vertical slice of the terrain.
"""

import numpy as np

from toolbox import normalised

FAR = np.float32(1e9)


class Camera:
    """Perspective view from height `eye`; a mirrored camera has a negative eye."""

    perspective = True

    def __init__(self, width, height, focal, horizon, eye):
        self.width, self.height = width, height
        self.focal, self.horizon, self.eye = focal, horizon, eye

    def project(self, points):
        z = np.maximum(points[..., 2], 0.1)
        return (self.width / 2 + self.focal * points[..., 0] / z,
                self.horizon - self.focal * (points[..., 1] - self.eye) / z, z)

    def unproject(self, column, row, depth):
        return np.stack([(column - self.width / 2) / self.focal * depth,
                         self.eye - (row - self.horizon) / self.focal * depth,
                         np.broadcast_to(depth, np.broadcast(column, row, depth).shape)], -1)

    def splat_radius(self, radius, depth):
        return radius * self.focal / depth


class SunView:
    """Orthographic view along the sunlight, for the shadow map of the near scene."""

    perspective = False

    def __init__(self, sun, corners, metres_per_pixel):
        self.sun = np.asarray(sun, np.float32)
        self.right = normalised(np.cross([0, 1, 0], self.sun)).astype(np.float32)
        self.up = np.cross(self.sun, self.right).astype(np.float32)
        across, above = corners @ self.right, corners @ self.up
        self.left, self.top, self.pixel = across.min(), above.max(), metres_per_pixel
        self.width = int((across.max() - self.left) / metres_per_pixel) + 1
        self.height = int((self.top - above.min()) / metres_per_pixel) + 1

    def project(self, points):
        return ((points @ self.right - self.left) / self.pixel,
                (self.top - points @ self.up) / self.pixel,
                1000 - points @ self.sun)

    def unproject(self, column, row, depth):
        across = (column * self.pixel + self.left)[..., None] * self.right
        above = (self.top - row * self.pixel)[..., None] * self.up
        return across + above + (1000 - depth)[..., None] * self.sun

    def splat_radius(self, radius, depth):
        return radius / self.pixel + 0 * depth


class Buffers:
    """What is seen in each pixel of a view: depth, albedo, normal, own light, softness."""

    def __init__(self, view):
        self.view = view
        shape = (view.height, view.width)
        self.depth = np.full(shape, FAR, np.float32)
        self.albedo = np.zeros(shape + (3,), np.float32)
        self.normal = np.zeros(shape + (3,), np.float32)
        self.glow = np.zeros(shape + (3,), np.float32)
        self.shade = np.ones(shape, np.float32)      # ambient occlusion
        self.leaf = np.zeros(shape, np.float32)      # how far light shines through

    def polygon(self, corners, paint):
        """Draw a convex flat polygon. `paint(u, v, points)` gives albedo and glow,
        u running from corner 0 to corner 1 and v at right angles to it, in metres."""
        corners = np.asarray(corners, np.float32)
        column, row, depth = self.view.project(corners)
        x0, x1 = max(int(column.min()), 0), min(int(column.max()) + 2, self.view.width)
        y0, y1 = max(int(row.min()), 0), min(int(row.max()) + 2, self.view.height)
        if x0 >= x1 or y0 >= y1 or corners[:, 2].min() < 1:
            return
        px, py = np.meshgrid(np.arange(x0, x1) + 0.5, np.arange(y0, y1) + 0.5)
        area = np.sum(column * np.roll(row, -1) - np.roll(column, -1) * row)
        inside = np.ones(px.shape, bool)
        for i in range(len(corners)):
            j = (i + 1) % len(corners)
            cross = ((column[j] - column[i]) * (py - row[i])
                     - (row[j] - row[i]) * (px - column[i]))
            inside &= cross * np.sign(area) >= 0
        if abs(area) < 1e-3 or not inside.any():
            return
        # 1/z of a plane (or z itself without perspective) is linear on the screen.
        key = 1 / depth if self.view.perspective else depth
        plane = np.linalg.lstsq(np.stack([column, row, np.ones_like(row)], -1).astype(float),
                                key.astype(float), rcond=None)[0]
        px, py = px[inside], py[inside]
        rows, columns = (py - 0.5).astype(int), (px - 0.5).astype(int)
        linear = plane[0] * px + plane[1] * py + plane[2]
        z = (1 / np.maximum(linear, 1e-6) if self.view.perspective else linear).astype(np.float32)
        points = self.view.unproject(px, py, z).astype(np.float32)
        keep = (z < self.depth[rows, columns]) & (points[:, 1] > 0)
        rows, columns, z, points = rows[keep], columns[keep], z[keep], points[keep]
        self.depth[rows, columns] = z
        if not self.view.perspective or not len(z):
            return
        along = normalised(corners[1] - corners[0])
        normal = normalised(np.cross(corners[1] - corners[0], corners[2] - corners[0]))
        if normal @ (corners[0] - [0, self.view.eye, 0]) > 0:
            normal = -normal
        upward = np.cross(normal, along)
        upward *= np.sign(upward @ (corners[2] - corners[0]))
        offset = points - corners[0]
        albedo, glow = paint(offset @ along, offset @ upward, points)
        self.albedo[rows, columns] = albedo
        self.glow[rows, columns] = glow
        self.normal[rows, columns] = normal
        self.shade[rows, columns] = np.clip(0.62 + 0.1 * points[:, 1], 0, 1)
        self.leaf[rows, columns] = 0

    def splats(self, cloud):
        """Draw a cloud of small discs: leaves, bark, grass."""
        column, row, depth = self.view.project(cloud.points)
        radius = np.clip(self.view.splat_radius(cloud.radius, depth), 0.5, 7)
        seen = ((column > -8) & (column < self.view.width + 8) & (row > -8)
                & (row < self.view.height + 8) & (cloud.points[:, 1] > 0) & (depth > 1))
        index = np.flatnonzero(seen)
        index = index[np.argsort(-depth[index], kind='stable')]
        if not len(index):
            return
        column, row, depth, radius = column[index], row[index], depth[index], radius[index]
        cells, ranks = [], []
        reach = int(np.ceil(radius.max()))
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                x, y = np.floor(column).astype(int) + dx, np.floor(row).astype(int) + dy
                inside = (((x + 0.5 - column) ** 2 + (y + 0.5 - row) ** 2
                           <= np.maximum(radius, 0.71) ** 2)
                          & (x >= 0) & (x < self.view.width) & (y >= 0) & (y < self.view.height))
                rank = np.flatnonzero(inside)
                cells.append(y[rank] * self.view.width + x[rank])
                ranks.append(rank)
        cells, ranks = np.concatenate(cells), np.concatenate(ranks)
        keep = depth[ranks] < self.depth.flat[cells]
        cells, ranks = cells[keep], ranks[keep]
        # The splats are sorted far to near: the highest rank in a pixel is the nearest.
        best = np.full(self.depth.size, -1, np.int64)
        order = np.argsort(ranks, kind='stable')
        best[cells[order]] = ranks[order]
        cells = np.flatnonzero(best >= 0)
        rank = best[cells]
        self.depth.flat[cells] = depth[rank]
        if not self.view.perspective:
            return
        source = index[rank]
        self.albedo.reshape(-1, 3)[cells] = cloud.albedo[source]
        self.normal.reshape(-1, 3)[cells] = cloud.normals[source]
        self.glow.reshape(-1, 3)[cells] = 0
        self.shade.flat[cells] = cloud.shade[source]
        self.leaf.flat[cells] = cloud.leaf[source]

    def terrain(self, height, near, far, step):
        """Depth of the heightfield `height(x, z)`, marched outwards column by column."""
        view = self.view
        z = (near * (1 + step) ** np.arange(int(np.log(far / near) / np.log1p(step)))
             ).astype(np.float32)
        column = np.arange(view.width, dtype=np.float32) + 0.5
        x = (column[None, :] - view.width / 2) / view.focal * z[:, None]
        h = height(x, np.broadcast_to(z[:, None], x.shape))
        row = view.horizon - view.focal * (h - view.eye) / z[:, None]
        row[h <= 0] = 1e6
        skyline = np.minimum.accumulate(row, axis=0)
        wanted = np.arange(view.height) + 0.5
        for c in range(view.width):
            k = np.searchsorted(-skyline[:, c], -wanted)
            hit = (k < len(z)) & (k > 0)
            k = k[hit]
            gap = row[k - 1, c] - row[k, c]
            t = np.clip((row[k - 1, c] - wanted[hit]) / np.maximum(gap, 1e-3), 0, 1)
            t = np.where(row[k - 1, c] > 1e5, 1, t)
            depth = z[k - 1] + (z[k] - z[k - 1]) * t
            # The mirrored view has its ground above it, and everything that matters
            # there is the first surface met, exactly as from above.
            self.depth[hit, c] = np.minimum(self.depth[hit, c], depth)


class Cloud:
    """Splats as one structure of arrays; `joined` puts several together."""

    FIELDS = ('points', 'radius', 'albedo', 'normals', 'shade', 'leaf')

    def __init__(self, points, radius, albedo, normals, shade=1.0, leaf=0.0):
        count = len(points)
        self.points = np.asarray(points, np.float32)
        self.radius = np.broadcast_to(np.float32(radius), count)
        self.albedo = np.broadcast_to(np.asarray(albedo, np.float32), (count, 3))
        self.normals = np.asarray(normals, np.float32)
        self.shade = np.broadcast_to(np.float32(shade), count)
        self.leaf = np.broadcast_to(np.float32(leaf), count)

    @classmethod
    def joined(cls, clouds):
        result = cls.__new__(cls)
        for field in cls.FIELDS:
            setattr(result, field, np.concatenate([getattr(c, field) for c in clouds]))
        return result


class ShadowMap:
    """How much sunlight reaches points of the near scene (0..1)."""

    def __init__(self, buffers):
        self.view, self.depth = buffers.view, buffers.depth

    def light(self, points, normals, rng):
        lifted = points + normals * 0.12
        column, row, depth = self.view.project(lifted)
        lit = np.zeros(depth.shape, np.float32)
        for _ in range(6):      # the jitter softens the edge like the sun's own disc
            x = (column + rng.normal(0, 0.8, depth.shape)).astype(int)
            y = (row + rng.normal(0, 0.8, depth.shape)).astype(int)
            inside = (x >= 0) & (x < self.view.width) & (y >= 0) & (y < self.view.height)
            stored = self.depth[np.clip(y, 0, self.view.height - 1),
                                np.clip(x, 0, self.view.width - 1)]
            lit += ~inside | (stored > depth - 0.25)
        return lit / 6
