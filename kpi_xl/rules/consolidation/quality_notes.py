"""What the Data quality sheet keeps of a period: warnings with answers, fixes, overrides, rounding, and changes."""

from collections.abc import Iterable, Iterator, Sequence

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, QualityNote, Result
from kpi_xl.model.number import round_half_away
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.rules.consolidation.revisions import Change, as_written

OVERRIDE, ROUNDING, KEPT, REVISED, RERATED, REMOVED = "OVERRIDE", "ROUNDING", "KEPT", "REVISED", "RERATED", "REMOVED"
"""Codes of notes that no finding of a return stands behind."""

_HISTORY = {REVISED, RERATED, REMOVED}
"""Notes of something that happened once; the others follow from the present state and are made anew each time."""
_RESTATED = {OVERRIDE, ROUNDING, KEPT}
RESENT = "KPI164"
"""The finding that figures differ from those already taken in. It is gone once they are, so the change notes say it."""
_KEPT_SEVERITIES = {Severity.WARNING: "warning not answered", Severity.FIXED: "fixed"}
_ANSWERED = "warning answered"


def finding_notes(returned: Checked, unit: str, period: Period) -> Iterator[QualityNote]:
    """A note for each warning, with its answer, and each fix made in an accepted return, in the order found."""
    return (
        _of_finding(finding, unit, period)
        for finding in returned.findings
        if finding.severity in _KEPT_SEVERITIES and finding.code != RESENT
    )


def _of_finding(finding: Finding, unit: str, period: Period) -> QualityNote:
    place = finding.place
    return QualityNote(
        period=period,
        unit=unit,
        kpi_id=finding.kpi_id,
        code=finding.code,
        severity=_ANSWERED if finding.answered else _KEPT_SEVERITIES[finding.severity],
        message=finding.message,
        sheet=place.sheet if place else "",
        cell=", ".join(place.cell for place in finding.places),
        old=finding.old,
        new=finding.new,
        answer=finding.answer,
    )


def notes_of_kept(earlier: Master, units: set[str], period: Period) -> Iterator[QualityNote]:
    """Notes of findings made when a kept return was accepted."""
    made_anew = _HISTORY | _RESTATED
    return (
        note for note in earlier.notes if note.period == period and note.unit in units and note.code not in made_anew
    )


def row_notes(rulebook: Rulebook, results: Iterable[Result]) -> Iterator[QualityNote]:
    """A note for each row changed by hand and each whose rating hangs on rounding."""
    for result in results:
        if result.override:
            yield _note(result, OVERRIDE, "override", result.override, str(result.computed), str(result.outcome))
        if result.rounding_sensitive:
            yield _rounding(result, rulebook.kpis[result.kpi_id])


def _rounding(result: Result, kpi: Kpi) -> QualityNote:
    value = result.value or 0.0
    shown = f"{round_half_away(value, kpi.decimals):,.{kpi.decimals}f}"
    message = (
        f"The value is {as_written(value)}. It shows as {shown}, which would get another rating. "
        f"The full value decides: {result.computed}."
    )
    return _note(result, ROUNDING, "info", message)


def rejected_again(unit: str, period: Period, files: Sequence[str]) -> QualityNote:
    """Says that an accepted return stands although one sent later was not accepted."""
    message = f"{', '.join(files)} was sent later and not accepted, so the figures accepted earlier stand."
    return QualityNote(period, unit, "", KEPT, "info", message)


def past_notes(earlier: Master, period: Period) -> Iterator[QualityNote]:
    """Notes of changes made to this period before."""
    return (note for note in earlier.notes if note.period == period and note.code in _HISTORY)


def change_note(change: Change, period: Period) -> QualityNote:
    if change.resent:
        code, why = REVISED, f"The return was sent again ({change.file}, revision {change.revision} of this row)."
    else:
        code, why = RERATED, "The rulebook was changed since the master was last made."
    was, now = (f'"{text}"' if text else "blank" for text in (change.old, change.new))
    return QualityNote(
        period=period,
        unit=change.unit,
        kpi_id=change.kpi_id,
        code=code,
        severity="changed",
        message=f"{change.header} was {was} and is now {now}. {why}",
        sheet=change.sheet,
        cell=change.cell,
        old=change.old,
        new=change.new,
    )


def removed_note(result: Result) -> QualityNote:
    message = "This row was taken out: the rulebook no longer has the KPI in this period."
    return _note(result, REMOVED, "changed", message, as_written(result.value) or str(result.outcome))


def _note(result: Result, code: str, severity: str, message: str, old: str = "", new: str = "") -> QualityNote:
    return QualityNote(
        period=result.period,
        unit=result.directorate,
        kpi_id=result.kpi_id,
        code=code,
        severity=severity,
        message=message,
        sheet=result.sheet,
        cell=result.cell,
        old=old,
        new=new,
    )
