"""The example council as it will be after ten years: its last quarter, told forty times with other values."""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.rating.decide import decide
from kpi_xl.workflows.demo import make_demo
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook

NOW = Period(2022, 2)
LONG_AGO = Period(1990, 1)


def long_history(quarters: int) -> tuple[Rulebook, Master]:
    """The rulebook with thresholds that have always been in force, and a master of that many quarters up to NOW."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "demo"
        make_demo(workspace)
        rulebook, present = open_rulebook(workspace / "rulebook.xlsx"), open_master(workspace / "master.xlsx")
    always = {kpi_id: _from_the_start(versions) for kpi_id, versions in rulebook.thresholds.items()}
    rulebook = replace(rulebook, thresholds=always)
    periods = _periods(quarters)
    return rulebook, Master(
        results=tuple(one for period in periods for one in _results(rulebook, present, period)),
        submissions=tuple(replace(one, period=period) for period in periods for one in _now(present.submissions)),
        notes=tuple(one._replace(period=period) for period in periods for one in _now(present.notes)),
        summaries=tuple(one._replace(period=period) for period in periods for one in _now(present.summaries)),
        services=tuple(one._replace(period=period) for period in periods for one in _now(present.services)),
    )


def _periods(quarters: int) -> list[Period]:
    periods = [NOW]
    while len(periods) < quarters:
        periods.append(periods[-1].previous)
    return periods[::-1]


def _now(records):
    return [one for one in records if one.period == NOW]


def _from_the_start(versions):
    return (replace(versions[0], effective=LONG_AGO), *versions[1:])


def _results(rulebook: Rulebook, present: Master, period: Period) -> Iterator[Result]:
    for result in present.of(NOW):
        kpi = rulebook.kpis[result.kpi_id]
        yield _as_it_was(rulebook, kpi, result, period)


def _as_it_was(rulebook: Rulebook, kpi: Kpi, result: Result, period: Period) -> Result:
    """The result with a value up to a fifth away, every text in words of its own, and rated."""
    draw = random.Random(f"{kpi.kpi_id} {period}")
    value = None if result.value is None else round(result.value * draw.uniform(0.8, 1.2), kpi.decimals)
    reason = None if value is not None else result.outcome
    decision = decide(rulebook, kpi, period, value, reason)
    words = {name: f"{getattr(result, name)} ({period})" for name in ("cause", "action", "commentary", "file")}
    return replace(
        result,
        **words,
        period=period,
        value=value,
        outcome=decision.outcome,
        computed=decision.computed,
        target=decision.target,
        bands=decision.bands,
        version=decision.version,
        rounding_sensitive=decision.rounding_sensitive,
        override=decision.override,
        as_at=None if value is None else period,
        carried=False,
    )
