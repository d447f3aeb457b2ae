"""Changes of the rulebook asked for in a return: whether each can be decided on, and what stands until it is."""

from collections.abc import Iterator

from kpi_xl.model.columns import REQUEST_COLUMNS, REQUESTS_SHEET, RETURN_COLUMNS
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.place import Place, row_and_column
from kpi_xl.model.submission import ChangeRequest
from kpi_xl.rules.checks.expected import LOCKED
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.submissions.references import KnownReferences
from kpi_xl.rules.tables.headings import fingerprint
from kpi_xl.rules.tables.table import find_table

_FIELDS = {fingerprint(column.header): column.field for column in RETURN_COLUMNS if column.field in LOCKED}
_DEFINITION = fingerprint("Definition")
_NEEDED = {column.field: column.header for column in REQUEST_COLUMNS if column.field != "asked_by"}


def how_to_ask(sent: ReturnUnderCheck) -> str:
    """What an officer does who thinks the rulebook wrong; returns sent out earlier have no sheet for it."""
    if sent.book.sheet(REQUESTS_SHEET) is not None:
        return f"ask for a change on the sheet {REQUESTS_SHEET}"
    return "ask your performance team for a change"


def asked_for(sent: ReturnUnderCheck) -> Iterator[ChangeRequest]:
    """The requests with the KPI's reference as the rulebook spells it, and what the rulebook says now."""
    for request in sent.submission.requests:
        kpi = _kpi(sent, request.kpi_id)
        yield request if kpi is None else request._replace(kpi_id=kpi.kpi_id, old=_now(sent, kpi, request.what))


def requests_can_be_decided(sent: ReturnUnderCheck) -> Iterator[Finding]:
    for request in asked_for(sent):
        missing = [header for field, header in _NEEDED.items() if not getattr(request, field)]
        kpi = _kpi(sent, request.kpi_id)
        if missing:
            places = [cell_of_request(sent, request, field) for field in _NEEDED if not getattr(request, field)]
            yield make_finding("KPI191", [*filter(None, places)], missing=listed([f'"{header}"' for header in missing]))
        elif kpi is None:
            perhaps = _known(sent).nearest(request.kpi_id)
            yield make_finding("KPI191B", request.place or (), found=quoted(request.kpi_id), perhaps=perhaps)
        else:
            what, new, old = quoted(request.what), quoted(request.new), quoted(request.old)
            now = f" Until then it stays {old}." if old else ""
            facts = {"what": what, "kpi": kpi.kpi_id, "new": new, "now": now}
            yield Remark("KPI191C", facts).at(*filter(None, [request.place]), kpi_id=kpi.kpi_id)


def cell_of_request(sent: ReturnUnderCheck, request: ChangeRequest, field: str) -> Place | None:
    """The cell of the request's row under the heading of that field; the request's own place where there is none."""
    sheet = sent.book.sheet(REQUESTS_SHEET)
    table = None if sheet is None else find_table(sheet, REQUEST_COLUMNS)
    if sheet is None or table is None or request.place is None or field not in table.columns:
        return request.place
    row, _ = row_and_column(request.place.cell)
    return sheet.place(row, table.columns[field])


REQUEST_CHECKS: tuple[Check, ...] = (requests_can_be_decided,)


def _kpi(sent: ReturnUnderCheck, reference: str) -> Kpi | None:
    kpis = sent.rulebook.kpis
    if reference in kpis or not reference:
        return kpis.get(reference)
    meant = _known(sent).resolve(reference)
    return None if meant is None else kpis[meant[0]]


def _known(sent: ReturnUnderCheck) -> KnownReferences:
    kpis, unit = sent.rulebook.kpis, sent.unit.code if sent.unit else ""
    return KnownReferences(unit, [kpi.kpi_id for kpi in kpis.values() if kpi.directorate == unit], kpis)


def _now(sent: ReturnUnderCheck, kpi: Kpi, what: str) -> str:
    """As people write it, "" for what the rulebook does not say in one cell."""
    expected = None if sent.standards is None else sent.standards.of(kpi.kpi_id)
    field = _FIELDS.get(fingerprint(what))
    if fingerprint(what) == _DEFINITION:
        return kpi.definition
    if expected is None or field is None:
        return ""
    wanted = expected.wanted[LOCKED.index(field)]
    return "" if wanted is None else wanted if isinstance(wanted, str) else shown(float(wanted))
