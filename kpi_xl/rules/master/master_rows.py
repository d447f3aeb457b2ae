"""The master's own records as rows of its tables, cell by cell in the order of the layout."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

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
from kpi_xl.model.master_layout import (
    CHANGE_REQUESTS,
    QUALITY,
    RESULTS,
    SERVICES,
    SUBMISSIONS,
    SUMMARIES,
    YES,
    TableLayout,
)
from kpi_xl.model.row_words import RowWords

Written = float | str | None
"""What goes into a cell: a number, text, or nothing at all (never empty text)."""
WrittenRow = tuple[Written, ...]


def master_rows(master: Master) -> dict[str, list[WrittenRow]]:
    """The rows of each table the master itself holds, by the table's name."""
    return {
        RESULTS.name: list(result_rows(master.results)),
        SUBMISSIONS.name: list(submission_rows(master.submissions)),
        QUALITY.name: list(quality_rows(master.notes)),
        SUMMARIES.name: list(summary_rows(master.summaries)),
        SERVICES.name: list(service_rows(master.services)),
        CHANGE_REQUESTS.name: list(request_rows(master.requests)),
    }


def result_rows(results: Iterable[Result]) -> Iterator[WrittenRow]:
    """Rows of the Results table. Bands take four cells, an open end a blank one; ratings are their words."""
    return _rows(results, _RESULT)


def result_columns(results: Iterable[Result]) -> list[list[Written]]:
    """The same cells by column."""
    return _columns(results, _RESULT)


def submission_rows(records: Iterable[SubmissionRecord]) -> Iterator[WrittenRow]:
    return _rows(records, _SUBMISSION)


def quality_rows(notes: Iterable[QualityNote]) -> Iterator[WrittenRow]:
    return _rows(notes, _QUALITY)


def summary_rows(summaries: Iterable[DirectorSummary]) -> Iterator[WrittenRow]:
    return _rows(summaries, _SUMMARY)


def service_rows(services: Iterable[ServiceResult]) -> Iterator[WrittenRow]:
    return _rows(services, _SERVICE)


def request_rows(requests: Iterable[RequestRecord]) -> Iterator[WrittenRow]:
    return _rows(requests, _REQUEST)


Write = Callable[[Sequence[Any]], list[Written]]
"""A column's cells for some records: column by column takes a third of the time a call for every cell would."""


def _rows(records: Iterable[object], writes: list[Write]) -> Iterator[WrittenRow]:
    return zip(*_columns(records, writes), strict=True)


def _columns(records: Iterable[object], writes: list[Write]) -> list[list[Written]]:
    records = tuple(records)
    return [write(records) for write in writes]


def _number(field: str) -> Write:
    get = attrgetter(field)
    return lambda records: list(map(get, records))


def _text(field: str) -> Write:
    get = attrgetter(field)
    return lambda records: [get(record) or None for record in records]


def _word(field: str) -> Write:
    """Anything whose `str()` is what people read: a period, a rating. None is a blank cell."""
    get = attrgetter(field)

    def write(records: Sequence[object]) -> list[Written]:
        found = list(map(get, records))
        # By identity, for there are few of them and hashing one costs more than writing it.
        distinct = dict(zip(map(id, found), found, strict=True))
        words = {key: None if one is None else str(one) for key, one in distinct.items()}
        return [words[id(one)] for one in found]

    return write


def _keys(records: Sequence[Result]) -> list[Written]:
    """As their property `key` says it, with each period put in words once."""
    return [result_key(result.kpi_id, str(word)) for result, word in zip(records, _PERIOD_WORDS(records), strict=True)]


def _flag(field: str) -> Write:
    get = attrgetter(field)
    return lambda records: [YES if get(record) else None for record in records]


def _bound(number: int) -> Write:
    def write(records: Sequence[Result]) -> list[Written]:
        found = [result.bands for result in records]
        distinct = dict(zip(map(id, found), found, strict=True))
        bounds = {key: None if bands is None else bands.bounds[number] for key, bands in distinct.items()}
        return [bounds[id(bands)] for bands in found]

    return write


def _writes(layout: TableLayout, special: dict[str, Write]) -> list[Write]:
    """One function a column; a column's role tells numbers from text."""
    kinds = {"number": _number}
    return [special.get(column.field) or kinds.get(column.role, _text)(column.field) for column in layout.columns]


_PERIOD_WORDS = _word("period")
_PERIOD = {"period": _PERIOD_WORDS}
_RESULT = _writes(
    RESULTS,
    {"key": _keys}
    | {field: _text(f"words.{field}") for field in RowWords._fields}
    | {field: _word(field) for field in ("period", "as_at", "outcome", "computed")}
    | {field: _flag(field) for field in ("carried", "provisional", "rounding_sensitive", "gap")}
    | {field: _bound(number) for number, field in enumerate(("green_low", "green_high", "amber_low", "amber_high"))},
)
_SUBMISSION = _writes(SUBMISSIONS, {**_PERIOD, "resubmission": _flag("resubmission")})
_QUALITY = _writes(QUALITY, _PERIOD)
_SUMMARY = _writes(SUMMARIES, _PERIOD)
_SERVICE = _writes(SERVICES, _PERIOD)
_REQUEST = _writes(CHANGE_REQUESTS, _PERIOD)
