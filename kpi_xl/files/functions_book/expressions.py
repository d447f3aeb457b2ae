"""Pieces of formulas that answer for a cell and, entered as a LAMBDA or an array, for every cell of a range.

So no AND, OR, MAX or COUNT, which make one answer of a range: conditions are multiplied and added. Excel compares
numbers at 15 significant digits by itself. Only functions every Excel since 2007 and LibreOffice know.
"""

import re

from kpi_xl.model.polarity import Polarity

Way = Polarity | str
"""Which way is better: known when the formula is made, or the expression that gives the word."""


BLANK = '""'
"""In place of a cell: nothing there."""
TRUE, FALSE = "TRUE", "FALSE"

_LITERAL = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def cases(*choices: tuple[str, str], otherwise: str) -> str:
    """The result of the first condition that holds; one known when the formula is made is worked out at once."""
    formula = otherwise
    for condition, result in reversed(choices):
        known = {TRUE: result, FALSE: formula}
        formula = known.get(condition, f"IF({condition},{result},{formula})")
    return formula


def times(*conditions: str) -> str:
    """All hold. TRUE and FALSE are worked out, so that a plain formula asks no more than it must."""
    kept = [condition for condition in conditions if condition != TRUE]
    return FALSE if FALSE in kept else "*".join(kept) or TRUE


def plus(*conditions: str) -> str:
    """One holds at least."""
    kept = [condition for condition in conditions if condition != FALSE]
    return TRUE if TRUE in kept else "+".join(kept) or FALSE


def neither(*conditions: str) -> str:
    """None holds. One alone is taken from 1, for to Excel FALSE=0 is not so."""
    held = plus(*conditions)
    alone = sum(condition != FALSE for condition in conditions) == 1
    return {TRUE: FALSE, FALSE: TRUE}.get(held, f"1-{held}" if alone else f"{held}=0")


def number(cell: str) -> str:
    """The cell holds a number; a number or BLANK in place of a cell is known at once."""
    if cell == BLANK:
        return FALSE
    return TRUE if _LITERAL.fullmatch(cell) else f"ISNUMBER({cell})"


def size(cell: str) -> str:
    """The size of a number, 0 where there is none."""
    if cell == BLANK:
        return "0"
    return cell.removeprefix("-") if _LITERAL.fullmatch(cell) else f"IF(ISNUMBER({cell}),ABS({cell}),0)"


def literal(cell: str) -> float | None:
    """The number written in place of a cell, None where a cell is meant; BLANK is 0."""
    return 0.0 if cell == BLANK else float(cell) if _LITERAL.fullmatch(cell) else None


def scaled(cell: str, factor: float) -> str:
    """So many times a number, worked out at once where it is known."""
    known = literal(cell)
    return f"{cell}*{factor:g}" if known is None else f"{known * factor:.15g}"


def compared(first: str, how: str, second: str) -> str:
    """A comparison, worked out at once between two numbers."""
    one, other = literal(first), literal(second)
    if one is None or other is None:
        return f"({first}{how}{second})"
    return str({"<": one < other, ">": one > other, "<=": one <= other, ">=": one >= other}[how]).upper()


def unfit(cell: str) -> str:
    """Something stands there and it is no number."""
    if cell == BLANK or _LITERAL.fullmatch(cell):
        return FALSE
    return f'IF(ISERROR({cell}),TRUE,IF(ISNUMBER({cell}),FALSE,TRIM({cell})<>""))'


def word_in(cell: str) -> str:
    """The word of a cell without spaces around it; "?" for an error, which is none of the words there are."""
    return f'IFERROR(TRIM({cell}),"?")'


def by_way(way: Way, higher: str, lower: str) -> str:
    if isinstance(way, Polarity):
        return lower if way is Polarity.LOWER else higher
    return f'IF({way}="{Polarity.LOWER}",{lower},{higher})'


def is_way(way: Way, wanted: Polarity) -> str:
    return str(way is wanted).upper() if isinstance(way, Polarity) else f'{way}="{wanted}"'


def none_of(word: str, words: list[str]) -> str:
    """Above 0 where the word is not blank and none of these."""
    return "*".join(f"({word}<>{quoted(one)})" for one in ["", *words])


def less(first: str, second: str) -> str:
    """`first` less `second` with the dust of binary fractions swept off: 92.6 less 90 is 2.6."""
    larger = f"IF(ABS({first})>ABS({second}),ABS({first}),ABS({second}))"
    return f"IF({first}={second},0,ROUND({first}-({second}),14-INT(LOG10({larger}))))"
