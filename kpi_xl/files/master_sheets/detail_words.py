"""The lower part of a KPI's sheet: what the directorate says, comparators, and every version of its thresholds."""

from collections.abc import Sequence

from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.text_height import text_height
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.rulebook import Threshold
from kpi_xl.rules.kpi_lines import KpiLine
from kpi_xl.rules.spoken_date import spoken_date
from kpi_xl.rules.wording import digits, show

_NONE = "Nothing given this quarter."
_DATE, _FIGURE, _BOUNDS = 4, 5, 6


def write_words(page: MasterPage, row: int, line: KpiLine, widths: Sequence[float]) -> int:
    """Definition, commentary, cause and action over the width of the sheet; gives the row below."""
    result = line.result
    who = ", ".join(filter(None, (result.owner, f"due {result.due}" if result.due else "")))
    page.text(row, 1, "In words", "subheading")
    words = {
        "Definition": line.kpi.definition or "Not written down yet.",
        "Commentary": result.commentary or _NONE,
        "Cause": result.cause or _NONE,
        "Action": result.action or _NONE,
        "Action owner and date": who or _NONE,
    }
    wide = sum(widths[1:])
    for number, (label, text) in enumerate(words.items(), start=row + 1):
        page.text(number, 1, label, "label")
        # Excel does not fit a row to merged cells, so the height is worked out.
        page.height(number, text_height(text, wide))
        code = page.sheet.merge_range(number - 1, 1, number - 1, len(widths) - 1, "", page.formats("text"))
        if code:
            raise SaveError(f"{page.name} could not take its {label.lower()}: XlsxWriter says {code}.")
        page.text(number, 2, text, "text")
    return row + len(words) + 1


def write_comparators(page: MasterPage, row: int, kpi: Kpi) -> int:
    page.text(row, 1, "Compared with others", "subheading")
    comparators = page.edition.rulebook.comparators_of(kpi.kpi_id)
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
    versions = page.edition.rulebook.thresholds.get(kpi.kpi_id, ())
    if not versions:
        page.text(row + 1, 1, "No thresholds are set for this KPI.", page.formats("body", text_wrap=False))
        return row + 2
    bounds = dict(enumerate(("Target", "Green from", "Green to", "Amber from", "Amber to"), start=_BOUNDS))
    texts = {1: "In force from", 2: "Approved by, when and why", 3: "", 4: "", 5: ""}
    _headers(page, row + 1, texts, bounds)
    for number, version in enumerate(versions, start=row + 2):
        page.text(number, 1, str(version.effective), "id")
        page.text(number, 2, _approval(version), "note")
        for column in (3, 4, 5):
            page.text(number, column, "", "note")
        figures = (version.target, *((None,) * 4 if version.bands is None else version.bands.bounds))
        for column, figure in enumerate(figures, start=_BOUNDS):
            places = kpi.decimals if figure is None else max(kpi.decimals, digits(figure))
            page.number(number, column, figure, page.formats.value(kpi.measure, places))
    return row + 2 + len(versions)


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
    targets = ", ".join(f"Q{period.quarter} {show(version.profiled[period][0], '')}" for period in quarters)
    return f"Profile for {quarters[0].financial_year}: {targets}"


def _headers(page: MasterPage, row: int, texts: dict[int, str], numbers: dict[int, str]) -> None:
    for column, header in texts.items():
        page.text(row, column, header, "header")
    for column, header in numbers.items():
        page.text(row, column, header, "header_number")
