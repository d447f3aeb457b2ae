"""Which quarter a sentence of a director's summary speaks of."""

import re
from collections.abc import Mapping

from kpi_xl.model.period import Period, read_period

_ORDINALS: Mapping[str, int] = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTER = re.compile(r"\b(?P<ordinal>first|second|third|fourth)[ -]quarter\b|\bq(?P<number>[1-4])\b", re.IGNORECASE)
_YEAR_AGO = re.compile(
    r"\b(?:same (?:quarter|period|time)(?: of)? (?:last|the previous) year|this time last year"
    r"|a year (?:ago|before|earlier))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?:previous|last|preceding) (?:quarter|report)|quarter (?:before|earlier)|three months (?:ago|before))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:last|previous|next|coming) (?:year|month|spring|summer|autumn|winter)\b"
    r"|\b(?:19|20)\d\d\b|\bnext quarter\b|\bearlier reports?\b",
    re.IGNORECASE,
)


def other_quarters(text: str, period: Period) -> list[Period] | None:
    """The quarters other than `period` that `text` names, none where it names none.

    None where it speaks of a time that is no quarter ("last year", "2019"): its figures cannot be checked.
    """
    found: list[Period] = []
    rest = text
    for pattern, meant in ((_YEAR_AGO, period.year_ago), (_BEFORE, period.previous)):
        if pattern.search(rest):
            found.append(meant)
            rest = pattern.sub(" ", rest)
    whole = read_period(rest)
    if whole is not None:
        return sorted({*found, whole} - {period})
    if _VAGUE.search(rest):
        return None
    numbers = {_ORDINALS.get((match["ordinal"] or "").casefold()) or int(match["number"]) for match in _quarters(rest)}
    if any(number > period.quarter for number in numbers):
        return None
    return sorted({*found, *(Period(period.year, number) for number in numbers)} - {period})


def _quarters(text: str) -> list[re.Match[str]]:
    return list(_QUARTER.finditer(text))
