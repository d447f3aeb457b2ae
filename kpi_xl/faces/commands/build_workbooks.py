"""`kpi-xl build-workbooks`: returns and a master with buttons, and the workbook of functions."""

from pathlib import Path

import click

from kpi_xl.faces.options import dry_run_option, period_option, workspace_argument
from kpi_xl.faces.terminal import say
from kpi_xl.model.period import Period


@click.command("build-workbooks")
@workspace_argument
@period_option("The quarter to report; the rulebook's own unless given.")
@click.option(
    "--interpreter",
    metavar="PATH",
    help="The Python the buttons start, as the PCs that open the workbooks know it; may name variables such as "
    "%LOCALAPPDATA%. On Windows this Python unless given, elsewhere left to each PC's settings.",
)
@click.option("--replace", is_flag=True, help="Write over workbooks built earlier.")
@dry_run_option
def build_workbooks(folder: Path, period: Period | None, interpreter: str | None, replace: bool, dry_run: bool) -> None:
    """Build returns and master with buttons, and functions, in DIR."""
    from kpi_xl.faces.installed_xlwings import python_link
    from kpi_xl.faces.vba_functions import functions_code
    from kpi_xl.model.workspace import Workspace
    from kpi_xl.workflows.build_workbooks import KINDS, Job, functions_kind
    from kpi_xl.workflows.build_workbooks import build_workbooks as build

    job = Job(Workspace(folder), python_link((interpreter or "").strip('"'), folder), period)
    built = build(job, (*KINDS, functions_kind(functions_code())), replace=replace, dry_run=dry_run)
    for path in built.backups:
        say(f"Copied the earlier master to {path}")
    for path in built.written:
        say(f"{'Would write' if dry_run else 'Wrote'} {path}")
    for path in built.kept:
        say(f"Kept {path}: it was built earlier. Use --replace to write it anew.")
