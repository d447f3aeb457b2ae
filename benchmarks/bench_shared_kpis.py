"""KPIs every directorate reports, made one a directorate, against dataclasses.replace, as a ratio in one run.

    python benchmarks/bench_shared_kpis.py [--kpis N] [--directorates N]

200 such KPIs and 500 directorates make 100,000, which `kpi-xl` does again whenever it reads the rulebook.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.rulebook import Unit
from kpi_xl.model.rulebook_layout import EVERY
from kpi_xl.rules.rulebook.every import expand, expanded_id

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from awkward_council import book

ROUNDS = 5

Made = dict[str, Kpi]


def replaced(kpis: list[Kpi], units: list[Unit]) -> Made:
    """The obvious way."""
    copies = (
        replace(kpi, kpi_id=expanded_id(kpi.kpi_id, unit), directorate=unit.code) for kpi in kpis for unit in units
    )
    return {copy.kpi_id: copy for copy in copies}


def seconds(make: Callable[[list[Kpi], list[Unit]], Made], kpis: list[Kpi], units: list[Unit]) -> float:
    start = time.process_time()
    make(kpis, units)
    return time.process_time() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--kpis", type=int, default=200)
    options.add_argument("--directorates", type=int, default=500)
    chosen = options.parse_args()
    one = next(iter(book().kpis.values()))
    kpis = [replace(one, kpi_id=f"K{number}", directorate=EVERY) for number in range(chosen.kpis)]
    units = [Unit(f"U{number}", "") for number in range(chosen.directorates)]
    if expand(kpis, units) != replaced(kpis, units):
        raise SystemExit("The two ways make different KPIs.")
    pairs = [(seconds(expand, kpis, units), seconds(replaced, kpis, units)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{len(kpis) * len(units):,} KPIs made in {ours:.2f} s, by dataclasses.replace in {theirs:.2f} s: ", end="")
    print(f"{ours / theirs:.2f} times")


if __name__ == "__main__":
    main()
