"""What a text says with its looks: raised and lowered letters as signs of their own, nothing of what is crossed out."""

import re
from typing import NamedTuple

from kpi_xl.model.rich_text import RichText, Run

RAISED = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyz",
        "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207c\u207d\u207e\u1d43\u1d47\u1d9c\u1d48\u1d49"
        "\u1da0\u1d4d\u02b0\u2071\u02b2\u1d4f\u02e1\u1d50\u207f\u1d52\u1d56\u02b3\u02e2\u1d57\u1d58\u1d5b\u02b7\u02e3\u02b8\u1dbb",
        strict=True,
    )
)
"""A character to the same one raised, where there is such a sign."""
LOWERED = dict(
    zip(
        "0123456789+-=()aehijklmnoprstuvx",
        "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b\u208c\u208d\u208e\u2090\u2091\u2095\u1d62\u2c7c"
        "\u2096\u2097\u2098\u2099\u2092\u209a\u1d63\u209b\u209c\u1d64\u1d65\u2093",
        strict=True,
    )
)
_BREAK = "\n"
_APART = re.compile(r"[^\S \u00a0\u2000-\u200a\u202f\u205f\u3000]+|\s{2,}")
"""What parts two figures: a line break, a tab, or more than one space. One space may stand between thousands."""


class Written(NamedTuple):
    """`text` as it is to be read; `crossed_out` is what is left out of it, "" for nothing."""

    text: str
    crossed_out: str = ""


def written(text: str, struck: bool = False) -> Written:
    """`struck` says the whole cell is crossed out; runs of a rich text have each its own look."""
    if not isinstance(text, RichText):
        return Written("", str(text)) if struck else Written(str(text))
    # What is crossed out leaves a gap, so that the digits beside it do not become one number.
    out = [struck if run.struck is None else run.struck for run in text.runs]
    kept = "".join(_BREAK if gone else _shifted(run) for run, gone in zip(text.runs, out, strict=True))
    return Written(kept, " ".join(run.text for run, gone in zip(text.runs, out, strict=True) if gone).strip())


def parts_of(text: str) -> list[str]:
    """What stands on lines of its own or far apart."""
    return [part for part in _APART.split(text) if part.strip()]


def _shifted(run: Run) -> str:
    if not run.shift:
        return run.text
    signs = RAISED if run.shift > 0 else LOWERED
    return "".join(signs.get(letter.lower(), letter) for letter in run.text)
