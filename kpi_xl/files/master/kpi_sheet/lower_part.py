"""The lower part of a KPI's sheet: what the directorate says, comparators, and every version of its thresholds."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.kpi_sheet.formulas import of_result, owner_and_date
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import PLAIN
from kpi_xl.model.rulebook import Threshold
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.rules.words.wording import digits, show

_NONE = "Nothing given this quarter."
_DATE, _FIGURE, _BOUNDS = 4, 5, 6
_IN_USE = 4
_HIGHEST = 409
"""Points of the highest row Excel has."""


def write_words(page: MasterPage, row: int, kpi: Kpi, widths: Sequence[float]) -> int:
    """Definition, commentary, cause and action over the width of the sheet; gives the row below."""
    page.text(row, 1, "In words", "subheading")
    draft = page.draft
    at, now = draft.calculation(kpi.kpi_id, "Row"), draft.choice.row_of[kpi.kpi_id].result
    results = [found for one in draft.periods if (found := draft.master.result(kpi.kpi_id, one)) is not None]
    _write_long(page, row + 1, "Definition", kpi.definition or "Not written down yet.", (kpi.definition,), widths)
    words = {
        "Commentary": ("Commentary", attrgetter("words.commentary")),
        "Cause": ("Cause", attrgetter("words.cause")),
        "Action": ("Action", attrgetter("words.action")),
    }
    for number, (label, (header, field)) in enumerate(words.items(), start=row + 2):
        figure = of_result(at, now, header, field, _NONE)
        _write_long(page, number, label, figure, [field(one) for one in results], widths)
    who = owner_and_date(at, now, _NONE)
    row += len(words) + 2
    _write_long(
        page, row, "Action owner and date", who, [f"{one.words.owner}, due {one.words.due}" for one in results], widths
    )
    return row + 1


def _write_long(
    page: MasterPage, row: int, label: str, shown: FormulaCell | str, longest: Iterable[str], widths: Sequence[float]
) -> None:
    """Words over the width of the sheet, in a row high enough for any of `longest`."""
    page.text(row, 1, label, "label")
    # Excel does not fit a row to merged cells, so the height is worked out.
    wide = sum(widths[1:])
    page.height(row, min(_HIGHEST, max(text_height(text, wide) for text in (*longest, ""))))
    page.merged(row, 2, len(widths), "", page.formats("text"))
    if isinstance(shown, FormulaCell):
        page.formula_cell(row, 2, shown, "text")
    else:
        page.text(row, 2, shown, "text")


def write_comparators(page: MasterPage, row: int, kpi: Kpi) -> int:
    page.text(row, 1, "Compared with others", "subheading")
    comparators = page.draft.rulebook.comparators_of(kpi.kpi_id)
    if not comparators:
        page.text(row + 1, 1, "No comparator is kept for this KPI.", page.formats("body", text_wrap=False))
        return row + 2
    _headers(page, row + 1, {1: "Comparator", 2: "Source", 3: "", _DATE: "Period"}, {_FIGURE: "Value"})
    for number, comparator in enumerate(comparators, start=row + 2):
        page.text(number, 1, comparator.name, "text")
        page.text(number, 2, comparator.source or "Not stated", "note")
        page.text(number, 3, "", "note")
        page.text(number, _DATE, comparator.period, "id")
        places = kpi.decimals if comparator.value is None else max(kpi.decimals, digits(comparator.value))
        page.number(number, _FIGURE, comparator.value, page.formats.value(kpi.measure, places))
    return row + 2 + len(comparators)


def write_thresholds(page: MasterPage, row: int, kpi: Kpi) -> int:
    page.text(row, 1, "Thresholds so far", "subheading")
    versions = page.draft.rulebook.thresholds.get(kpi.kpi_id, ())
    if not versions:
        page.text(row + 1, 1, "No thresholds are set for this KPI.", page.formats("body", text_wrap=False))
        return row + 2
    bounds = dict(enumerate(("Target", "Green from", "Green to", "Amber from", "Amber to"), start=_BOUNDS))
    texts = {1: "In force from", 2: "Approved by, when and why", 3: "", _IN_USE: "In use", 5: ""}
    _headers(page, row + 1, texts, bounds)
    for number, version in enumerate(versions, start=row + 2):
        page.text(number, 1, str(version.effective), "id")
        page.text(number, 2, _approval(version), "note")
        for column in (3, 5):
            page.text(number, column, "", "note")
        page.formula_cell(number, _IN_USE, _in_use(page, kpi, version), "id")
        figures = (version.target, *((None,) * 4 if version.bands is None else version.bands.bounds))
        for column, figure in enumerate(figures, start=_BOUNDS):
            places = kpi.decimals if figure is None else max(kpi.decimals, digits(figure))
            page.number(number, column, figure, page.formats.value(kpi.measure, places))
    return row + 2 + len(versions)


def _in_use(page: MasterPage, kpi: Kpi, version: Threshold) -> FormulaCell:
    """A mark beside the version that decides the rating shown."""
    used = page.draft.calculation(kpi.kpi_id, "Version")
    value = _MARK if used.value == version.version else ""
    return FormulaCell(f'IF({used.formula}={text_of(version.version)},"{_MARK}","")', value)


_MARK = "◄ Rates this"


def _approval(version: Threshold) -> str:
    on = "" if version.approved_on is None else f"on {spoken_date(version.approved_on)}"
    who = " ".join(filter(None, (version.approved_by, on)))
    years = sorted({period.year for period in version.profiled})
    profiles = [_profile(version, year) for year in years]
    stated = "" if version.stated is None else f"Rating stated in the rulebook: {version.stated}"
    return ". ".join(filter(None, (who, version.reason, stated, *profiles))) or "Not recorded"


def _profile(version: Threshold, year: int) -> str:
    """The year's targets quarter by quarter, for a year-to-date KPI."""
    quarters = sorted(period for period in version.profiled if period.year == year)
    targets = ", ".join(f"Q{period.quarter} {show(version.profiled[period][0], PLAIN)}" for period in quarters)
    return f"Profile for {quarters[0].financial_year}: {targets}"


def _headers(page: MasterPage, row: int, texts: dict[int, str], numbers: dict[int, str]) -> None:
    for column, header in texts.items():
        page.text(row, column, header, "header")
    for column, header in numbers.items():
        page.text(row, column, header, "header_number")
