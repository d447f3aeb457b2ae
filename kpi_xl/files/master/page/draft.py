"""The master being written: everything its sheets are written from; and what a sheet declares of itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaCell, cell_of
from kpi_xl.files.house_style.house_workbook import HouseWorkbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.master.calculations.calculation import Calculation, Choice
from kpi_xl.files.master.calculations.columns import CALCULATION_TABLE
from kpi_xl.files.master.calculations.counts import COUNT_TABLE, CouncilPart, parts_of
from kpi_xl.files.master.calculations.formula_table import TableCells
from kpi_xl.files.master.calculations.threshold_changes import THRESHOLD_CHANGE_TABLE, ChangeSlot, change_slots
from kpi_xl.files.master.calculations.total_columns import TOTAL_TABLE
from kpi_xl.files.master.calculations.totals import TotalRow, total_rows, totals_of
from kpi_xl.files.master.calculations.trends import TREND_TABLE, TrendRow, trend_rows
from kpi_xl.files.master.page.sheet_names import SheetNames
from kpi_xl.model.buttons import Button
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.rules.comparison.like_for_like import LikeForLike, like_for_like
from kpi_xl.rules.comparison.threshold_book import ThresholdBook


class MasterSheet(NamedTuple):
    """A sheet of the master: what it is called, what Instructions says of it, how it is written and when it is there.

    `name` is "" for a kind of which there are several, named by what they show; `each` gives their names, with what
    Instructions says of each.
    """

    name: str
    about: str
    write: Callable[["MasterDraft"], None]
    when: Callable[["MasterDraft"], bool] = lambda draft: not draft.bulk
    each: Callable[["MasterDraft"], Mapping[str, str]] | None = None

    def listed(self, draft: "MasterDraft") -> Mapping[str, str]:
        """What Instructions says of it, by name; nothing of a sheet that is not there."""
        if not self.when(draft):
            return {}
        if self.each is not None:
            return self.each(draft)
        return {self.name: self.about} if self.about else {}


def always(draft: "MasterDraft") -> bool:
    """A sheet that bulk masters have too."""
    return True


@dataclass(frozen=True)
class MasterDraft:
    """`bulk` is a master of more KPIs than have a sheet each: it has the Summary and the tables only, all as values,
    for formulas would crawl over 100,000 rows.

    `sheets` is every sheet there may be, in order. `selection` is what the sheets show when the file is opened; those
    that do not follow the reader's choice show `period`. `buttons` are those on Settings, a sheet only a workbook with
    macros has.
    """

    workbook: HouseWorkbook
    formats: Formats
    master: Master
    rulebook: Rulebook
    period: Period
    sheets: Sequence[MasterSheet]
    bulk: bool
    selection: Selection
    buttons: tuple[Button, ...] = ()

    @cached_property
    def periods(self) -> list[Period]:
        """The quarters to choose from, oldest first."""
        return sorted({*self.master.periods, self.period})

    @cached_property
    def book(self) -> ThresholdBook:
        """The Thresholds table. In a bulk master KPIs every directorate reports share their rows."""
        kpis = list(self.rulebook.kpis.values())
        if self.bulk:
            return ThresholdBook(self.rulebook, shared(kpis), self.periods, ())
        return ThresholdBook(self.rulebook, kpis, self.periods, self.master.results)

    @cached_property
    def choice(self) -> Choice:
        links = {kpi_id: f"#{cell_of(sheet)}" for kpi_id, sheet in self.names.detail.items()}
        return Choice(self.rulebook, self.master, self.selection, self.book, links)

    @cached_property
    def parts(self) -> list[CouncilPart]:
        return parts_of(self.rulebook, self.master, self.selection)

    @cached_property
    def _calculations(self) -> TableCells[Calculation]:
        return TableCells(CALCULATION_TABLE)

    @cached_property
    def _counts(self) -> TableCells[CouncilPart]:
        return TableCells(COUNT_TABLE)

    @cached_property
    def _trends(self) -> TableCells[TrendRow]:
        return TableCells(TREND_TABLE)

    @cached_property
    def _changes(self) -> TableCells[ChangeSlot]:
        return TableCells(THRESHOLD_CHANGE_TABLE)

    def define(self, name: str, place: str) -> None:
        """Give cells of the workbook a name for formulas and dropdowns."""
        if self.workbook.define_name(name, f"={place}"):
            raise SaveError(f"The master could not name {place} {name}.")

    def calculation(self, kpi_id: str, header: str) -> FormulaCell:
        """The cell of Calculations under `header` for that KPI, with what it holds."""
        row = self.choice.row_of[kpi_id]
        return self._calculations.cell(header, row, row.number)

    def part(self, kind: str, name: str) -> CouncilPart:
        return next(part for part in self.parts if (part.kind, part.name) == (kind, name))

    def count(self, part: CouncilPart, header: str) -> FormulaCell:
        """The cell of Counts under `header` for that part, with what it holds."""
        return self._counts.cell(header, part, part.number)

    @cached_property
    def shown(self) -> list[Kpi]:
        """The KPIs of the rulebook with a row in any quarter, in the order of their sheets: by
        priority, the measures outside the counts last in each.
        """
        reported = {result.kpi_id for result in self.master.results}
        kpis = [kpi for kpi in self.rulebook.kpis.values() if kpi.kpi_id in reported]
        return sorted(kpis, key=self._place)

    def _place(self, kpi: Kpi) -> tuple[int, bool]:
        order = {priority.name: number for number, priority in enumerate(self.rulebook.priorities)}
        return order.get(kpi.priority, len(order)), kpi.scope is not Scope.CORPORATE

    @cached_property
    def names(self) -> SheetNames:
        """A sheet for each KPI with a row in any quarter, for each may be what a reader chooses to see."""
        fixed = (sheet.name for sheet in self.sheets)
        priorities = (priority.name for priority in self.rulebook.priorities)
        return SheetNames(fixed, priorities, () if self.bulk else (kpi.kpi_id for kpi in self.shown))

    @cached_property
    def trends(self) -> dict[str, list[TrendRow]]:
        """The rows of Trends by KPI, those of a KPI one below the other."""
        found: dict[str, list[TrendRow]] = {}
        for row in trend_rows((self.choice.row_of[kpi.kpi_id] for kpi in self.shown), self.periods):
            found.setdefault(row.calculation.kpi.kpi_id, []).append(row)
        return found

    def trend(self, row: TrendRow, header: str) -> FormulaCell:
        """The cell of Trends under `header` for that quarter of a KPI, with what it holds."""
        return self._trends.cell(header, row, row.number)

    @cached_property
    def shifts(self) -> list[LikeForLike]:
        """Each quarter against the one before it where the master holds that: whatever a reader may choose to see."""
        pairs = ((one.previous, one) for one in self.periods if self.master.of(one.previous))
        return [like_for_like(self.rulebook, self.master, *pair) for pair in pairs]

    @cached_property
    def threshold_changes(self) -> list[ChangeSlot]:
        """The rows of Threshold changes: as many as the quarter with most needs."""
        return change_slots(self.choice, max((len(shift.thresholds) for shift in self.shifts), default=0))

    def threshold_change(self, slot: ChangeSlot, header: str) -> FormulaCell:
        """The cell of Threshold changes under `header` in that row, with what it holds."""
        return self._changes.cell(header, slot, slot.number)

    @cached_property
    def totals(self) -> list[TotalRow]:
        """The rows of Totals; none where the rulebook has no total with parts it knows."""
        return total_rows(totals_of(self.choice))

    @cached_property
    def _totals(self) -> TableCells[TotalRow]:
        return TableCells(TOTAL_TABLE)

    def total(self, row: TotalRow, header: str) -> FormulaCell:
        """The cell of Totals under `header` in that row, with what it holds."""
        return self._totals.cell(header, row, row.number)

    def unit_name(self, code: str) -> str:
        unit = self.rulebook.unit(code)
        return code if unit is None else unit.name


def shared(kpis: Iterable[Kpi]) -> list[Kpi]:
    """One of each KPI that every directorate reports: in a bulk master the others would only repeat it."""
    return list({kpi.kpi_id.rpartition("/")[0] or kpi.kpi_id: kpi for kpi in kpis}.values())
