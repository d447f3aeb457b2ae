"""Reading with provenance against what it cannot be faster than, and against what people use, in one run.

    python benchmarks/bench_reading.py [FILES [ROWS]]        100 returns of 40 rows unless told otherwise

The limit unzips the parts that read_book reads and sends them through expat: once with handlers that do nothing, once
with none at all. openpyxl loads each file twice, for its values and for its formulas, and looks at each cell, as a
script that wants both does. calamine gives every sheet's values: no errors, formulas, formats, or what is hidden.
"""

import argparse
import statistics
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

import openpyxl
import python_calamine
from council_of import council_of

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book

ROUNDS = 5
READ = (
    *("_rels/.rels", "xl/workbook.xml", "xl/_rels/", "xl/styles", "xl/sharedStrings", "xl/worksheets/"),
    "docProps/custom",
)
OURS, LIMIT, BARE = "read_book", "unzip, expat, handlers that do nothing", "unzip, expat, no handlers"
CALAMINE, OPENPYXL = "calamine, values only", "openpyxl, values and formulas"


def ours(path: Path) -> None:
    book = read_book(path)
    assert isinstance(book, Book), book


def limit(path: Path) -> None:
    _through_expat(path, _nothing)


def bare(path: Path) -> None:
    _through_expat(path, None)


def openpyxl_twice(path: Path) -> int:
    return sum(_looked_at(path, values) for values in (True, False))


def calamine(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


# What reads, and how many rounds: openpyxl is so slow that one tells enough.
READERS: dict[str, tuple[Callable[[Path], object], int]] = {
    OURS: (ours, ROUNDS),
    LIMIT: (limit, ROUNDS),
    BARE: (bare, ROUNDS),
    CALAMINE: (calamine, ROUNDS),
    OPENPYXL: (openpyxl_twice, 1),
}


def measure(paths: list[Path]) -> dict[str, float]:
    """Median milliseconds a file; the readers take turns, so that a slow spell of the machine falls on all of them."""
    times: dict[str, list[float]] = {name: [] for name in READERS}
    for turn in range(ROUNDS):
        for name, (read, rounds) in READERS.items():
            if turn < rounds:
                times[name].append(milliseconds(read, paths) / len(paths))
    return {name: statistics.median(taken) for name, taken in times.items()}


def milliseconds(read: Callable[[Path], object], paths: list[Path]) -> float:
    start = time.process_time()
    for path in paths:
        read(path)
    return (time.process_time() - start) * 1000


def _through_expat(path: Path, handler: Callable[..., None] | None) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(READ):
                parser = expat.ParserCreate()
                parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = handler
                parser.Parse(archive.read(name), True)


def _nothing(*_event: object) -> None:
    return None


def _looked_at(path: Path, values: bool) -> int:
    book = openpyxl.load_workbook(path, data_only=values)
    return sum(cell.value is not None for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("files", nargs="?", type=int, default=100)
    options.add_argument("rows", nargs="?", type=int, default=40)
    chosen = options.parse_args()
    paths = sorted(council_of(chosen.files, chosen.rows).submissions.iterdir())
    taken = measure(paths)
    print(f"{f'{chosen.files} returns of {chosen.rows} rows':<42}{'ms a file':>12}{'read_book takes':>18}")
    for name, value in taken.items():
        print(f"{name:<42}{value:>12.2f}{taken[OURS] / value:>17.2f}x")
    print(f"\nread_book against the limit: {taken[OURS] / taken[LIMIT]:.2f}x (at most 4x, aim 2x)")
    print(f"openpyxl against read_book:  {taken[OPENPYXL] / taken[OURS]:.1f}x")


if __name__ == "__main__":
    main()
