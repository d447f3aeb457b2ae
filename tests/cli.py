"""Run `kpi-xl`: as a person does, in a process of its own, or in this one where the process is not the point."""

import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner
from unmeasured import environment

from kpi_xl.faces.cli import main

RUN = "import sys; sys.argv[0] = 'kpi-xl'; from kpi_xl.faces.cli import main; main()"


def kpi_xl(*arguments: object, cwd: Path | None = None, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    """What the command said and its exit code; `encoding` is the console's. Half a second, of which most is loading."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding=encoding,
        cwd=cwd,
        env={**environment(), "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding},
        check=False,
    )


def _raised(_doing: str, error: Exception) -> None:
    raise error


def kpi_xl_here(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The same without the process, and measured. A mistake nobody foresaw is raised."""
    with chdir(cwd or Path.cwd()), patch("kpi_xl.faces.unforeseen.log_trouble", _raised):
        said = CliRunner().invoke(main, [*map(str, arguments)], prog_name="kpi-xl", catch_exceptions=False)
    return subprocess.CompletedProcess(arguments, said.exit_code, said.stdout, said.stderr)
