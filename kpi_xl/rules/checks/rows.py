"""Which KPI each row is for: references read, doubles, rows too many and too few."""

import re
from collections.abc import Iterator

from kpi_xl.model.book import Kind
from kpi_xl.model.columns import RETURN_COLUMNS
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.problems import CATALOGUE
from kpi_xl.model.submission import Entry
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.submissions.cell_text import text_of, word_of
from kpi_xl.rules.submissions.references import KnownReferences
from kpi_xl.rules.tables.headings import fingerprint

ENTERED = tuple(column.field for column in RETURN_COLUMNS if not column.locked)
"""The fields an officer fills in."""

_TOTAL = re.compile(r"(?:sub|grand )?[\s-]?totals?\b", re.IGNORECASE)
MOST_STRAYS = 20
"""Rows that name no KPI of ours and are told of one by one."""

_EXAMPLES, _CELLS = 3, 10
"""Texts quoted of many rows, and cells named in a message."""

_SPOILT = (Kind.NUMBER, Kind.DATE, Kind.BOOLEAN, Kind.ERROR)


def read_references(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """Finds every row's KPI and sets `sent.entries`: one row for each KPI of this directorate that has any."""
    assert sent.standards is not None and sent.unit is not None
    kpis, unit, period = sent.rulebook.kpis, sent.unit.code, sent.standards.period
    kept: dict[str, Entry] = {}
    doubles: dict[str, list[Entry]] = {}
    strays = _Strays(sent)
    for entry in sent.submission.entries:
        kpi = kpis.get(entry.kpi_id)
        if kpi is None:
            kpi, remarks = strays.resolved(entry)
            yield from remarks
            if kpi is None:
                continue
            entry = entry._replace(kpi_id=kpi.kpi_id)
        if kpi.directorate != unit or not kpi.reported_in(period):
            yield _not_expected(sent, entry, kpi, period)
        elif kept.setdefault(kpi.kpi_id, entry) is not entry:
            doubles.setdefault(kpi.kpi_id, [kept[kpi.kpi_id]]).append(entry)
    sent.entries = kept
    yield from strays.findings()
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


class _Strays:
    """Rows whose reference the rulebook does not have as it stands, and those of them that name no KPI at all.

    Of a code that more than MOST_STRAYS rows have, one finding tells of all: somebody pasted something.
    """

    def __init__(self, sent: ReturnUnderCheck) -> None:
        assert sent.unit is not None
        self._sent = sent
        unit, kpis = sent.unit.code, sent.rulebook.kpis
        own = (kpi.kpi_id for kpi in kpis.values() if kpi.directorate == unit)
        self._known = KnownReferences(unit, own, kpis)
        self._met: dict[str, list[tuple[Entry, str]]] = {}

    def resolved(self, entry: Entry) -> tuple[Kpi | None, list[Finding]]:
        """The KPI meant, with what to say of how it is written; None where there is none, and the row is kept."""
        code, shown = self._spoilt(entry)
        if code:
            self._met.setdefault(code, []).append((entry, shown))
            return None, []
        if not entry.kpi_id.strip():
            return None, []
        meant = self._known.resolve(entry.kpi_id)
        if meant is not None:
            kpi_id, remark = meant
            place = self._sent.place(entry.row, "kpi_id")
            return self._sent.rulebook.kpis[kpi_id], [] if remark is None else [remark.at(place, kpi_id=kpi_id)]
        if _is_entered(entry) or "name" in entry.cells:  # otherwise a remark written below the table
            self._met.setdefault("KPI139", []).append((entry, entry.kpi_id))
        return None, []

    def _spoilt(self, entry: Entry) -> tuple[str, str]:
        """The code of what is not a reference at all, and what is there; "" for what may be one, or nothing."""
        cell = entry.cells.get("kpi_id")
        words = (word_of(entry.cells.get(field)) for field in ("kpi_id", "name"))
        total = next((text for text in words if _TOTAL.match(text)), "")
        if total:
            return "KPI151", total
        if cell is not None and cell.kind in _SPOILT:
            return "KPI118", word_of(cell) or str(cell.value)
        return ("KPI139C", "no reference") if not entry.kpi_id.strip() and _is_entered(entry) else ("", "")

    def findings(self) -> Iterator[Finding]:
        for code, rows in self._met.items():
            if len(rows) > MOST_STRAYS:
                yield self._pasted(code, rows)
            else:
                yield from (self._stray(code, entry, shown) for entry, shown in rows)

    def _stray(self, code: str, entry: Entry, shown: str) -> Finding:
        facts = {"found": quoted(shown)} if code != "KPI139C" else {}
        if code == "KPI139":
            facts["perhaps"] = self._known.nearest(entry.kpi_id)
        return Remark(code, facts).at(self._sent.place(entry.row, "kpi_id"))

    def _pasted(self, code: str, rows: list[tuple[Entry, str]]) -> Finding:
        examples = dict.fromkeys(f'"{quoted(shown)}"' for _, shown in rows[:_EXAMPLES])
        facts = {
            "count": f"{len(rows):,}",
            "first": rows[0][0].row,
            "last": rows[-1][0].row,
            "found": "no reference" if code == "KPI139C" else f"such as {listed(list(examples))}",
        }
        place = self._sent.place(rows[0][0].row, "kpi_id")
        return Remark("KPI139D", facts, CATALOGUE[code].severity).at(place)


def _is_entered(entry: Entry) -> bool:
    return any(text_of(entry.cells.get(field)) for field in ENTERED)


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
    more = len(places) - _CELLS
    named = [place.cell for place in places[:_CELLS]] + ([f"{more:,} more"] if more > 0 else [])
    cells = listed(named)
    same = len({tuple(word_of(entry.cells.get(field)) for field in ENTERED) for entry in entries}) == 1
    facts = {"kpi": kpi_id, "cells": cells}
    remark = Remark("KPI137B", facts, old=cells, new=places[0].cell) if same else Remark("KPI137", facts)
    return remark.at(*places, kpi_id=kpi_id)
