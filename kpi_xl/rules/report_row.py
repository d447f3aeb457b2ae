"""What a row of a return reports, from its cells."""

from collections.abc import Mapping

from kpi_xl.model.book import Cell
from kpi_xl.model.number import typed
from kpi_xl.model.place import Place
from kpi_xl.model.rating import Reason
from kpi_xl.model.submission import Reported
from kpi_xl.rules.cell_text import text_of
from kpi_xl.rules.checks.case import Case, Row

Cells = Mapping[str, Cell]


def report_plain(case: Case, kpi_id: str, cells: Cells) -> Reported:
    """A row `is_plain` has passed."""
    cell = cells["value"]
    place = case.table.sheet.place(cell.row, cell.column)
    over, under = (_number(cells.get(field)) for field in ("numerator", "denominator"))
    return _reported(kpi_id, cells, _number(cell), None, place, False, over, under)


def report_row(case: Case, row: Row) -> Reported:
    """A settled row: it has a value or a reason."""
    field = "value" if row.value is not None or row.cell("reason") is None else "reason"
    place = case.place(row.entry.row, field)
    return _reported(
        row.kpi.kpi_id,
        row.entry.cells,
        row.value,
        row.reason,
        place,
        row.provisional,
        row.numerator,
        row.denominator,
    )


def _number(cell: Cell | None) -> float | None:
    return typed(cell.value) if cell is not None and isinstance(cell.value, float) else None


def _reported(
    kpi_id: str,
    cells: Cells,
    value: float | None,
    reason: Reason | None,
    place: Place,
    provisional: bool,
    numerator: float | None,
    denominator: float | None,
) -> Reported:
    get = cells.get
    return Reported(
        kpi_id,
        value,
        reason,
        place,
        provisional,
        numerator,
        denominator,
        text_of(get("cause")),
        text_of(get("action")),
        text_of(get("owner")),
        text_of(get("due")),
        text_of(get("commentary")),
    )
