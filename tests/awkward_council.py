"""A council with one KPI for every way in which a rating can depend on more than its own quarter's thresholds."""

from dataclasses import replace
from datetime import date

from small_council import kpi, rulebook

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Aggregation, Comparison, Frequency, Kpi, Scope
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Override, Rulebook, Threshold
from kpi_xl.rules.consolidation.carry import carried
from kpi_xl.rules.rating.decide import decide

PERIODS = tuple(Period(year, quarter) for year in (2022, 2023) for quarter in (1, 2, 3, 4))
Q1, Q2, Q3, Q4, NEXT1, NEXT2, NEXT3, NEXT4 = PERIODS


def higher(green: float, amber: float | None = None) -> Bands:
    return Bands((green, None), (amber, None))


def lower(green: float, amber: float) -> Bands:
    return Bands((None, green), (None, amber))


def profile(year: int, *targets: float) -> dict[Period, tuple[float, Bands]]:
    return {
        Period(year, quarter): (target, higher(target, round(target * 0.9, 6)))
        for quarter, target in enumerate(targets, start=1)
    }


def version(kpi_id: str, effective: Period, target: float | None, bands: Bands | None, **more: object) -> Threshold:
    return Threshold(kpi_id, effective, target, Basis.ABSOLUTE, bands, **more)  # type: ignore[arg-type] # a builder


KPIS: dict[str, Kpi] = {
    one.kpi_id: one
    for one in (
        kpi("AS01", "AS"),
        kpi("AS02", "AS", polarity=Polarity.LOWER, measure="days", decimals=2, priority="Growing", service="Care"),
        kpi("AS03", "AS", polarity=Polarity.IN_RANGE, measure="%", service="Care"),
        kpi("AS04", "AS", polarity=Polarity.IN_RANGE, measure="people", decimals=0),
        kpi("AS05", "AS", aggregation=Aggregation.YEAR_TO_DATE, measure="number", decimals=0),
        kpi("AS06", "AS", aggregation=Aggregation.YEAR_TO_DATE, compare_with=Comparison.SAME_QUARTER_LAST_YEAR),
        kpi("EC01", "EC", measure="index", decimals=0),
        kpi("EC02", "EC"),
        kpi("EC03", "EC", redefined=Q3),
        kpi("EC04", "EC", frequency=Frequency.ANNUAL, due=frozenset({1}), compare_with=Comparison.PREVIOUS_YEAR),
        kpi("EC05", "EC", last=Q2, polarity=Polarity.LOWER, measure="£m", decimals=3),
        kpi("EC06", "EC", first=Q2, measure="£"),
        kpi("EC07", "EC"),
        kpi("EC08", "EC", scope=Scope.SUPPORTING, lag=1),
        kpi("EC09", "EC", polarity=Polarity.NONE, measure="count", decimals=0),
        kpi("EC10", "EC", measure="day", decimals=0, illustrative=True),
        kpi("EC11", "EC"),
        kpi("EC12", "EC", first=Period(2030, 1)),
    )
}
"""In turn: thresholds raised; lower is better; two in range; two year to date with profiles; a stated rating; one
changed by hand; redefined; annual and carried; gone; new; first without bands; supporting and lagged; no polarity;
zeros; with a version edited after it was published; not yet reported at all."""

THRESHOLDS: dict[str, tuple[Threshold, ...]] = {
    "AS01": (
        version("AS01", Q1, 90.0, higher(90, 85)),
        version("AS01", Q2, 95.0, higher(95, 92), approved_by="Cabinet"),
    ),
    "AS02": (version("AS02", Q1, 3.0, lower(3, 3.3)), version("AS02", Q3, 2.5, lower(2.5, 2.75))),
    "AS03": (
        version("AS03", Q1, None, Bands((8, 12), (6, 14))),
        version("AS03", Q2, None, Bands((8.25, 12), (8, 12.5))),
    ),
    "AS04": (
        version("AS04", Q1, 10.0, Bands((10, 10), (5, 15))),
        version("AS04", NEXT1, None, Bands((9, None), (5, None))),
    ),
    "AS05": (
        version("AS05", Q1, 400.0, higher(400, 360), profiled=profile(2022, 100, 200, 300, 400)),
        version(
            "AS05",
            Q3,
            440.0,
            higher(440, 396),
            profiled=profile(2022, 110, 220, 330, 440) | profile(2023, 120, 240, 330, 440),
        ),
        version("AS05", NEXT3, 480.0, higher(480, 432), profiled=profile(2023, 120, 240, 360, 480)),
    ),
    "AS06": (
        version("AS06", Q1, 60.0, higher(60, 54), profiled=profile(2022, 15, 30, 45, 60)),
        version("AS06", NEXT2, 64.0, higher(64, 58)),
    ),
    "EC01": (version("EC01", Q1, 80.0, higher(80), stated=Rating.AMBER), version("EC01", Q4, 60.0, higher(60, 50))),
    "EC02": (version("EC02", Q1, 90.0, higher(90, 85)), version("EC02", Q2, 70.0, higher(70, 60))),
    "EC03": (version("EC03", Q1, 90.0, higher(90, 85)), version("EC03", Q3, 50.0, higher(50, 40))),
    "EC04": (version("EC04", Q1, 90.0, higher(90, 85)), version("EC04", Q2, 99.0, higher(99, 98))),
    "EC05": (version("EC05", Q1, 8.0, lower(8, 8.25)),),
    "EC06": (version("EC06", Q1, 0.0, lower(0, 0)), version("EC06", NEXT1, 5.0, higher(5, 0))),
    "EC07": (version("EC07", Q1, 90.0, None), version("EC07", Q2, 90.0, higher(90, 85))),
    "EC08": (version("EC08", Q1, 90.0, higher(90, 85)), version("EC08", NEXT1, 80.0, higher(80, 70))),
    "EC10": (version("EC10", Q1, 1.0, higher(1, 0)),),
    "EC11": (version("EC11", Q1, 88.0, higher(88, 80)),),
}

