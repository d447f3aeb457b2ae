"""A million ratings: `rate_many` against `np.select` on the same arrays, as a ratio in one run.

    python benchmarks/bench_rate_many.py

The peer gives the same words for the same arrays, open ends and blanks included, but knows nothing of the 15 digits,
so a sum that lands a hair off its threshold gets the worse colour from it: the last column counts those.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from kpi_xl import rate_many

ROWS = 1_000_000
ROUNDS = 15


def select(values, green_low, green_high, amber_low, amber_high):
    """The competent short way: one condition a word, first match wins."""
    green = ~(values < green_low) & ~(values > green_high)
    amber = ~(values < amber_low) & ~(values > amber_high)
    conditions = [np.isnan(values), np.isinf(values), green, amber]
    return np.select(conditions, ["Unpopulated", "Invalid", "Green", "Amber"], "Red")


def shortest_select(values, green_low, _green_high, amber_low, _amber_high):
    """The least that could work: higher is better, no blanks."""
    return np.select([values >= green_low, values >= amber_low], ["Green", "Amber"], "Red")


def cases() -> dict[str, tuple[Callable, tuple]]:
    draw = np.random.default_rng(20220930)
    values = draw.normal(90, 8, ROWS).round(1)
    blanks = np.where(draw.random(ROWS) < 0.1, np.nan, values)
    target = draw.choice([85.0, 90.0, 95.0], ROWS)
    nothing = np.full(ROWS, np.nan)
    sums = np.where(draw.random(ROWS) < 0.5, 0.1 + 0.2, draw.random(ROWS).round(3))
    one = (90.0, np.nan, 85.0, np.nan)
    return {
        "one set of bands, shortest peer": (shortest_select, (values, *one)),
        "one set of bands": (select, (values, *one)),
        "bands by row": (select, (values, target, nothing, target - 5, nothing)),
        "bands by row, in range": (select, (values, target - 2, target + 2, target - 5, target + 5)),
        "bands by row, a tenth blank": (select, (blanks, target, nothing, target - 5, nothing)),
        "lower is better, half on the line": (select, (sums, np.nan, 0.3, np.nan, 0.5)),
    }


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    print(f"{'a million rows':34}{'np.select':>12}{'rate_many':>12}{'ratio':>8}{'words differ':>14}")
    for name, (peer, arguments) in cases().items():
        pairs = [
            (milliseconds(lambda: peer(*arguments)), milliseconds(lambda: rate_many(*arguments)))  # noqa: B023 run at once
            for _ in range(ROUNDS)
        ]
        theirs, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
        differ = int((peer(*arguments) != rate_many(*arguments)).sum())
        print(f"{name:34}{theirs:>9.1f} ms{ours:>9.1f} ms{ours / theirs:>8.2f}{differ:>14,}")


if __name__ == "__main__":
    main()
