"""The master after ten years, 40 quarters of the example council: to write, to keep, and to open in LibreOffice.

    python benchmarks/bench_master.py [--quarters N] [--rounds N]

It is written against XlsxWriter's own time for the same cells, formulas and charts, one call a cell and none of the
looks, links, tables and rules. LibreOffice opens it, works out every formula anew and puts every sheet out as text,
which costs next to nothing; starting for one cell, and saving a workbook again, are said beside it.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from long_history import NOW, long_history
from plain_copy import taken_from, write_plainly
from xlsxwriter import Workbook

from kpi_xl.files.write_master import write_master

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from proof.libreoffice import new_profile
from proof.tools import LIBREOFFICE, run_path

MEGABYTE = 1_000_000

EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""To LibreOffice: commas, quotes, UTF-8, as shown, and -1 for a file of each sheet."""


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def writing(folder: Path, quarters: int, rounds: int) -> Path:
    rulebook, master = long_history(quarters)
    ours, plain = folder / "master.xlsx", folder / "plain.xlsx"

    def write() -> None:
        write_master(ours, master, rulebook, NOW)

    write()
    book = taken_from(ours)
    kpis = len(master.of(NOW))
    print(f"{quarters} quarters of {kpis} KPIs: {len(book.sheets)} sheets, {book.cells:,} cells, ", end="")
    print(f"{book.formulas:,} formulas, {len(book.charts)} charts")
    taken: dict[str, list[float]] = {"ours": [], "plain": [], "at its best": []}
    for _ in range(rounds):
        taken["ours"].append(seconds(write))
        taken["plain"].append(seconds(lambda: write_plainly(book, plain)))
        taken["at its best"].append(seconds(lambda: write_plainly(book, plain, searching=False)))
    own, theirs, best = (statistics.median(times) for times in taken.values())
    print(f"  written in {own:.2f} s; XlsxWriter alone {theirs:.2f} s: {own / theirs:.2f} times (at most 1.5)")
    print(f"  without its search of formulas for newer functions {best:.2f} s: {own / best:.2f} times")
    print(f"  {ours.stat().st_size / MEGABYTE:.2f} MB (at most 5); XlsxWriter's {plain.stat().st_size / MEGABYTE:.2f}")
    return ours


def opening(master: Path, folder: Path, rounds: int) -> None:
    if not LIBREOFFICE.path():
        print("  skipped: install LibreOffice to see how long it takes to open")
        return
    profile = new_profile(folder / "profile")
    one_cell = folder / "one cell.xlsx"
    with Workbook(one_cell) as workbook:
        workbook.add_worksheet().write(0, 0, 1)
    put_out(one_cell, "xlsx", folder / "first start", profile)
    tasks = ((one_cell, EVERY_SHEET), (master, EVERY_SHEET), (master, "xlsx"))
    start, whole, saved = (
        statistics.median(seconds(lambda task=task: put_out(*task, folder / "out", profile)) for _ in range(rounds))
        for task in tasks
    )
    before = sum(os.times()[2:4])
    put_out(master, EVERY_SHEET, folder / "out", profile)
    busy = sum(os.times()[2:4]) - before
    print(f"  LibreOffice opens and recalculates it in {whole:.1f} s (at most 10), {start:.1f} of them to start;")
    print(f"  {busy:.1f} s of processor time, 0.0 on Windows; with saving it as a workbook again {saved:.1f} s")


def put_out(path: Path, to: str, folder: Path, profile: Path) -> None:
    """As proof.libreoffice.convert, for an output of several files too."""
    command = [run_path(LIBREOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", to, "--outdir", str(folder), str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    if not list(folder.glob(f"{path.stem}*")):
        sys.exit(f"LibreOffice made nothing of {path.name}: {said.stdout} {said.stderr}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--quarters", type=int, default=40)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        opening(writing(folder, chosen.quarters, chosen.rounds), folder, chosen.rounds)


if __name__ == "__main__":
    main()
