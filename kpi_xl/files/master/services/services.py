"""Services: areas rated by their directorates in four words, and the programme measures; a dial for each."""

from kpi_xl.files.house_style.formula_cell import FormulaCell, cell_of
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet, always
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.files.master.records.quarter_panel import (
    KEY,
    in_quarter,
    longest_texts,
    look_up,
    look_up_number,
    most_in_a_quarter,
    numbered,
)
from kpi_xl.files.master.records.record_page import FIRST, MOST_SHOWN, keep, record_page, widened, with_cells
from kpi_xl.files.master.services.dial_charts import (
    DIALS_FROM,
    UNTITLED,
    dial_headers,
    draw_dials,
    place_cell,
    step_points,
    write_dial_cells,
)
from kpi_xl.files.master.services.dials import steps
from kpi_xl.files.master.services.measure_dials import write_measures
from kpi_xl.model.columns import SERVICE_WORDS, Column
from kpi_xl.model.master import ServiceResult
from kpi_xl.model.master_layout import SERVICES
from kpi_xl.rules.master.master_rows import service_rows
from kpi_xl.rules.words.service_words import STEPS, place_on_scale, rating_words, scale_squares

_TABLE = SERVICES.name
_NOTE = 54
_RATING, _SQUARES, _PLACE = "In words", "On the scale", "Place on the scale"
_LAYOUT = widened(
    SERVICES,
    (
        Column("words", _RATING, "text", 26),
        Column("squares", _SQUARES, "id", 14),
        Column("place", _PLACE, "number", 10),
        Column("look_up_key", KEY, "id", 18),
    ),
    unit=14,
    lower=28,
    upper=18,
    note=_NOTE,
)
_HEADERS = ["Quarter", "Sent by", "Area", "Rated", "Worst to best", "What was said"]
_NOTHING = "No service area was rated in this quarter."
_ROW = FIRST + 2
MOST_DIALS = 15
_AREA = 3


def write(draft: MasterDraft) -> None:
    page = record_page(draft, _LAYOUT, "Rated by directorates in four words", len(_HEADERS), 1, 3)
    services = list(draft.master.services)
    row = write_measures(page, _write_quarter(page, services))
    more = (
        list(map(rating_words, services)),
        list(map(scale_squares, services)),
        list(map(place_on_scale, services)),
        numbered(services),
    )
    tall = 1 if most_in_a_quarter(services) <= MOST_DIALS else 0
    keep(page, row, _LAYOUT, with_cells(service_rows(services), *more), len(_HEADERS), tall=tall)


SHEET = MasterSheet(SERVICES.sheet, "Service areas rated in four words", write, always)


def _write_quarter(page: MasterPage, services: list[ServiceResult]) -> int:
    """A row an area, as many as any quarter has, then their dials; gives the row below."""
    if not services:
        page.text(FIRST, 1, "No service area has been rated in any quarter.", page.formats("body", text_wrap=False))
        return FIRST + 2
    page.text(5, 1, f"The scale, best first: {', '.join(SERVICE_WORDS)}", page.formats("body", text_wrap=False))
    shown = min(most_in_a_quarter(services), MOST_SHOWN)
    now = in_quarter(services, page.draft.selection.period)
    rows = range(_ROW, _ROW + shown)
    page.table_of("tblServicesNow", _ROW - 1, shown, _HEADERS)
    notes = longest_texts(services, lambda service: service.note)
    for number, row in enumerate(rows, start=1):
        _write_service(page, row, number, now[number - 1] if number <= len(now) else None)
        page.height(row, text_height(notes[number - 1], _NOTE))
    page.sheet.conditional_format(_ROW - 1, 3, rows[-1] - 1, 3, _worst(page))
    if page.draft.bulk:
        return rows[-1] + 2
    return _write_dials(page, rows[:MOST_DIALS], rows[-1] + 2, now) + 1


def _worst(page: MasterPage) -> dict[str, object]:
    look = page.formats.conditional("problem")
    return {"type": "text", "criteria": "begins with", "value": STEPS[0], "format": look}


def _write_service(page: MasterPage, row: int, number: int, service: ServiceResult | None) -> None:
    texts = (None,) * 6 if service is None else _texts(service)
    headers = (*(SERVICES.header(field) for field in ("period", "unit", "name")), _RATING, _SQUARES)
    for column, (header, text) in enumerate(zip((*headers, SERVICES.header("note")), texts, strict=True), start=1):
        otherwise = _NOTHING if (column, number) == (_AREA, 1) else ""
        page.show(row, column, look_up(_TABLE, header, number, text, otherwise), "text")


def _texts(service: ServiceResult) -> tuple[str | None, ...]:
    squares = scale_squares(service)
    return (str(service.period), service.unit, service.name, rating_words(service), squares, service.note or None)


def _write_dials(page: MasterPage, rows: range, below: int, now: list[ServiceResult]) -> int:
    """The cells behind the dials beside the table, and the dials below it."""
    page.height(rows[0] - 1, 20)
    page.table_of("tblServiceDials", rows[0] - 1, len(rows), dial_headers([*STEPS, "Under the dial"]), DIALS_FROM)
    for number, row in enumerate(rows, start=1):
        place = place_on_scale(now[number - 1]) if number <= len(now) else None
        ring = steps(place_cell(page, row), len(STEPS), place)
        write_dial_cells(page, row, _title(page, row, number, now), look_up_number(_TABLE, _PLACE, number, place), ring)
    about = [
        f"Dial from {STEPS[0]} to {STEPS[-1]} of the service area in row {row}, which says the same in words."
        for row in rows
    ]
    return draw_dials(page, rows, below, step_points(page, len(STEPS)), about)


def _title(page: MasterPage, row: int, number: int, now: list[ServiceResult]) -> FormulaCell:
    """The area and its words, which stand in the table."""
    name, words = (cell_of(page.name, f"${letters}${row}") for letters in "CD")
    text = f"{now[number - 1].name}: {rating_words(now[number - 1])}" if number <= len(now) else UNTITLED
    return FormulaCell(f'IF({words}="","{UNTITLED}",{name}&": "&{words})', text)
