"""`kpi-xl doctor`: what on this PC would stop the buttons and functions, and what to do about it."""

import click

from kpi_xl.faces.exit_codes import CLEAN, REJECTED_OR_MISSING
from kpi_xl.faces.options import format_option
from kpi_xl.faces.terminal import say_lines
from kpi_xl.faces.typed_path import TypedPath


@click.command()
@click.argument("workbook", default=".", required=False, type=TypedPath())
@format_option
@click.pass_context
def doctor(ctx: click.Context, workbook: str, format_name: str) -> None:
    """Look for what would stop the buttons of WORKBOOK here.

    WORKBOOK may be a folder, too; it is the present folder unless given. Nothing is changed.
    """
    from kpi_xl.faces.report_doctor import doctor_json, report_doctor
    from kpi_xl.files.machine.computer import this_computer
    from kpi_xl.model.diagnosis import Verdict
    from kpi_xl.workflows.examine import examine

    diagnoses = examine(workbook, this_computer())
    if format_name == "json":
        say_lines(doctor_json(diagnoses))
    else:
        report_doctor(diagnoses)
    wanting = any(diagnosis.verdict is Verdict.ATTENTION for diagnosis in diagnoses)
    ctx.exit(REJECTED_OR_MISSING if wanting else CLEAN)
