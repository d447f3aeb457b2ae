"""What the RAG preview of a return says for an answer: the same words as the decision taken from it later."""

from kpi_xl.model.columns import STATUS_PROVISIONAL
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.number import number_of, typed
from kpi_xl.model.period import Period
from kpi_xl.model.rating import OUTCOMES, Outcome, Rating, Reason
from kpi_xl.model.return_plan import (
    CHECK_REASON,
    CHECK_VALUE,
    KEEP_ONE,
    TOO_LARGE,
    TOO_SMALL,
    VALUE_NEEDED,
    Answer,
    ReturnRow,
)
from kpi_xl.rules.findings.make_finding import listed
from kpi_xl.rules.rating.rate import is_blank, rate


def preview_rating(row: ReturnRow, answer: Answer) -> Outcome | str:
    """A reason wins over no value, as in `decide`, but a carried rating over a reason for having nothing new.

    Where nothing can be published as it stands, it says what is missing or wrong. The preview sees what a cell holds
    and not how it is shown, so of a text, and of a number that may be a date, a percentage or millions by its format,
    it says CHECK_VALUE.
    """
    reason = " ".join(answer.reason.split())
    if row.carried is not None and is_blank(answer.value):
        return row.when_blank
    if reason and reason.casefold() != STATUS_PROVISIONAL.casefold():
        return _with_reason(row, answer, reason)
    if is_blank(answer.value):
        return VALUE_NEEDED if row.needs_value else row.when_blank
    if isinstance(answer.value, bool):
        return Reason.INVALID
    value = number_of(answer.value)
    if value is None or in_doubt(row, typed(value)):
        return CHECK_VALUE if value is None else hundredfold(row, typed(value)) or CHECK_VALUE
    return _rated(row, answer, value)


def _with_reason(row: ReturnRow, answer: Answer, word: str) -> Outcome | str:
    reason = _REASONS.get(word.casefold())
    if reason not in row.reasons:
        return CHECK_REASON
    assert reason is not None
    return reason if reason.with_value or is_blank(answer.value) else KEEP_ONE


def _rated(row: ReturnRow, answer: Answer, value: float) -> Outcome | str:
    if row.whatever_value is not None:
        return row.whatever_value
    outcome = rate(value, row.bands)
    outcome = outcome if row.when_missed is None or outcome is Rating.GREEN else row.when_missed
    missing = [name for field, name in RED_NEEDS.items() if is_blank(answer.words.get(field))]
    return f"{Rating.RED}: {listed(missing)} needed" if outcome is Rating.RED and missing else outcome


RED_NEEDS = {"cause": "cause", "action": "action", "owner": "owner", "due": "due"}
"""Field to what the preview calls it."""


def hundredfold(row: ReturnRow, value: float) -> str | None:
    """What is said of a percentage about 100 times what is usual, or a hundredth; None where it is neither."""
    if not row.kpi.measure.in_points or row.usual is None or (row.kpi.lowest is not None and value < row.kpi.lowest):
        return None
    for words, (low, high) in hundredfold_sizes(row.usual).items():
        if low <= abs(value) <= high:
            return words
    return None


def hundredfold_sizes(usual: tuple[float, float]) -> dict[str, tuple[float, float]]:
    """Between which sizes a number is a hundred times too large or too small: half to twice that of the usual one."""
    like = usual[1] / _TIMES
    return {
        TOO_LARGE: (typed(like * 50), typed(like * 200)),
        TOO_SMALL: (typed(like / 200), typed(like / 50)),
    }


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
