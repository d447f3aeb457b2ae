"""Reading, checking and rating returns in one process, against openpyxl merely reading their cells, in one run.

    python benchmarks/bench_checking.py [--full]             60 returns of 40 KPIs; 500 with --full

Ours opens the rulebook, reads every return with formulas and values, runs every check and rates every value under the
thresholds in force. openpyxl loads each file twice, for its values and for its formulas, and looks at each cell.
The times are of the processor, not the clock, and the ratio is that of the medians: other work on the machine slows
both, though not always alike, so look at more than one run.
"""

import argparse
import gc
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
from council_of import NOW, council_of

from kpi_xl.model.rating import Outcome
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.rating.decide import decide
from kpi_xl.workflows.open_rulebook import open_rulebook
from kpi_xl.workflows.validate import validate

ROWS = 40
FEW, ALL = 60, 500
ROUNDS = 3


def ours(council: Workspace) -> Counter[Outcome]:
    """How many values have each rating, or each reason for none."""
    rulebook = open_rulebook(council.rulebook)
    validation = validate([council.submissions], rulebook, None, NOW, jobs=1)
    assert validation.clean, f"Not all returns are accepted. Delete {council.root} to have them made again."
    return Counter(
        decide(rulebook, rulebook.kpis[row.kpi_id], NOW, row.value, row.reason).outcome
        for checked in validation.checked
        for row in checked.reported
    )


def theirs(council: Workspace) -> int:
    """How many cells hold something, counted over values and formulas."""
    return sum(_looked_at(path, values) for path in council.submissions.iterdir() for values in (True, False))


def _looked_at(path: Path, values: bool) -> int:
    book = openpyxl.load_workbook(path, data_only=values)
    return sum(cell.value is not None for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def seconds(work: Callable[[], object]) -> float:
    # What the one leaves behind is not to be swept up in the time of the other.
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--full", action="store_true", help=f"{ALL} returns instead of {FEW}")
    files = ALL if options.parse_args().full else FEW
    council = council_of(files, ROWS)
    words = ours(council)
    pairs = [(seconds(lambda: ours(council)), seconds(lambda: theirs(council))) for _ in range(ROUNDS)]
    mine, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    said = ", ".join(f"{number:,} {word}" for word, number in words.most_common())
    print(f"{files} returns of {ROWS} KPIs, one process, medians of {ROUNDS} rounds: {said}")
    print(f"kpi_xl reads, checks and rates   {mine:8.2f} s  {mine / files * 1000:8.2f} ms a return")
    print(f"openpyxl reads                   {peer:8.2f} s  {peer / files * 1000:8.2f} ms a return")
    print(f"kpi_xl is {peer / mine:.1f} times faster (at least 10)")


if __name__ == "__main__":
    main()