VALUES: dict[str, tuple[float | Reason, ...]] = {
    "AS01": (92.6, 92.6, 94.96, Reason.AWAITED, 95.0, 91.999, 92.0, 96.0),
    "AS02": (3.05, 3.0, 2.5, 2.504, 3.3, 3.31, 1.0, 1.0),
    "AS03": (14.5, 8.1, 12.25, 12.5, 7.9, 12.1, Reason.SUPPRESSED, 9.0),
    "AS04": (10, 9, 11, 15, 12, 8, 4, 1481),
    "AS05": (105, 190, 305, 430, 125, 215, 345, 470),
    "AS06": (14.5, 31, 44.9, 61, 16, 66, 57, 66),
    "EC01": (64, 81, 64, 55, 45, 60, 61, 62),
    "EC02": (80, 80, 84, 86, 91, 65, 65, 59),
    "EC03": (86, 86, 45, 45, 55, 39, 41, 51),
    "EC04": (91, Reason.NOT_DUE, Reason.NOT_DUE, Reason.NOT_DUE, 97, Reason.NOT_DUE, Reason.NOT_DUE, Reason.NOT_DUE),
    "EC05": (7.989, 8.1),
    "EC06": (0, 0, 3, -2, 4, 6, -1),
    "EC07": (90, 86, 86, 84, 90, 91, 84.96, 85),
    "EC08": (91, 84, 86, 91, 75, 69, 91, 86),
    "EC09": (5, 1481, 0, 3, 3, 4, 5, 6),
    "EC10": (0, 1, 1, 2, 0, 0, 3, 3),
    "EC11": (81, 79, 88, 87, 86, 90, 80, 80.04),
}


def book() -> Rulebook:
    override = Override("EC02", Q3, Rating.GREEN, "An error of the source", "Performance lead", date(2023, 1, 20))
    return replace(rulebook(kpis=tuple(KPIS.values()), overrides=(override,)), thresholds=THRESHOLDS)


def master(periods: tuple[Period, ...] = PERIODS) -> Master:
    made, rules = Master(), book()
    for period in periods:
        results = [_result(rules, made, one, period) for one in KPIS.values() if one.reported_in(period)]
        made = (
            replace(made, results=(*made.results, *results, _gone(period)))
            if period <= Q2
            else replace(made, results=(*made.results, *results))
        )
    return made


def _result(rules: Rulebook, earlier: Master, one: Kpi, period: Period) -> Result:
    given = VALUES[one.kpi_id][PERIODS.index(period) - (PERIODS.index(one.first) if one.first else 0)]
    if given is Reason.NOT_DUE:
        found = carried(rules, earlier, one, period)
        assert found is not None
        return found
    value, reason = (None, given) if isinstance(given, Reason) else (float(given), None)
    decision = decide(rules, one, period, value, reason)
    found = Result(
        *(one.kpi_id, period, one.directorate, one.priority, value, decision.outcome, decision.computed),
        target=decision.target,
        bands=decision.bands,
        version=decision.version,
        as_at=None if value is None else period.previous if one.lag else period,
        rounding_sensitive=decision.rounding_sensitive,
        override=decision.override,
        provisional=one.kpi_id == "AS02" and period == Q2,
        gap=value is None,
    )
    # On record although value and bands do not give it: it stands as published, and other thresholds rate it anew.
    if one.kpi_id == "EC08" and period == NEXT1:
        return replace(found, outcome=Rating.RED)
    # Published when the version still said otherwise: what was published stands.
    edited = one.kpi_id == "EC11" and period in (Q2, NEXT1)
    return (
        replace(found, bands=higher(75, 70), target=75.0, outcome=Rating.GREEN, computed=Rating.GREEN)
        if edited
        else found
    )


def _gone(period: Period) -> Result:
    """A KPI that is no longer in the rulebook."""
    fields = {"target": 50.0, "bands": higher(50, 40), "version": "ZZ01 from 2020/21 Q1", "as_at": period}
    return Result("ZZ01", period, "AS", "Caring", 45.0, Rating.AMBER, Rating.AMBER, **fields)  # type: ignore[arg-type] # a builder
