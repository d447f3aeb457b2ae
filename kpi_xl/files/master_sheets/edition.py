"""Everything the sheets of one master are written from."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kpi_xl.files.house_style.house_workbook import HouseWorkbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.living.counts import COUNT_COLUMNS, Part, parts_of
from kpi_xl.files.living.figure import Figure
from kpi_xl.files.living.now import NOW_COLUMNS
from kpi_xl.files.living.now_row import Choice, NowRow
from kpi_xl.files.living.threshold_changes import THRESHOLD_CHANGES, ChangeSlot, change_slots
from kpi_xl.files.living.trends import TREND_COLUMNS, TrendRow, trend_rows
from kpi_xl.files.master_sheets.living_cells import LivingCells
from kpi_xl.files.master_sheets.sheet_names import (
    CALCULATIONS,
    CHANGES_SHEET,
    COUNTS_SHEET,
    TRENDS_SHEET,
    SheetNames,
    cell_of,
    names_for,
)
from kpi_xl.model.buttons import Button
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.rules.comparison.like_for_like import LikeForLike, like_for_like
from kpi_xl.rules.comparison.threshold_book import ThresholdBook
from kpi_xl.rules.master.kpi_lines import KpiLine, kpi_lines
from kpi_xl.rules.master.summarise import Summary, summarise


@dataclass(frozen=True)
class Edition:
    """`with_details` is False for a bulk master, which has the Summary and the tables only.

    `selection` is what the living sheets show when the file is opened; sheets not yet living show `period`.
    `buttons` are those on Settings, a sheet only a workbook with macros has.
    """

    workbook: HouseWorkbook
    formats: Formats
    master: Master
    rulebook: Rulebook
    period: Period
    with_details: bool
    selection: Selection
    buttons: tuple[Button, ...] = ()

    @property
    def living(self) -> bool:
        """Whether sheets follow the reader's choice. A bulk master holds values: formulas for 100,000 would crawl."""
        return self.with_details

    @cached_property
    def periods(self) -> list[Period]:
        """The quarters to choose from, oldest first."""
        return sorted({*self.master.periods, self.period})

    @cached_property
    def book(self) -> ThresholdBook:
        """The Thresholds table. In a bulk master KPIs every directorate reports share their rows."""
        kpis = list(self.rulebook.kpis.values())
        if not self.living:
            return ThresholdBook(self.rulebook, shared(kpis), self.periods, ())
        return ThresholdBook(self.rulebook, kpis, self.periods, self.master.results)

    @cached_property
    def choice(self) -> Choice:
        links = {kpi_id: f"#{cell_of(sheet)}" for kpi_id, sheet in self.names.detail.items()}
        return Choice(self.rulebook, self.master, self.selection, self.book, links)

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of(self.rulebook, self.master, self.selection)

    @cached_property
    def _now(self) -> LivingCells[NowRow]:
        return LivingCells(CALCULATIONS, NOW_COLUMNS)

    @cached_property
    def _counts(self) -> LivingCells[Part]:
        return LivingCells(COUNTS_SHEET, COUNT_COLUMNS)

    @cached_property
    def _trends(self) -> LivingCells[TrendRow]:
        return LivingCells(TRENDS_SHEET, TREND_COLUMNS)

    @cached_property
    def _changes(self) -> LivingCells[ChangeSlot]:
        return LivingCells(CHANGES_SHEET, THRESHOLD_CHANGES)

    def define(self, name: str, place: str) -> None:
        """Give cells of the workbook a name for formulas and dropdowns."""
        if self.workbook.define_name(name, f"={place}"):
            raise SaveError(f"The master could not name {place} {name}.")

    def now(self, kpi_id: str, header: str) -> Figure:
        """The cell of Calculations under `header` for that KPI, with what it holds."""
        row = self.choice.row_of[kpi_id]
        return self._now.figure(header, row, row.number)

    def part(self, kind: str, name: str) -> Part:
        return next(part for part in self.parts if (part.kind, part.name) == (kind, name))

    def count(self, part: Part, header: str) -> Figure:
        """The cell of Counts under `header` for that part, with what it holds."""
        return self._counts.figure(header, part, part.number)

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
    def lines(self) -> list[KpiLine]:
        """The period's lines, every scope, in the order of the rulebook."""
        return kpi_lines(self.rulebook, self.master, self.period)

    @cached_property
    def names(self) -> SheetNames:
        """A sheet for each KPI with a row in any quarter, for each may be what a reader chooses to see."""
        return names_for(self.rulebook, (kpi.kpi_id for kpi in self.shown) if self.with_details else ())

    @cached_property
    def summary(self) -> Summary:
        return summarise(self.rulebook, self.master, self.period)

    @cached_property
    def trends(self) -> dict[str, list[TrendRow]]:
        """The rows of Trends by KPI, those of a KPI one below the other."""
        found: dict[str, list[TrendRow]] = {}
        for row in trend_rows((self.choice.row_of[kpi.kpi_id] for kpi in self.shown), self.periods):
            found.setdefault(row.now.kpi.kpi_id, []).append(row)
        return found

    def trend(self, row: TrendRow, header: str) -> Figure:
        """The cell of Trends under `header` for that quarter of a KPI, with what it holds."""
        return self._trends.figure(header, row, row.number)

    @cached_property
    def shifts(self) -> list[LikeForLike]:
        """Each quarter against the one before it where the master holds that: whatever a reader may choose to see."""
        pairs = ((one.previous, one) for one in self.periods if self.master.of(one.previous))
        return [like_for_like(self.rulebook, self.master, *pair) for pair in pairs]

    @cached_property
    def threshold_changes(self) -> list[ChangeSlot]:
        """The rows of Threshold changes: as many as the quarter with most needs."""
        return change_slots(self.choice, max((len(shift.thresholds) for shift in self.shifts), default=0))

    def threshold_change(self, slot: ChangeSlot, header: str) -> Figure:
        """The cell of Threshold changes under `header` in that row, with what it holds."""
        return self._changes.figure(header, slot, slot.number)

    def unit_name(self, code: str) -> str:
        unit = self.rulebook.unit(code)
        return code if unit is None else unit.name


def shared(kpis: Iterable[Kpi]) -> list[Kpi]:
    """One of each KPI that every directorate reports: in a bulk master the others would only repeat it."""
    return list({kpi.kpi_id.rpartition("/")[0] or kpi.kpi_id: kpi for kpi in kpis}.values())
