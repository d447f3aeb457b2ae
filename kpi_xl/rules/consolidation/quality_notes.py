"""What the Data quality sheet keeps of a period: warnings with answers, fixes, overrides, rounding, and changes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, QualityNote, Result
from kpi_xl.model.number import round_half_away
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.model.text_length import LONGEST_MESSAGE, shortened
from kpi_xl.rules.consolidation.revisions import Change, as_written

OVERRIDE, ROUNDING, KEPT, REVISED, RERATED, REMOVED = "OVERRIDE", "ROUNDING", "KEPT", "REVISED", "RERATED", "REMOVED"
"""Codes of notes that no finding of a return stands behind."""

_QUOTED = 300
"""Characters of a text in a message; the columns beside it hold the whole."""

_CELLS = 100
"""Cells of a finding that a note names."""

_HISTORY = {REVISED, RERATED, REMOVED}
"""Notes of something that happened once; the others follow from the present state and are made anew each time."""
_RESTATED = {OVERRIDE, ROUNDING, KEPT}
RESENT = "KPI164"
"""The finding that figures differ from those accepted before. It stays until the director has agreed to them."""
RED_GOES = "KPI182B"
"""The finding that a Red is no longer counted: kept whatever was said of why."""
_DAY = "%d/%m/%Y"
_KEPT_SEVERITIES = {Severity.WARNING: "warning not answered", Severity.FIXED: "fixed"}
_ANSWERED = "warning answered"


def finding_notes(returned: Checked, unit: str, period: Period) -> Iterator[QualityNote]:
    """A note for each warning, with its answer, fix and Red that went in an accepted return, in the order found."""
    return (
        _of_finding(finding, unit, period)
        for finding in returned.findings
        if finding.severity in _KEPT_SEVERITIES or finding.code == RED_GOES
    )


class NotAgreed(NamedTuple):
    """What was told of a return sent again. `since` is the day of the last sign-off before it, None where unknown."""

    since: date | None
    differences: str
    places: tuple[Place, ...]


def not_yet_agreed(master: Master, unit: str, period: Period) -> NotAgreed | None:
    """What the director of `unit` has still to agree, as the master's notes keep it; None where there is nothing."""
    for note in master.notes:
        if (note.code, note.unit, note.period) == (RESENT, unit, period):
            places = tuple(Place(note.sheet, cell) for cell in note.cell.split(", ") if cell)
            return NotAgreed(read_day(note.old), note.new, places)
    return None


def read_day(text: str) -> date | None:
    """The day of a sign-off as the master has it, None where it has none."""
    try:
        return datetime.strptime(text, _DAY).date()
    except ValueError:
        return None


def _of_finding(finding: Finding, unit: str, period: Period) -> QualityNote:
    place = finding.place
    return QualityNote(
        period=period,
        unit=unit,
        kpi_id=finding.kpi_id,
        code=finding.code,
        severity=_ANSWERED if finding.answered else _KEPT_SEVERITIES.get(finding.severity, str(finding.severity)),
        message=finding.message,
        sheet=place.sheet if place else "",
        cell=_cells(finding.places),
        old=str(finding.facts["since"]) if finding.code == RESENT else finding.old,
        new=str(finding.facts["differences"]) if finding.code == RESENT else finding.new,
        answer=finding.answer,
    )


def _cells(places: Sequence[Place]) -> str:
    """The first of them by name; a cell has no room for thousands."""
    more = len(places) - _CELLS
    return ", ".join(place.cell for place in places[:_CELLS]) + (f" and {more:,} more" if more > 0 else "")


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
    said = f"{', '.join(files)} was sent later and not accepted, so the figures accepted earlier stand."
    message = shortened(said, LONGEST_MESSAGE)
    return QualityNote(period, unit, "", KEPT, "info", message)


def past_notes(earlier: Master, period: Period) -> Iterator[QualityNote]:
    """Notes of changes made to this period before."""
    return (note for note in earlier.notes if note.period == period and note.code in _HISTORY)


def change_note(change: Change, period: Period) -> QualityNote:
    if change.resent:
        code, why = REVISED, f"The return was sent again ({change.file}, revision {change.revision} of this row)."
    else:
        code, why = RERATED, "The rulebook was changed since the master was last made."
    was, now = (f'"{shortened(text, _QUOTED)}"' if text else "blank" for text in (change.old, change.new))
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
