"""Small numpy helpers shared by the sample pictures: noise, blur, sampling, colour.

Images are float32 arrays (rows, columns[, 3]); colours are linear light in the
rendered landscape and plain sRGB values in 0..1 in the painted styles.
"""

import numpy as np
from PIL import Image


def rgb(text):
    """'#rrggbb' as a float32 triple in 0..1."""
    return np.array([int(text[i:i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def smoothstep(low, high, x):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mix(a, b, t):
    return a + (b - a) * t


def normalised(vectors):
    length = np.sqrt((vectors * vectors).sum(-1, keepdims=True))
    return vectors / np.maximum(length, 1e-9)


def spectral_noise(rng, shape, slope, stretch=None, low_cut=0.0):
    """Tileable Gaussian noise with an amplitude spectrum of 1/f**slope, unit variance.

    `stretch` lengthens the features along each axis, `low_cut` removes all waves
    longer than 1/low_cut of the tile.
    """
    axes = [np.fft.fftfreq(n) * n for n in shape[:-1]]
    axes.append(np.fft.rfftfreq(shape[-1]) * shape[-1])
    stretch = stretch or (1,) * len(shape)
    squares = sum((a.astype(np.float32) * s) ** 2
                  for a, s in zip(np.meshgrid(*axes, indexing='ij', sparse=True), stretch))
    frequency = np.sqrt(squares)
    frequency.flat[0] = 1
    gain = frequency ** -slope * (frequency > low_cut)
    gain.flat[0] = 0
    noise = np.fft.irfftn(np.fft.rfftn(rng.standard_normal(shape).astype(np.float32)) * gain,
                          s=shape, axes=range(len(shape)))
    return (noise / noise.std()).astype(np.float32)


def sample(tile, x, y):
    """Bilinear look-up in a tileable 2-D map at (column x, row y)."""
    rows, columns = tile.shape[:2]
    x0, y0 = np.floor(x), np.floor(y)
    fx, fy = (x - x0).astype(np.float32), (y - y0).astype(np.float32)
    x0, y0 = x0.astype(np.int64) % columns, y0.astype(np.int64) % rows
    x1, y1 = (x0 + 1) % columns, (y0 + 1) % rows
    if tile.ndim == 3:
        fx, fy = fx[..., None], fy[..., None]
    return mix(mix(tile[y0, x0], tile[y0, x1], fx), mix(tile[y1, x0], tile[y1, x1], fx), fy)


def sample_clamped(image, x, y):
    """Bilinear look-up that repeats the border instead of wrapping round."""
    rows, columns = image.shape[:2]
    return sample(image, np.clip(x, 0, columns - 1.001), np.clip(y, 0, rows - 1.001))


def blur(image, sigma):
    """Gaussian blur in the frequency domain; edges are mirrored."""
    if image.ndim == 3:
        return np.stack([blur(image[..., c], sigma) for c in range(image.shape[2])], -1)
    pad = int(3 * sigma) + 1
    padded = np.pad(image, pad, mode='symmetric')
    fy = np.fft.fftfreq(padded.shape[0])[:, None]
    fx = np.fft.rfftfreq(padded.shape[1])[None, :]
    gain = np.exp(-2 * (np.pi * sigma) ** 2 * (fx ** 2 + fy ** 2))
    result = np.fft.irfft2(np.fft.rfft2(padded) * gain, s=padded.shape)
    return result[pad:-pad, pad:-pad].astype(np.float32)


def gradient(height):
    """(d/dx, d/dy) by central differences."""
    dy, dx = np.gradient(height)
    return dx.astype(np.float32), dy.astype(np.float32)


def shrink(image, factor):
    """Box-filtered reduction by a whole factor (the end of supersampling)."""
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    image = image[:rows * factor, :columns * factor]
    return image.reshape(rows, factor, columns, factor, -1).mean((1, 3), dtype=np.float32).squeeze()


def encode_srgb(linear):
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


def luminance(image):
    return image @ np.array([0.2126, 0.7152, 0.0722], np.float32)


def save_jpeg(image, path, quality):
    pixels = (np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8)
    Image.fromarray(pixels).save(path, quality=quality, subsampling="4:2:0", optimize=True)
