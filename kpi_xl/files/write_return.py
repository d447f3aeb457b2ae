"""A directorate's return as a workbook: blank to be filled in, or with answers for an example."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.return_sheets import (
    change_requests,
    checks,
    director_summary,
    how_to,
    lists,
    return_table,
)
from kpi_xl.files.return_sheets import (
    services as service_areas,
)
from kpi_xl.files.return_sheets import (
    sign_off as sign_off_sheet,
)
from kpi_xl.model.columns import STAMP_PERIOD, STAMP_RULEBOOK, STAMP_TEMPLATE, STAMP_UNIT, TEMPLATE_VERSION
from kpi_xl.model.return_plan import Answer, Entries, ReturnPlan, ServiceAnswer, SignOffAnswer

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from kpi_xl.files.house_style.house_workbook import HouseWorkbook

SheetWriter = Callable[["Workbook", Formats, ReturnPlan, Entries], None]

SHEETS: tuple[SheetWriter, ...] = (
    how_to.write,
    return_table.write,
    director_summary.write,
    service_areas.write,
    change_requests.write,
    sign_off_sheet.write,
    checks.write,
    lists.write,
)
"""In the order of the tabs."""


def write_return(
    target: Path | IO[bytes],
    plan: ReturnPlan,
    answers: Mapping[str, Answer] | None = None,
    *,
    summary: str = "",
    services: Mapping[str, ServiceAnswer] | None = None,
    sign_off: SignOffAnswer | None = None,
    created: datetime | None = None,
) -> None:
    """Write the return to `target`. The same arguments give the same bytes; `created` None stamps a fixed date.

    `answers` are by KPI id, `services` by service area. Raises SaveError when a cell or the file cannot be written,
    ValueError for an answer to what the return does not ask.
    """
    _refuse_strangers("KPIs", answers or {}, [row.kpi.kpi_id for row in plan.rows])
    _refuse_strangers("service areas", services or {}, plan.services)
    entries = Entries(answers or {}, summary, services or {}, sign_off or SignOffAnswer())
    with new_return(target, plan, created) as workbook:
        build_return(workbook, Formats(workbook), plan, entries)


def new_return(target: Path | IO[bytes], plan: ReturnPlan, created: datetime | None) -> "HouseWorkbook":
    """The workbook of a return, with nothing in it yet."""
    title = f"Return {plan.unit.code} {plan.period}"
    return new_workbook(target, title, f"{plan.council}: KPI return of {plan.unit.name}", created)


def build_return(
    workbook: "Workbook", formats: Formats, plan: ReturnPlan, entries: Entries, sheets: Sequence[SheetWriter] = SHEETS
) -> None:
    """Fill an open workbook: all the sheets and the stamp. A macro-enabled writer gives the sheets with buttons."""
    for write in sheets:
        write(workbook, formats, plan, entries)
    _stamp(workbook, plan)


def _refuse_strangers(what: str, given: Mapping[str, object], asked: Sequence[str]) -> None:
    strangers = sorted(set(given) - set(asked))
    if strangers:
        raise ValueError(f"The return has no such {what}: {', '.join(strangers)}.")


def _stamp(workbook: "Workbook", plan: ReturnPlan) -> None:
    stamps = {
        STAMP_UNIT: plan.unit.code,
        STAMP_PERIOD: str(plan.period),
        STAMP_TEMPLATE: str(TEMPLATE_VERSION),
        STAMP_RULEBOOK: plan.rulebook_sha256,
    }
    for name, text in stamps.items():
        if text:
            workbook.set_custom_property(name, text, "text")
