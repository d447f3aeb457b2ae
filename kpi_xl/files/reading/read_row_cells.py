"""The cells of one row, one by one: whatever forms a cell may take that a regular expression can account for."""

import re

from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_plain_xml import KnownAttributes, UnaccountedError, resolved
from kpi_xl.files.reading.read_row_forms import CELL, COLUMNS

# After the address: other attributes; attributes and text of <f>; text of <v> or of <is>.
_REST = re.compile(
    r"([^<>/]*)(?:/>|>(?:<f([^<>/]*)(?:/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|<v ?/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)


def read_row_cells(grid: Grid, known: KnownAttributes, digits: str, written: str) -> None:
    """`written` are the cells of the row of that number. Raises UnaccountedError, or LookupError beyond column ZZ."""
    start, *cells = written.split(CELL)
    if start:
        raise UnaccountedError
    grid.count(len(cells))
    for cell in cells:
        letters, _, rest = cell.partition(digits + '"')
        match = _REST.fullmatch(rest)
        if match is None:
            raise UnaccountedError
        _put(grid, known, (int(digits), COLUMNS[letters]), match)


def _put(grid: Grid, known: KnownAttributes, at: tuple[int, int], match: re.Match[str]) -> None:
    about, formula_about, formula, stored, text = match.groups()
    attributes = known[about]
    if formula_about is not None:
        formula = grid.formula(*at, resolved(formula or ""), known[formula_about])
    stored = stored if text is None else text
    grid.put(*at, attributes.get("s", ""), attributes.get("t", ""), stored and resolved(stored), formula)
