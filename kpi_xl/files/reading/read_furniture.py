"""What a sheet says beside its cells: hidden columns, merges, protection, filters."""

from typing import NamedTuple

from kpi_xl.files.reading.read_formulas import LAST_COLUMN
from kpi_xl.files.reading.read_xml import Attributes, Opened, is_true

# A filterColumn may be there only to hide its arrow; one of these inside it filters.
_FILTERS = ("filters", "customFilters", "top10", "dynamicFilter", "colorFilter", "iconFilter")


class Furniture(NamedTuple):
    """`filters` says that some column is filtered; whether rows are hidden by it shows in the rows."""

    hidden_columns: frozenset[int]
    merges: tuple[str, ...]
    protected: bool
    filters: bool


NO_FURNITURE = Furniture(frozenset(), (), False, False)


class FurnitureMet:
    """Gathers the furniture while the part goes by: `opened` are its handlers."""

    def __init__(self) -> None:
        self._columns: list[tuple[int, int]] = []
        self._merges: list[str] = []
        self._protected = False
        self._filters = False

    def opened(self) -> Opened:
        return {
            "sheetPr": self._sheet_pr,
            "col": self._col,
            "mergeCell": self._merge,
            "sheetProtection": self._protection,
            **dict.fromkeys(_FILTERS, self._filter),
        }

    def furniture(self) -> Furniture:
        return Furniture(_swept(self._columns), tuple(self._merges), self._protected, self._filters)

    def _sheet_pr(self, attributes: Attributes) -> None:
        self._filters |= is_true(attributes.get("filterMode"))

    def _col(self, attributes: Attributes) -> None:
        if not (is_true(attributes.get("hidden")) or _is_zero(attributes.get("width"))):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal():
            self._columns.append((int(first), min(int(last), LAST_COLUMN)))

    def _merge(self, attributes: Attributes) -> None:
        self._merges.append(attributes.get("ref", ""))

    def _protection(self, attributes: Attributes) -> None:
        self._protected |= is_true(attributes.get("sheet"))

    def _filter(self, _attributes: Attributes) -> None:
        self._filters = True


def _swept(ranges: list[tuple[int, int]]) -> frozenset[int]:
    """From left to right, so that ranges given again and again cost nothing."""
    hidden: list[int] = []
    reached = 0
    for first, last in sorted(ranges):
        hidden += range(max(first, reached + 1), last + 1)
        reached = max(reached, last)
    return frozenset(hidden)


def is_hidden(row: Attributes) -> bool:
    """A row of no height is as hidden as one marked hidden."""
    return is_true(row.get("hidden")) or _is_zero(row.get("ht"))


def _is_zero(size: str | None) -> bool:
    return size is not None and not size.strip("0.") and any(digit == "0" for digit in size)
