"""Look at everything a run needs before anything is written: the rulebook, the earlier master, every submission."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kpi_xl import __version__
from kpi_xl.files.disk.look import is_file, is_folder, is_there
from kpi_xl.files.house_style.theme import theme
from kpi_xl.files.master_book import master_book
from kpi_xl.files.saving.findings_journal import noted_copies
from kpi_xl.files.saving.run_record import FileSeen, RunRecord, read_record
from kpi_xl.files.saving.uncollected import uncollected
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.consolidation.consolidate import Consolidation, consolidate
from kpi_xl.rules.master.read_master import MASTER_SHEETS, read_master
from kpi_xl.workflows.issued_settings import issued_settings
from kpi_xl.workflows.open_rulebook import open_rulebook
from kpi_xl.workflows.validate import Validation, validate

Tell = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run found and will do. `earlier_sha256` is of the master's file, "" where there is none yet.

    `written_before` is what earlier runs wrote, also one that was cut off before its record.
    """

    workspace: Workspace
    rulebook: Rulebook
    earlier_sha256: str
    validation: Validation
    consolidation: Consolidation
    last: RunRecord | None
    written_before: tuple[FileSeen, ...]
    look: str

    @property
    def master_stands(self) -> bool:
        """Whether the master's file is, byte for byte, what this run would say again.

        Content, rulebook, program and look are those of the run that wrote it. A master somebody has saved since is
        written anew, so that a run always mends one that was damaged.
        """
        last = self.last
        written = None if last is None else last.output(self.workspace.master.name)
        return (
            last is not None
            and written is not None
            and self.consolidation.unchanged
            and written.sha256 == self.earlier_sha256
            and last.rulebook.sha256 == self.rulebook.sha256
            and last.made_with.get("kpi_xl") == __version__
            and last.look == self.look
        )


@uncollected()
def plan_run(
    workspace: Workspace, period: Period | None, jobs: int, tell: Tell | None, *, fixes: bool = True, join: bool = False
) -> Plan:
    """Read and check everything and work out the new master; write nothing.

    `period` None means the rulebook's own, or else the one all accepted returns are of. Raises WorkspaceError when
    that names none or the earlier master cannot be built upon, RulebookError when the rulebook is wrong.
    """
    rulebook = open_rulebook(workspace.rulebook)
    earlier, earlier_sha256 = _earlier(workspace.master)
    validation, consolidation = look_over(workspace, rulebook, earlier, period, jobs, tell, fixes=fixes, join=join)
    last = read_record(workspace.record)
    return Plan(
        workspace=workspace,
        rulebook=rulebook,
        earlier_sha256=earlier_sha256,
        validation=validation,
        consolidation=consolidation,
        last=last,
        written_before=(*(() if last is None else last.outputs), *noted_copies(workspace.findings_journal)),
        look=theme().fingerprint,
    )


def look_over(
    workspace: Workspace,
    rulebook: Rulebook,
    earlier: Master,
    period: Period | None,
    jobs: int,
    tell: Tell | None,
    *,
    fixes: bool = True,
    join: bool = False,
) -> tuple[Validation, Consolidation]:
    """What the submissions are, and what they make of `earlier`; arguments and errors as `plan_run`'s."""
    told = None if tell is None else partial(tell, "Checking returns")
    issued = issued_settings(workspace)
    validation = validate(
        [workspace.submissions], rulebook, earlier, period, jobs, told, issued, fixes=fixes, join=join
    )
    chosen = period or rulebook.settings.period or _period_of(validation.checked)
    consolidation = consolidate(rulebook, earlier, validation.checked, chosen)
    return _without_kept(validation, consolidation), consolidation


def check_folders(workspace: Workspace) -> None:
    """Raises WorkspaceError, saying what to do, where a folder is no workspace."""
    if not is_folder(workspace.root):
        raise WorkspaceError(f"There is no folder {workspace.root}. Start one with: kpi-xl new {workspace.root}")
    if not is_file(workspace.rulebook):
        raise WorkspaceError(
            f"{workspace.root} has no {workspace.rulebook.name}, so kpi_xl does not know what to expect. "
            f"Give the folder that holds it, or start one with: kpi-xl new {workspace.root}"
        )
    if not is_folder(workspace.submissions):
        raise WorkspaceError(
            f"{workspace.root} has no folder {workspace.submissions.name}. Put the returns sent in there."
        )


def _earlier(path: Path) -> tuple[Master, str]:
    """The earlier master and its file's hash; an empty one before the first run."""
    if not is_there(path):
        return Master(), ""
    book = master_book(path, MASTER_SHEETS)
    return read_master(book), book.sha256


def _without_kept(validation: Validation, consolidation: Consolidation) -> Validation:
    """A directorate whose earlier figures stand owes nothing, although it has no file in the folder now."""
    stand = set(consolidation.kept)
    return replace(
        validation, batch=tuple(finding for finding in validation.batch if finding.facts.get("unit") not in stand)
    )


def _period_of(checked: Sequence[Checked]) -> Period:
    periods = {one.period for one in checked if one.accepted and one.period is not None}
    if len(periods) == 1:
        return periods.pop()
    why = f"the returns are of {', '.join(map(str, sorted(periods)))}" if periods else "no return was accepted"
    raise WorkspaceError(
        f"Which quarter to consolidate is not clear: the rulebook's Settings name none, and {why}. "
        f"Type it into the Settings, or say it with --period."
    )
