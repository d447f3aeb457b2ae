"""What `kpi-xl formula` takes: cells, numbers, expressions, and words that may stand in a cell."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import click

ONE_SIDED = ["higher", "lower"]
ANY_WAY = [*ONE_SIDED, "in range"]
BASES = ["percent", "percent of target", "fraction", "points"]
BLANK = '""'
_CELL = r"(?:'[^']+'!|\w+!)?\$?[A-Za-z]{1,3}\$?\d+|\w*\[[^\[\]]*\]"
_PLAIN = re.compile(rf"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|{_CELL}|(?:'[^']+'!|\w+!)?[$\w]+(?::[$\w]+)?|\"\"")
_PERCENT = re.compile(r"-?(?:\d+\.?\d*|\.\d+)%")
_AS_SHOWN = re.compile(r"[-(]?\s*£?\s*-?[\d.,]*\d[\d.,]*\s*(?:k|m|bn|%)?\s*\)?", re.IGNORECASE)
"""A number as people and cells show it, with pounds, commas or the brackets of a credit."""
_WHOLE_COLUMN = re.compile(r"(?:'[^']+'!|\w+!)?\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}")


class Operand(click.ParamType):
    """A cell, a number, or an expression, which is put in brackets so that it stays together."""

    name = "cell"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip().removeprefix("=")
        if not text:
            self.fail("Give a cell such as B2, or a number.", param, ctx)
        if _PERCENT.fullmatch(text):
            return f"{Decimal(text[:-1]).scaleb(-2):f}"
        if _WHOLE_COLUMN.fullmatch(text):
            self.fail(
                f"{text} is a whole column. Give the cell of the first row, such as B2, and fill down.", param, ctx
            )
        if _AS_SHOWN.fullmatch(text) and not _PLAIN.fullmatch(text):
            self.fail(f"{text} is how a number is shown. Type the plain number, such as 1234.5 or -500.", param, ctx)
        return text if _PLAIN.fullmatch(text) else f"({text})"


class WordOrCell(click.ParamType):
    """One of a few words, or the cell that holds it."""

    name = "word or cell"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return f"[{'|'.join(self.words)}|CELL]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """A word as it is; a cell with its "=" in front."""
        text = str(value).strip()
        if text.casefold() in self.words:
            return text.casefold()
        if not re.fullmatch(_CELL, text.removeprefix("=")):
            self.fail(f"{text!r} is none of {', '.join(self.words)}, nor a cell such as A2.", param, ctx)
        return f"={text.removeprefix('=')}"


def cell(name: str, help_text: str, *, required: bool = True) -> Callable[..., Any]:
    # A default of None would stand for what was not typed, in click from 8.3 on.
    default: dict[str, Any] = {} if required else {"default": BLANK}
    return click.option(f"--{name}", type=Operand(), required=required, help=help_text, **default)


def better(ways: list[str], default: str | None = "higher") -> Callable[..., Any]:
    return click.option(
        "--better",
        type=WordOrCell(ways),
        default=default,
        show_default=default is not None,
        help="Which way is good, or the cell that says so.",
    )


scale = click.option(
    "--scale",
    type=click.Choice(["ask", "same"]),
    default="ask",
    show_default=True,
    help="same: rate the numbers as they stand, and never say Check scale.",
)
