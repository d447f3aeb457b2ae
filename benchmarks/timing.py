"""Time commands side by side, and sample the memory of each with all its child processes.

Times are the processor's, child processes included, so that other work on the machine matters less, and the clock's,
which is what people wait for: a command that spreads over two processes takes half as long by the clock alone.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = "import sys; from kpi_xl.faces.cli import main; sys.argv[0] = 'kpi-xl'; main()"
"""What the installed kpi-xl does, for `python -c`."""

_BETWEEN_LOOKS = 0.1
# pip compiles what it installs, so a checkout too must be allowed to keep its bytecode; the first round makes it.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Measured:
    """Median seconds of the processor and by the clock.

    `megabytes` is the most memory the process tree had in one more run (0: not looked at).
    """

    seconds: float
    clock: float
    megabytes: float = 0.0


def compare(
    commands: dict[str, Sequence[str]],
    rounds: int,
    *,
    before: Callable[[], object] = lambda: None,
    memory: Sequence[str] = (),
) -> dict[str, Measured]:
    """Run every command `rounds` times, taking turns, so that a slow spell of the machine falls on all of them.

    `before` is called before each run and not timed. Those named in `memory` are run once more to look at their memory.
    """
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            before()
            times[name].append(timed(command))
    peaks = {}
    for name in memory:
        before()
        peaks[name] = peak_megabytes(commands[name])
    return {
        name: Measured(*map(statistics.median, zip(*taken, strict=True)), megabytes=peaks.get(name, 0.0))
        for name, taken in times.items()
    }


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of the processor and by the clock of one run.

    Raises RuntimeError with the output when it fails (exit code over 1).
    """
    start = time.perf_counter()
    with _running(command) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_utime + used.ru_stime, time.perf_counter() - start


def peak_megabytes(command: Sequence[str]) -> float:
    """The most memory one run had at once, child processes included, pages that several share counted once."""
    peak = 0
    with _running(command) as process:
        while process.poll() is None:
            peak = max(peak, sum(_kilobytes(pid) for pid in _tree(process.pid)))
            time.sleep(_BETWEEN_LOOKS)
    return peak / 1000


@contextmanager
def _running(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    with tempfile.TemporaryFile() as output:
        streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.STDOUT}
        process = subprocess.Popen(command, env=_ENVIRONMENT, **streams)
        yield process
        output.seek(0)
        said = output.read().decode(errors="replace")
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with {process.returncode}:\n{said[-2000:]}")


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [one for child in task.read_text().split() for one in _tree(int(child))]
        except OSError:
            continue
    return found


def _kilobytes(pid: int) -> int:
    """The process's proportional share (Linux only): forked processes share pages, which adding them up repeats."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def python() -> str:
    return sys.executable
