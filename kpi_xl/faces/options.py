"""Options several commands share, so that each is spelt and explained once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kpi_xl.faces.typed_path import TypedPath
from kpi_xl.model.period import Period, read_period

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class PeriodType(click.ParamType):
    """A quarter in any of the usual spellings; gives a Period."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        period = value if isinstance(value, Period) else read_period(str(value))
        if period is None:
            self.fail(f'"{value}" does not name one quarter. Write it like this: "2022/23 Q2".', param, ctx)
        return period


def workspace_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """The folder with rulebook.xlsx in it; the present folder unless given."""
    return click.argument(
        "folder", metavar="[DIR]", default=".", type=TypedPath(file_okay=False, path_type=Path), required=False
    )(command)


def period_option(help_text: str) -> Decorator:
    return click.option("--period", type=PeriodType(), help=help_text)


dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would be done and write nothing.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Show every finding and every file written.")
format_option = click.option(
    "--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output."
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), default=2, show_default=True, help="Processes for reading many files."
)
fix_option = click.option(
    "--fix/--no-fix",
    "fixes",
    default=True,
    show_default=True,
    help="Read what can be read in one way only, or have it retyped.",
)
join_option = click.option("--join", is_flag=True, help="Join returns of one directorate that fill different cells.")
