"""How the checks say what they found: a code of the catalogue, the places, and the facts its text needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.place import Place
from kpi_xl.model.problems import CATALOGUE

_LONGEST = 60
"""Characters of a cell's text quoted in a message."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding that does not know its place yet."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    old: str = ""
    new: str = ""

    def at(self, *places: Place, kpi_id: str = "", **more: object) -> Finding:
        """The finding; `more` are facts known only where the cell stands."""
        facts = {**self.facts, **more}
        return Finding(CATALOGUE[self.code], places, facts, self.severity, kpi_id, self.old, self.new)


Where = Place | Sequence[Place]


def make_finding(
    code: str, where: Where = (), *, severity: Severity | None = None, kpi_id: str = "", **facts: object
) -> Finding:
    """A finding at one place, at several, or (none given) about the whole file."""
    places = (where,) if isinstance(where, Place) else tuple(where)
    return Finding(CATALOGUE[code], places, facts, severity, kpi_id)


def quoted(value: object) -> str:
    """A cell's value as a message shows it: one line, not too long, no control characters."""
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3].rstrip() + "..."


def listed(words: Sequence[str], last: str = "and") -> str:
    """As a sentence names them: "a, b and c"."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)
