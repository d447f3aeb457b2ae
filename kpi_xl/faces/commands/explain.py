"""`kpi-xl explain`: everything behind one rating."""

from pathlib import Path

import click

from kpi_xl.faces.options import period_option
from kpi_xl.faces.terminal import coloured, say, styled
from kpi_xl.faces.typed_path import TypedPath
from kpi_xl.model.period import Period


@click.command()
@click.argument("kpi")
@click.option(
    "--workspace", "folder", default=".", type=TypedPath(file_okay=False, path_type=Path), help="The workspace folder."
)
@period_option("The quarter asked about; the master's latest unless given.")
def explain(kpi: str, folder: Path, period: Period | None) -> None:
    """Say why KPI has its rating: value, bands, version, approver and source cell."""
    from kpi_xl.workflows.explain import explain as explain_workflow

    explanation = explain_workflow(folder, kpi, period)
    say(styled(explanation.heading))
    say(f"{coloured(str(explanation.outcome))}. {explanation.why}")
    say()
    width = max(len(name) for name, _ in explanation.facts)
    for name, text in explanation.facts:
        say(f"  {name:<{width}}  {text}")
