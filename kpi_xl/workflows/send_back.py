"""Workbooks of findings to send back: copies of the returns, each with its Checks sheet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from kpi_xl.files.disk.read import file_hash
from kpi_xl.files.findings.findings_name import findings_name
from kpi_xl.files.internet_mark import keep_mark
from kpi_xl.files.saving.findings_journal import note_copy
from kpi_xl.files.saving.run_record import FileSeen
from kpi_xl.files.saving.safe_save import make_folder
from kpi_xl.files.saving.save_workbook import save_workbook
from kpi_xl.model.errors import DiskError
from kpi_xl.model.finding import Severity
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.submission import Checked
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.findings.unreadable import not_reached
from kpi_xl.rules.submissions.find_return import NO_RETURN
from kpi_xl.workflows.plan_run import Tell


def to_send_back(checked: Sequence[Checked], folder: Path) -> dict[Path, Checked]:
    """The workbook to write into `folder` for each file there is more to say of than information.

    Files that were skipped (copies of one that counts, lock files) get none, nor do those that could not be reached,
    and those that are no returns and do not tell whose they are: nobody could be answered.
    """
    copies: dict[Path, Checked] = {}
    for one in checked:
        if _has_an_answer(one):
            copies[_free_name(folder / findings_name(one), copies)] = one
    return copies


def _has_an_answer(checked: Checked) -> bool:
    said = any(finding.severity is not Severity.INFORMATION for finding in checked.findings)
    return said and checked.status != "skipped" and not not_reached(checked) and not is_junk(checked)


def is_junk(checked: Checked) -> bool:
    """Whether the file holds no return, and nothing tells whose it could be: it is listed, and nobody is answered."""
    if checked.unit is not None or not_reached(checked):
        return False
    return checked.status == "unreadable" or any(finding.code == NO_RETURN for finding in checked.findings)


def _free_name(path: Path, taken: Collection[Path]) -> Path:
    """Returns in different folders may have one name."""
    free, number = path, 1
    while free in taken:
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free


def send_back(
    copies: Mapping[Path, Checked],
    tell: Tell | None = None,
    journal: Path | None = None,
    link: PythonLink | None = None,
) -> None:
    """Write the workbooks, each whole or not at all. The returns themselves are only read.

    Each is noted in `journal` before it takes its place. `link` is how their buttons reach Python, as far as we know
    it. Raises FileBusyError when one written before is open in Excel,
    SaveError when one cannot be written.
    """
    for number, (path, checked) in enumerate(copies.items(), 1):
        make_folder(path.parent)
        save_workbook(path, partial(_write, path, checked, journal, link))
        keep_mark(Path(checked.path), path)  # what is in the copy came from where the return came from
        if tell is not None:
            tell("Writing findings", number, len(copies))


def _write(path: Path, checked: Checked, journal: Path | None, link: PythonLink | None, building: Path) -> None:
    from kpi_xl.files.findings.findings_copy import write_findings_copy  # most runs have nothing to send back

    write_findings_copy(Path(checked.path), checked, building, link)
    if journal is not None:
        note_copy(journal, path, building)


def outdated(seen: Iterable[FileSeen], workspace: Workspace, copies: Collection[Path]) -> tuple[Path, ...]:
    """Workbooks that earlier runs wrote, as `seen`, and that no longer apply.

    One somebody has worked on since is theirs, and stays.
    """
    written: dict[Path, set[str]] = {}
    for one in seen:
        written.setdefault(workspace.root / one.path, set()).add(one.sha256)
    return tuple(
        path
        for path, hashes in written.items()
        if path.parent == workspace.findings and path not in copies and _hash(path) in hashes - {""}
    )


def _hash(path: Path) -> str:
    try:
        return file_hash(path)
    except DiskError:
        return ""  # whose it is cannot be told now: it stays
