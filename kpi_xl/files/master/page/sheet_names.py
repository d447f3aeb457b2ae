"""Names of the master's sheets: what Excel accepts, each used once."""

from collections.abc import Iterable

from kpi_xl.files.house_style.excel_limits import BARRED_IN_SHEET_NAMES, LONGEST_SHEET_NAME, RESERVED_SHEET_NAME
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET
from kpi_xl.model.storable_text import storable
from kpi_xl.model.text_length import beginning

INSTRUCTIONS, SUMMARY, EXCEPTIONS = "Instructions", "Summary", "Exceptions"
"""The sheets that others lead to."""

_RESERVED = (RESERVED_SHEET_NAME, MACRO_SETTINGS_SHEET)
"""Excel keeps the first for itself; xlwings the second, in a workbook with macros."""


class SheetNames:
    """`overview` maps a priority to its sheet and `detail` a KPI's id to its sheet, each safe and unlike any other.

    `fixed` are the names of sheets that have one whatever the council, whether or not they are there.
    """

    def __init__(self, fixed: Iterable[str], priorities: Iterable[str], kpi_ids: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in (*_RESERVED, *fixed)}
        # Ids first: an id is short and known to everybody, so it must be what the sheet is called.
        self.detail = {kpi_id: self._name(kpi_id) for kpi_id in kpi_ids}
        self.overview = {priority: self._name(priority) for priority in priorities}

    def _name(self, wanted: str) -> str:
        stem = BARRED_IN_SHEET_NAMES.sub("-", storable(wanted)).strip("' ") or "Sheet"
        name, number = beginning(stem, LONGEST_SHEET_NAME).strip("' "), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = beginning(stem, LONGEST_SHEET_NAME - len(ending)).strip("' ") + ending
        self._taken.add(name.casefold())
        return name
