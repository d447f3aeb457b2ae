"""The cells a KPI's line has on every sheet that lists KPIs, so that a figure looks the same wherever it stands."""

from typing import TYPE_CHECKING

from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.sheet_names import cell_of
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result
from kpi_xl.model.rating import Reason
from kpi_xl.rules.master.kpi_lines import KpiLine
from kpi_xl.rules.master.line_words import NO_VALUE, target_shown
from kpi_xl.rules.words.wording import decimals_to_show, digits

if TYPE_CHECKING:
    from xlsxwriter.format import Format


def value_decimals(kpi: Kpi, result: Result) -> int:
    """The KPI's decimals, more for a value that would otherwise print as another rating (rating rule 2)."""
    if result.value is None or isinstance(result.outcome, Reason):
        return kpi.decimals
    return decimals_to_show(result.value, result.bands, kpi.decimals)


def value_format(formats: Formats, kpi: Kpi, result: Result, role: str = "number") -> "Format":
    return formats.named(kpi.measure, value_decimals(kpi, result), role)


def write_link(page: MasterPage, row: int, column: int, kpi_id: str, edition: Edition) -> None:
    page.link(row, column, cell_of(edition.names.detail[kpi_id]), kpi_id, "link_cell")


def write_ref(page: MasterPage, row: int, column: int, kpi: Kpi) -> None:
    """The KPI's reference, leading to its sheet where it has one."""
    if kpi.kpi_id in page.edition.names.detail:
        write_link(page, row, column, kpi.kpi_id, page.edition)
    else:
        page.text(row, column, kpi.kpi_id, "id")


def write_actual(page: MasterPage, row: int, column: int, line: KpiLine, role: str = "number") -> None:
    """The value with its unit, or a dash in words: the rating beside it says why there is none."""
    look = value_format(page.formats, line.kpi, line.result, role)
    if line.result.value is None:
        page.text(row, column, NO_VALUE, page.formats(role, num_format="@"))
    else:
        page.number(row, column, line.result.value, look)


def write_target(page: MasterPage, row: int, column: int, line: KpiLine, role: str = "number") -> None:
    kpi, target = line.kpi, target_shown(line.kpi, line.result)
    if isinstance(target, str):
        page.text(row, column, target, page.formats(role, num_format="@"))
        return
    page.number(row, column, target, page.formats.value(kpi.measure, max(kpi.decimals, digits(target)), role))


def write_variance(page: MasterPage, row: int, column: int, line: KpiLine, role: str = "number") -> None:
    """In the KPI's unit, percentage points for a percentage."""
    places = max(value_decimals(line.kpi, line.result), 0 if line.variance is None else min(digits(line.variance), 3))
    page.number(row, column, line.variance, page.formats.signed(places, role))
