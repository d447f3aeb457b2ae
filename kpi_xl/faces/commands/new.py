"""`kpi-xl new`: start a workspace for a council of one's own."""

from pathlib import Path

import click

from kpi_xl.faces.terminal import say
from kpi_xl.faces.typed_path import TypedPath


@click.command()
@click.argument("folder", metavar="DIR", type=TypedPath(file_okay=False, path_type=Path))
@click.option("--council", default="Our council", show_default=True, help="The council's name.")
def new(folder: Path, council: str) -> None:
    """Start a workspace in DIR: a rulebook to fill in and the folders."""
    from kpi_xl.workflows.new import new_workspace

    made = new_workspace(folder, council)
    say(f"Made {made.rulebook}")
    say("Next: fill in the rulebook in Excel, then run: kpi-xl check-rulebook " + str(made.rulebook))
