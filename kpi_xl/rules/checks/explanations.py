"""What must be said beside a value: why it is Red, why it changed so much."""

import re
from collections.abc import Iterator

from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation
from kpi_xl.model.rating import Rating
from kpi_xl.rules.checks.lost_words import is_lost
from kpi_xl.rules.checks.scale import hundredfold_slip, other_unit
from kpi_xl.rules.checks.under_check import ReturnUnderCheck, RowCheck, RowUnderCheck
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding
from kpi_xl.rules.rating.rate import rate
from kpi_xl.rules.rulebook.numerals import shown

RED_NEEDS = {"cause": "cause", "action": "action", "owner": "action owner", "due": "action due date"}
"""Field to what a message calls it."""

_STEPS = 10
"""So many steps of the last decimal shown are never a large change."""

_OF_NOTHING = re.compile(r"(?<![\d.,])0(?![\d.,]*\d)|\b(?:zero|nil|none|no|nobody|nothing|never)\b", re.IGNORECASE)


def red_is_explained(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    if row.outcome is Rating.RED:
        # Words lost to an error are told at their cell.
        missing = [field for field in RED_NEEDS if not getattr(row.words, field) and not is_lost(row.cell(field))]
        if missing:
            places = [sent.place(row.entry.row, field) for field in missing]
            words = listed([RED_NEEDS[field] for field in missing], "or")
            yield make_finding("KPI132", places, kpi_id=row.kpi.kpi_id, missing=words)


def amber_is_commented(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    if row.outcome is Rating.AMBER and not _has_words(row):
        yield make_finding("KPI132B", sent.place(row.entry.row, "commentary"), kpi_id=row.kpi.kpi_id)


def large_change_is_explained(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """A change beyond the council's own limit; where the scale looks wrong that has been said already.

    Any words explain a change, but not that there is nothing after a good deal: for that they must speak of nothing.
    """
    value, last = row.value, row.compared
    if value is None or not last or _mistaken_scale(row) or _is_explained(row, value, last):
        return
    place, kpi_id = sent.place(row.entry.row, "value"), row.kpi.kpi_id
    when = "in the same quarter last year" if row.kpi.aggregation is Aggregation.YEAR_TO_DATE else "last quarter"
    room = max(abs(last) * sent.rulebook.settings.large_change / 100, _STEPS * 10.0**-row.kpi.decimals)
    if value == 0:
        yield make_finding("KPI112", place, kpi_id=kpi_id, last=shown(last), when=when)
    elif not last - room <= value <= last + room:
        change = f"{abs(value - last) / abs(last) * 100:.0f}%"
        direction = "more" if value > last else "less"
        was = shown(last)
        if _of_the_red_before(row):
            was += "; last quarter was Red, and its cause and action still stand here"
        facts = {"found": shown(value), "last": was, "change": change, "direction": direction, "when": when}
        yield Remark("KPI126", facts).at(place, kpi_id=kpi_id)


def comment_is_new(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    if same_words(row.words.commentary, row.expected.last_commentary):
        yield make_finding("KPI133", sent.place(row.entry.row, "commentary"), kpi_id=row.kpi.kpi_id)


def close_to_a_threshold(sent: ReturnUnderCheck, row: RowUnderCheck) -> Iterator[Finding]:
    """Says which rule decided when the value is exactly an end of a band, or rounds to another rating."""
    bands = row.expected.bands
    if row.value is None or bands is None or row.reason is not None or row.decision is None:
        return
    decision = row.decision
    if row.value in bands.bounds:
        why = "is exactly on a threshold, and a value on a threshold takes the better rating"
    elif decision.rounding_sensitive:
        why = f"would round to another rating at {row.kpi.decimals} decimals, but the full figure decides"
    else:
        return
    facts = {"found": shown(row.value), "why": why, "rating": str(decision.outcome)}
    yield Remark("KPI171", facts).at(sent.place(row.entry.row, "value"), kpi_id=row.kpi.kpi_id)


EXPLANATION_CHECKS: tuple[RowCheck, ...] = (
    red_is_explained,
    amber_is_commented,
    large_change_is_explained,
    comment_is_new,
    close_to_a_threshold,
)


def same_words(text: str, last: str) -> bool:
    """Whether the texts are the same but for capitals and spaces; two blanks are not."""
    if text[:1].casefold() != last[:1].casefold():
        return False
    return bool(text) and text.casefold().split() == last.casefold().split()


def _has_words(row: RowUnderCheck) -> bool:
    return bool(row.words.commentary or row.words.cause)


def _is_explained(row: RowUnderCheck, value: float, last: float) -> bool:
    if value and _of_the_red_before(row):
        return shown(value) in row.words.commentary
    least = _STEPS * 10.0**-row.kpi.decimals
    usual = row.expected.target == 0 or any(abs(one) <= least for one in (last, row.last) if one is not None)
    if value or usual:
        return _has_words(row)
    return _OF_NOTHING.search(f"{row.words.commentary} {row.words.cause}") is not None


def _of_the_red_before(row: RowUnderCheck) -> bool:
    """Whether a Red that is Green now still has its cause and action: a slip in the value would leave them."""
    bands, words = row.expected.bands, row.words
    if row.outcome is not Rating.GREEN or row.last is None or not (words.cause and words.action):
        return False
    return rate(row.last, bands) is Rating.RED


def _mistaken_scale(row: RowUnderCheck) -> bool:
    if row.kpi.measure.in_points:
        return hundredfold_slip(row) is not None
    return other_unit(row.value or 0.0, row.last) is not None
