"""What the RAG preview of a return says for an answer: the same words as the decision taken from it later."""

from kpi_xl.model.columns import STATUS_PROVISIONAL
from kpi_xl.model.number import number_of
from kpi_xl.model.rating import OUTCOMES, Outcome, Rating, Reason
from kpi_xl.model.return_plan import Answer, ReturnRow
from kpi_xl.rules.rating.rate import is_blank, rate


def preview_rating(row: ReturnRow, answer: Answer) -> Outcome:
    """A reason wins over a value, as in `decide`, but a carried rating over a reason for having nothing new.

    Text that is no number, and a reason off the list, is Invalid.
    """
    reason = " ".join(answer.reason.split())
    if row.carried is not None and is_blank(answer.value):
        return row.when_blank
    if reason and reason.casefold() != STATUS_PROVISIONAL.casefold():
        return _REASONS.get(reason.casefold(), Reason.INVALID)
    if is_blank(answer.value):
        return row.when_blank
    if number_of(answer.value) is None:
        return Reason.INVALID
    if row.whatever_value is not None:
        return row.whatever_value
    outcome = rate(answer.value, row.bands)
    return outcome if row.when_missed is None or outcome is Rating.GREEN else row.when_missed


_REASONS = {word.casefold(): outcome for word, outcome in OUTCOMES.items() if isinstance(outcome, Reason)}
