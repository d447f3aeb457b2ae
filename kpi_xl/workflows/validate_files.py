"""Validate files named by a person: find the rulebook that goes with them, and send findings where asked."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kpi_xl.files.disk.look import is_file, is_there, whole_path
from kpi_xl.files.house_style.theme import themed
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.period import Period
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.issued_settings import issued_settings, known_link
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook
from kpi_xl.workflows.send_back import send_back, to_send_back
from kpi_xl.workflows.validate import Told, Validation, validate

_FOLDERS_UP = 3


def validate_files(
    paths: Sequence[Path],
    rulebook: Path | None = None,
    period: Period | None = None,
    findings: Path | None = None,
    jobs: int = 1,
    told: Told | None = None,
    *,
    fixes: bool = True,
    join: bool = False,
) -> Validation:
    """Check `paths` against `rulebook`, or the nearest rulebook.xlsx, and the master.xlsx beside it if there is one.

    A copy of each return with findings is written into the folder `findings`, where one is given. `fixes` and
    `join` as in `validate`. Raises
    WorkspaceError when no rulebook is found, RulebookError when it is wrong, SaveError when a copy cannot be written.
    """
    place = rulebook or nearest_rulebook(paths[0])
    opened = open_rulebook(place)
    workspace = Workspace(place.parent)
    beside = workspace.master
    master = open_master(beside) if is_there(beside) else None
    issued = issued_settings(workspace)
    validation = validate(paths, opened, master, period, jobs, told, issued, fixes=fixes, join=join)
    if findings is not None:
        with themed(workspace.theme):
            send_back(to_send_back(validation.checked, findings), link=known_link(workspace))
    return validation


def nearest_rulebook(path: Path) -> Path:
    """rulebook.xlsx in the folder of `path`, one above it, or the present one. Raises WorkspaceError when none is."""
    for folder in _folders(path):
        found = Workspace(folder).rulebook
        if is_file(found):
            return found
    raise WorkspaceError(f"There is no rulebook.xlsx in or near {path}. Say where it is with --rulebook FILE.")


def _folders(path: Path) -> Iterator[Path]:
    whole = whole_path(path)
    yield from [whole, *whole.parents][: _FOLDERS_UP + 1]
    yield whole_path(Path())
