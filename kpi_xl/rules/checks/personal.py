"""Whatever an officer wrote that may be about one person: in rows, summary, services, change requests, notes."""

import re
from collections.abc import Iterator

from kpi_xl.model.columns import WORD_COLUMNS
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place
from kpi_xl.rules.checks.change_requests import cell_of_request
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed
from kpi_xl.rules.submissions.cover import summary_place
from kpi_xl.rules.words.personal_details import personal_details

_TEXTS = tuple(column.field for column in WORD_COLUMNS if column.role != "date")
_AUTHOR = re.compile(r"\A[^\n:]{1,60}:[ \t]*\n")
"""Excel begins a note with the name of whoever writes it; that is nobody's choice."""


def words_name_nobody(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    for field in _TEXTS:
        remark = _asked(getattr(row.words, field), owner=field == "owner")
        if remark is not None:
            yield remark.at(sent.place(row.entry.row, field), kpi_id=row.kpi.kpi_id)


def summary_names_nobody(sent: ReturnUnderCheck) -> Iterator[Finding]:
    place, remark = summary_place(sent.book), _asked(sent.submission.summary)
    if place is not None and remark is not None:
        yield remark.at(place)


def services_name_nobody(sent: ReturnUnderCheck) -> Iterator[Finding]:
    for service in sent.submission.services:
        remark = _asked(service.note)
        if remark is not None:
            yield remark.at(*([] if service.place is None else [service.place]))


def requests_name_nobody(sent: ReturnUnderCheck) -> Iterator[Finding]:
    for request in sent.submission.requests:
        for field in ("what", "new", "reason", "asked_by"):
            remark = _asked(getattr(request, field), owner=field == "asked_by")
            place = cell_of_request(sent, request, field)
            if remark is not None and place is not None:
                yield remark.at(place)


def notes_name_nobody(sent: ReturnUnderCheck) -> Iterator[Finding]:
    for sheet in sent.book.sheets:
        for cell, text in sheet.notes.items():
            remark = _asked(_AUTHOR.sub("", text))
            if remark is not None:
                yield remark.at(Place(sheet.name, cell))


PERSONAL_ROW_CHECKS: tuple[RowCheck, ...] = (words_name_nobody,)
PERSONAL_CHECKS: tuple[Check, ...] = (
    summary_names_nobody,
    services_name_nobody,
    requests_name_nobody,
    notes_name_nobody,
)


def _asked(text: str, owner: bool = False) -> Remark | None:
    found = personal_details(text, owner)
    return Remark("KPI136", {"found": listed(found)}) if found else None
