"""One row of a return with its entries read: value, status or reason, numerator and denominator."""

from kpi_xl.model.columns import STATUS_PROVISIONAL
from kpi_xl.model.kpi import Aggregation, Frequency, Kpi
from kpi_xl.model.measure import NUMBER
from kpi_xl.model.number import number_of
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Reason
from kpi_xl.model.submission import Entry
from kpi_xl.model.table_row import TableRow
from kpi_xl.rules.checks.expected import Expected, Standards
from kpi_xl.rules.checks.under_check import RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, quoted
from kpi_xl.rules.rating.decide import decide
from kpi_xl.rules.submissions.cell_text import word_of
from kpi_xl.rules.submissions.read_value import NotRead, NoValue, Number, Reading, read_value
from kpi_xl.rules.submissions.read_words import read_words
from kpi_xl.rules.submissions.value_words import read_word

_CHOICES = {str(reason).casefold(): reason for reason in Reason if reason is not Reason.INVALID}
_ALIASES = {
    **dict.fromkeys(("not due this quarter", "not yet due", "annual", "not due yet"), Reason.NOT_DUE),
    **dict.fromkeys(("not populated", "not yet populated", "in development"), Reason.UNPOPULATED),
    **dict.fromkeys(("data only", "no target", "for information"), Reason.DATA_ONLY),
    **dict.fromkeys(("baseline", "baselining", "new measure"), Reason.BASELINE_YEAR),
    **dict.fromkeys(("provisional withheld", "provisional (withheld)", "withheld"), Reason.PROVISIONAL),
}
_PROVISIONAL = frozenset({STATUS_PROVISIONAL.casefold(), "prov", "prov.", "(p)", "p", "[p]"})

_MARKS = _PROVISIONAL | {"yes", "y", "x", "true", "tick", "\N{CHECK MARK}"}
"""What an officer puts in the cell that is only for the mark."""

_COUNT = Kpi("", "", "", "", "", NUMBER, Polarity.HIGHER, Frequency.QUARTERLY, Aggregation.QUARTER, 0)
"""A numerator or denominator is read as if it were this KPI's: a plain count, whatever the unit of its own KPI."""

Notes = list[tuple[str, Remark]]


def read_row(entry: Entry, expected: Expected, standards: Standards) -> RowUnderCheck:
    """Read the row's entries; the return's own Last quarter column stands in for a master that has none."""
    cells, kpi, period, notes = entry.cells, expected.kpi, standards.period, Notes()
    last, compared = expected.last, expected.compared
    if not standards.known and kpi.redefined != period:
        last = number_of(cells.held("last_quarter"))
        compared = number_of(cells.held("last_year")) if kpi.aggregation is Aggregation.YEAR_TO_DATE else last
    reading = read_value(cells.get("value"), kpi, last)
    reason, provisional = _status(cells, notes)
    provisional = provisional or word_of(cells.get("mark")).casefold() in _MARKS
    numerator, denominator = _part(cells, "numerator", notes), _part(cells, "denominator", notes)
    value = reading.value if isinstance(reading, Number) else None
    reason = _settled(reading, reason, kpi, period, notes)
    settled = value is not None or reason is not None
    return RowUnderCheck(
        entry=entry,
        expected=expected,
        last=last,
        compared=compared,
        reading=reading,
        value=value,
        reason=reason,
        provisional=value is not None and (provisional or (isinstance(reading, Number) and reading.provisional)),
        numerator=numerator,
        denominator=denominator,
        words=read_words(cells),
        decision=decide(standards.rulebook, kpi, period, value, reason) if settled else None,
        notes=tuple(notes),
    )


def _status(cells: TableRow, notes: Notes) -> tuple[Reason | None, bool]:
    """The reason in the Status or reason column, and whether it marks the value provisional."""
    if "reason" not in cells:
        return None, False
    text = word_of(cells["reason"])
    word = text.casefold()
    if not word or word in _PROVISIONAL:
        return None, bool(word)
    if word in _CHOICES:
        return _CHOICES[word], False
    alias = _ALIASES.get(word)
    if alias is not None:
        facts = {"found": quoted(text), "read": str(alias)}
        notes.append(("reason", Remark("KPI108B", facts, old=text, new=str(alias))))
        return alias, False
    meant = read_word(text, quoted(text))
    if meant is None:
        choices = listed([STATUS_PROVISIONAL, *(str(reason) for reason in _CHOICES.values())], "or")
        notes.append(("reason", Remark("KPI111B", {"found": quoted(text), "reasons": choices})))
        return None, False
    notes.append(("reason", meant[1]))
    return meant[0], False


def _settled(reading: Reading, reason: Reason | None, kpi: Kpi, period: Period, notes: Notes) -> Reason | None:
    """The reason the row stands for, adding what is to be said of the value's cell."""
    if isinstance(reading, NotRead):
        notes.extend(("value", remark) for remark in reading.remarks)
        return None
    if isinstance(reading, Number):
        notes.extend(("value", remark) for remark in reading.remarks)
        if reason is not None and not reason.with_value:
            facts = {"found": quoted(reading.value), "reason": str(reason)}
            notes.append(("value", Remark("KPI111C", facts)))
        return reason
    return reason or _without_value(reading, kpi, period, notes)


def _without_value(reading: NoValue, kpi: Kpi, period: Period, notes: Notes) -> Reason | None:
    """A word in the value's cell counts only where no reason is picked beside it."""
    notes.extend(("value", remark) for remark in reading.remarks)
    if reading.reason is not None or kpi.standing_reason is not None:
        return reading.reason or kpi.standing_reason
    if not kpi.due_in(period):
        return Reason.NOT_DUE
    if not any(remark.code == "KPI111B" for _, remark in notes):
        notes.append(("value", Remark("KPI111")))
    return None


def _part(cells: TableRow, field: str, notes: Notes) -> float | None:
    """Numerator or denominator, None where it is blank or cannot be read."""
    if field not in cells:
        return None
    reading = read_value(cells[field], _COUNT)
    notes.extend((field, remark) for remark in reading.remarks)
    return reading.value if isinstance(reading, Number) else None
