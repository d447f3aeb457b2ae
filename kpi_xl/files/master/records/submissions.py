"""Submissions: who has sent a return for the quarter, who has not, and who was late."""

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet, always
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.records.quarter_panel import KEY, QUARTER_CHOSEN, key_of, look_up, look_up_number
from kpi_xl.files.master.records.record_page import FIRST, MOST_SHOWN, keep, record_page, widened, with_cells
from kpi_xl.model.columns import Column
from kpi_xl.model.master import SubmissionRecord
from kpi_xl.model.master_layout import SUBMISSIONS
from kpi_xl.rules.consolidation.punctuality import ACCEPTED, MISSING, due_on, return_words, timing_words
from kpi_xl.rules.master.master_rows import submission_rows

_RETURN, _TIMING, _DUE = "Return", "On time", "Due by"
_LAYOUT = widened(
    SUBMISSIONS,
    (
        Column("shown", _RETURN, "text", 22),
        Column("timing", _TIMING, "text", 30),
        Column("due_by", _DUE, "id", 14),
        Column("look_up_key", KEY, "id", 18),
    ),
    unit=30,
    status=22,
    resubmission=28,
)
_HEADERS = [
    *("Quarter", "Directorate's name", "Return", "File sent", "Errors", "Warnings", "Fixes"),
    *("Signed by", "Signed on", "In time or late", "Warnings not answered"),
]
_NUMBERS = (4, 5, 6, 10)
_NOTHING = "No records for this quarter"
_TABLE = SUBMISSIONS.name


def write(draft: MasterDraft) -> None:
    page = record_page(draft, _LAYOUT, "Who has sent their return", len(_HEADERS), 1, 3)
    row = _write_quarter(page) + 1
    records = draft.master.submissions
    more = (
        [return_words(one) for one in records],
        [timing_words(draft.rulebook, one) or None for one in records],
        [due_on(draft.rulebook, one.period) or None for one in records],
        [key_of(one.period, one.unit) for one in records],
    )
    keep(page, row, _LAYOUT, with_cells(submission_rows(records), *more), len(_HEADERS))


SHEET = MasterSheet(SUBMISSIONS.sheet, "Who has sent their return, and who has not", write, always)


def _write_quarter(page: MasterPage) -> int:
    """A row a directorate, whoever has sent nothing included; gives the row below."""
    known = [unit.code for unit in page.draft.rulebook.units]
    past = [record.unit for record in page.draft.master.submissions]
    units = list(dict.fromkeys([*known, *past]))[:MOST_SHOWN]
    first, last = FIRST + 2, FIRST + 1 + max(1, len(units))
    page.table_of("tblSubmissionsNow", FIRST + 1, max(1, len(units)), _HEADERS, numbers=_NUMBERS)
    for row, unit in enumerate(units, start=first):
        _write_unit(page, row, unit)
    page.show(5, 1, _headline(page.draft), page.formats("headline", text_wrap=False))
    page.height(5, 22)
    _stand_out(page, first, last)
    return last + 1


def _headline(draft: MasterDraft) -> FormulaCell:
    period = draft.selection.period
    records = [record for record in draft.master.submissions if record.period == period]
    accepted = sum(record.status == ACCEPTED for record in records)
    due = due_on(draft.rulebook, period) if records else ""
    sent = f'COUNTIFS({_TABLE}[Period],{QUARTER_CHOSEN},{_TABLE}[Status],"{ACCEPTED}")'
    every = f"COUNTIFS({_TABLE}[Period],{QUARTER_CHOSEN})"
    by = _due()
    most = max(len(draft.rulebook.units), 1)
    words = (
        f'{sent}&" of "&MAX({every},{most})&" returns accepted for "&{QUARTER_CHOSEN}&IF({by}="",""," · due by "&{by})'
    )
    value = f"{accepted} of {max(len(records), most)} returns accepted for {period}" + (
        f" · due by {due}" if due else ""
    )
    return FormulaCell(f"IF({every}=0,{text_of(_NOTHING)},{words})", value if records else _NOTHING)


def _due() -> str:
    return f'IFERROR(INDEX({_TABLE}[{_DUE}],MATCH({QUARTER_CHOSEN},{_TABLE}[Period],0))&"","")'


def _write_unit(page: MasterPage, row: int, unit: str) -> None:
    draft = page.draft
    period = draft.selection.period
    found = next((one for one in draft.master.submissions if (one.unit, one.period) == (unit, period)), None)
    page.show(row, 1, FormulaCell(QUARTER_CHOSEN, str(period)), "id")
    page.text(row, 2, f"{draft.unit_name(unit)} ({unit})", "text")
    page.show(row, 3, look_up(_TABLE, _RETURN, unit, found and return_words(found), MISSING), "text")
    for column, header, text in _texts(draft, found):
        page.show(row, column, look_up(_TABLE, header, unit, text), "text")
    for column, field in {5: "errors", 6: "warnings", 7: "fixes", 11: "unanswered"}.items():
        number = None if found is None else float(getattr(found, field))
        page.show(row, column, look_up_number(_TABLE, SUBMISSIONS.header(field), unit, number), "number")


def _texts(draft: MasterDraft, found: SubmissionRecord | None) -> list[tuple[int, str, str | None]]:
    headers = {4: SUBMISSIONS.header("file"), 8: SUBMISSIONS.header("signed_by"), 9: SUBMISSIONS.header("signed_on")}
    if found is None:
        return [(column, header, None) for column, header in {**headers, 10: _TIMING}.items()]
    texts = {4: found.file, 8: found.signed_by, 9: found.signed_on}
    cells = [(column, header, texts[column]) for column, header in headers.items()]
    return [*cells, (10, _TIMING, timing_words(draft.rulebook, found))]


def _stand_out(page: MasterPage, first: int, last: int) -> None:
    """Bold and red for what is not as it should be; the words say the same."""
    problem = page.formats.conditional("problem")
    for column, good in ((3, "Accepted"), (10, "In time")):
        cell = f"${'ABCDEFGHIJ'[column - 1]}{first}"
        wrong = f'=AND({cell}<>"",LEFT({cell},{len(good)})<>"{good}")'
        rule = {"type": "formula", "criteria": wrong, "format": problem}
        page.sheet.conditional_format(first - 1, column - 1, last - 1, column - 1, rule)
