"""What the cells' own rules demand, asked again: a paste brings anything past them."""

from collections.abc import Iterator, Mapping
from datetime import date

from kpi_xl.model.book import Cell, Kind, Sheet
from kpi_xl.model.columns import SERVICE_COLUMNS, SERVICE_WORDS, SERVICES_SHEET, STATUS_PROVISIONAL, SUMMARY_SHEET
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.place import Place, row_and_column
from kpi_xl.model.rating import Rating
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.model.submission import ServiceRating
from kpi_xl.rules.checks.lost_words import is_lost
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.entries.demands import SERVICE_DEMAND, SUMMARY_DEMAND, WORDS_DEMAND, due_demand
from kpi_xl.rules.entries.service_scale import on_scale
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.submissions.cell_text import word_of
from kpi_xl.rules.submissions.cover import summary_cell
from kpi_xl.rules.submissions.read_words import read_day
from kpi_xl.rules.tables.headings import fingerprint
from kpi_xl.rules.tables.table import find_table

_WANTED = {"cause": "why it happened", "action": "what is being done", "owner": "a role, such as Head of Service"}
_SUMMARY_WANTED = "what went well, what did not, and what happens next"
_LONGEST_FILLER = 100
_MOST_NAMED = 5
_HEADINGS = {"cause": "Cause", "action": "Action", "owner": "Action owner"}


