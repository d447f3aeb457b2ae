"""`kpi-xl --help` and `--version` against `python -c pass`, and what they import.

python benchmarks/bench_startup.py [ROUNDS]
"""

import subprocess
import sys

from timing import COMMAND, compare, python

HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "xlwings")


def imported(option: str) -> list[str]:
    script = COMMAND.replace("main()", "main(standalone_mode=False)") + (
        f"; print('heavy', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    output = subprocess.run([python(), "-c", script, option], capture_output=True, text=True, check=True).stdout
    return [line for line in output.splitlines() if line.startswith("heavy")]


def main(rounds: int) -> None:
    commands = {
        "python -c pass": [python(), "-c", "pass"],
        "--help": [python(), "-c", COMMAND, "--help"],
        "--version": [python(), "-c", COMMAND, "--version"],
    }
    measured = compare(commands, rounds)
    bare = measured.pop("python -c pass").seconds
    print(f"python -c pass: {bare * 1000:.1f} ms")
    for option, figure in measured.items():
        print(
            f"kpi-xl {option}: {figure.seconds * 1000:.1f} ms, {figure.seconds / bare:.2f} times "
            f"(at most 5, aim 4); {imported(option)[0]}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
