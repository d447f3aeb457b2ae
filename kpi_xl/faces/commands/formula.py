"""`kpi-xl formula`: the functions as plain formulas, for an Excel that has neither LAMBDA nor Python."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kpi_xl.faces.terminal import say

ONE_SIDED = ["higher", "lower"]
ANY_WAY = [*ONE_SIDED, "in range"]
BLANK = '""'
_PLAIN = re.compile(r"-?[\d.]+(?:[eE][+-]?\d+)?|(?:'[^']+'!|\w+!)?[$\w]+(?::[$\w]+)?|\w+\[[^\[\]]*\]|\"\"")


@click.group()
def formula() -> None:
    """Print a rating or a change as a formula for any Excel.

    For example: kpi-xl formula rag --actual A2 --green B2 --amber C2

    Each value is a cell, a number or an expression. Paste the line into a cell and fill it down. Excel 365 and 2024
    have the same as functions: kpi-xl formula workbook functions.xlsx
    """


class Operand(click.ParamType):
    """A cell, a number, or an expression, which is put in brackets so that it stays together."""

    name = "cell"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip().removeprefix("=")
        if not text:
            self.fail("Give a cell such as B2, or a number.", param, ctx)
        return text if _PLAIN.fullmatch(text) else f"({text})"


def cell(name: str, help_text: str, *, required: bool = True) -> Callable[..., Any]:
    return click.option(
        f"--{name}", type=Operand(), required=required, default=None if required else BLANK, help=help_text
    )


def better(ways: list[str], default: str | None = "higher") -> Callable[..., Any]:
    return click.option(
        "--better",
        type=click.Choice(ways),
        default=default,
        show_default=default is not None,
        help="Which way is good.",
    )


@formula.command()
@cell("actual", "The value.")
@cell("green", "Where Green starts, or ends where lower is better.")
@cell("amber", "Where Amber starts or ends; without it nothing is Red.", required=False)
@better(ONE_SIDED)
def rag(actual: str, green: str, amber: str, better: str) -> None:
    """Green, Amber or Red, by one threshold a colour."""
    from kpi_xl.files.functions_book import rating_formulas
    from kpi_xl.model.polarity import Polarity

    _print(rating_formulas.rag(actual, green, amber, Polarity(better)))


@formula.command("range")
@cell("actual", "The value.")
@cell("green-low", "Green from.", required=False)
@cell("green-high", "Green to.", required=False)
@cell("amber-low", "Amber from.", required=False)
@cell("amber-high", "Amber to.", required=False)
def rag_range(actual: str, green_low: str, green_high: str, amber_low: str, amber_high: str) -> None:
    """Green, Amber or Red, by a green range inside an amber range."""
    from kpi_xl.files.functions_book import rating_formulas

    _print(rating_formulas.rag_range(actual, green_low, green_high, amber_low, amber_high))


@formula.command()
@cell("actual", "The value.")
@cell("target", "Its target.")
@better(ANY_WAY, default=None)
def variance(actual: str, target: str, better: str | None) -> None:
    """The value less its target; with --better, above 0 is better."""
    from kpi_xl.files.functions_book import movement_formulas
    from kpi_xl.model.polarity import Polarity

    _print(movement_formulas.variance(actual, target, Polarity(better or "none")))


@formula.command()
@cell("actual", "The value.")
@cell("before", "The value it is compared with.")
@click.option("--unit", default="", help="% gives percentage points; without it the change is in per cent.")
def change(actual: str, before: str, unit: str) -> None:
    """How much a value has changed."""
    from kpi_xl.files.functions_book import movement_formulas
    from kpi_xl.model.measure import measure_of

    _print(movement_formulas.change(actual, before, str(measure_of(unit).in_points).upper()))


@formula.command()
@cell("actual", "The value.")
@cell("before", "The value it is compared with.")
@better(ANY_WAY)
@cell("decimals", "Values that print the same at that many are No change.", required=False)
@cell("green-low", "In range: green from.", required=False)
@cell("green-high", "In range: green to.", required=False)
def direction(actual: str, before: str, better: str, decimals: str, green_low: str, green_high: str) -> None:
    """Improved, Worsened or No change."""
    from kpi_xl.files.functions_book import movement_formulas
    from kpi_xl.model.polarity import Polarity

    _print(movement_formulas.direction(actual, before, Polarity(better), decimals, green_low, green_high))


@formula.command()
@cell("ratings", "The range of rating words, such as D2:D80.")
@click.option("--what", type=click.Choice(["Green", "Amber", "Red"]), default="Green", show_default=True, help="Which.")
def share(ratings: str, what: str) -> None:
    """Whole per cent of the rated that have a rating."""
    from kpi_xl.files.functions_book import rating_formulas
    from kpi_xl.model.rating import Rating

    _print(rating_formulas.share(ratings, Rating(what)))


@formula.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def workbook(file: Path) -> None:
    """Write FILE, a workbook with the functions as names, for Excel 365 or 2024.

    A theme.toml beside FILE gives its look.
    """
    from kpi_xl.files.house_style.theme import themed
    from kpi_xl.files.saving.save_workbook import save_workbook
    from kpi_xl.files.write_functions import write_functions_workbook
    from kpi_xl.model.workspace import Workspace

    with themed(Workspace(file.parent).theme):
        save_workbook(file, write_functions_workbook)
    say(f"Made {file}")


def _print(text: str) -> None:
    say(f"={text}")
