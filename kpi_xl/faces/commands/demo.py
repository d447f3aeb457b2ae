"""`kpi-xl demo`: the whole job on the example council."""

from pathlib import Path

import click

from kpi_xl.faces.exit_codes import CLEAN, REJECTED_OR_MISSING
from kpi_xl.faces.terminal import say
from kpi_xl.faces.typed_path import TypedPath
from kpi_xl.files.disk.look import whole_path


@click.command()
@click.argument("folder", metavar="DIR", type=TypedPath(file_okay=False, path_type=Path))
@click.pass_context
def demo(ctx: click.Context, folder: Path) -> None:
    """Make the example council's quarter in DIR and consolidate it."""
    from kpi_xl.faces.report_run import report_run
    from kpi_xl.workflows.demo import make_demo

    made = make_demo(folder)
    say(f"The example council's {made.run.period} is in {whole_path(folder)}")
    say(f"  {len(made.issued.written) + len(made.issued.kept)} blank returns are in {folder / 'returns'}")
    report_run(made.run)
    say()
    say(f"Open {folder / 'master.xlsx'} to look at the dashboard.")
    ctx.exit(CLEAN if made.run.clean else REJECTED_OR_MISSING)
