"""Rows written in bulk against XlsxWriter's own writing, a call a cell, as a ratio in one run.

    python benchmarks/bench_bulk_rows.py [--rows N]

Two thirds of the cells hold text and a third numbers. Both end in the same cells (tests/test_bulk_rows.py).
"""

import argparse
import io
import statistics
import time
from collections.abc import Callable

import xlsxwriter

from kpi_xl.files.house_style.house_workbook import HouseWorkbook

COLUMNS, ROUNDS = 12, 7

Rows = list[tuple[str | float, ...]]


def rows_of(count: int) -> Rows:
    return [
        tuple(f"{number}-{column}" if column % 3 else number / 7 for column in range(COLUMNS))
        for number in range(count)
    ]


def in_bulk(rows: Rows) -> None:
    with HouseWorkbook(io.BytesIO(), {"in_memory": True}) as workbook:
        workbook.add_worksheet("Rows").write_rows(1, rows, [workbook.add_format()] * COLUMNS)


def a_call_a_cell(rows: Rows) -> None:
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as workbook:
        look = workbook.add_format()
        sheet = workbook.add_worksheet("Rows")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(number, column, value, look)


def seconds(write: Callable[[Rows], None], rows: Rows) -> float:
    start = time.process_time()
    write(rows)
    return time.process_time() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rows", type=int, default=10_000)
    rows = rows_of(options.parse_args().rows)
    pairs = [(seconds(in_bulk, rows), seconds(a_call_a_cell, rows)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{len(rows):,} rows of {COLUMNS} cells: in bulk {ours:.2f} s, a call a cell {theirs:.2f} s: ", end="")
    print(f"{ours / theirs:.2f} times (at most 0.50)")


if __name__ == "__main__":
    main()
