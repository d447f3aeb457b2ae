"""Run `kpi-xl` as a person does, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

RUN = "import sys; sys.argv[0] = 'kpi-xl'; from kpi_xl.faces.cli import main; main()"


def kpi_xl(*arguments: object, cwd: Path | None = None, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    """What the command said and its exit code; `encoding` is the console's."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding=encoding,
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding},
        check=False,
    )
