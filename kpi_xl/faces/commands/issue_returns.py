"""`kpi-xl issue-returns`: blank returns for every directorate."""

from pathlib import Path

import click

from kpi_xl.faces.options import dry_run_option, period_option, workspace_argument
from kpi_xl.faces.terminal import say
from kpi_xl.model.period import Period


@click.command("issue-returns")
@workspace_argument
@period_option("The quarter to report; the rulebook's own unless given.")
@click.option("--replace", is_flag=True, help="Write over returns issued earlier.")
@dry_run_option
def issue_returns(folder: Path, period: Period | None, replace: bool, dry_run: bool) -> None:
    """Write a blank return for each directorate into DIR/returns."""
    from kpi_xl.workflows.issue_returns import issue_returns as issue

    issued = issue(folder, period=period, replace=replace, dry_run=dry_run)
    for path in issued.written:
        say(f"{'Would write' if dry_run else 'Wrote'} {path}")
    for path in issued.kept:
        say(f"Kept {path}: it was issued earlier. Use --replace to write it anew.")
