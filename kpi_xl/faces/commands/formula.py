"""`kpi-xl formula`: the functions as plain formulas, for an Excel that has neither LAMBDA nor Python."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kpi_xl.faces.formula_options import ANY_WAY, BASES, BLANK, ONE_SIDED, WordOrCell, better, cell, scale
from kpi_xl.faces.terminal import say
from kpi_xl.faces.typed_path import TypedPath


@click.group()
def formula() -> None:
    """Print a rating or a change as a formula for any Excel.

    For example: kpi-xl formula target --actual C2 --target B2 --tolerance 5 --better A2

    Each value is a cell, a number or an expression. Paste the line into a cell and fill it down. Excel 365 and 2024
    have the same as functions: kpi-xl formula workbook functions.xlsx
    """


@formula.command()
@cell("actual", "The value.")
@cell("green", "Where Green starts, or ends where lower is better.")
@cell("amber", "Where Amber starts or ends; without it nothing is Red.", required=False)
@better(ONE_SIDED)
@scale
def rag(actual: str, green: str, amber: str, better: str, scale: str) -> None:
    """Green, Amber or Red, by one threshold a colour."""
    from kpi_xl.files.functions_book import rating_formulas
    from kpi_xl.rules.worksheet import ratings

    known = [_known(green), _known(amber), _known_word(better)]
    if None not in known:
        _refuse(ratings.rag(known[1], *known, scale))  # a value on the line, which is on its scale
    _print(rating_formulas.rag(actual, green, amber, _way(better), scale == "ask"))


@formula.command("range")
@cell("actual", "The value.")
@cell("green-low", "Green from.", required=False)
@cell("green-high", "Green to.", required=False)
@cell("amber-low", "Amber from.", required=False)
@cell("amber-high", "Amber to.", required=False)
@scale
def rag_range(actual: str, green_low: str, green_high: str, amber_low: str, amber_high: str, scale: str) -> None:
    """Green, Amber or Red, by a green range inside an amber range."""
    from kpi_xl.files.functions_book import rating_formulas
    from kpi_xl.rules.worksheet import ratings

    ends = (green_low, green_high, amber_low, amber_high)
    known = [_known(end) for end in ends]
    if None not in known:
        _refuse(ratings.rag_range(None, *known))
    _print(rating_formulas.rag_range(actual, *ends, scale == "ask"))


@formula.command()
@cell("actual", "The value: spend, income or any other.")
@cell("target", "The budget, or what should be reached.")
@cell("tolerance", "How far off target is still Amber: 5 for 5 per cent.")
@click.option(
    "--basis",
    type=WordOrCell(BASES),
    default=BASES[0],
    show_default=True,
    help="fraction: for a tolerance cell that shows 5%. points: in the unit of the value.",
)
@better(ANY_WAY)
@cell("green-tolerance", "How far off target is still Green.", required=False)
@scale
def target(actual: str, target: str, tolerance: str, basis: str, better: str, green_tolerance: str, scale: str) -> None:
    """Green, Amber or Red, by a target or budget and how far off it is."""
    from kpi_xl.files.functions_book import target_formulas
    from kpi_xl.files.functions_book.expressions import word_in
    from kpi_xl.rules.worksheet import target_ratings

    tolerances = [_known(one) for one in (tolerance, green_tolerance)]
    words = [_known_word(basis), _known_word(better)]
    if None not in (*tolerances, words[0]):
        aim = _known(target) or 10.0  # a size at which no tolerance is of the wrong scale only because of it
        _refuse(target_ratings.rag_target(None, aim, tolerances[0], *words, tolerances[1], scale))
    if click.get_current_context().get_parameter_source("better") is ParameterSource.DEFAULT:
        say("Higher is rated as better here, as of income. For spend add --better lower.", err=True)
    unit = word_in(basis[1:]) if words[0] is None else target_ratings.BASES[basis]
    _print(target_formulas.rag_target(actual, target, tolerance, unit, _way(better), green_tolerance, scale == "ask"))


@formula.command()
@cell("actual", "The value.")
@cell("target", "Its target.")
@better(ANY_WAY, default=None)
@scale
def variance(actual: str, target: str, better: str | None, scale: str) -> None:
    """The value less its target; with --better, above 0 is better."""
    from kpi_xl.files.functions_book import movement_formulas

    _print(movement_formulas.variance(actual, target, _way(better or "none"), scale == "ask"))


@formula.command()
@cell("actual", "The value.")
@cell("before", "The value it is compared with.")
@click.option(
    "--unit",
    default="",
    help="% gives percentage points of 31 for 31%, fraction the same for cells that show 31%, points the difference as "
    "it stands; without it the change is in per cent.",
)
@scale
def change(actual: str, before: str, unit: str, scale: str) -> None:
    """How much a value has changed."""
    from kpi_xl.files.functions_book import movement_formulas
    from kpi_xl.files.functions_book.expressions import quoted

    _print(movement_formulas.change(actual, before, quoted(unit.strip()), scale == "ask"))


@formula.command()
@cell("actual", "The value.")
@cell("before", "The value it is compared with.")
@better(ANY_WAY)
@cell("decimals", "Values that print the same at that many are No change.", required=False)
@cell("green-low", "In range: green from.", required=False)
@cell("green-high", "In range: green to.", required=False)
@scale
def direction(
    actual: str, before: str, better: str, decimals: str, green_low: str, green_high: str, scale: str
) -> None:
    """Improved, Worsened or No change."""
    from kpi_xl.files.functions_book import movement_formulas

    ends = (green_low, green_high)
    _print(movement_formulas.direction(actual, before, _way(better), decimals, *ends, scale == "ask"))


@formula.command()
@cell("ratings", "The range of rating words, such as D2:D80.")
@click.option("--what", type=click.Choice(["Green", "Amber", "Red"]), default="Green", show_default=True, help="Which.")
def share(ratings: str, what: str) -> None:
    """Whole per cent of the rated that have a rating."""
    from kpi_xl.files.functions_book import rating_formulas
    from kpi_xl.model.rating import Rating

    _print(rating_formulas.share(ratings, Rating(what)))


@formula.command()
@click.option("--range", "cells", default="F2:F51", show_default=True, help="The cells that hold the ratings.")
def colours(cells: str) -> None:
    """The three rules that colour ratings, to type into any Excel."""
    from kpi_xl.files.functions_book.colours import colour_rules

    for line in colour_rules(cells):
        say(line)


@formula.command()
@click.argument("file", type=TypedPath(dir_okay=False, path_type=Path))
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


def _way(better: str) -> Any:
    """The polarity named, or the expression for the word of a cell."""
    from kpi_xl.files.functions_book.expressions import word_in
    from kpi_xl.model.polarity import Polarity

    return word_in(better[1:]) if better.startswith("=") else Polarity(better)


def _known(operand: str) -> float | str | None:
    """The number typed, "" for none; None for a cell, whose number is not known here."""
    from kpi_xl.files.functions_book.expressions import literal

    return "" if operand == BLANK else literal(operand)


def _known_word(word: str) -> str | None:
    return None if word.startswith("=") else word


def _refuse(answer: object) -> None:
    """A formula that could only say what is wrong is not printed: Excel would say it in every row."""
    if isinstance(answer, str) and answer.startswith("Check "):
        raise click.UsageError(f"This formula could only say: {answer}.")


def _print(text: str) -> None:
    say(f"={text}")
