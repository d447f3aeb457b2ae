"""Which KPI each row is for: references read, doubles, rows too many and too few."""

import re
from collections.abc import Iterator

from kpi_xl.model.book import Kind
from kpi_xl.model.columns import RETURN_COLUMNS
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.submission import Entry
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.submissions.cell_text import text_of, word_of
from kpi_xl.rules.submissions.references import nearest, resolve
from kpi_xl.rules.tables.headings import fingerprint

ENTERED = tuple(column.field for column in RETURN_COLUMNS if not column.locked)
"""The fields an officer fills in."""

_TOTAL = re.compile(r"(?:sub|grand )?[\s-]?totals?\b", re.IGNORECASE)
_SPOILT = (Kind.NUMBER, Kind.DATE, Kind.BOOLEAN, Kind.ERROR)


def read_references(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """Finds every row's KPI and sets `sent.entries`: one row for each KPI of this directorate that has any."""
    assert sent.standards is not None and sent.unit is not None
    kpis, unit, period = sent.rulebook.kpis, sent.unit.code, sent.standards.period
    kept: dict[str, Entry] = {}
    doubles: dict[str, list[Entry]] = {}
    for entry in sent.submission.entries:
        kpi = kpis.get(entry.kpi_id)
        if kpi is None:
            kpi, findings = _resolved(sent, entry)
            yield from findings
            if kpi is None:
                continue
            entry = entry._replace(kpi_id=kpi.kpi_id)
        if kpi.directorate != unit or not kpi.reported_in(period):
            yield _not_expected(sent, entry, kpi, period)
        elif kept.setdefault(kpi.kpi_id, entry) is not entry:
            doubles.setdefault(kpi.kpi_id, [kept[kpi.kpi_id]]).append(entry)
    sent.entries = kept
    yield from (_double(sent, kpi_id, entries) for kpi_id, entries in doubles.items())


def rows_missing(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """An error for what is due; a warning for rows that would only have said there is nothing yet."""
    assert sent.standards is not None and sent.unit is not None
    period = sent.standards.period
    missing = [kpi for kpi in sent.rulebook.kpis_of(sent.unit.code, period) if kpi.kpi_id not in sent.entries]
    for due, severity in ((True, None), (False, Severity.WARNING)):
        names = [kpi.kpi_id for kpi in missing if (kpi.due_in(period) and kpi.standing_reason is None) is due]
        if names:
            header = sent.place(sent.table.header_row, "kpi_id")
            yield make_finding("KPI140", header, severity=severity, found=listed(names))


def names_out_of_step(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """A reference beside the name of another KPI of this return: rows sorted in part."""
    kpis = sent.rulebook.kpis
    misnamed = [
        (kpi_id, entry, entry.cells["name"])
        for kpi_id, entry in sent.entries.items()
        if entry.cells.held("name") != kpis[kpi_id].name and "name" in entry.cells
    ]
    owners = {fingerprint(kpis[kpi_id].name): kpi_id for kpi_id in sent.entries} if misnamed else {}
    for kpi_id, entry, cell in misnamed:
        if owners.get(fingerprint(word_of(cell)), kpi_id) != kpi_id:
            sent.out_of_step.add(kpi_id)
            place = sent.place(entry.row, "name")
            yield make_finding("KPI150", place, kpi_id=kpi_id, kpi=kpi_id, found=quoted(word_of(cell)))


ROWS_CHECKS: tuple[Check, ...] = (read_references, rows_missing, names_out_of_step)


def _resolved(sent: ReturnUnderCheck, entry: Entry) -> tuple[Kpi | None, list[Finding]]:
    """The KPI of a reference the rulebook does not have as it stands, None when it means none, and what to say."""
    place = sent.place(entry.row, "kpi_id")
    cell = entry.cells.get("kpi_id")
    entered = any(text_of(entry.cells.get(field)) for field in ENTERED)
    total = next((text for field in ("kpi_id", "name") if _TOTAL.match(text := word_of(entry.cells.get(field)))), "")
    if total:
        return None, [make_finding("KPI151", place, found=quoted(total))]
    if cell is not None and cell.kind in _SPOILT:
        return None, [make_finding("KPI118", place, found=quoted(word_of(cell) or cell.value))]
    if not entry.kpi_id.strip():
        return None, [make_finding("KPI139C", place)] if entered else []
    return _looked_up(sent, entry, entered)


def _looked_up(sent: ReturnUnderCheck, entry: Entry, entered: bool) -> tuple[Kpi | None, list[Finding]]:
    place, unit = sent.place(entry.row, "kpi_id"), sent.unit.code if sent.unit else ""
    own = [kpi.kpi_id for kpi in sent.rulebook.kpis.values() if kpi.directorate == unit]
    meant = resolve(entry.kpi_id, unit, own) or resolve(entry.kpi_id, unit, sent.rulebook.kpis)
    if meant is not None:
        kpi_id, remark = meant
        return sent.rulebook.kpis[kpi_id], [] if remark is None else [remark.at(place, kpi_id=kpi_id)]
    if not entered and "name" not in entry.cells:
        return None, []  # a remark written below the table
    perhaps = nearest(entry.kpi_id, own)
    return None, [make_finding("KPI139", place, found=quoted(entry.kpi_id), perhaps=perhaps)]


def _not_expected(sent: ReturnUnderCheck, entry: Entry, kpi: Kpi, period: Period) -> Finding:
    place = sent.place(entry.row, "kpi_id")
    if sent.unit is not None and kpi.directorate != sent.unit.code:
        owner = sent.rulebook.unit(kpi.directorate)
        facts = {"kpi": kpi.kpi_id, "owner": owner.name if owner else kpi.directorate, "unit": sent.unit.name}
        return Remark("KPI141C", facts).at(place, kpi_id=kpi.kpi_id)
    retired = kpi.last is not None and kpi.last < period
    why = f"it was last reported in {kpi.last}" if retired else f"it starts in {kpi.first}"
    return make_finding("KPI139B", place, kpi_id=kpi.kpi_id, kpi=kpi.kpi_id, period=period, why=why)


def _double(sent: ReturnUnderCheck, kpi_id: str, entries: list[Entry]) -> Finding:
    """Rows with the same entries collapse into the first; different ones are for the officer to sort out."""
    places = [sent.place(entry.row, "kpi_id") for entry in entries]
    cells = listed([place.cell for place in places])
    same = len({tuple(word_of(entry.cells.get(field)) for field in ENTERED) for entry in entries}) == 1
    facts = {"kpi": kpi_id, "cells": cells}
    remark = Remark("KPI137B", facts, old=cells, new=places[0].cell) if same else Remark("KPI137", facts)
    return remark.at(*places, kpi_id=kpi_id)
