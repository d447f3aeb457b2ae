"""A text of which parts are raised, lowered or crossed out: looks that change what it says."""

from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text with one look. `shift` is 1 for raised, -1 for lowered, 0 for neither.

    `struck` says it is crossed out; None where it looks as its cell does.
    """

    text: str
    shift: int = 0
    struck: bool | None = False


class RichText(str):
    """The plain text of all runs, which is what it compares and hashes as; `runs` tell the looks."""

    runs: tuple[Run, ...]

    def __new__(cls, runs: Sequence[Run]) -> "RichText":
        made = super().__new__(cls, "".join(run.text for run in runs))
        made.runs = tuple(runs)
        return made

    def __getnewargs__(self) -> tuple[tuple[Run, ...]]:  # type: ignore[override] # made of its runs, copies too
        return (self.runs,)


def text_of_runs(runs: Sequence[Run]) -> str:
    """A RichText where a look changes what is said, else the plain text."""
    told = any(run.shift or run.struck for run in runs)
    return RichText(runs) if told else "".join(run.text for run in runs)
