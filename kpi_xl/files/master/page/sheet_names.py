"""Names of the master's sheets: what Excel accepts, each used once, and how they stand in links and formulas."""

import re
from collections.abc import Iterable

from kpi_xl.model.buttons import SETTINGS_SHEET
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET
from kpi_xl.model.master_layout import MASTER_TABLES
from kpi_xl.model.rulebook import Rulebook

INSTRUCTIONS, SUMMARY, EXCEPTIONS = "Instructions", "Summary", "Exceptions"
WHAT_CHANGED = "What changed"
CALCULATIONS, COUNTS_SHEET, TRENDS_SHEET, PERIODS_SHEET = "Calculations", "Counts", "Trends", "Periods"
CHANGES_SHEET = "Threshold changes"
WORKINGS = (CALCULATIONS, COUNTS_SHEET, TRENDS_SHEET, CHANGES_SHEET, PERIODS_SHEET)
WITH_MACROS = (SETTINGS_SHEET, MACRO_SETTINGS_SHEET)
FIXED = (
    *(INSTRUCTIONS, SUMMARY, EXCEPTIONS, WHAT_CHANGED, *WORKINGS, *WITH_MACROS),
    *(table.sheet for table in MASTER_TABLES),
)

_LONGEST = 31
_BARRED = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = "history"


class SheetNames:
    """`overview` maps a priority to its sheet and `detail` a KPI's id to its sheet, each safe and unlike any other."""

    def __init__(self, priorities: Iterable[str], kpi_ids: Iterable[str]) -> None:
        self._taken = {_RESERVED, *(name.casefold() for name in FIXED)}
        # Ids first: an id is short and known to everybody, so it must be what the sheet is called.
        self.detail = {kpi_id: self._name(kpi_id) for kpi_id in kpi_ids}
        self.overview = {priority: self._name(priority) for priority in priorities}

    def _name(self, wanted: str) -> str:
        stem = _BARRED.sub("-", wanted).strip("' ") or "Sheet"
        name, number = stem[:_LONGEST].strip("' "), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = stem[: _LONGEST - len(ending)].strip("' ") + ending
        self._taken.add(name.casefold())
        return name


def names_for(rulebook: Rulebook, kpi_ids: Iterable[str]) -> SheetNames:
    return SheetNames((priority.name for priority in rulebook.priorities), kpi_ids)


def cell_of(sheet: str, cell: str = "A1") -> str:
    """'AS09'!A1: always quoted, for an id such as AS09 reads as a cell where it stands bare."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"
