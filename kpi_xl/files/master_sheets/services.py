"""Services: areas rated by their directorates in four words, the word and its place on the scale."""

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.records import FIRST, MOST_SHOWN, keep, record_page
from kpi_xl.model.columns import SERVICE_WORDS
from kpi_xl.model.master import ServiceResult
from kpi_xl.model.master_layout import SERVICES
from kpi_xl.rules.master_rows import service_rows

_HEADERS = ["Quarter", "Directorate", "Service area", "Rating", "Place on the scale", "Note"]


def write(edition: Edition) -> None:
    page = record_page(edition, SERVICES, "Rated by directorates in four words", 1, 3)
    page.text(5, 1, f"The scale, best first: {', '.join(SERVICE_WORDS)}", page.formats("subtitle"))
    now = [service for service in edition.master.services if service.period == edition.period]
    row = FIRST
    if 0 < len(now) <= MOST_SHOWN:
        row = _write_quarter(page, now) + 1
    keep(page, row, SERVICES, list(service_rows(edition.master.services)))


def _write_quarter(page: MasterPage, services: list[ServiceResult]) -> int:
    page.table_of("tblServicesNow", FIRST + 1, len(services), _HEADERS)
    for row, service in enumerate(services, start=FIRST + 2):
        words = " to ".join(filter(None, (service.lower, service.upper)))
        texts = (str(service.period), service.unit, service.name, words, _place(service), service.note)
        for column, text in enumerate(texts, start=1):
            page.text(row, column, text, "text")
    return FIRST + 2 + len(services)


def _place(service: ServiceResult) -> str:
    """The scale as four steps, worst to best, those named filled in: "□ ■ ■ □"."""
    named = {service.lower, service.upper}
    return " ".join("■" if word in named else "□" for word in reversed(SERVICE_WORDS))
