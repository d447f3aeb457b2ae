"""What a KPI's sheet says beside its labels: this quarter, the KPI itself, and where the figure comes from."""

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaCell
from kpi_xl.files.master.kpi_sheet import formulas
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.page.kpi_looks import KpiLooks
from kpi_xl.files.master.page.master_page import MasterPage
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


class LabelledCell(NamedTuple):
    """What stands beside a label. `longest` are texts the row must have room for, whichever quarter is chosen."""

    shown: FormulaCell | str
    look: "str | Format" = "text"
    longest: tuple[str, ...] = ()
    lines: int = 1


Rows = dict[str, LabelledCell]
"""By label."""


class KpiSheet(NamedTuple):
    """One KPI's sheet: what its cells are worked out from."""

    page: MasterPage
    kpi: Kpi

    @property
    def draft(self) -> MasterDraft:
        return self.page.draft

    @property
    def result(self) -> Result | None:
        """As published in the quarter chosen."""
        return self.draft.choice.row_of[self.kpi.kpi_id].result

    @property
    def results(self) -> list[Result]:
        """Of every quarter that may be chosen."""
        master = self.draft.master
        found = (master.result(self.kpi.kpi_id, period) for period in self.draft.periods)
        return [result for result in found if result is not None]

    def calculated(self, header: str) -> FormulaCell:
        return self.draft.calculation(self.kpi.kpi_id, header)


def quarter_rows(sheet: KpiSheet, looks: KpiLooks) -> Rows:
    calculated, else_ = sheet.calculated, formulas.or_else
    reason = formulas.with_override(calculated("Why"), calculated("Row"), sheet.result)
    compared = calculated("Compared with")
    nothing = FormulaCell(
        f'"Nothing to compare with in "&{compared.formula}', f"Nothing to compare with in {compared.value}"
    )
    change = calculated("Change shown")
    return {
        "Rating": LabelledCell(calculated("Outcome"), "rag"),
        "Why": LabelledCell(
            reason, longest=tuple(map(_why, [sheet.kpi] * len(sheet.results), sheet.results)), lines=_lines(sheet.kpi)
        ),
        "Actual": LabelledCell(calculated("Actual shown"), looks.actual),
        "Target": LabelledCell(calculated("Target shown"), looks.target),
        "Green when": LabelledCell(calculated("Green when")),
        "Amber when": LabelledCell(calculated("Amber when")),
        "Variance from target": LabelledCell(calculated("Variance"), looks.variance),
        "Direction of travel": LabelledCell(else_(calculated("Travel shown"), "Not reported")),
        "Change": LabelledCell(
            FormulaCell(f'IF({change.formula}="",{nothing.formula},{change.formula})', change.value or nothing.value)
        ),
        "Data as at": LabelledCell(else_(calculated("As at"), "No value yet")),
        "Please note": LabelledCell(else_(calculated("Flags"), "Nothing to note"), longest=(_ALL_FLAGS,)),
    }


_ALL_FLAGS = "Changed by hand, (p) provisional, Carried from 2022/23 Q1, Rounding-sensitive"


def _why(kpi: Kpi, result: Result) -> str:
    sentence = why(result.value, result.bands, result.outcome, kpi.measure, kpi.decimals)
    return f"{sentence} {result.override}".strip()


def _lines(kpi: Kpi) -> int:
    """Lines that the longest sentence about a rating can take, whichever thresholds are chosen."""
    longest = _WHY_WORDS + _WHY_FIGURES * (_A_FIGURE + len(kpi.measure.text))
    return ceil(longest / (TEXT_WIDTH * 1.15))


def kpi_rows(sheet: KpiSheet) -> Rows:
    kpi, period = sheet.kpi, sheet.draft.choice.period
    return {
        "Better when": LabelledCell(_BETTER[kpi.polarity]),
        "Value covers": LabelledCell(formulas.covers(kpi, period)),
        "Directorate": LabelledCell(sheet.draft.unit_name(kpi.directorate)),
        "Service and owner": LabelledCell(", ".join(filter(None, (kpi.service, kpi.owner)))),
        "Counted": LabelledCell(_COUNTED[kpi.scope]),
    }


def source_rows(sheet: KpiSheet) -> Rows:
    row, result, page = sheet.calculated("Row"), sheet.result, sheet.page
    of, else_ = formulas.of_result, formulas.or_else
    file = of(row, result, "Source file", lambda one: one.file, "No return holds this value")
    hashed = of(row, result, "File hash (SHA-256)", lambda one: one.sha256, "None")
    return {
        "File": LabelledCell(file, longest=tuple(one.file for one in sheet.results)),
        "Sheet and cell": LabelledCell(formulas.source_place(row, result)),
        "Hash of the file": LabelledCell(hashed, page.formats("note", font_size=8)),
        "Thresholds used": LabelledCell(else_(sheet.calculated("Version"), "None set")),
        "Approved": LabelledCell(else_(sheet.calculated("Approval"), "Not recorded"), longest=_approvals(sheet)),
        "The measure": LabelledCell(f"{sheet.kpi.source[:1].upper()}{sheet.kpi.source[1:]}" or "Not stated"),
    }


def _approvals(sheet: KpiSheet) -> tuple[str, ...]:
    """The words on every version, with room for its date."""
    versions = sheet.draft.rulebook.thresholds.get(sheet.kpi.kpi_id, ())
    return tuple(f"{version.approved_by} on 30 September 2022. {version.reason}" for version in versions)
