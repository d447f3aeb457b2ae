"""Damage to the form itself: cells a paste has locked or robbed of their rule, previews of another row, colours."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kpi_xl.model.book import Kind
from kpi_xl.model.columns import RETURN_COLUMNS, version_of
from kpi_xl.model.finding import Finding
from kpi_xl.model.number import round_half_away
from kpi_xl.model.place import Place, column_number, row_and_column
from kpi_xl.model.rating import OUTCOMES
from kpi_xl.rules.checks.locked import carried_result
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.words.clean_text import plain

LOCKED_CELLS, LOST_RULES, OTHER_ROW, NO_PREVIEW, TYPED_PREVIEW = "KPI183", "KPI183B", "KPI183C", "KPI183D", "KPI156"
DAMAGE = frozenset({LOCKED_CELLS, LOST_RULES, OTHER_ROW, NO_PREVIEW, TYPED_PREVIEW, "KPI130"})
"""What a copy sent back puts right."""

_ENTERED = tuple(column.field for column in RETURN_COLUMNS if not column.locked)
_RATIO = ("numerator", "denominator")
_RULED = {
    1: ("value", "reason", "due", *_RATIO),
    2: ("value", "mark", "reason", "due", "cause", "action", "owner", *_RATIO),
}
"""By version of the template, the fields whose cells have a rule of their own."""

_REFERENCE = re.compile(r"(?<![\w!'\".])\$?([A-Z]{1,3})\$?(\d{1,7})(?![\d(\w])")
_TEXT = re.compile(r'"[^"]*"')
_ELSEWHERE = re.compile(r"(?:'[^']*'|\w+)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")


def cells_can_be_typed_into(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """One finding for all that are locked, and one for those that have only lost their rule."""
    form = sent.table.sheet.form
    if form is None:
        return
    if form.has_password:
        yield make_finding("KPI160", Place(sent.table.sheet.name, ""))
    version = version_of(sent.submission.stamp.template)
    cells = list(_entry_cells(sent))
    locked = {place: None for _, place in cells if form.protected and place.cell not in form.open_cells}
    if locked:
        yield make_finding(LOCKED_CELLS, list(locked))
    if version is None or not form.ruled:
        return
    ruled = _Ranges(form.ruled)
    bare = [
        place
        for field, place in cells
        if field in _RULED.get(version, _RULED[2]) and place not in locked and place.cell not in ruled
    ]
    if bare:
        yield make_finding(LOST_RULES, bare)


def preview_rates_its_own_row(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """References to other cells of the sheet must be to the row itself. The copy sent back shows `rating` there."""
    cell, number = row.cell("rag"), row.entry.row
    place = sent.place(number, "rag")
    rated = {"rating": "" if row.outcome is None else str(row.outcome)}
    if cell is None or (cell.kind is Kind.BLANK and cell.formula is None):
        if "rag" in sent.table.columns and sent.table.sheet.form is not None and cell is None:
            yield Remark(NO_PREVIEW, rated).at(place)
    elif cell.formula is not None:
        others = sorted(rows_rated(cell.formula) - {number})
        if others or "#REF!" in cell.formula:
            found = listed([f"row {other}" for other in others[:3]]) or "a cell that is gone"
            yield Remark(OTHER_ROW, {"found": found, **rated}).at(place, kpi_id=row.kpi.kpi_id)
    elif sent.table.sheet.form is not None and _rates_the_same(cell.value, sent, row):
        yield Remark(TYPED_PREVIEW, {"found": f'"{quoted(cell.value)}"', **rated}).at(place, kpi_id=row.kpi.kpi_id)


@lru_cache(maxsize=4096)
def rows_rated(formula: str) -> frozenset[int]:
    """The rows of its own sheet that a formula refers to. The returns of a quarter have the same formulas."""
    here = _ELSEWHERE.sub("", _TEXT.sub("", formula.upper()))
    return frozenset(int(number) for _, number in _REFERENCE.findall(here))


def colour_is_no_rating(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    form = sent.table.sheet.form
    if form is None or row.decision is None:
        return
    for field in ("value", "rag"):
        place = sent.place(row.entry.row, field)
        colour = _traffic_light(form.filled.get(place.cell, ""))
        if colour and field in sent.table.columns:
            facts = {"colour": colour, "rating": str(row.decision.outcome)}
            yield Remark("KPI131", facts).at(place, kpi_id=row.kpi.kpi_id)


def value_fits_its_column(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    form, cell = sent.table.sheet.form, row.cell("value")
    if form is None or cell is None or cell.kind is not Kind.NUMBER or row.value is None:
        return
    width = form.widths.get(sent.table.columns.get("value", 0))
    shown = f"{round_half_away(row.value, row.kpi.decimals):,.{row.kpi.decimals}f}"
    if width is not None and 0 < width < len(shown) - 0.5:
        yield Remark("KPI158C").at(sent.place(row.entry.row, "value"), kpi_id=row.kpi.kpi_id)


FORM_CHECKS: tuple[Check, ...] = (cells_can_be_typed_into,)
FORM_ROW_CHECKS: tuple[RowCheck, ...] = (preview_rates_its_own_row, colour_is_no_rating, value_fits_its_column)


def _entry_cells(sent: ReturnUnderCheck) -> Iterator[tuple[str, Place]]:
    for kpi_id, entry in sent.entries.items():
        ratio = sent.rulebook.kpis[kpi_id].ratio
        for field in _ENTERED:
            if field in sent.table.columns and (ratio or field not in _RATIO):
                yield field, sent.place(entry.row, field)


class _Ranges:
    """Cells within any of some ranges. Most rules are of one cell: a return has hundreds of them."""

    def __init__(self, ranges: tuple[str, ...]) -> None:
        self._cells: set[str] = set()
        self._corners: list[tuple[int, int, int, int]] = []
        for match in filter(None, map(_RANGE.fullmatch, ranges)):
            left, top, right, bottom = match.groups()
            if right is None:
                self._cells.add(f"{left}{top}")
            else:
                self._corners.append((column_number(left), int(top), column_number(right), int(bottom)))

    def __contains__(self, cell: str) -> bool:
        if cell in self._cells or not self._corners:
            return cell in self._cells
        row, column = row_and_column(cell)
        return any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in self._corners)


def _rates_the_same(value: object, sent: ReturnUnderCheck, row: RowUnderCheck) -> bool:
    """Whether the word in place of the formula is no other rating; another one is an error of its own."""
    word = plain(str(value)).casefold() if isinstance(value, str) else ""
    standing = carried_result(sent, row) or row.decision
    decided = [one for result in (row.decision, standing) if result for one in (result.outcome, result.computed)]
    same = word in {str(outcome).casefold() for outcome in decided}
    return bool(word) and (same or word not in {str(outcome).casefold() for outcome in OUTCOMES.values()})


def _traffic_light(fill: str) -> str:
    """Red, amber or green where a fill is plainly one of them, "" for any other colour, such as our pale ones."""
    if len(fill) != 6:
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 90:
        return ""
    if red >= 150 and green < 90 and blue < 90:
        return "red"
    if red >= 225 and 120 <= green <= 220 and blue <= 110:
        return "amber"
    return "green" if green >= 120 and red <= 170 and blue <= 160 and green > red + 20 and green > blue + 20 else ""
