"""A printed page as a PNG of at most 256 colours: a page has few, and its picture is then a third of the size."""

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Rows of pixels of red, green and blue."""

_MOST_COLOURS = 256
_MARGIN = 12


def read_ppm(ppm: bytes) -> Pixels:
    """What pdftoppm prints: the kind, width, height, 255, then the pixels."""
    kind, width, height, most = ppm[:40].split()[:4]
    assert (kind, most) == (b"P6", b"255"), (kind, most)
    shape = (int(height), int(width), 3)
    return np.frombuffer(ppm[-shape[0] * shape[1] * shape[2] :], np.uint8).reshape(shape)


def without_margins(page: Pixels) -> Pixels:
    """The page without the white around it, but for a narrow edge."""
    inked = (page < 250).any(axis=2)
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    top, left = max(0, rows[0] - _MARGIN), max(0, columns[0] - _MARGIN)
    return page[top : rows[-1] + _MARGIN + 1, left : columns[-1] + _MARGIN + 1]


def without_footer(page: Pixels) -> Pixels:
    """The page down to the last white stripe above its last line of print."""
    inked = np.flatnonzero((page < 250).any(axis=(1, 2)))
    stripes = np.flatnonzero(np.diff(inked) > _MARGIN)
    return page[: inked[stripes[-1]] + 1] if stripes.size else page


def write_png(path: Path, page: Pixels) -> None:
    palette, indices = _in_few_colours(page)
    height, width = indices.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), indices])
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = {b"IHDR": header, b"PLTE": palette.tobytes(), b"IDAT": zlib.compress(rows.tobytes(), 9), b"IEND": b""}
    with path.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, content in chunks.items():
            check = zlib.crc32(kind + content)
            file.write(struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check))


def _in_few_colours(page: Pixels) -> tuple[Pixels, Pixels]:
    """The commonest colours as they are, and for each pixel the number of the nearest of them."""
    packed = page.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    colours, place, often = np.unique(packed, return_inverse=True, return_counts=True)
    kept = np.sort(np.argsort(-often, kind="stable")[:_MOST_COLOURS])
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(int)
    nearest = [((parts[kept] - one) ** 2).sum(axis=1).argmin() for one in parts]
    return parts[kept].astype(np.uint8), np.array(nearest, np.uint8)[place.reshape(-1)].reshape(page.shape[:2])
