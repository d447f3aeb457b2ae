"""What an officer entered as value, numerator and denominator: how it reads, and whether it can be."""

import re
from collections.abc import Iterator, Mapping
from math import inf

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.number import exact
from kpi_xl.rules.checks.plausibility import did_you_mean
from kpi_xl.rules.checks.scale import hundredfold_slip, other_unit
from kpi_xl.rules.checks.under_check import ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.rulebook.numerals import shown

_QUOTED = re.compile(r'"[^"]*"')
"""Text in a formula: what a link or a message says is no reference."""
_OTHER_BOOK = re.compile(r"\[([^\[\]]+\.xl\w*)\]|'(?:file:)?[^'#]*?([^'/\\#]+\.xl\w*)'#", re.IGNORECASE)
_VOLATILE = ("TODAY(", "NOW(", "RAND(", "RANDBETWEEN(", "INDIRECT(", "OFFSET(")


def entries_as_read(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """What reading the row's cells gave rise to."""
    for field, remark in row.notes:
        yield remark.at(sent.place(row.entry.row, field), kpi_id=row.kpi.kpi_id, column=sent.letter("reason"))


def scale_is_right(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """A percentage a hundred times out is an error; a figure perhaps in thousands or millions is worth a look."""
    if row.value is None or any(remark.code.startswith("KPI103") for _, remark in row.notes):
        return
    slip = hundredfold_slip(row) if row.kpi.measure.in_points else None
    against, last = ("last quarter", row.last) if row.last else ("the target", row.expected.target)
    if slip is not None and last is not None:
        facts = {"found": shown(row.value), "read": shown(slip), "against": against, "last": shown(last)}
        severity = None if row.last else Severity.WARNING
        yield _at_value(sent, row, "KPI104", {**facts, "direction": _smaller(row.value, slip)}, severity)
        return
    times = None if row.kpi.measure.in_points else other_unit(row.value, row.last)
    if times is not None and row.last:
        facts = {"found": shown(row.value), "last": shown(row.last), "measure": row.kpi.measure.counted_in}
        direction = _smaller(abs(row.value), abs(row.last))
        likely = shown(row.value / times if abs(row.value) > abs(row.last) else row.value * times)
        yield _at_value(sent, row, "KPI127", {**facts, "times": f"{times:,}", "direction": direction, "likely": likely})


def value_is_possible(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    if row.value is None or (row.kpi.measure.in_points and hundredfold_slip(row) is not None and row.last):
        return
    low, high = row.expected.possible
    if not low <= row.value <= high:
        facts = {"found": shown(row.value), "range": _range(low, high), "perhaps": did_you_mean(sent, row)}
        yield _at_value(sent, row, "KPI105", facts)


def year_to_date_grows(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """Counts and money only: a rate for the year so far may well fall."""
    kpi = row.kpi
    if kpi.aggregation is not Aggregation.YEAR_TO_DATE or not kpi.measure.adds_up or row.value is None or not row.last:
        return
    if sent.standards is not None and sent.standards.period.quarter > 1 and 0 <= row.value < row.last:
        yield _at_value(sent, row, "KPI124", {"found": shown(row.value), "last": shown(row.last)})


def value_follows_from_its_parts(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """A percentage must be numerator over denominator, to half a step of the decimals shown."""
    if row.denominator == 0:
        where = sent.place(row.entry.row, "denominator")
        yield make_finding("KPI122B", where, kpi_id=row.kpi.kpi_id)
    elif row.value is not None and row.numerator is not None and row.denominator and row.kpi.measure.is_percentage:
        recomputed = float(exact(row.numerator) / exact(row.denominator) * 100)
        apart = abs(recomputed - row.value)
        if apart > 0.5 * 10.0**-row.kpi.decimals * (1 + 1e-9):
            facts = {"found": shown(row.value), "expected": _short(recomputed), "difference": _short(apart)}
            parts = {"numerator": shown(row.numerator), "denominator": shown(row.denominator)}
            yield _at_value(sent, row, "KPI122", {**parts, **facts})


def formula_stays_put(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    cell = row.cell("value")
    if cell is not None and cell.formula is not None:
        formula = _QUOTED.sub('""', cell.formula)
        used = [name[:-1] for name in _VOLATILE if name in formula.upper()]
        if used:
            yield _at_value(sent, row, "KPI157", {"found": ", ".join(used)})
        books = list(dict.fromkeys(first or second for first, second in _OTHER_BOOK.findall(formula)))
        if books and cell.kind is not cell.kind.ERROR:
            yield _at_value(sent, row, "KPI155", {"found": listed([quoted(book) for book in books[:3]])})


def note_holds_a_number(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """A figure in a note on an empty value cell is easily the value itself."""
    notes = sent.table.sheet.notes
    if notes and row.value is None:
        text = notes.get(sent.place(row.entry.row, "value").cell, "")
        if any(letter.isdigit() for letter in text):
            yield _at_value(sent, row, "KPI172", {"found": quoted(text)})


VALUE_CHECKS: tuple[RowCheck, ...] = (
    entries_as_read,
    scale_is_right,
    value_is_possible,
    year_to_date_grows,
    value_follows_from_its_parts,
    formula_stays_put,
    note_holds_a_number,
)


def _at_value(
    sent: ReturnUnderCheck, row: RowUnderCheck, code: str, facts: Mapping[str, object], severity: Severity | None = None
) -> Finding:
    return Remark(code, facts, severity).at(sent.place(row.entry.row, "value"), kpi_id=row.kpi.kpi_id)


def _smaller(value: float, other: float) -> str:
    return "smaller" if value < other else "larger"


def _range(low: float, high: float) -> str:
    if low == -inf:
        return f"{shown(high)} or less"
    return f"{shown(low)} or more" if high == inf else f"from {shown(low)} to {shown(high)}"


def _short(value: float) -> str:
    return f"{value:.6g}"
