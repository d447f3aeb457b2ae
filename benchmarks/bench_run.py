"""`kpi-xl run` against two scripts people would write instead, in one run: time, and memory.

    python benchmarks/bench_run.py [--full] [--rounds N]     60 returns of 200 rows; 500 with --full

The example council: five returns on top of last quarter's master, and a master of 85 sheets with their charts,
against the naive script with a chart for each KPI. The large council: a first quarter, a master without a sheet for
each KPI, against the naive script and the competent one. Those two check nothing; kpi-xl checks everything, and every
run of it starts without what the one before wrote. Times are the processor's, then the clock's.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from council_of import council_of
from timing import COMMAND, Measured, compare, python

from kpi_xl.files.resources import example
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.demo import LAST_QUARTERS_MASTER

PEERS = Path(__file__).parent / "peers"
ROWS = 200
FEW, ALL = 60, 500
OURS, NAIVE, COMPETENT = "kpi-xl run", "naive.py", "competent.py"


def example_council(folder: Path, rounds: int) -> None:
    workspace = Workspace(folder / "example")
    shutil.copytree(example("submissions"), workspace.submissions)
    shutil.copyfile(example("rulebook.xlsx"), workspace.rulebook)

    def start_afresh() -> None:
        _clear(workspace)
        shutil.copyfile(example(LAST_QUARTERS_MASTER), workspace.master)

    commands = _commands(workspace, folder / "charts.xlsx", "--charts")
    del commands[COMPETENT]
    measured = compare(commands, rounds, before=start_afresh)
    _title("the example council, 5 returns, a sheet and a chart for each KPI", rounds)
    _report(measured, {NAIVE: "faster, aim 3"})


def large_council(folder: Path, files: int, rounds: int) -> None:
    workspace = Workspace(folder / "large")
    shutil.copytree(council_of(files, ROWS).root, workspace.root)
    commands = _commands(workspace, folder / "table.xlsx")
    measured = compare(commands, rounds, before=lambda: _clear(workspace), memory=list(commands))
    _title(f"{files} returns of {ROWS} rows, data sheet and summary", rounds)
    _report(measured, {NAIVE: "at least 8, aim 13", COMPETENT: "at least 2.5, aim 4"})
    share = measured[OURS].megabytes / measured[NAIVE].megabytes
    print(f"  its memory is {share:.2f} of {NAIVE}'s (at most 0.4, aim 0.25)")


def _commands(workspace: Workspace, out: Path, *options: str) -> dict[str, list[str]]:
    peers = {
        name: [python(), "-W", "ignore", str(PEERS / name), str(workspace.submissions), str(out), *options]
        for name in (NAIVE, COMPETENT)
    }
    return {OURS: [python(), "-c", COMMAND, "run", str(workspace.root)], **peers}


def _clear(workspace: Workspace) -> None:
    """Take away what a run wrote: on top of its own master the next run would find nothing new."""
    for written in (workspace.master, workspace.record):
        written.unlink(missing_ok=True)
    for folder in (workspace.backups, workspace.findings):
        shutil.rmtree(folder, ignore_errors=True)


def _title(what: str, rounds: int) -> None:
    print(f"{what} (medians of {rounds} rounds)")


def _report(measured: dict[str, Measured], asked: dict[str, str]) -> None:
    ours = measured[OURS]
    for name, figure in measured.items():
        memory = f"{figure.megabytes:9.0f} MB at most" if figure.megabytes else ""
        print(f"  {name:<14}{figure.seconds:9.2f} s, {figure.clock:.2f} s by the clock{memory}")
    for name, bound in asked.items():
        times, clock = measured[name].seconds / ours.seconds, measured[name].clock / ours.clock
        print(f"  it is {times:.1f} times faster than {name}, by the clock {clock:.1f} times ({bound})")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--full", action="store_true", help=f"{ALL} returns instead of {FEW}: some ten minutes")
    options.add_argument("--example", action="store_true", help="the example council alone")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        example_council(Path(folder), chosen.rounds)
        if not chosen.example:
            large_council(Path(folder), ALL if chosen.full else FEW, chosen.rounds)


if __name__ == "__main__":
    main()
