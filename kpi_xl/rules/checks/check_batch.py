"""Returns held against each other: the same one twice, two that differ, and those not there at all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kpi_xl.model.finding import Finding
from kpi_xl.model.period import Period
from kpi_xl.model.place import file_name
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked, Reported
from kpi_xl.rules.findings.make_finding import make_finding
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.words.wording import counted

COMPARED, JOINABLE = "KPI163B", "KPI163E"
"""Findings of returns that are rivals: they differ, or could be joined."""

_READ = ("accepted", "rejected")
"""The states of a file whose entries are known."""

_NAMED = 5
"""Differing cells named in a message; the rest are counted."""


def check_batch(checked: Sequence[Checked], rulebook: Rulebook) -> tuple[Checked, ...]:
    """The same files in the same order, with what only shows when they are seen together.

    Of byte-identical files the first by name counts and the others are skipped. Of different returns for one
    directorate and quarter none is accepted: which one is right is for people to say, never for the newest date.
    """
    once = without_copies(checked)
    rivals: dict[object, list[Checked]] = {}
    for one in once:
        rivals.setdefault(_key(one), []).append(one)
    return tuple(_against(one, rivals[_key(one)], rulebook) for one in once)


def rivals_of(checked: Iterable[Checked]) -> list[list[Checked]]:
    """The files that were read and are for the same directorate and quarter as another one."""
    found: dict[object, list[Checked]] = {}
    for one in checked:
        found.setdefault(_key(one), []).append(one)
    return [rivals for rivals in found.values() if len(rivals) > 1]


def missing_returns(checked: Iterable[Checked], rulebook: Rulebook, period: Period) -> tuple[Finding, ...]:
    """A finding for each directorate that owes a return for `period` and has sent no file that can be told as its."""
    sent = {one.unit for one in checked if one.period in (period, None)}
    owing = [(unit, rulebook.kpis_of(unit.code, period)) for unit in rulebook.units if unit.code not in sent]
    return tuple(
        make_finding(
            "KPI166",
            unit=unit.code,
            name=unit.name,
            period=period,
            count=counted(len(kpis), "KPI"),
            approver=unit.approver or "the director",
        )
        for unit, kpis in owing
        if kpis
    )


def differences(one: Checked, other: Checked) -> list[str]:
    """Where two returns for the same directorate and quarter differ, as "Return!O7 AS01: 92 here, 91 there"."""
    here, there = ({reported.kpi_id: reported for reported in side.reported} for side in (one, other))
    told = []
    for kpi_id in dict.fromkeys([*here, *there]):
        mine, theirs = here.get(kpi_id), there.get(kpi_id)
        if _entries(mine) != _entries(theirs):
            place = mine.place if mine is not None else theirs.place if theirs is not None else ""
            told.append(f"{place} {kpi_id}: {_differing(mine, theirs)}")
    if one.summary != other.summary:
        told.append("the director's summary")
    if one.services != other.services:
        told.append("the service areas")
    return told


def without_copies(checked: Sequence[Checked]) -> list[Checked]:
    """Copies of one file skipped, each naming the one that counts: the shortest name, then the first by letter."""
    kept: dict[str, Checked] = {}
    for one in sorted(checked, key=lambda one: (len(file_name(one.path)), one.path)):
        if one.status in _READ:
            kept.setdefault(one.sha256, one)
    return [
        _copy(one, kept[one.sha256]) if one.status in _READ and kept[one.sha256] is not one else one for one in checked
    ]


def _copy(one: Checked, kept: Checked) -> Checked:
    return replace(one, status="skipped", findings=(make_finding("KPI163", other=file_name(kept.path)),))


def _key(one: Checked) -> object:
    """What two files must share to be rivals; a file that is not read, or not told whose, has none."""
    told = one.status in _READ and one.unit is not None and one.period is not None
    return (one.unit, one.period) if told else id(one)


def _against(one: Checked, rivals: Sequence[Checked], rulebook: Rulebook) -> Checked:
    if any(finding.code in (COMPARED, JOINABLE) for finding in one.findings):
        return one  # compared entry by entry already
    others = sorted((other for other in rivals if other is not one), key=lambda other: other.path)
    if not others:
        return one
    unit = rulebook.unit(one.unit or "")
    findings = [
        make_finding(
            COMPARED,
            other=file_name(other.path),
            unit=unit.name if unit else one.unit,
            period=one.period,
            differences=summed_up(differences(one, other)),
        )
        for other in others
    ]
    return replace(one, status="rejected", findings=(*findings, *one.findings))


def summed_up(told: list[str]) -> str:
    if not told:
        return "their entries read the same, but the files are not the same, byte for byte"
    if len(told) <= _NAMED:
        return "; ".join(told)
    return f"{'; '.join(told[:_NAMED])}; and {len(told) - _NAMED} more"


def _entries(reported: Reported | None) -> tuple[object, ...]:
    if reported is None:
        return ()
    parts = (reported.numerator, reported.denominator)
    return (reported.value, reported.reason, reported.provisional, *parts, reported.words)


def _differing(mine: Reported | None, theirs: Reported | None) -> str:
    """The figures where they differ, else that the words do."""
    if _figure(mine) != _figure(theirs):
        return f"{_figure(mine)} here, {_figure(theirs)} there"
    return "other words or parts"


def _figure(reported: Reported | None) -> str:
    if reported is None:
        return "no entry"
    mark = " (p)" if reported.provisional else ""
    return str(reported.reason) if reported.value is None else f"{shown(reported.value)}{mark}"
