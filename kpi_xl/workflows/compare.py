"""Compare two quarters of the master like for like."""

from dataclasses import dataclass
from pathlib import Path

from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.comparison.component_check import ComponentCheck, component_checks
from kpi_xl.rules.comparison.like_for_like import LikeForLike, like_for_like
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed, each total beside its parts, and the rulebook for names."""

    rulebook: Rulebook
    like_for_like: LikeForLike
    components: tuple[ComponentCheck, ...]

    def name(self, kpi_id: str) -> str:
        """The KPI's name; "" when the rulebook has it no more."""
        kpi = self.rulebook.kpis.get(kpi_id)
        return "" if kpi is None else kpi.name


def compare(folder: Path, before: Period | None = None, now: Period | None = None) -> Comparison:
    """Compare `now` (the master's latest when None) with `before` (the quarter the master holds before it).

    Raises WorkspaceError when the master does not hold them, or `before` is not the earlier; RulebookError when the
    rulebook is wrong.
    """
    workspace = Workspace(folder)
    rulebook = open_rulebook(workspace.rulebook)
    master = open_master(workspace.master)
    before, now = _chosen(master, before, now, workspace.master)
    return Comparison(
        rulebook=rulebook,
        like_for_like=like_for_like(rulebook, master, before, now),
        components=component_checks(rulebook, master, now, (before,)),
    )


def _chosen(master: Master, before: Period | None, now: Period | None, path: Path) -> tuple[Period, Period]:
    held = master.periods
    known = ", ".join(map(str, held))
    if not held:
        raise WorkspaceError(f"{path} holds no results yet. Bring returns in with: kpi-xl run")
    for period in (before, now):
        if period is not None and period not in held:
            raise WorkspaceError(f"{path} has nothing for {period}. It holds {known}.")
    latest = now or held[-1]
    earlier = [period for period in held if period < latest]
    if not earlier:
        raise WorkspaceError(f"There is nothing to compare {latest} with: {path} holds {known} and nothing earlier.")
    if before is not None and before not in earlier:
        raise WorkspaceError(f"Compare an earlier quarter with a later one: {before} is not before {latest}.")
    return before or earlier[-1], latest
