"""Which KPI a reference means, where it is not written quite as the rulebook writes it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from kpi_xl.model.finding import Severity
from kpi_xl.rules.findings.make_finding import Remark, quoted
from kpi_xl.rules.words.clean_text import odd_characters, plain, tidy

_LATIN = str.maketrans("АВЕКМНОРСТХІаеорсхіΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXIaeopcxiABEZHIKMNOPTX")
_FIGURES = str.maketrans("OIL|", "0111")
_JOINERS = re.compile(r"[\s\-_./'\"]+")


def folded(reference: str) -> str:
    """A reference with look-alike letters and figures made one, and spaces and dashes taken out."""
    return _JOINERS.sub("", plain(reference).translate(_LATIN)).upper().translate(_FIGURES)


def resolve(raw: str, unit: str, known: Iterable[str]) -> tuple[str, Remark | None] | None:
    """The KPI of `known` that `raw` stands for, with what to say about it; None when it is none of them.

    A KPI every directorate reports may be written without its directorate: "HR01" for "HR01/AS".
    """
    text = tidy(raw)
    ids = set(known)
    for candidate in (text, f"{text}/{unit}"):
        if candidate in ids:
            return candidate, None if raw == text else _spaces(raw, text)
    by_fold: dict[str, list[str]] = {}
    for kpi_id in ids:
        by_fold.setdefault(folded(kpi_id), []).append(kpi_id)
    alike = by_fold.get(folded(text), by_fold.get(folded(f"{text}/{unit}"), []))
    return (alike[0], _look_alike(text, alike[0])) if len(alike) == 1 else None


def nearest(text: str, known: Iterable[str]) -> str:
    """A question naming the nearest reference, "" when none is near."""
    by_fold = {folded(kpi_id): kpi_id for kpi_id in known}
    near = get_close_matches(folded(text), by_fold, n=1, cutoff=0.7)
    return f" (did you mean {by_fold[near[0]]}?)" if near else ""


def _spaces(raw: str, read: str) -> Remark:
    facts = {"found": quoted(raw), "characters": odd_characters(raw), "read": read}
    return Remark("KPI106", facts, old=raw, new=read)


def _look_alike(text: str, read: str) -> Remark:
    """A warning; only a difference of capitals is simply put right."""
    capitals = text.casefold() == read.casefold()
    facts = {"found": quoted(text), "read": read, "characters": _differences(text, read)}
    return Remark("KPI107", facts, Severity.FIXED if capitals else None, old=text, new=read)


def _differences(text: str, read: str) -> str:
    if len(text) != len(read):
        return "other signs"
    odd = [letter for letter, right in zip(text, read, strict=True) if letter != right]
    return ", ".join(f'"{letter}"' if letter.isascii() else f'"{letter}" (U+{ord(letter):04X})' for letter in odd)