def words_answer(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """An error where the words are needed: beside a Red."""
    for field, wanted in _WANTED.items():
        text = getattr(row.words, field)
        if text and not WORDS_DEMAND.met_by(text):
            needed = row.outcome is Rating.RED
            facts = {
                "found": quoted(text),
                "what": _HEADINGS[field],
                "why": "This KPI is Red, and members read here what is being done. " if needed else "",
                "wanted": wanted,
            }
            remark = Remark("KPI180", facts, None if needed else Severity.WARNING)
            yield remark.at(sent.place(row.entry.row, field), kpi_id=row.kpi.kpi_id)


def due_date_is_a_day_to_come(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """A day between the start of the quarter and five years on; an error where it is needed: beside a Red."""
    cell = row.cell("due")
    if cell is None or not row.words.due or sent.standards is None:
        return
    demand = due_demand(sent.standards.period)
    # Dates count from 1900 by now.
    day = read_day(cell, False)
    place = sent.place(row.entry.row, "due")
    if day is not None and demand.last is not None and demand.met_by(day, sent.today):
        if cell.kind is Kind.NUMBER:
            old, new = word_of(cell), spoken_date(day)
            facts = {"found": old, "read": new}
            yield Remark("KPI180C", facts, old=old, new=new).at(place, kpi_id=row.kpi.kpi_id)
        return
    facts = {
        "found": quoted(row.words.due) if day is None else spoken_date(day),
        "why": _why_not(day, demand.first),
        "first": spoken_date(demand.first),
        "last": "" if demand.last is None else spoken_date(demand.last),
        "year": str(demand.first.year + 1),
    }
    severity = None if row.outcome is Rating.RED else Severity.WARNING
    yield Remark("KPI180B", facts, severity).at(place, kpi_id=row.kpi.kpi_id)


def mark_is_provisional(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    text = word_of(row.cell("mark"))
    if text and text.casefold() != STATUS_PROVISIONAL.casefold():
        effect = f"read it as {STATUS_PROVISIONAL}" if row.provisional else "take no notice of it"
        facts = {"found": quoted(text), "effect": effect}
        yield Remark("KPI180F", facts).at(sent.place(row.entry.row, "mark"), kpi_id=row.kpi.kpi_id)


def service_words_are_on_the_scale(sent: ReturnUnderCheck) -> Iterator[Finding]:
    sheet = sent.book.sheet(SERVICES_SHEET)
    table = None if sheet is None else find_table(sheet, SERVICE_COLUMNS)
    if sheet is None or table is None or not table.readable:
        return
    places = {fingerprint(word_of(cells.get("name"))): row for row, cells in table.rows()}
    for service in sent.submission.services:
        row = places.get(fingerprint(service.name), table.header_row)
        for field in ("lower", "upper"):
            word = getattr(service, field)
            if word and not SERVICE_DEMAND.met_by(word):
                place = sheet.place(row, table.columns.get(field, table.columns["lower"]))
                yield make_finding("KPI180D", place, found=quoted(word), words=listed(SERVICE_WORDS, "or"))
        read = on_scale(service)
        if read.lower.casefold() != service.lower.casefold():
            old, new = f"{service.lower} to {service.upper}", f"{read.lower} to {read.upper}"
            facts = {"found": old, "read": new}
            yield Remark("KPI180E", facts, old=old, new=new).at(sheet.place(row, table.columns["lower"]))
    yield from _services_unknown(sent, sheet, table.columns["name"], places)
    yield from _services_without_a_word(sent, sheet.name, table.columns["lower"], places)


def services_of(sent: ReturnUnderCheck) -> list[ServiceRating]:
    """Those the rulebook knows for the directorate: nothing else of what a return says of services is taken."""
    ours = {fingerprint(one.name) for one in sent.rulebook.services if sent.unit and one.directorate == sent.unit.code}
    return [on_scale(one) for one in sent.submission.services if fingerprint(one.name) in ours]


def _services_unknown(sent: ReturnUnderCheck, sheet: Sheet, column: int, rows: Mapping[str, int]) -> Iterator[Finding]:
    ours = {fingerprint(one.name) for one in services_of(sent)}
    unknown = [one.name for one in sent.submission.services if fingerprint(one.name) not in ours]
    if unknown and sent.unit is not None:
        named = [f'"{quoted(name)}"' for name in unknown[:_MOST_NAMED]]
        rest = len(unknown) - len(named)
        found = listed([*named, f"{rest} more"] if rest else named)
        places = [sheet.place(rows[key], column) for name in unknown if (key := fingerprint(name)) in rows]
        it = "it" if len(unknown) == 1 else "them"
        yield make_finding("KPI180H", places, found=found, unit=sent.unit.code, it=it)


def _services_without_a_word(
    sent: ReturnUnderCheck, sheet: str, column: int, rows: dict[str, int]
) -> Iterator[Finding]:
    if sent.unit is None:
        return
    noted = {fingerprint(one.name) for one in sent.submission.services}
    owed = [one.name for one in sent.rulebook.services if one.directorate == sent.unit.code]
    missing = [name for name in owed if fingerprint(name) not in noted]
    at = sent.book.sheet(sheet)
    if missing and at is not None:
        told = [name for name in missing if _is_told(at.cell(rows.get(fingerprint(name), 0), column))]
        left = [name for name in missing if name not in told]
        places: list[Place] = [at.place(rows[key], column) for name in left if (key := fingerprint(name)) in rows]
        if left:
            yield make_finding("KPI184B", places, found=listed(left))


def summary_fits(sent: ReturnUnderCheck) -> Iterator[Finding]:
    sheet = sent.book.sheet(SUMMARY_SHEET)
    where = None if sheet is None else summary_cell(sheet)
    if sheet is None or where is None:
        return
    text = sent.submission.summary
    if not text:
        if not _is_told(sheet.cell(*row_and_column(where.cell))):
            yield make_finding("KPI184", where)
    elif not WORDS_DEMAND.met_by(text) and len(text) < _LONGEST_FILLER:
        facts = {"found": quoted(text), "what": "Director's summary", "why": "", "wanted": _SUMMARY_WANTED}
        yield Remark("KPI180", facts, Severity.WARNING).at(where)
    elif not SUMMARY_DEMAND.met_by(text):
        yield make_finding("KPI180G", where, found=f"{len(text):,}", most=f"{SUMMARY_DEMAND.longest:,}")


def _is_told(cell: Cell | None) -> bool:
    """Whether what keeps a cell from having words is said at the cell: an error, or a formula without its result."""
    return is_lost(cell) or (cell is not None and cell.formula is not None)


DEMANDED_ROW_CHECKS: tuple[RowCheck, ...] = (words_answer, due_date_is_a_day_to_come, mark_is_provisional)
DEMANDED_CHECKS: tuple[Check, ...] = (service_words_are_on_the_scale, summary_fits)


def _why_not(day: date | None, first: date) -> str:
    if day is None:
        return "is not a date"
    return "is before this quarter began" if day < first else "is more than five years away"
