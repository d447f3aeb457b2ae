"""Reading with provenance against what it cannot be faster than, and against what people use, in one run.

    python benchmarks/bench_reading.py [FILES] [ROWS]        100 returns of 40 rows unless told otherwise

The limit unzips the parts that read_book reads and sends them through expat with handlers that do nothing. openpyxl
loads each file twice, for the values and for the formulas, and goes over the cells, as a script that wants both does.
calamine gives every sheet's values, without errors, formulas, formats or what is hidden.
"""

import statistics
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from returns_for_reading import write_returns

from kpi_xl.files.read_book import read_book
from kpi_xl.model.book import Book

ROUNDS = 5
READ = (
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/",
    "xl/styles",
    "xl/sharedStrings",
    "xl/worksheets/",
    "docProps/custom",
)


def ours(path: Path) -> None:
    book = read_book(path)
    assert isinstance(book, Book), book


def limit(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(READ):
                parser = expat.ParserCreate()
                parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = _nothing
                parser.Parse(archive.read(name), True)


def bare_limit(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(READ):
                expat.ParserCreate().Parse(archive.read(name), True)


def openpyxl_twice(path: Path) -> None:
    import openpyxl

    for values in (True, False):
        book = openpyxl.load_workbook(path, data_only=values)
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    cell.value  # noqa: B018 looking is the work measured


def calamine(path: Path) -> None:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _nothing(*_event: object) -> None:
    return None


READERS: dict[str, tuple[Callable[[Path], None], int]] = {
    "read_book": (ours, ROUNDS),
    "limit: unzip, expat, empty handlers": (limit, ROUNDS),
    "limit with no handlers at all": (bare_limit, ROUNDS),
    "calamine, values only": (calamine, ROUNDS),
    "openpyxl, values and formulas": (openpyxl_twice, 1),
}


def measure(paths: list[Path]) -> dict[str, float]:
    """Median milliseconds a file; the readers take turns, so that a slow spell of the machine falls on all of them."""
    times: dict[str, list[float]] = {name: [] for name in READERS}
    for turn in range(ROUNDS):
        for name, (read, rounds) in READERS.items():
            if turn < rounds:
                times[name].append(milliseconds(read, paths) / len(paths))
    return {name: statistics.median(taken) for name, taken in times.items()}


def milliseconds(read: Callable[[Path], None], paths: list[Path]) -> float:
    start = time.perf_counter()
    for path in paths:
        read(path)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    files, rows = (int(text) for text in (*sys.argv[1:], *("100", "40")[len(sys.argv) - 1 :]))
    warnings.simplefilter("error")
    with tempfile.TemporaryDirectory() as folder:
        paths = write_returns(Path(folder), files, rows)
        taken = measure(paths)
    base = taken["read_book"]
    print(f"{files} returns of {rows} rows, six sheets       ms a file   read_book takes")
    for name, value in taken.items():
        print(f"{name:<40}{value:>12.2f}{base / value:>14.2f}x")
    floor, peer = taken["limit: unzip, expat, empty handlers"], taken["openpyxl, values and formulas"]
    print(f"\nagainst the limit  {base / floor:5.2f}x   at most 4x, aim 2x")
    print(f"openpyxl takes     {peer / base:5.1f}x   reading, validating and rating must stay 15x faster, aim 30x")


if __name__ == "__main__":
    main()
