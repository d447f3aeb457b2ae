"""A master workbook, as read, back to the results and records it holds."""

from collections.abc import Callable
from typing import TypeVar

from kpi_xl.model.book import Book
from kpi_xl.model.master import (
    DirectorSummary,
    Master,
    QualityNote,
    RequestRecord,
    Result,
    ServiceResult,
    SubmissionRecord,
    result_key,
)
from kpi_xl.model.master_layout import CHANGE_REQUESTS, QUALITY, RESULTS, SERVICES, SUBMISSIONS, SUMMARIES, TableLayout
from kpi_xl.model.period import Period
from kpi_xl.model.row_words import RowWords
from kpi_xl.rules.tables.table_cells import TableCells, refuse, table_cells

MASTER_SHEETS = tuple(layout.sheet for layout in (RESULTS, SUBMISSIONS, QUALITY, SUMMARIES, SERVICES, CHANGE_REQUESTS))
"""The sheets `read_master` needs; the others need not be read."""

Record = TypeVar("Record")


def read_master(book: Book) -> Master:
    """The master in `book`, rows in the order written.

    Raises WorkspaceError, with what to do, when a table or column is missing, a cell holds what cannot be there, or
    two rows are for the same KPI and period: a master that was tampered with is not built upon.
    """
    misfits: list[str] = []
    results = _records(book, RESULTS, _result, misfits)
    _find_repeats(results, misfits)
    master = Master(
        results=results,
        submissions=_records(book, SUBMISSIONS, _submission, misfits),
        notes=_records(book, QUALITY, _note, misfits),
        summaries=_records(book, SUMMARIES, _summary, misfits),
        services=_records(book, SERVICES, _service, misfits),
        requests=_requests(book, misfits),
    )
    refuse(book.path, misfits)
    return master


def _records(
    book: Book, layout: TableLayout, read: Callable[[TableCells, Period], Record], misfits: list[str]
) -> tuple[Record, ...]:
    cells = table_cells(book, layout)
    records = []
    for _ in cells.rows():
        period = cells.period("period")
        if period is not None:
            records.append(read(cells, period))
        elif not cells.text("period"):
            cells.misfit("period", "should name the quarter of the row")
    misfits += cells.misfits
    return tuple(records)


def _result(row: TableCells, period: Period) -> Result:
    kpi_id = row.text("kpi_id")
    if row.text("key") != result_key(kpi_id, period):
        row.misfit("key", f"should be {result_key(kpi_id, period)}. Perhaps only some columns were sorted")
    return Result(
        kpi_id=kpi_id,
        period=period,
        directorate=row.text("directorate"),
        priority=row.text("priority"),
        value=row.number("value"),
        outcome=row.outcome("outcome"),
        computed=row.outcome("computed"),
        target=row.number("target"),
        bands=row.bands(),
        version=row.text("version"),
        as_at=row.period("as_at"),
        carried=row.flag("carried"),
        provisional=row.flag("provisional"),
        rounding_sensitive=row.flag("rounding_sensitive"),
        override=row.text("override"),
        numerator=row.number("numerator"),
        denominator=row.number("denominator"),
        words=RowWords(*map(row.text, RowWords._fields)),
        file=row.text("file"),
        sheet=row.text("sheet"),
        cell=row.text("cell"),
        sha256=row.text("sha256"),
        revision=row.whole("revision"),
        gap=row.flag("gap"),
    )


def _find_repeats(results: tuple[Result, ...], misfits: list[str]) -> None:
    seen: set[str] = set()
    for result in results:
        if result.key in seen:
            misfits.append(f"{RESULTS.sheet} has more than one row for {result.key}")
        seen.add(result.key)


def _submission(row: TableCells, period: Period) -> SubmissionRecord:
    return SubmissionRecord(
        unit=row.text("unit"),
        period=period,
        status=row.text("status"),
        file=row.text("file"),
        sha256=row.text("sha256"),
        errors=row.whole("errors"),
        warnings=row.whole("warnings"),
        fixes=row.whole("fixes"),
        signed_by=row.text("signed_by"),
        signed_on=row.text("signed_on"),
        resubmission=row.flag("resubmission"),
        unanswered=row.whole("unanswered"),
    )


def _note(row: TableCells, period: Period) -> QualityNote:
    fields = ("unit", "kpi_id", "code", "severity", "message", "sheet", "cell", "old", "new", "answer")
    return QualityNote(period, *map(row.text, fields))


def _summary(row: TableCells, period: Period) -> DirectorSummary:
    return DirectorSummary(row.text("unit"), period, row.text("text"))


def _service(row: TableCells, period: Period) -> ServiceResult:
    return ServiceResult(row.text("unit"), period, *map(row.text, ("name", "lower", "upper", "note")))


def _requests(book: Book, misfits: list[str]) -> tuple[RequestRecord, ...]:
    """None in a master made before directorates could ask."""
    return () if book.sheet(CHANGE_REQUESTS.sheet) is None else _records(book, CHANGE_REQUESTS, _request, misfits)


def _request(row: TableCells, period: Period) -> RequestRecord:
    fields = ("kpi_id", "what", "old", "new", "reason", "asked_by", "file", "cell")
    return RequestRecord(row.text("unit"), period, *map(row.text, fields))
