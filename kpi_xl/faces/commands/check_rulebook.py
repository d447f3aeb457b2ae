"""`kpi-xl check-rulebook`: find what is wrong with the rulebook before anything depends on it."""

from pathlib import Path

import click

from kpi_xl.faces.exit_codes import CLEAN, REJECTED_OR_MISSING
from kpi_xl.faces.terminal import say
from kpi_xl.faces.typed_path import TypedPath


@click.command("check-rulebook")
@click.argument("file", default="rulebook.xlsx", type=TypedPath(dir_okay=False, path_type=Path), required=False)
@click.pass_context
def check_rulebook_command(ctx: click.Context, file: Path) -> None:
    """Check the rulebook and list its findings."""
    from kpi_xl.faces.report_findings import echo_findings
    from kpi_xl.files.disk.look import is_there
    from kpi_xl.model.errors import WorkspaceError
    from kpi_xl.rules.words.wording import counted
    from kpi_xl.workflows.open_rulebook import read_rulebook

    if not is_there(file):
        raise WorkspaceError(f"There is no rulebook {file}. Check the name, or make one with: kpi-xl new DIR")
    reading = read_rulebook(file)
    echo_findings(str(file), reading.findings)
    if reading.rulebook is None:
        say("The rulebook has errors. Nothing that depends on it will run until they are put right.")
        ctx.exit(REJECTED_OR_MISSING)
    rulebook = reading.rulebook
    say(
        f"The rulebook is sound: {counted(len(rulebook.kpis), 'KPI or measure', 'KPIs and measures')}, "
        f"{counted(len(rulebook.units), 'directorate')}, "
        f"{counted(len(rulebook.priorities), 'priority', 'priorities')}, "
        f"{counted(sum(map(len, rulebook.thresholds.values())), 'threshold version')}."
    )
    ctx.exit(CLEAN)
