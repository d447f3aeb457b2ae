"""Explain one rating: the value, what decided, who approved that, and the cell it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Result
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place
from kpi_xl.model.rating import Outcome
from kpi_xl.model.rulebook import Rulebook, Threshold
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.words.why import why
from kpi_xl.rules.words.wording import show, value_decimals
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook

Facts = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """`why` is a sentence; `facts` are name and text, in reading order, only those there is something to say of."""

    heading: str
    outcome: Outcome
    why: str
    facts: tuple[tuple[str, str], ...]


def explain(folder: Path, kpi_id: str, period: Period | None = None) -> Explanation:
    """Explain a KPI's published rating in `period` (the master's latest when None).

    Raises WorkspaceError when there is no such KPI (the nearest is named), no such period, or no master yet.
    """
    workspace = Workspace(folder)
    rulebook = open_rulebook(workspace.rulebook)
    kpi = _kpi(rulebook, kpi_id)
    master = open_master(workspace.master)
    chosen = period or max(master.periods)
    result = master.result(kpi.kpi_id, chosen)
    if result is None:
        known = ", ".join(map(str, master.periods))
        raise WorkspaceError(f"The master has no {kpi.kpi_id} in {chosen}. It holds {known}.")
    return Explanation(
        heading=f"{kpi.kpi_id} {kpi.name}, {chosen}",
        outcome=result.outcome,
        why=why(result.value, result.bands, result.outcome, kpi.measure, kpi.decimals),
        facts=tuple((name, text) for name, text in _facts(rulebook, kpi, result) if text),
    )


def _kpi(rulebook: Rulebook, kpi_id: str) -> Kpi:
    wanted = kpi_id.strip().upper()
    found = rulebook.kpis.get(wanted)
    if found is None:
        near = get_close_matches(wanted, rulebook.kpis, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise WorkspaceError(f'The rulebook has no KPI "{kpi_id}".{hint}')
    return found


def _facts(rulebook: Rulebook, kpi: Kpi, result: Result) -> Facts:
    yield "Value", show(result.value, kpi.measure, value_decimals(kpi, result), provisional=result.provisional)
    yield "Better when", str(kpi.polarity)
    yield "Target", "" if result.target is None else show(result.target, kpi.measure)
    if result.bands is not None:
        yield "Green", _interval(result.bands.green, kpi)
        yield "Amber", _interval(result.bands.amber, kpi)
    yield from _version(rulebook, kpi, result)
    yield "Data as at", "" if result.as_at in (None, result.period) else f"{result.as_at}"
    yield "Override", result.override
    yield "Computed rating", "" if result.computed is result.outcome else str(result.computed)
    yield "Source", f"{result.file}, {Place(result.sheet, result.cell)}" if result.file else ""
    yield "File hash", result.sha256
    yield "Revision", str(result.revision) if result.revision else ""
    yield "Figures", "illustrative, made up for the example" if kpi.illustrative else ""


def _interval(ends: tuple[float | None, float | None], kpi: Kpi) -> str:
    low, high = (None if end is None else show(end, kpi.measure) for end in ends)
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is None and high is None:
        return "no bound"
    return f"{low} or more" if high is None else f"{high} or less"


def _version(rulebook: Rulebook, kpi: Kpi, result: Result) -> Facts:
    """The version that decided, as the rulebook records it now."""
    yield "Thresholds", result.version
    version = next((one for one in rulebook.thresholds.get(kpi.kpi_id, ()) if one.version == result.version), None)
    if version is not None:
        on = "" if version.approved_on is None else f" on {version.approved_on:%d/%m/%Y}"
        yield "Approved by", f"{version.approved_by}{on}" if version.approved_by else ""
        yield "Reason given", version.reason
        yield "Stated rating", _stated(version, result)


def _stated(version: Threshold, result: Result) -> str:
    """Said only where the rulebook's word, not a bound, decided (rating rule 30)."""
    if version.stated is None or result.outcome is not version.stated:
        return ""
    return f"{version.stated}, as the rulebook records it, because no amber bound is published"
