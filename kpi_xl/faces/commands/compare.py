"""`kpi-xl compare`: what changed between two quarters, like for like."""

from pathlib import Path

import click

from kpi_xl.faces.options import PeriodType, format_option
from kpi_xl.faces.terminal import say_lines
from kpi_xl.faces.typed_path import TypedPath
from kpi_xl.model.period import Period


@click.command()
@click.option("--from", "before", type=PeriodType(), help="The earlier quarter; the one before unless given.")
@click.option("--to", "now", type=PeriodType(), help="The later quarter; the master's latest unless given.")
@click.option(
    "--workspace", "folder", default=".", type=TypedPath(file_okay=False, path_type=Path), help="The workspace folder."
)
@format_option
def compare(before: Period | None, now: Period | None, folder: Path, format_name: str) -> None:
    """Say what changed between two quarters, and what of it is due to changed thresholds."""
    from kpi_xl.workflows.compare import compare as compare_workflow

    compared = compare_workflow(folder, before, now)
    if format_name == "json":
        from kpi_xl.faces.compare_json import compare_json

        say_lines(compare_json(compared))
    else:
        from kpi_xl.faces.report_compare import report_compare

        report_compare(compared)
