"""What an officer answers to a point on the sheet Checks."""

import re
from typing import NamedTuple

from kpi_xl.model.place import Place

RIGHT_AS_IT_IS = "Right as it is"
"""The answer offered; any other word, or a mark such as x, is one as well."""

_NO = frozenset({"no", "n", "false", "0", "wrong", "not right", "-"})
_SAYS_NOTHING = frozenset({"awaited", "later", "none", "pending", "see note", "see above", "to follow"})
_FEWEST_LETTERS = 4
_LETTER = re.compile(r"[^\W\d_]")


class Reply(NamedTuple):
    """`tick` is what stands under Answer, `reason` what stands under Reason; "" where the cell is blank."""

    tick: str = ""
    reason: str = ""

    @property
    def given(self) -> bool:
        """Whether it answers: a tick that is no "no", or else a reason in words. "ok", "TBC" and "." are no reason."""
        word = self.tick.strip().casefold()
        return word not in _NO and bool(word or self._reasoned)

    @property
    def words(self) -> str:
        """As the master keeps it: the reason, or that the officer ticked the point; "" where nothing answers."""
        if not self.given:
            return ""
        return self.reason if self._reasoned or not self.tick else f"{RIGHT_AS_IT_IS}."

    @property
    def _reasoned(self) -> bool:
        text = " ".join(self.reason.split()).casefold().rstrip(".")
        return len(_LETTER.findall(text)) >= _FEWEST_LETTERS and text not in _SAYS_NOTHING


NO_REPLY = Reply()


class KeptReply(NamedTuple):
    """A row of Checks that is about nothing found now: an answer to a value since changed, or a note of the officer's.

    `key` says what it answered, "" for a note. `place` is None for a whole file.
    """

    message: str
    reply: Reply
    place: Place | None = None
    kpi_id: str = ""
    code: str = ""
    key: str = ""
