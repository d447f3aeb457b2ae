"""The cells of one sheet while it is being read, and the formulas that are stored once for several of them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from kpi_xl.files.reading.limits import Limits, check_cells
from kpi_xl.files.reading.read_cells import Lookups, WrittenCell, make_cell
from kpi_xl.files.reading.read_error import damaged, too_big
from kpi_xl.files.reading.read_formulas import LAST_COLUMN, LAST_ROW, MovableFormula, corners
from kpi_xl.files.reading.read_furniture import NO_FURNITURE, Furniture
from kpi_xl.files.reading.read_xml import Attributes, is_true
from kpi_xl.model.book import Cell
from kpi_xl.model.sheet_row import SheetRow

Cells = dict[int, Cell]
Numbered = TypeVar("Numbered")


class SharedFormula(NamedTuple):
    """The formula as its first cell, at `row` and `column`, has it; `size` in characters."""

    row: int
    column: int
    size: int
    formula: MovableFormula


class Grid:
    """`rows` by number; `read` counts every cell met, blank ones too, together with those of earlier sheets."""

    def __init__(self, lookups: Lookups, limits: Limits, read: int = 0) -> None:
        self.lookups = lookups
        self.limits = limits
        self.read = read
        self.rows: dict[int, SheetRow | Cells] = {}
        self.furniture: Furniture = NO_FURNITURE
        self.hidden_rows: set[int] = set()
        self._shared: dict[str, SharedFormula] = {}
        self._arrays: list[tuple[str, str]] = []
        self._unrolled = 0

    def row(self, number: int) -> Cells:
        """The cells of a row, to be filled. Raises ReadError for a row no sheet has."""
        self.check_row(number)
        row = self.rows.setdefault(number, {})
        if isinstance(row, SheetRow):
            row = self.rows[number] = dict(row)
        return row

    def add(self, row: SheetRow, cells: int) -> None:
        """A whole row, where there is none of its number yet; `cells` are counted. Raises as `row` and `count`."""
        self.check_row(row.number)
        self.count(cells)
        if row.shape.columns:
            self.rows[row.number] = row

    def count(self, cells: int) -> None:
        """Raises ReadError once the file holds more cells than we read."""
        self.read += cells
        check_cells(self.read, self.limits)

    def check_row(self, number: int) -> None:
        """Raises ReadError for a row no sheet has."""
        if not 1 <= number <= LAST_ROW:
            raise damaged(f"a sheet has a row {number}, and Excel has none")

    def put(self, written: WrittenCell) -> None:
        """Raises ReadError for a row or column no sheet has, and for a shared text that is not there."""
        if not 1 <= written.column <= LAST_COLUMN:
            raise damaged(f"a sheet has a column {written.column}, and Excel has none")
        cell = make_cell(self.lookups, written)
        if cell is not None:
            self.row(written.row)[written.column] = cell

    def formula(self, row: int, column: int, text: str, attributes: Attributes) -> str | None:
        """The formula of a cell from its <f>: its own, moved from a shared one, an array's, or a data table's."""
        kind = attributes.get("t")
        if kind == "shared":
            return self._shared_formula(row, column, text, attributes.get("si", ""))
        if kind == "dataTable":
            text = _data_table(attributes)
        if text and kind in ("array", "dataTable"):
            self._arrays.append((attributes.get("ref", ""), text))
        return text or None

    def finish(self) -> None:
        """Puts rows and cells in order and gives the cells of an array or data table its formula."""
        for reference, text in self._arrays:
            self._spread(reference, text)
        rows = _sorted(self.rows).items()
        self.rows = {
            number: row if isinstance(row, SheetRow) else _sorted(row)
            for number, row in rows
            if isinstance(row, SheetRow) or row
        }

    def _shared_formula(self, row: int, column: int, text: str, index: str) -> str | None:
        if text:
            self._shared[index] = SharedFormula(row, column, len(text), MovableFormula(text))
            return text
        first = self._shared.get(index)
        if first is None:
            return None
        # One long formula shared by a million cells is a bomb as good as any zip.
        self._unrolled += first.size
        if self._unrolled > self.limits.formulas:
            raise too_big("its shared formulas are too long and too many")
        return first.formula.moved(row - first.row, column - first.column)

    def _spread(self, reference: str, text: str) -> None:
        """Only the first cell of an array carries the formula; the others would pass for typed values."""
        area = corners(reference)
        if area is None or (area[:2] == area[2:]):
            return
        for row in _within(self.rows, area[0], area[2]):
            cells = self.row(row)
            # Looking is work too: a file of many large overlapping arrays must not keep us for ever.
            self.count(1)
            for column in _within(cells, area[1], area[3]):
                if cells[column].formula is None:
                    cells[column] = cells[column]._replace(formula=text)


def _within(numbers: Mapping[int, object], first: int, last: int) -> Iterable[int]:
    if last - first < len(numbers):
        return [number for number in range(first, last + 1) if number in numbers]
    return [number for number in numbers if first <= number <= last]


def _data_table(attributes: Attributes) -> str:
    first, second = attributes.get("r1", ""), attributes.get("r2", "")
    if is_true(attributes.get("dt2D")):
        return f"TABLE({first},{second})"
    return f"TABLE({first},)" if is_true(attributes.get("dtr")) else f"TABLE(,{first})"


def _sorted(numbered: dict[int, Numbered]) -> dict[int, Numbered]:
    """By number; the same object when it is in order already, as nearly always."""
    if len(numbered) < 2:
        return numbered
    numbers = list(numbered)
    return numbered if numbers == sorted(numbers) else dict(sorted(numbered.items()))
