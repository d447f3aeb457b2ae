"""What the RAG preview of a return says for an answer: the same words as the decision taken from it later."""

from kpi_xl.model.columns import STATUS_PROVISIONAL
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.number import number_of, typed
from kpi_xl.model.period import Period
from kpi_xl.model.rating import OUTCOMES, Outcome, Rating, Reason
from kpi_xl.model.return_plan import CHECK_VALUE, Answer, ReturnRow
from kpi_xl.rules.rating.rate import is_blank, rate


def preview_rating(row: ReturnRow, answer: Answer) -> Outcome | str:
    """A reason wins over a value, as in `decide`, but a carried rating over a reason for having nothing new.

    A reason off the list is Invalid. The preview sees what a cell holds and not how it is shown, so of a text, and of a
    number that may be a date, a percentage or millions by its format, it says CHECK_VALUE.
    """
    reason = " ".join(answer.reason.split())
    if row.carried is not None and is_blank(answer.value):
        return row.when_blank
    if reason and reason.casefold() != STATUS_PROVISIONAL.casefold():
        return _REASONS.get(reason.casefold(), Reason.INVALID)
    if is_blank(answer.value):
        return row.when_blank
    if isinstance(answer.value, bool):
        return Reason.INVALID
    value = number_of(answer.value)
    if value is None or in_doubt(row, typed(value)):
        return CHECK_VALUE
    if row.whatever_value is not None:
        return row.whatever_value
    outcome = rate(answer.value, row.bands)
    return outcome if row.when_missed is None or outcome is Rating.GREEN else row.when_missed


def in_doubt(row: ReturnRow, value: float) -> bool:
    """Whether the number is impossible for the KPI, or of another size than is usual for it."""
    low, high = row.kpi.lowest, row.kpi.highest
    if (low is not None and value < low) or (high is not None and value > high):
        return True
    return row.usual is not None and value != 0 and not row.usual[0] <= abs(value) <= row.usual[1]


def usual_sizes(
    kpi: Kpi, last_quarter: float | None, target: float | None, period: Period
) -> tuple[float, float] | None:
    """Within 20 times last quarter's value, or the target where there is none of the same definition.

    A percentage under its format is 100 times smaller, and a day's number or a time is mostly further away.
    """
    like = target if kpi.redefined_between(period.previous, period) else last_quarter or target
    return None if not like else (typed(abs(like) / _TIMES), typed(abs(like) * _TIMES))


_TIMES = 20

_REASONS = {word.casefold(): outcome for word, outcome in OUTCOMES.items() if isinstance(outcome, Reason)}
