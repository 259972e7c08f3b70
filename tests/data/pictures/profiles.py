#!/usr/bin/env python3
"""Two ICC profiles made of tables, for make.sh: inks.icc, of a printer's four inks, and swapped.icc,
in which red and blue have changed places. ICC.1:2001-04; swapped.icc has a table for the perceptual
intent only, as those of scanners have."""

import itertools
import struct

D50 = (0.9642, 1.0, 0.8249)


def lab(xyz):
    """CIE Lab of XYZ relative to D50."""
    f = [t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
         for t in (v / white for v, white in zip(xyz, D50))]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def xyz(red, green, blue):
    """XYZ (D50) of light in the primaries of sRGB."""
    return (0.4360747 * red + 0.3850649 * green + 0.1430804 * blue,
            0.2225045 * red + 0.7168786 * green + 0.0606169 * blue,
            0.0139322 * red + 0.0971045 * green + 0.7141733 * blue)


def light(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def on_paper(*inks):
    """Each ink lets through what it does not cover; dots grow. Relative to the paper, which is white."""
    through = ((0.00, 0.33, 0.75), (0.76, 0.00, 0.20), (1.00, 0.85, 0.00), (0.02, 0.02, 0.02))
    rgb = [1.0, 1.0, 1.0]
    for amount, ink in zip(inks, through):
        covered = amount ** 0.75
        rgb = [value * (1 - covered * (1 - part)) for value, part in zip(rgb, ink)]
    return lab(xyz(*rgb))


def swapped(red, green, blue):
    return lab(xyz(light(blue), light(green), light(red)))


def table(channels, grid, color):
    """lut16Type (6.5.9) from device to Lab."""
    ramp = struct.pack('>2H', 0, 65535)
    data = struct.pack('>4sI4B', b'mft2', 0, channels, 3, grid, 0)
    data += struct.pack('>9i', *(65536 if i % 4 == 0 else 0 for i in range(9)))
    data += struct.pack('>2H', 2, 2) + ramp * channels
    for point in itertools.product(range(grid), repeat=channels):
        l, a, b = color(*(value / (grid - 1) for value in point))
        data += struct.pack('>3H', *(min(65535, max(0, round(v)))
                                     for v in (l * 652.8, (a + 128) * 256, (b + 128) * 256)))
    return data + ramp * 3


def profile(kind, space, name, tables):
    text = name.encode() + b'\0'
    tags = [(b'desc', struct.pack('>4sII', b'desc', 0, len(text)) + text + bytes(78)),
            (b'cprt', b'text\0\0\0\0' + b'None claimed\0'),
            (b'wtpt', b'XYZ \0\0\0\0' + struct.pack('>3i', *(round(v * 65536) for v in D50)))]
    tags += tables
    directory, data = struct.pack('>I', len(tags)), b''
    begin = 128 + 4 + 12 * len(tags)
    for signature, content in tags:
        directory += struct.pack('>4sII', signature, begin + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    head = struct.pack('>I4sI4s4s4s', begin + len(data), b'\0\0\0\0', 0x02400000, kind, space, b'Lab ')
    head += struct.pack('>6H', 2026, 1, 1, 0, 0, 0) + b'acsp' + bytes(28)
    head += struct.pack('>3i', *(round(v * 65536) for v in D50))
    return head.ljust(128, b'\0') + directory + data


with open('inks.icc', 'wb') as file:
    file.write(profile(b'prtr', b'CMYK', 'Four inks', [(b'A2B1', table(4, 5, on_paper))]))
with open('swapped.icc', 'wb') as file:
    file.write(profile(b'scnr', b'RGB ', 'Red is blue', [(b'A2B0', table(3, 9, swapped))]))
