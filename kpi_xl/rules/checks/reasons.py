"""Reasons for having no rating held against the rulebook, last quarter and the value beside them."""

from collections.abc import Iterator

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.rules.checks.under_check import ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.consolidation.quality_notes import RED_GOES
from kpi_xl.rules.entries.demands import WORDS_DEMAND
from kpi_xl.rules.entries.possible_reasons import Known, why_impossible
from kpi_xl.rules.findings.make_finding import Remark
from kpi_xl.rules.rating.rate import rate
from kpi_xl.rules.rulebook.numerals import shown


def reason_can_be_true(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """An error where the rulebook rules the reason out; a question where a Red or a value stands beside it.

    A Red that goes with its reason said is information to the officer, and told to the lead all the same.
    """
    reason = row.reason
    if reason is None or sent.standards is None or reason is row.kpi.standing_reason:
        return
    if row.value is not None and not reason.with_value:
        return  # "keep one of the two" has been said
    known = Known(row.kpi, sent.standards.period, row.expected.bands is not None, row.last is not None)
    place = sent.place(row.entry.row, "reason" if "reason" in row.entry.cells else "value")
    why, was = why_impossible(reason, known), _red(sent, row)
    facts: dict[str, object] = {"reason": str(reason)}
    if why:
        facts |= {"why": why, "period": known.period, "red": f" {was}" if was else ""}
        yield Remark("KPI182", facts).at(place, kpi_id=row.kpi.kpi_id)
    elif was and not (reason is Reason.NOT_DUE and not known.due):
        severity = Severity.INFORMATION if _says_why(row) else None
        yield Remark(RED_GOES, {**facts, "was": was}, severity).at(place, kpi_id=row.kpi.kpi_id)
    elif (beside := _beside(row)) and not _says_why(row):
        yield Remark("KPI182C", {**facts, "beside": beside}).at(place, kpi_id=row.kpi.kpi_id)


REASON_CHECKS: tuple[RowCheck, ...] = (reason_can_be_true,)


def _says_why(row: RowUnderCheck) -> bool:
    """Cause and action left beside a reason are of the rating there was: they say nothing of why it goes."""
    if row.words.cause and row.words.action:
        return False
    words = (row.words.commentary, row.words.cause)
    return any(text and WORDS_DEMAND.met_by(text) for text in words)


def _red(sent: ReturnUnderCheck, row: RowUnderCheck) -> str:
    """What Red would go, as a sentence; "" where there is none."""
    if row.value is not None:
        outcome = rate(row.value, row.expected.bands)
        return f"The value {shown(row.value)} is Red." if outcome is Rating.RED else ""
    assert sent.standards is not None
    result = sent.standards.last_results.get(row.kpi.kpi_id)
    if result is not None:
        return "This KPI was Red last quarter." if result.outcome is Rating.RED else ""
    was_red = row.last is not None and rate(row.last, row.expected.bands) is Rating.RED
    return f"Last quarter's value, {shown(row.last)}, is Red." if was_red and row.last is not None else ""


def _beside(row: RowUnderCheck) -> str:
    """The value of this quarter or the last that makes the reason worth a question; "" where it is none."""
    if row.value is not None:
        return f"its value is given ({shown(row.value)})"
    asked = row.reason in (Reason.NOT_APPLICABLE, Reason.PROVISIONAL, Reason.SUPPRESSED) and "reason" in row.entry.cells
    return f"last quarter it had a value ({shown(row.last)})" if asked and row.last is not None else ""
