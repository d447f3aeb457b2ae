"""Bring the accepted submissions into the master, without findings workbooks."""

from datetime import datetime
from pathlib import Path

from kpi_xl.model.period import Period
from kpi_xl.workflows.plan_run import Tell
from kpi_xl.workflows.run import RunResult, bring_in


def consolidate(
    folder: Path,
    period: Period | None = None,
    *,
    dry_run: bool = False,
    jobs: int = 2,
    progress: Tell | None = None,
    when: datetime | None = None,
) -> RunResult:
    """As `run`, except that nothing in the findings folder is written or taken away."""
    return bring_in(folder, period, dry_run, jobs, progress, when, with_findings=False)
