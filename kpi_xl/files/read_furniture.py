"""What a sheet says beside its cells: hidden columns, merges, protection, filters."""

from kpi_xl.files.read_formulas import LAST_COLUMN
from kpi_xl.files.read_xml import Attributes, Opened, is_true

# A filterColumn may be there only to hide its arrow; one of these inside it filters.
_FILTERS = ("filters", "customFilters", "top10", "dynamicFilter", "colorFilter", "iconFilter")


class Furniture:
    """`filters` says that some column is filtered; whether rows are hidden by it shows in the rows."""

    def __init__(self) -> None:
        self._hidden: list[tuple[int, int]] = []
        self.merges: list[str] = []
        self.protected = False
        self.filters = False

    def handlers(self) -> Opened:
        return {
            "sheetPr": self._sheet_pr,
            "col": self._col,
            "mergeCell": self._merge,
            "sheetProtection": self._protection,
            **dict.fromkeys(_FILTERS, self._filter),
        }

    def hidden_columns(self) -> frozenset[int]:
        """Swept from left to right, so that ranges given again and again cost nothing."""
        hidden: list[int] = []
        reached = 0
        for first, last in sorted(self._hidden):
            hidden += range(max(first, reached + 1), last + 1)
            reached = max(reached, last)
        return frozenset(hidden)

    def _sheet_pr(self, attributes: Attributes) -> None:
        self.filters |= is_true(attributes.get("filterMode"))

    def _col(self, attributes: Attributes) -> None:
        if not (is_true(attributes.get("hidden")) or _is_zero(attributes.get("width"))):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal():
            self._hidden.append((int(first), min(int(last), LAST_COLUMN)))

    def _merge(self, attributes: Attributes) -> None:
        self.merges.append(attributes.get("ref", ""))

    def _protection(self, attributes: Attributes) -> None:
        self.protected |= is_true(attributes.get("sheet"))

    def _filter(self, _attributes: Attributes) -> None:
        self.filters = True


def is_hidden(row: Attributes) -> bool:
    """A row of no height is as hidden as one marked hidden."""
    return is_true(row.get("hidden")) or _is_zero(row.get("ht"))


def _is_zero(size: str | None) -> bool:
    return size is not None and not size.strip("0.") and any(digit == "0" for digit in size)
