"""How much of a file we are ready to read; checked from the zip's own list before anything is inflated."""

from collections.abc import Sequence
from typing import NamedTuple
from zipfile import ZipInfo

from kpi_xl.files.reading.read_error import too_big

_MEGABYTE = 1_000_000


MOST_LOOKS = 65_490
"""Cell formats Excel itself has room for in a workbook."""


class Limits(NamedTuple):
    """Sizes in bytes. A return of 200 rows is about 0.2 MB on disk, 2 MB unzipped, 10,000 cells and 50,000 tags.

    `ratio` (unzipped to zipped) counts only for parts above `ratio_from`: small parts of repeated rows pack well.
    `cells` counts every cell written in the file, blank styled ones too; `depth` is XML elements inside each other.
    `tags` are the "<" of all parts that are read, opening and closing ones: what a part costs is theirs, not its size.
    `formulas` is the characters of a sheet's formulas that are stored once for many cells, counted for each of them.
    """

    file_size: int = 50 * _MEGABYTE
    part_size: int = 100 * _MEGABYTE
    unzipped_size: int = 250 * _MEGABYTE
    ratio: int = 200
    ratio_from: int = 10 * _MEGABYTE
    parts: int = 5_000
    cells: int = 2_000_000
    tags: int = 20_000_000
    formulas: int = 10 * _MEGABYTE
    depth: int = 64


RULEBOOK = Limits()
# Anybody may send anything: what is read costs at most a second or two, and some 250 MB.
SUBMISSION = Limits(part_size=40 * _MEGABYTE, cells=150_000, tags=1_500_000)
# A master of our own making: many directorates and years, so far larger than anything one officer would send.
MASTER = Limits(
    file_size=500 * _MEGABYTE,
    part_size=2_000 * _MEGABYTE,
    unzipped_size=4_000 * _MEGABYTE,
    cells=40_000_000,
    tags=400_000_000,
    formulas=500 * _MEGABYTE,
)


def check_file_size(size: int, limits: Limits) -> None:
    """Raises ReadError TOO_BIG for a file larger on disk than we read."""
    if size > limits.file_size:
        raise too_big(f"the file is {_size(size)}, and at most {_size(limits.file_size)} is read")


def check_parts(listed: Sequence[ZipInfo], limits: Limits) -> None:
    """Raises ReadError TOO_BIG. Every entry counts, those nobody will open and those named twice included."""
    if len(listed) > limits.parts:
        raise too_big(f"the file is made of {len(listed):,} parts, and at most {limits.parts:,} are read")
    for part in listed:
        _check_part(part, limits)
    total = sum(part.file_size for part in listed)
    if total > limits.unzipped_size:
        raise too_big(f"unzipped the file is {_size(total)}, and at most {_size(limits.unzipped_size)} is read")


def check_cells(cells: int, limits: Limits) -> None:
    """Raises ReadError TOO_BIG when more cells were met than we read."""
    if cells > limits.cells:
        raise too_big(f"the sheets hold more than {limits.cells:,} cells (blank formatted cells count)")


def check_tags(tags: int, limits: Limits) -> None:
    """Raises ReadError TOO_BIG when there is more to read than we do."""
    if tags > limits.tags:
        raise too_big(f"its parts hold more than {limits.tags:,} tags (cells, texts, rules, links and the like)")


def check_looks(looks: int) -> None:
    """Raises ReadError TOO_BIG for more cell formats than Excel itself opens."""
    if looks > MOST_LOOKS:
        raise too_big(f"it has more than {MOST_LOOKS:,} cell formats, which is all that Excel has room for")


def _check_part(part: ZipInfo, limits: Limits) -> None:
    if part.file_size > limits.part_size:
        raise too_big(f"the part {part.filename} is {_size(part.file_size)} unzipped")
    if part.file_size > limits.ratio_from and part.file_size > limits.ratio * max(part.compress_size, 1):
        raise too_big(f"the part {part.filename} swells to {_size(part.file_size)} from {_size(part.compress_size)}")


def _size(count: int) -> str:
    if count >= 1_000 * _MEGABYTE:
        return f"{count / _MEGABYTE / 1_000:.1f} GB"
    return f"{count / _MEGABYTE:.1f} MB" if count >= _MEGABYTE else f"{count / 1_000:.1f} kB"
