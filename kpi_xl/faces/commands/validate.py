"""`kpi-xl validate`: check submissions and change nothing."""

from itertools import chain
from pathlib import Path

import click

from kpi_xl.faces.exit_codes import CLEAN, REJECTED_OR_MISSING
from kpi_xl.faces.options import fix_option, format_option, jobs_option, join_option, period_option
from kpi_xl.faces.terminal import say_lines
from kpi_xl.faces.typed_path import TypedPath, TypedPaths
from kpi_xl.model.period import Period


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=TypedPaths(path_type=Path))
@click.option("--rulebook", type=TypedPath(path_type=Path), help="rulebook.xlsx near the first PATH unless given.")
@period_option("The quarter expected; the rulebook's own unless given.")
@click.option("--findings", type=TypedPath(file_okay=False, path_type=Path), help="Write findings workbooks here.")
@format_option
@jobs_option
@fix_option
@join_option
@click.pass_context
def validate(
    ctx: click.Context,
    paths: tuple[tuple[Path, ...], ...],
    rulebook: Path | None,
    period: Period | None,
    findings: Path | None,
    format_name: str,
    jobs: int,
    fixes: bool,
    join: bool,
) -> None:
    """Check submissions: files, or folders of files. Writes nothing unless --findings is given."""
    from kpi_xl.faces.report_findings import findings_json, print_findings
    from kpi_xl.workflows.validate_files import validate_files

    files = tuple(chain.from_iterable(paths))
    validation = validate_files(
        files, rulebook=rulebook, period=period, findings=findings, jobs=jobs, fixes=fixes, join=join
    )
    if format_name == "json":
        say_lines(findings_json(validation))
    else:
        print_findings(validation)
    ctx.exit(CLEAN if validation.clean else REJECTED_OR_MISSING)
