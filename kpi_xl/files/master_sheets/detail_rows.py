"""What a KPI's sheet says beside its labels: this quarter, the KPI itself, and where the figure comes from."""

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from kpi_xl.files.living import detail_figures
from kpi_xl.files.living.figure import Figure
from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.kpi_looks import KpiLooks
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import Result
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.words.why import why

if TYPE_CHECKING:
    from xlsxwriter.format import Format

TEXT_WIDTH = 57
"""Characters of the column of values."""

_BETTER = {
    Polarity.HIGHER: "Higher is better",
    Polarity.LOWER: "Lower is better",
    Polarity.IN_RANGE: "Best within a range",
    Polarity.NONE: "For information only",
}
_COUNTED = {
    Scope.CORPORATE: "Counted among the council's KPIs",
    Scope.SUPPORTING: "Supporting measure: rated, but not in the council's counts",
    Scope.PIPELINE: "Measure in preparation: rated, but not in the council's counts",
}

_WHY_WORDS, _WHY_FIGURES, _A_FIGURE = 150, 3, 8
"""Characters of the longest plain sentence about a rating, and the figures in it with the digits of each."""


class Cell(NamedTuple):
    """What stands beside a label. `longest` are texts the row must have room for, whichever quarter is chosen."""

    shown: Figure | str
    look: "str | Format" = "text"
    longest: tuple[str, ...] = ()
    lines: int = 1


Rows = dict[str, Cell]
"""By label."""


class Sheet(NamedTuple):
    """One KPI's sheet: what its cells are worked out from."""

    page: MasterPage
    kpi: Kpi

    @property
    def edition(self) -> Edition:
        return self.page.edition

    @property
    def result(self) -> Result | None:
        """As published in the quarter chosen."""
        return self.edition.choice.row_of[self.kpi.kpi_id].result

    @property
    def results(self) -> list[Result]:
        """Of every quarter that may be chosen."""
        master = self.edition.master
        found = (master.result(self.kpi.kpi_id, period) for period in self.edition.periods)
        return [result for result in found if result is not None]

    def now(self, header: str) -> Figure:
        return self.edition.now(self.kpi.kpi_id, header)


def quarter_rows(sheet: Sheet, looks: KpiLooks) -> Rows:
    now, else_ = sheet.now, detail_figures.or_else
    reason = detail_figures.with_override(now("Why"), now("Row"), sheet.result)
    compared = now("Compared with")
    nothing = Figure(
        f'"Nothing to compare with in "&{compared.formula}', f"Nothing to compare with in {compared.value}"
    )
    change = now("Change shown")
    return {
        "Rating": Cell(now("Outcome"), "rag"),
        "Why": Cell(
            reason, longest=tuple(map(_why, [sheet.kpi] * len(sheet.results), sheet.results)), lines=_lines(sheet.kpi)
        ),
        "Actual": Cell(now("Actual shown"), looks.actual),
        "Target": Cell(now("Target shown"), looks.target),
        "Green when": Cell(now("Green when")),
        "Amber when": Cell(now("Amber when")),
        "Variance from target": Cell(now("Variance"), looks.variance),
        "Direction of travel": Cell(else_(now("Travel shown"), "Not reported")),
        "Change": Cell(
            Figure(f'IF({change.formula}="",{nothing.formula},{change.formula})', change.value or nothing.value)
        ),
        "Data as at": Cell(else_(now("As at"), "No value yet")),
        "Please note": Cell(else_(now("Flags"), "Nothing to note"), longest=(_ALL_FLAGS,)),
    }


_ALL_FLAGS = "Changed by hand, (p) provisional, Carried from 2022/23 Q1, Rounding-sensitive"


def _why(kpi: Kpi, result: Result) -> str:
    sentence = why(result.value, result.bands, result.outcome, kpi.measure, kpi.decimals)
    return f"{sentence} {result.override}".strip()


def _lines(kpi: Kpi) -> int:
    """Lines that the longest sentence about a rating can take, whichever thresholds are chosen."""
    longest = _WHY_WORDS + _WHY_FIGURES * (_A_FIGURE + len(kpi.measure.text))
    return ceil(longest / (TEXT_WIDTH * 1.15))


def kpi_rows(sheet: Sheet) -> Rows:
    kpi, period = sheet.kpi, sheet.edition.choice.period
    return {
        "Better when": Cell(_BETTER[kpi.polarity]),
        "Value covers": Cell(detail_figures.covers(kpi, period)),
        "Directorate": Cell(sheet.edition.unit_name(kpi.directorate)),
        "Service and owner": Cell(", ".join(filter(None, (kpi.service, kpi.owner)))),
        "Counted": Cell(_COUNTED[kpi.scope]),
    }


def source_rows(sheet: Sheet) -> Rows:
    row, result, page = sheet.now("Row"), sheet.result, sheet.page
    of, else_ = detail_figures.of_result, detail_figures.or_else
    file = of(row, result, "Source file", lambda one: one.file, "No return holds this value")
    hashed = of(row, result, "File hash (SHA-256)", lambda one: one.sha256, "None")
    return {
        "File": Cell(file, longest=tuple(one.file for one in sheet.results)),
        "Sheet and cell": Cell(detail_figures.source_place(row, result)),
        "Hash of the file": Cell(hashed, page.formats("note", font_size=8)),
        "Thresholds used": Cell(else_(sheet.now("Version"), "None set")),
        "Approved": Cell(else_(sheet.now("Approval"), "Not recorded"), longest=_approvals(sheet)),
        "The measure": Cell(f"{sheet.kpi.source[:1].upper()}{sheet.kpi.source[1:]}" or "Not stated"),
    }


def _approvals(sheet: Sheet) -> tuple[str, ...]:
    """The words on every version, with room for its date."""
    versions = sheet.edition.rulebook.thresholds.get(sheet.kpi.kpi_id, ())
    return tuple(f"{version.approved_by} on 30 September 2022. {version.reason}" for version in versions)
