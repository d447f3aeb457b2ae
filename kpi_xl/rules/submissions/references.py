"""Which KPI a reference means, where it is not written quite as the rulebook writes it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from kpi_xl.model.finding import Severity
from kpi_xl.rules.findings.make_finding import Remark, quoted
from kpi_xl.rules.words.clean_text import odd_characters, plain, tidy

_LATIN = str.maketrans("АВЕКМНОРСТХІаеорсхіΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXIaeopcxiABEZHIKMNOPTX")
_FIGURES = str.maketrans("OIL|", "0111")
_LONGEST = 200
"""Characters beyond which a text is no reference: they have up to sixteen, and some blanks around them."""

_JOINERS = re.compile(r"[\s\-_./'\"]+")


def folded(reference: str) -> str:
    """A reference with look-alike letters and figures made one, and spaces and dashes taken out."""
    latin = reference if _is_plain(reference) else plain(reference).translate(_LATIN)
    return _JOINERS.sub("", latin).upper().translate(_FIGURES)


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


class KnownReferences:
    """The references of a directorate's own KPIs and of all, which those of its return may stand for.

    They are folded once: a return may hold thousands that are none of them.
    """

    def __init__(self, unit: str, own: Iterable[str], everyone: Iterable[str]) -> None:
        self._unit = unit
        self._sets = (set(own), set(everyone))

    @cached_property
    def _by_fold(self) -> tuple[dict[str, list[str]], ...]:
        found: tuple[dict[str, list[str]], ...] = ({}, {})
        for by_fold, ids in zip(found, self._sets, strict=True):
            for kpi_id in sorted(ids):
                by_fold.setdefault(folded(kpi_id), []).append(kpi_id)
        return found

    @cached_property
    def _unit_fold(self) -> str:
        return folded(self._unit)

    def resolve(self, raw: str) -> tuple[str, Remark | None] | None:
        """The KPI that `raw` stands for, its own before others', with what to say about it; None where it is none.

        A KPI every directorate reports may be written without its directorate: "HR01" for "HR01/AS".
        """
        if len(raw) > _LONGEST:
            return None
        text = tidy(raw)
        fold = folded(text)
        for ids, by_fold in zip(self._sets, self._by_fold, strict=True):
            for candidate in (text, f"{text}/{self._unit}"):
                if candidate in ids:
                    return candidate, None if raw == text else _spaces(raw, text)
            alike = by_fold.get(fold, by_fold.get(fold + self._unit_fold, []))
            if len(alike) == 1:
                return alike[0], _look_alike(text, alike[0])
        return None

    def nearest(self, text: str) -> str:
        """A question naming the nearest of its own references, "" when none is near."""
        own = self._by_fold[0]
        near = get_close_matches(folded(text), own, n=1, cutoff=0.7) if len(text) <= _LONGEST else []
        return f" (did you mean {own[near[0]][-1]}?)" if near else ""


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
