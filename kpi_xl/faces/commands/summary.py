"""`kpi-xl summary`: the counts of a master, with the base beside every share."""

from pathlib import Path

import click

from kpi_xl.faces.options import format_option, period_option
from kpi_xl.faces.terminal import say_lines
from kpi_xl.faces.typed_path import TypedPath
from kpi_xl.model.period import Period


@click.command()
@click.argument("master", type=TypedPath(path_type=Path))
@period_option("The quarter to count; the latest unless given.")
@format_option
def summary(master: Path, period: Period | None, format_name: str) -> None:
    """Print the RAG counts of MASTER."""
    from kpi_xl.faces.report_summary import summary_json, summary_text
    from kpi_xl.workflows.summarise import summarise

    counted = summarise(master, period)
    if format_name == "json":
        say_lines(summary_json(counted))
    else:
        summary_text(counted)
