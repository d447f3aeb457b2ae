"""Findings: what is wrong with a file, at which cell, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from kpi_xl.model.place import Place
from kpi_xl.model.reply import Reply
from kpi_xl.model.text_length import LONGEST_MESSAGE, shortened


class Severity(Enum):
    """How much a finding matters: only an ERROR keeps a submission from being accepted."""

    ERROR = "error"
    WARNING = "warning"
    FIXED = "fixed"
    INFORMATION = "info"

    def __str__(self) -> str:
        return self.value


class Problem(NamedTuple):
    """One entry of the catalogue. `text` is a format string filled with the facts a check supplies.

    `code` never changes meaning. `title` names the problem in a few words for the table in the README.
    """

    code: str
    severity: Severity
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem met at `places` (equal findings are grouped; the first place comes first; none for a whole file).

    `facts` fill the problem's text. `severity` is the problem's unless the check says otherwise. `old` and `new`
    are the audit of a FIXED reading. `unnamed` is how many cells more it holds for: thousands are counted, not named.
    `keys` name what is asked at each place (or of the file) by the cell's and the value's content, and `replies` are
    what the officer answered on Checks; both empty until a whole return is checked.
    """

    problem: Problem
    places: tuple[Place, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    severity_as_found: Severity | None = None
    kpi_id: str = ""
    old: str = ""
    new: str = ""
    unnamed: int = 0
    keys: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def severity(self) -> Severity:
        return self.severity_as_found or self.problem.severity

    @property
    def message(self) -> str:
        """What is wrong, and of how many cells that are not named. See `said`."""
        return f"{self.said}{and_more(self.unnamed)}"

    @property
    def said(self) -> str:
        """Never longer than LONGEST_MESSAGE, whatever lists the facts hold."""
        return shortened(self.problem.text.format(**self.facts), LONGEST_MESSAGE)

    @property
    def place(self) -> Place | None:
        return self.places[0] if self.places else None

    @property
    def answered(self) -> bool:
        """Whether an officer has answered a warning at every one of its places."""
        return self.severity is Severity.WARNING and bool(self.replies) and all(one.given for one in self.replies)

    @property
    def answer(self) -> str:
        """The officer's answers in words, each once."""
        return "; ".join(dict.fromkeys(one.words for one in self.replies if one.given))


def and_more(cells: int) -> str:
    """As a message ends where it holds for more cells than are named."""
    return f" The same holds for {cells:,} more cell{'' if cells == 1 else 's'}." if cells else ""
