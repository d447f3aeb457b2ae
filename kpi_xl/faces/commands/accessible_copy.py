"""`kpi-xl accessible-copy`: a quarter as plain tables, for screen readers and other programs."""

from pathlib import Path

import click

from kpi_xl.faces.options import period_option, workspace_argument
from kpi_xl.faces.terminal import say
from kpi_xl.model.period import Period


@click.command("accessible-copy")
@workspace_argument
@period_option("The quarter to publish; the master's latest unless given.")
def accessible_copy(folder: Path, period: Period | None) -> None:
    """Write the master of DIR as an accessible workbook and CSV files."""
    from kpi_xl.workflows.publish_accessible import publish_accessible

    for path in publish_accessible(folder, period):
        say(f"Wrote {path}")
