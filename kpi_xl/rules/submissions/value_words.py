"""Words officers type where a number belongs, and what each stands for (rating rule 16: they are not all the same)."""

import re

from kpi_xl.model.rating import OUTCOMES, Reason
from kpi_xl.rules.findings.make_finding import Remark

NOT_APPLICABLE = frozenset({"n/a", "na", "n.a", "n a", "n\\a", "not applicable", "[z]"})
AWAITED = frozenset(
    {
        *(
            "tbc",
            "tba",
            "tbd",
            "t.b.c",
            "to be confirmed",
            "to follow",
            "pending",
            "outstanding",
            "awaiting",
            "awaited",
        ),
        *("see note", "see notes", "see comment", "see comments", "see commentary", "see below", "not available"),
        *("not yet available", "not yet known", "no data", "no data yet", "[x]", "?", "??"),
    }
)
NOTHING = frozenset({"-", "--", "---", "nil", "none", "null", "zero", "nothing", "."})
SUPPRESSED = frozenset({"c", "*", "**", "[c]"})
_SMALL = re.compile(r"(?:<|less than|fewer than|under)\s*\d{1,2}")
_REASONS = {str(reason).casefold(): reason for reason in OUTCOMES.values() if isinstance(reason, Reason)}


def read_word(text: str, found: str) -> tuple[Reason, Remark] | None:
    """The reason `text` (trimmed, any case) stands for with what to tell the officer, or None when it is no such word.

    `found` is the text as shown in messages. The facts lack `column`, which the caller knows.
    """
    word = text.casefold().rstrip(".:!") or text
    if word in SUPPRESSED or _SMALL.fullmatch(word):
        return Reason.SUPPRESSED, Remark("KPI113", {"found": found})
    if word in NOT_APPLICABLE:
        return Reason.NOT_APPLICABLE, _as("KPI108", found, Reason.NOT_APPLICABLE)
    if word in AWAITED or word.startswith(("await", "tbc ", "to be confirmed")):
        return Reason.AWAITED, Remark("KPI109", {"found": found}, old=found, new=str(Reason.AWAITED))
    if word in NOTHING:
        return Reason.AWAITED, _as("KPI110", found, Reason.AWAITED)
    reason = _REASONS.get(word)
    return None if reason is None else (reason, _as("KPI108", found, reason))


def _as(code: str, found: str, reason: Reason) -> Remark:
    return Remark(code, {"found": found, "read": str(reason)}, old=found, new=str(reason))
