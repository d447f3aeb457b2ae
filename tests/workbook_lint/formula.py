"""A formula as stored in a file, cut into tokens: enough to see names, sheets, functions and brackets."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbook_lint import grid

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)
    |(?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!))
    |(?P<function>[^\W\d][\w.]*\()
    |(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?(?![\w.])|\.\d+)
    |(?P<word>[\w.\\$?]+)
    |(?P<bracket>\[)
    |(?P<space>\s+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_ITEM = re.compile(r"\[((?:'.|[^\[\]'])*)\]")
_ESCAPE = re.compile(r"'(.)")


class Token(NamedTuple):
    """`kind` is text, sheet, error, function, number, word, bracket, space or mark.

    A sheet comes without its quotes and "!", `quoted` says whether it had any; a function without its "(".
    A bracket is the whole of [ ... ], nested ones included.
    """

    kind: str
    text: str
    quoted: bool = False


def tokens(formula: str) -> Iterator[Token]:
    at = 0
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        assert found is not None and found.lastgroup is not None  # the last alternative takes any character
        kind, text, at = found.lastgroup, found[0], found.end()
        if kind == "bracket":
            at = _closing(formula, found.start())
            yield Token("bracket" if formula[at - 1] == "]" else "mark", formula[found.start() : at])
        elif kind == "sheet":
            quoted = text.startswith("'")
            yield Token("sheet", text[1:-2].replace("''", "'") if quoted else text[:-1], quoted)
        else:
            yield Token(kind, text.removesuffix("(") if kind == "function" else text)


def _closing(formula: str, start: int) -> int:
    """Just past the ] that closes the [ at `start`; the end of the formula when none does. ' escapes a character."""
    depth, at = 0, start
    while at < len(formula):
        if formula[at] == "'":
            at += 1
        else:
            depth += (formula[at] == "[") - (formula[at] == "]")
        at += 1
        if not depth:
            break
    return min(at, len(formula))


def bracket_items(bracket: str) -> list[str]:
    """[[#This Row],[Value]] gives "#This Row" and "Value"; [Value] gives "Value". A column "#1" comes as "'#1"."""
    inner = bracket[1:-1]
    nested = _ITEM.findall(inner)
    return nested if nested else [inner]


def column_of(item: str) -> str:
    """The column's name without the apostrophes that escape its special characters."""
    return _ESCAPE.sub(r"\1", item)


def unbalanced(found: Iterable[Token]) -> str | None:
    """What is not closed, or closed without being open; None when all is well."""
    open_marks: list[str] = []
    for token in found:
        mark = "(" if token.kind == "function" else token.text
        if mark in {'"', "'"} or (token.kind == "mark" and mark.startswith("[")):
            return f"{mark[0]} is not closed"
        if mark in {"(", "{"}:
            open_marks.append(mark)
        elif mark in {")", "}"} and (not open_marks or open_marks.pop() != {")": "(", "}": "{"}[mark]):
            return f"{mark} closes nothing"
    return f"{open_marks[-1]} is not closed" if open_marks else None


def sheet_and_cell(reference: str) -> tuple[str, str] | None:
    """'It''s'!A1 gives ("It's", "A1"); None without a sheet, or with one that had to be quoted and was not."""
    first = next(tokens(reference), None)
    if first is None or first.kind != "sheet" or (not first.quoted and grid.looks_like_a_cell(first.text)):
        return None
    return first.text, reference.rpartition("!")[2]
