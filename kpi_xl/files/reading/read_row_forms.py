"""Rows written alike but for what their cells hold: how such a row is written is worked out once, and kept.

The returns of a quarter come from one template, so the same row of another file has the same styles and formulas; the
rows of a long table differ in their number alone. A form is found by the text of the row with every value taken out.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from kpi_xl.files.reading.read_plain_xml import KnownAttributes, UnaccountedError, resolved
from kpi_xl.files.reading.read_styles import PLAIN, Looks
from kpi_xl.files.reading.read_text import unescape
from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.place import column_letters
from kpi_xl.model.row import RowShape

# As far as the quick way goes; a sheet with cells beyond goes through expat.
COLUMNS = {column_letters(column): column for column in range(1, 703)}
CELL = '<c r="'
# Two characters no part can hold, in the place of a value and of the row's number.
HOLE, NUMBER = "\x00", "\x01"
_FORM_CELL = re.compile(r'([A-Z]{1,2})(\x01|[0-9]{1,7})"([^<>/]*)(?:/>|>(?:<f>([^<]+)</f>)?(\x00)?</c>)')
_KINDS = {"s": Kind.TEXT, "str": Kind.TEXT, "b": Kind.BOOLEAN, "e": Kind.ERROR}
_NUMERIC = ("", "n")
# Of forms kept together, in characters.
_MOST = 4_000_000


class RowForm(NamedTuple):
    """`shape` of the cells with something in them: shared texts, `numbers` (their places in the shape), and `others`
    with their t attributes.

    `cells` counts those without content too. `digits` is the row's number where some address has it as it stands.
    """

    shape: RowShape
    numbers: tuple[int, ...]
    others: tuple[tuple[int, str], ...]
    cells: int
    digits: str


class RowForms(dict[str, RowForm | None]):
    """By the row's cells with HOLE for each value; None where the cells must be read one by one.

    Looking one up raises UnaccountedError or LookupError as reading its cells would.
    """

    def __init__(self, looks: Looks, prefixes: tuple[str, ...]) -> None:
        self._looks = looks
        self._attributes = KnownAttributes(prefixes)
        self._size = 0

    def __missing__(self, written: str) -> RowForm | None:
        form = self._form(written)
        self._size += len(written)
        if self._size > _MOST:
            self.clear()
            self._attributes.clear()
            self._size = len(written)
        self[written] = form
        return form

    def _form(self, written: str) -> RowForm | None:
        start, *texts = written.split(CELL)
        matches = [match for text in texts if (match := _FORM_CELL.fullmatch(text))]
        cells = [made for match in matches if (made := self._cell(match))]
        columns = [cell.column for _, cell in cells]
        numbers = {match[2] for match in matches} - {NUMBER}
        types = [kind for kind, _ in cells]
        if start or len(matches) < len(texts) or len(numbers) > 1 or not {*types} <= {*_NUMERIC, *_KINDS}:
            return None
        if columns != sorted({*columns}) or not all(match[5] for match in matches if match[4]):
            return None
        return RowForm(
            shape=RowShape([cell for _, cell in cells]),
            numbers=tuple([place for place, kind in enumerate(types) if kind in _NUMERIC]),
            others=tuple([(place, kind) for place, kind in enumerate(types) if kind in READERS]),
            cells=len(texts),
            digits="".join(numbers),
        )

    def _cell(self, match: re.Match[str]) -> tuple[str, Cell] | None:
        """With its t attribute; None for a blank one, whose attributes must be in order all the same."""
        attributes = self._attributes[match[3]]
        if not match[4] and not match[5]:
            return None
        kind, look = attributes.get("t", ""), self._looks.get(attributes.get("s", ""), PLAIN)
        formula = None if match[4] is None else resolved(match[4])
        return kind, Cell(0, COLUMNS[match[1]], _KINDS.get(kind, look.kind), None, look.number_format, formula)


forms_under = lru_cache(maxsize=8)(RowForms)
"""The forms of rows under the same looks, from file to file."""


def _text(stored: str) -> str:
    return unescape(resolved(stored)) if "&" in stored or "_x" in stored else stored


def _truth(stored: str) -> bool:
    return _error(stored) in ("1", "true")


def _error(stored: str) -> str:
    if not stored or "&" in stored:
        raise UnaccountedError
    return stored.strip()


READERS: dict[str, Callable[[str], str | bool]] = {"str": _text, "b": _truth, "e": _error}
"""What reads the text of a value that is neither a number nor a shared text, by the t attribute.

They raise UnaccountedError for what is not plain.
"""
