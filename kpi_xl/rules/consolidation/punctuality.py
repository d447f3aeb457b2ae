"""Whether a directorate's return was in by the rulebook's deadline, in words."""

from datetime import date, datetime

from kpi_xl.model.master import SubmissionRecord
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.words.wording import counted

ACCEPTED = "accepted"
MISSING = "Missing"
IN_TIME = "In time"

_WORDS = {
    ACCEPTED: "Accepted",
    "rejected": "Not accepted",
    "unreadable": "Could not be read",
    "skipped": "Not used",
    "missing": MISSING,
}
_DAY = "%d/%m/%Y"


def return_words(record: SubmissionRecord) -> str:
    """What became of the return: "Accepted, sent again"."""
    words = _WORDS.get(record.status, record.status)
    return f"{words}, sent again" if record.resubmission and record.status == ACCEPTED else words


def deadline(rulebook: Rulebook, period: Period) -> date | None:
    return next((one.deadline for one in rulebook.periods if one.period == period), None)


def due_on(rulebook: Rulebook, period: Period) -> str:
    """The day returns are due, as days are written in the master (21/10/2022); "" where the rulebook sets none."""
    day = deadline(rulebook, period)
    return "" if day is None else day.strftime(_DAY)


def timing_words(rulebook: Rulebook, record: SubmissionRecord) -> str:
    """By the day of signing off, the only day a return carries; "" without a deadline or a day.

    On the deadline is in time. A return that is not accepted is due still, whenever it was signed.
    """
    due = deadline(rulebook, record.period)
    if due is None:
        return ""
    if record.status != ACCEPTED:
        return f"Outstanding, due {due:{_DAY}}"
    signed = _day(record.signed_on)
    if signed is None:
        return ""
    late = (signed - due).days
    return IN_TIME if late <= 0 else f"Late by {counted(late, 'day')}"


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), _DAY).date()
    except ValueError:
        return None
