"""Which KPI each row is for: references read, doubles, rows too many and too few."""

import re
from collections.abc import Iterator

from kpi_xl.model.book import Kind
from kpi_xl.model.columns import RETURN_COLUMNS
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.submission import Entry
from kpi_xl.rules.checks.case import Case, Check
from kpi_xl.rules.findings.found import Remark, found, listed, quoted
from kpi_xl.rules.submissions.cell_text import text_of, word_of
from kpi_xl.rules.submissions.references import nearest, resolve
from kpi_xl.rules.tables.headings import fingerprint

ENTERED = tuple(column.field for column in RETURN_COLUMNS if not column.locked)
"""The fields an officer fills in."""

_TOTAL = re.compile(r"(?:sub|grand )?[\s-]?totals?\b", re.IGNORECASE)
_SPOILT = (Kind.NUMBER, Kind.DATE, Kind.BOOLEAN, Kind.ERROR)


def read_references(case: Case) -> Iterator[Finding]:
    """Finds every row's KPI and sets `case.entries`: one row for each KPI of this directorate that has any."""
    assert case.standards is not None and case.unit is not None
    kpis, unit, period = case.rulebook.kpis, case.unit.code, case.standards.period
    kept: dict[str, Entry] = {}
    doubles: dict[str, list[Entry]] = {}
    for entry in case.submission.entries:
        kpi = kpis.get(entry.kpi_id)
        if kpi is None:
            kpi, findings = _resolved(case, entry)
            yield from findings
            if kpi is None:
                continue
            entry = entry._replace(kpi_id=kpi.kpi_id)
        if kpi.directorate != unit or not kpi.reported_in(period):
            yield _not_expected(case, entry, kpi, period)
        elif kept.setdefault(kpi.kpi_id, entry) is not entry:
            doubles.setdefault(kpi.kpi_id, [kept[kpi.kpi_id]]).append(entry)
    case.entries = kept
    yield from (_double(case, kpi_id, entries) for kpi_id, entries in doubles.items())


def rows_missing(case: Case) -> Iterator[Finding]:
    """An error for what is due; a warning for rows that would only have said there is nothing yet."""
    assert case.standards is not None and case.unit is not None
    period = case.standards.period
    missing = [kpi for kpi in case.rulebook.kpis_of(case.unit.code, period) if kpi.kpi_id not in case.entries]
    for due, severity in ((True, None), (False, Severity.WARNING)):
        names = [kpi.kpi_id for kpi in missing if (kpi.due_in(period) and kpi.standing_reason is None) is due]
        if names:
            header = case.place(case.table.header_row, "kpi_id")
            yield found("KPI140", header, severity=severity, found=listed(names))


def names_out_of_step(case: Case) -> Iterator[Finding]:
    """A reference beside the name of another KPI of this return: rows sorted in part."""
    kpis = case.rulebook.kpis
    misnamed = [
        (kpi_id, entry, entry.cells["name"])
        for kpi_id, entry in case.entries.items()
        if entry.cells.held("name") != kpis[kpi_id].name and "name" in entry.cells
    ]
    owners = {fingerprint(kpis[kpi_id].name): kpi_id for kpi_id in case.entries} if misnamed else {}
    for kpi_id, entry, cell in misnamed:
        if owners.get(fingerprint(word_of(cell)), kpi_id) != kpi_id:
            case.out_of_step.add(kpi_id)
            place = case.place(entry.row, "name")
            yield found("KPI150", place, kpi_id=kpi_id, kpi=kpi_id, found=quoted(word_of(cell)))


ROWS_CHECKS: tuple[Check, ...] = (read_references, rows_missing, names_out_of_step)


def _resolved(case: Case, entry: Entry) -> tuple[Kpi | None, list[Finding]]:
    """The KPI of a reference the rulebook does not have as it stands, None when it means none, and what to say."""
    place = case.place(entry.row, "kpi_id")
    cell = entry.cells.get("kpi_id")
    entered = any(text_of(entry.cells.get(field)) for field in ENTERED)
    total = next((text for field in ("kpi_id", "name") if _TOTAL.match(text := word_of(entry.cells.get(field)))), "")
    if total:
        return None, [found("KPI151", place, found=quoted(total))]
    if cell is not None and cell.kind in _SPOILT:
        return None, [found("KPI118", place, found=quoted(word_of(cell) or cell.value))]
    if not entry.kpi_id.strip():
        return None, [found("KPI139C", place)] if entered else []
    return _looked_up(case, entry, entered)


def _looked_up(case: Case, entry: Entry, entered: bool) -> tuple[Kpi | None, list[Finding]]:
    place, unit = case.place(entry.row, "kpi_id"), case.unit.code if case.unit else ""
    own = [kpi.kpi_id for kpi in case.rulebook.kpis.values() if kpi.directorate == unit]
    meant = resolve(entry.kpi_id, unit, own) or resolve(entry.kpi_id, unit, case.rulebook.kpis)
    if meant is not None:
        kpi_id, remark = meant
        return case.rulebook.kpis[kpi_id], [] if remark is None else [remark.at(place, kpi_id=kpi_id)]
    if not entered and "name" not in entry.cells:
        return None, []  # a remark written below the table
    perhaps = nearest(entry.kpi_id, own)
    return None, [found("KPI139", place, found=quoted(entry.kpi_id), perhaps=perhaps)]


def _not_expected(case: Case, entry: Entry, kpi: Kpi, period: Period) -> Finding:
    place = case.place(entry.row, "kpi_id")
    if case.unit is not None and kpi.directorate != case.unit.code:
        owner = case.rulebook.unit(kpi.directorate)
        facts = {"kpi": kpi.kpi_id, "owner": owner.name if owner else kpi.directorate, "unit": case.unit.name}
        return Remark("KPI141C", facts).at(place, kpi_id=kpi.kpi_id)
    retired = kpi.last is not None and kpi.last < period
    why = f"it was last reported in {kpi.last}" if retired else f"it starts in {kpi.first}"
    return found("KPI139B", place, kpi_id=kpi.kpi_id, kpi=kpi.kpi_id, period=period, why=why)


def _double(case: Case, kpi_id: str, entries: list[Entry]) -> Finding:
    """Rows with the same entries collapse into the first; different ones are for the officer to sort out."""
    places = [case.place(entry.row, "kpi_id") for entry in entries]
    cells = listed([place.cell for place in places])
    same = len({tuple(word_of(entry.cells.get(field)) for field in ENTERED) for entry in entries}) == 1
    return found("KPI137B" if same else "KPI137", places, kpi_id=kpi_id, kpi=kpi_id, cells=cells)
