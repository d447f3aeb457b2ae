"""`kpi-xl run`: a folder of submissions in, a rated master out."""

from pathlib import Path

import click

from kpi_xl.faces.exit_codes import CLEAN, REJECTED_OR_MISSING
from kpi_xl.faces.options import (
    dry_run_option,
    fix_option,
    jobs_option,
    join_option,
    period_option,
    verbose_option,
    workspace_argument,
)
from kpi_xl.model.period import Period


@click.command("run")
@workspace_argument
@period_option("The quarter to consolidate; the rulebook's own unless given.")
@dry_run_option
@verbose_option
@jobs_option
@fix_option
@join_option
@click.pass_context
def run_command(
    ctx: click.Context,
    folder: Path,
    period: Period | None,
    dry_run: bool,
    verbose: bool,
    jobs: int,
    fixes: bool,
    join: bool,
) -> None:
    """Check every submission in DIR, rate, consolidate, and write findings to send back."""
    from kpi_xl.faces.progress import progress
    from kpi_xl.faces.report_run import report_run
    from kpi_xl.workflows.run import run_quarter

    with progress() as tell:
        result = run_quarter(folder, period, dry_run=dry_run, jobs=jobs, progress=tell, fixes=fixes, join=join)
    report_run(result, verbose=verbose)
    ctx.exit(CLEAN if result.clean else REJECTED_OR_MISSING)
