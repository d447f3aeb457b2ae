"""Workbooks of findings to send back: copies of the returns, each with its Checks sheet."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from kpi_xl.files.findings.findings_name import findings_name
from kpi_xl.files.internet_mark import keep_mark
from kpi_xl.files.saving.run_record import RunRecord, file_hash
from kpi_xl.files.saving.safe_save import make_folder, save_atomically
from kpi_xl.model.finding import Severity
from kpi_xl.model.submission import Checked
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.plan_run import Tell


def to_send_back(checked: Sequence[Checked], folder: Path) -> dict[Path, Checked]:
    """The workbook to write into `folder` for each file there is more to say of than information.

    Files that were skipped (copies of one that counts, lock files) get none.
    """
    copies: dict[Path, Checked] = {}
    for one in checked:
        said = any(finding.severity is not Severity.INFORMATION for finding in one.findings)
        if said and one.status != "skipped":
            copies[_free_name(folder / findings_name(one), copies)] = one
    return copies


def _free_name(path: Path, taken: Collection[Path]) -> Path:
    """Returns in different folders may have one name."""
    free, number = path, 1
    while free in taken:
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free


def send_back(copies: Mapping[Path, Checked], tell: Tell | None = None) -> None:
    """Write the workbooks, each whole or not at all. The returns themselves are only read.

    Raises FileBusyError when one written before is open in Excel, SaveError when one cannot be written.
    """
    from kpi_xl.files.findings.findings_copy import write_findings_copy  # most runs have nothing to send back

    for number, (path, checked) in enumerate(copies.items(), 1):
        make_folder(path.parent)
        save_atomically(path, partial(write_findings_copy, Path(checked.path), checked))
        keep_mark(Path(checked.path), path)  # what is in the copy came from where the return came from
        if tell is not None:
            tell("Writing findings", number, len(copies))


def outdated(last: RunRecord | None, workspace: Workspace, copies: Collection[Path]) -> tuple[Path, ...]:
    """Workbooks the last run wrote that no longer apply. One somebody has worked on since is theirs, and stays."""
    seen = () if last is None else last.outputs
    written = {workspace.root / one.path: one.sha256 for one in seen if one.sha256}
    return tuple(
        path
        for path, sha256 in written.items()
        if path.parent == workspace.findings and path not in copies and file_hash(path) == sha256
    )
