"""Thousands of spoilt returns, and every spreadsheet that installed packages bring, through the check.

    python benchmarks/try_spoilt.py [--spoilt 2000] [--packages]

Says how each came out, the longest processor time and the largest memory; a traceback ends it with the seed or file.
Exit code 1 where a file had no reason, took more than 2 seconds of the processor, or the whole more than 300 MB.
"""

import argparse
import site
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from junk_returns import good_return, small_rulebook
from mutated_returns import spoilt

from kpi_xl.faces.report_findings import findings_json
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.workflows.validate import validate

MOST_SECONDS, MOST_MEGABYTES = 2.0, 300
ENDINGS = ("xlsx", "xlsm", "xls", "xlsb", "xltx", "xltm", "ods")


def spoilt_returns(rules: Rulebook, count: int, folder: Path) -> Iterator[tuple[str, Path]]:
    good, path = good_return(rules), folder / "AS return.xlsx"
    for seed in range(count):
        path.write_bytes(spoilt(good, seed))
        yield f"seed {seed}", path


def spreadsheets_of_packages() -> Iterator[tuple[str, Path]]:
    for folder in map(Path, site.getsitepackages()):
        for ending in ENDINGS:
            for path in sorted(folder.rglob(f"*.{ending}")):
                yield str(path.relative_to(folder)), path


def peak_megabytes() -> float:
    """Of this process so far; 0 where the system does not say (Windows)."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spoilt", type=int, default=2_000, help="how many spoilt returns")
    parser.add_argument("--packages", action="store_true", help="spreadsheets of installed packages too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rules = small_rulebook(Path(folder))
        files = list(spreadsheets_of_packages()) if given.packages else []
        failed = tried("spreadsheets of packages", iter(files), rules) if files else 0
        failed += tried("spoilt returns", spoilt_returns(rules, given.spoilt, Path(folder)), rules)
    print(f"{peak_megabytes():.0f} MB at most")
    return int(bool(failed) or peak_megabytes() > MOST_MEGABYTES)


def tried(what: str, files: Iterator[tuple[str, Path]], rules: Rulebook) -> int:
    """How many had no reason or took too long."""
    outcomes: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    slowest, failed = (0.0, ""), 0
    for name, path in files:
        start = time.process_time()
        try:
            validation = validate([path], rules)
            findings_json(validation)
        except Exception:
            print(f"{name}: a traceback")
            raise
        seconds = time.process_time() - start
        slowest = max(slowest, (seconds, name))
        for one in validation.checked:
            outcomes[one.status] += 1
            codes.update({finding.code for finding in one.findings})
            if seconds > MOST_SECONDS or (one.status != "accepted" and not one.findings):
                failed += 1
                print(f"{name}: {one.status}, {len(one.findings)} findings, {seconds:.2f} s")
    print(
        f"{outcomes.total():,} {what}: {dict(outcomes)}; {len(codes)} codes; slowest {slowest[0]:.2f} s ({slowest[1]})"
    )
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
