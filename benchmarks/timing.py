"""Time commands side by side, and sample the memory of each with all its child processes."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096


@dataclass(frozen=True)
class Measured:
    """Median wall seconds, and the highest sum of resident memory of the process tree in MB (0: not sampled)."""

    seconds: float
    megabytes: float


def compare(commands: dict[str, Sequence[str]], rounds: int, *, memory: bool = False) -> dict[str, Measured]:
    """Run every command `rounds` times, taking turns, so that a slow spell of the machine falls on all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, float] = dict.fromkeys(commands, 0.0)
    for _ in range(rounds):
        for name, command in commands.items():
            taken, peak = timed(command, memory)
            seconds[name].append(taken)
            peaks[name] = max(peaks[name], peak)
    return {name: Measured(statistics.median(seconds[name]), peaks[name]) for name in commands}


def timed(command: Sequence[str], memory: bool) -> tuple[float, float]:
    """Wall seconds and peak MB of one run. Raises RuntimeError with the output when it fails (exit code over 1)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    peak = _peak_while_running(process) if memory else 0.0
    output = process.communicate()[0]
    taken = time.perf_counter() - start
    if process.returncode > 1:
        raise RuntimeError(f"{command} ended with {process.returncode}:\n{output.decode(errors='replace')[-2000:]}")
    return taken, peak


def _peak_while_running(process: subprocess.Popen[bytes]) -> float:
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_resident(pid) for pid in _tree(process.pid)))
        time.sleep(0.02)
    return peak * PAGE / 1e6


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [one for child in task.read_text().split() for one in _tree(int(child))]
        except OSError:
            continue
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def row(what: str, ours: float, theirs: float, bound: str, aim: str) -> str:
    """A line of the report: how many times faster, or larger, and what was asked for."""
    return f"{what:<74} {ours:9.3f} {theirs:9.3f}   {theirs / ours:7.2f}x   at least {bound}, aim {aim}"


def python() -> str:
    return sys.executable
