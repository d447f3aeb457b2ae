"""The record of a run, run.json: what was read, what it was made with, what came out."""

import json
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from kpi_xl import __version__
from kpi_xl.files.disk.look import is_there, whole_path
from kpi_xl.files.disk.read import file_hash, text
from kpi_xl.files.disk.write import write_bytes
from kpi_xl.files.saving.safe_save import save_atomically
from kpi_xl.model.shown_text import ascii_json

_LIBRARIES = ("xlsxwriter", "filelock", "numpy", "pandas")


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file read or written. `path` is relative to the workspace where it is inside it."""

    path: str
    sha256: str
    unit: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run. `made_with` names Python, kpi_xl and each library that was used, with their versions.

    `look` is the fingerprint of the theme, the council's own laid over ours, so that a restyled master is written anew.
    """

    when: str
    period: str
    rulebook: FileSeen
    inputs: tuple[FileSeen, ...] = ()
    outputs: tuple[FileSeen, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    made_with: Mapping[str, str] = field(default_factory=dict)
    look: str = ""
    master_changed: bool = True

    def output(self, path: str) -> FileSeen | None:
        return next((seen for seen in self.outputs if seen.path == path), None)


def write_record(path: Path, record: RunRecord) -> None:
    # A file name may hold anything, half characters and a terminal's controls too: as JSON spells them, it reads back.
    content = (ascii_json(asdict(record)) + "\n").encode("ascii")
    save_atomically(path, lambda building: write_bytes(building, content))


def read_record(path: Path) -> RunRecord | None:
    """The last run's record; None when there is none, or it is not one this version can read.

    Raises DiskError where the disk refuses it: without it nobody would know what earlier runs wrote.
    """
    if not is_there(path):
        return None
    try:
        found = json.loads(text(path))
        files = {name: tuple(FileSeen(**seen) for seen in found[name]) for name in ("inputs", "outputs")}
        return RunRecord(**{**found, **files, "rulebook": FileSeen(**found["rulebook"])})
    except (ValueError, KeyError, TypeError):
        return None


def relative(path: Path, root: Path) -> str:
    """With forward slashes, so that a record reads the same on every machine."""
    try:
        return whole_path(path).relative_to(whole_path(root)).as_posix()
    except ValueError:
        return str(path)


def made_with() -> dict[str, str]:
    """Versions of what this process really used. Asking the installed packages instead would cost 30 ms."""
    used = {name: getattr(sys.modules.get(name), "__version__", "") for name in _LIBRARIES}
    return {"python": platform.python_version(), "kpi_xl": __version__, **{k: v for k, v in used.items() if v}}


def timestamp(when: datetime) -> str:
    return when.isoformat(timespec="seconds")


def files_seen(paths: Iterable[Path], root: Path) -> tuple[FileSeen, ...]:
    return tuple(FileSeen(relative(path, root), file_hash(path)) for path in paths)
