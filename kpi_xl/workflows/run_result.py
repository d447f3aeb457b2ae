"""What a run found and did, or in a dry run would do."""

from dataclasses import dataclass
from pathlib import Path

from kpi_xl.model.kpi import Scope
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.consolidation.consolidate import Consolidation
from kpi_xl.rules.rating.counting import Counts, count
from kpi_xl.workflows.plan_run import Plan
from kpi_xl.workflows.send_back import outdated, to_send_back
from kpi_xl.workflows.validate import Validation


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run found and did. In a dry run the paths are those that would be written.

    `counts` are of the corporate KPIs in the period. `master_written` is False where the master already said all
    this and was left as it was. `backup` is the copy of the master that was replaced, None where there was none.
    `findings` are the copies to send back, `outdated` those of earlier runs taken away because they no longer apply.
    `stayed` are files of ours that should have gone and could not be deleted; they do no harm.
    """

    workspace: Workspace
    period: Period
    validation: Validation
    consolidation: Consolidation
    counts: Counts
    master_written: bool
    backup: Path | None
    findings: tuple[Path, ...]
    outdated: tuple[Path, ...]
    dry_run: bool
    with_findings: bool = True
    stayed: tuple[Path, ...] = ()

    @property
    def clean(self) -> bool:
        """Every file is accepted or rightly left out, and every directorate's figures are in, now or from before."""
        return self.validation.clean and self.consolidation.complete


def foreseen(plan: Plan, with_findings: bool, dry_run: bool) -> RunResult:
    """What will be written; the backup's name is known only once it is made."""
    workspace, checked = plan.workspace, plan.validation.checked
    findings = to_send_back(checked, workspace.findings) if with_findings else {}
    return RunResult(
        workspace=workspace,
        period=plan.consolidation.period,
        validation=plan.validation,
        consolidation=plan.consolidation,
        counts=corporate_counts(plan.rulebook, plan.consolidation.master, plan.consolidation.period),
        master_written=not plan.master_stands,
        backup=None,
        findings=tuple(findings),
        outdated=outdated(plan.written_before, workspace, findings) if with_findings else (),
        dry_run=dry_run,
        with_findings=with_findings,
    )


def corporate_counts(rulebook: Rulebook, master: Master, period: Period) -> Counts:
    """The corporate KPIs of the period (rating rule 20)."""
    kpis = rulebook.kpis
    return count(result.outcome for result in master.of(period) if kpis[result.kpi_id].scope is Scope.CORPORATE)
