"""Rows in bulk against a call a cell: 100,000 rows of 24 columns, time and memory, each in a process of its own.

python benchmarks/bench_rows.py [--rows N]
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kpi_xl.files.house_style.new_workbook import new_workbook

COLUMNS = 24
ROWS = 100_000


def in_bulk(path: Path, rows: list[tuple[str | float, ...]]) -> None:
    with new_workbook(path, "Rows", "In bulk", long=True) as workbook:
        workbook.add_worksheet("Rows").write_rows(1, rows, [workbook.add_format()] * COLUMNS)


def a_call_a_cell(path: Path, rows: list[tuple[str | float, ...]]) -> None:
    with new_workbook(path, "Rows", "A call a cell", long=True) as workbook:
        sheet, look = workbook.add_worksheet("Rows"), workbook.add_format()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(number, column, value, look)


def measured(write: Callable[[Path, list[tuple[str | float, ...]]], None], many: int) -> tuple[float, float]:
    """Seconds of processor time, and megabytes at most beyond those of the rows themselves."""
    rows = [
        tuple(f"{number}-{column % 7}" if column % 3 else number / 7 for column in range(COLUMNS))
        for number in range(many)
    ]
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "rows.xlsx", rows)
    return time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rows", type=int, default=ROWS)
    many = options.parse_args().rows
    print(f"{many:,} rows of {COLUMNS} columns")
    for write in (in_bulk, a_call_a_cell):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, megabytes = pool.apply(measured, (write, many))
        print(f"  {write.__name__.replace('_', ' '):<14}{seconds:6.1f} s {megabytes:6.0f} MB")


if __name__ == "__main__":
    main()
