"""Worksheet functions: a range of 10,000 cells in one call, and what importing them costs, as ratios in one run.

    python benchmarks/bench_functions.py [ROUNDS]

The range arrives as Excel hands it over, a tuple of rows; `rate_many` has it as an array of floats already. Where the
thresholds are ranges too, three or four times as many cells come in; the figure to meet is that of one range, and of
every KPI_RAG_TARGET. Calls are measured in processor time, so that what else the machine does is not counted.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from timing import compare, python

from kpi_xl import rate_many
from kpi_xl.faces.functions import KPI_RAG, KPI_RAG_RANGE, KPI_RAG_TARGET

CELLS = 10_000
ROUNDS = 201


def cases() -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """`rate_many` and the function, which give the same words."""
    draw = np.random.default_rng(20220930)
    values = draw.normal(90, 8, CELLS).round(1)
    blanks = np.where(draw.random(CELLS) < 0.1, np.nan, values)
    target = draw.choice([85.0, 90.0, 95.0], CELLS)
    column, with_blanks, targets, floors = map(_as_excel, (values, blanks, target, target - 5))
    budget = draw.uniform(20_000, 900_000, CELLS).round(2)
    forecast = (budget * draw.normal(1.01, 0.04, CELLS)).round(2)
    budgets, forecasts, ways = _as_excel(budget), _as_excel(forecast), (("lower",),) * CELLS
    square = tuple(tuple(row) for row in values.reshape(100, 100).tolist())
    return {
        "one column, one threshold": (
            lambda: rate_many(values, 90.0, None, 85.0, None),
            lambda: KPI_RAG(column, 90.0, 85.0),
        ),
        "100 by 100, one threshold": (
            lambda: rate_many(values.reshape(100, 100), 90.0, None, 85.0, None),
            lambda: KPI_RAG(square, 90.0, 85.0),
        ),
        "a tenth blank": (
            lambda: rate_many(blanks, 90.0, None, 85.0, None),
            lambda: KPI_RAG(with_blanks, 90.0, 85.0),
        ),
        "thresholds by row, 30,000 in": (
            lambda: rate_many(values, target, None, target - 5, None),
            lambda: KPI_RAG(column, targets, floors),
        ),
        "a target and a tolerance": (
            lambda: rate_many(values, 90.0, None, 85.5, None),
            lambda: KPI_RAG_TARGET(column, 90.0, 5.0),
        ),
        "budgets by row, 20,000 in": (
            lambda: rate_many(forecast, None, budget * 1.02, None, budget * 1.05),
            lambda: KPI_RAG_TARGET(forecasts, budgets, 5.0, None, "lower", 2.0),
        ),
        "budgets and better, 30,000 in": (
            lambda: rate_many(forecast, None, budget * 1.02, None, budget * 1.05),
            lambda: KPI_RAG_TARGET(forecasts, budgets, 5.0, None, ways, 2.0),
        ),
        "ranges by row, 40,000 in": (
            lambda: rate_many(values, target, target, target - 5, None),
            lambda: KPI_RAG_RANGE(column, targets, targets, floors, None),
        ),
    }


def _as_excel(column: np.ndarray) -> tuple[tuple[float | None], ...]:
    return tuple((None if np.isnan(cell) else cell,) for cell in column.tolist())


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main(rounds: int) -> None:
    print(f"{f'{CELLS:,} cells, one call':30}{'rate_many':>12}{'function':>12}{'ratio (under 10)':>18}")
    for name, (alone, function) in cases().items():
        assert [word for row in function() for word in row] == alone().reshape(-1).tolist()
        pairs = [(milliseconds(alone), milliseconds(function)) for _ in range(rounds)]
        theirs, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
        print(f"{name:30}{theirs:>9.2f} ms{ours:>9.2f} ms{ours / theirs:>18.1f}")
    commands = {name: [python(), "-c", f"import {name}"] for name in ("xlwings", "kpi_xl.faces.functions")}
    xlwings, functions = (measured.seconds for measured in compare(commands, max(rounds // 10, 5)).values())
    print(
        f"\nimport xlwings {xlwings * 1000:.0f} ms, import kpi_xl.faces.functions {functions * 1000:.0f} ms: "
        f"{functions / xlwings:.2f} times (under 1.2)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
