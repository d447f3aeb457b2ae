"""One sheet part through expat: every form a cell may take, wherever it stands and whoever wrote it."""

import re

from kpi_xl.files.reading.known_rows import Divided, RowRead, divided
from kpi_xl.files.reading.read_cells import WrittenCell
from kpi_xl.files.reading.read_error import damaged
from kpi_xl.files.reading.read_furniture import Furniture, FurnitureMet, is_hidden
from kpi_xl.files.reading.read_grid import Grid
from kpi_xl.files.reading.read_text import TextRuns
from kpi_xl.files.reading.read_xml import Attributes, Closed, Opened, once_for_same_bytes, walk
from kpi_xl.model.place import column_number

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


def read_sheet(name: str, content: bytes, grid: Grid) -> None:
    """Fills the grid. Raises ReadError when the part is damaged, unsafe or too big.

    Rows written as one that was read before are left out of what expat sees, where that surely changes nothing.
    """
    apart = divided(content, grid.lookups)
    if apart is not None:
        apart.put_into(grid)
    furniture = _without_cells(apart.rest, name, grid.limits.depth) if apart and apart.all_known else None
    if furniture is None:
        reader, met = _SheetReader(grid, apart), FurnitureMet()
        rest = content if apart is None else apart.rest
        walk(name, rest, grid.limits.depth, {**met.opened(), **reader.opened()}, reader.closed())
        furniture = met.furniture()
    if apart is not None:
        apart.remember_dropdowns()
    grid.furniture = furniture
    grid.finish()


@once_for_same_bytes
def _without_cells(content: bytes, name: str, depth: int) -> Furniture | None:
    """None where there are rows or cells all the same."""
    met, strays = FurnitureMet(), []
    walk(name, content, depth, {**met.opened(), "row": strays.append, "c": strays.append})
    return None if strays else met.furniture()


class _SheetReader:
    """Where the pass is: the row, the cell, and what has been met of that cell so far."""

    def __init__(self, grid: Grid, apart: Divided | None) -> None:
        self._grid = grid
        self._apart = apart
        self._row = 0
        self._opened = RowRead(0, False, [])
        self._column = 0
        self._cell: Attributes = {}
        self._formula: Attributes | None = None
        self._formula_text = ""
        self._stored: str | None = None
        self._by_value = False
        self._runs = TextRuns()

    def opened(self) -> Opened:
        return {
            "row": self._open_row,
            "c": self._open_cell,
            "f": self._open_formula,
            "is": self._runs.clear,
            "rPh": self._runs.guide_starts,
            **self._runs.looks(),
        }

    def closed(self) -> Closed:
        return {
            "row": self._close_row,
            "c": self._close_cell,
            "f": self._close_formula,
            "v": self._close_value,
            "t": self._runs.add,
            "rPh": self._runs.guide_ends,
            "is": self._close_inline,
        }

    def _open_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "").strip()
        if number and not number.isdecimal():
            raise damaged(f"a sheet has a row {number!r}")
        # A row without a number follows the one before; so does a cell without an address.
        self._row = int(number) if number else self._row + 1
        self._column = 0
        self._grid.check_row(self._row)
        hidden = is_hidden(attributes)
        if hidden:
            self._grid.hidden_rows.add(self._row)
        self._opened = RowRead(self._row, hidden, [])

    def _open_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._formula = None
        self._formula_text = ""
        self._stored = None
        self._by_value = False
        self._grid.count(1)
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            return
        match = _ADDRESS.match(reference)
        if match is None:
            raise damaged(f"a cell has the address {reference!r}")
        self._column = column_number(match[1])
        self._row = int(match[2])

    def _open_formula(self, attributes: Attributes) -> None:
        self._formula = attributes

    def _close_formula(self, text: str) -> None:
        self._formula_text = text

    def _close_value(self, text: str) -> None:
        self._stored = text
        self._by_value = True

    def _close_inline(self, _text: str) -> None:
        self._stored = self._runs.text()
        self._by_value = False

    def _close_cell(self, _text: str) -> None:
        row, column, cell = self._row, self._column, self._cell
        formula, own = None, True
        if self._formula is not None:
            formula = self._grid.formula(row, column, self._formula_text, self._formula)
            own = self._formula.get("t", "normal") == "normal"
        written = WrittenCell(
            row,
            column,
            cell.get("s", ""),
            cell.get("t", ""),
            self._stored,
            self._by_value,
            formula,
            own,
            cell.get("vm", ""),
        )
        self._grid.put(written)
        if self._apart is not None:
            self._opened.cells.append(written)

    def _close_row(self, _text: str) -> None:
        if self._apart is not None:
            self._apart.remember(self._opened)
