#!/usr/bin/env python3
"""Makes the seeds of tests/fuzz/corpus/picture: of what tests/data/pictures, which is fuzzed from, too,
has no picture of. Run in this folder."""
import struct
import zlib


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(interlaced, kind, bits, rows, more=b''):
    head = struct.pack('>IIBBBBB', 5, 3, bits, kind, 0, 0, interlaced)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + more
            + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def passes(pixel):
    """5 x 3 pixels of that many bytes in the passes of Adam7."""
    counts = [(1, 1), (1, 1), (0, 0), (2, 1), (3, 1), (2, 2), (5, 1)]
    return b''.join((b'\0' + bytes(range(columns * pixel))) * rows for columns, rows in counts)


def bmp(height, compression=0):
    pixels = bytes(range(16 * 3))
    head = struct.pack('<IiiHHIIiiII', 40, 5, height, 1, 24, compression, len(pixels), 0, 0, 0, 0)
    return b'BM' + struct.pack('<IHHI', 54 + len(pixels), 0, 0, 54) + head + pixels


def raw(order, fields):
    body = struct.pack(order + 'H', len(fields))
    for tag, kind, value in fields:
        body += struct.pack(order + 'HHI', tag, kind, 1)
        body += struct.pack(order + ('I' if kind == 4 else 'HH'), *([value] if kind == 4 else [value, 0]))
    return (b'II*\0' if order == '<' else b'MM\0*') + struct.pack(order + 'I', 8) + body + bytes(4)


SEEDS = {
    'interlaced.png': png(1, 2, 8, passes(3)),
    'interlaced16.png': png(1, 6, 16, passes(8)),
    'gamma.png': png(0, 0, 8, (b'\0' + bytes(range(5))) * 3,
                     chunk(b'gAMA', struct.pack('>I', 45455)) + chunk(b'cHRM', bytes(range(32)))),
    'recipe.png': png(0, 0, 8, (b'\0' + bytes(range(5))) * 3,
                      chunk(b'tEXt', b'Gramarye recipe\0{}')),
    'upward.bmp': bmp(3),
    'downward.bmp': bmp(-3),
    'raw.nef': raw('>', [(254, 4, 1), (262, 3, 32803), (330, 4, 8)]),
    'raw.dng': raw('<', [(254, 4, 1), (50706, 4, 1025)]),
}

for name, data in SEEDS.items():
    with open('corpus/picture/' + name, 'wb') as file:
        file.write(data)
