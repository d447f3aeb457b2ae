"""The pictures of the documentation: small, shown, and drawn in the colours of the page they are of."""

import re
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))

from make_pictures import LARGEST, PICTURES
from small_png import read_ppm, without_footer, without_margins, write_png

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))]
INK, WHITE = (18, 53, 91), (255, 255, 255)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_there_and_small(name: str) -> None:
    size = (DOCS / "pictures" / f"{name}.png").stat().st_size
    assert 0 < size <= LARGEST


def test_every_picture_is_shown_somewhere_and_described() -> None:
    shown = {
        (page.parent / target).resolve(): words
        for page in PAGES
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert shown.keys() == {path.resolve() for path in (DOCS / "pictures").iterdir()}
    assert all(len(words) > 20 for words in shown.values())


def test_a_page_keeps_its_colours_and_loses_its_margins(tmp_path: Path) -> None:
    page = np.full((80, 60, 3), WHITE, np.uint8)
    page[30:40, 20:50] = INK
    ppm = b"P6\n60 80\n255\n" + page.tobytes()
    write_png(tmp_path / "page.png", without_margins(read_ppm(ppm)))
    width, height, colours = decoded(tmp_path / "page.png")
    # 12 pixels of white are left around the ink, 10 on the right, where the page ends.
    assert (width, height) == (52, 34)
    assert sorted(colours) == [(INK, 300), (WHITE, 52 * 34 - 300)]


def test_a_footer_is_cut_off_at_the_white_above_it() -> None:
    page = np.full((80, 60, 3), WHITE, np.uint8)
    page[5:40, 20:50] = INK
    page[70:72, 20:50] = INK
    assert without_footer(page).shape[0] == 40
    assert without_footer(page[:60]).shape[0] == 60


def decoded(path: Path) -> tuple[int, int, list[tuple[tuple[int, ...], int]]]:
    """Width, height, and how many pixels have each colour."""
    content, chunks, at = path.read_bytes(), {}, 8
    while at < len(content):
        length = struct.unpack(">I", content[at : at + 4])[0]
        chunks[content[at + 4 : at + 8]] = content[at + 8 : at + 8 + length]
        at += length + 12
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, width + 1)
    numbers, often = np.unique(lines[:, 1:], return_counts=True)
    palette = [tuple(chunks[b"PLTE"][3 * number : 3 * number + 3]) for number in numbers]
    return width, height, list(zip(palette, often.tolist(), strict=True))
