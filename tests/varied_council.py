"""A council whose master shows one of everything: each kind of rating, line, note and sheet, in six KPIs."""

from dataclasses import replace
from datetime import date

from small_council import Q1, Q2, kpi, reported, returned

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Aggregation, Frequency, Kpi, Scope
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Comparator, Override, Priority, Rulebook, Settings, Threshold, Unit
from kpi_xl.model.submission import Checked, Reported, ServiceRating
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.rules.findings.make_finding import make_finding

START = Period(2020, 1)
WORSE = reported(
    "AS01",
    86.0,
    7,
    cause="Two teams were short of staff.",
    action="Four workers start in November.",
    owner="Head of Adult Social Care",
    due="30/11/2022",
    commentary="Demand rose by a tenth.\nThe wait is longest in the north.",
)
KPIS = (
    kpi("AS01", "AS", name="Care arranged within 28 days", service="Adults", owner="Head of Adult Social Care"),
    kpi("AS02", "AS", name="Staff turnover", polarity=Polarity.IN_RANGE, service="Adults"),
    kpi("AS03", "AS", name="Carers' survey", priority="Growing", frequency=Frequency.ANNUAL, due=frozenset({1})),
    kpi("EC01", "EC", measure="number", decimals=0, aggregation=Aggregation.YEAR_TO_DATE, name="Places made"),
    kpi("EC02", "EC", name="Days lost", measure="days", polarity=Polarity.LOWER, illustrative=True, source="Invented"),
    kpi("EC03", "EC", name="Visits", priority="Growing", scope=Scope.SUPPORTING),
)


def threshold(one: Kpi, target: float, bands: Bands | None, effective: Period = START, **more: object) -> Threshold:
    return Threshold(one.kpi_id, effective, target, Basis.ABSOLUTE, bands, **more)  # type: ignore[arg-type] # a builder


def rulebook() -> Rulebook:
    """AS01 got new thresholds in Q2, EC01 has a year-to-date profile, and a rating of EC02 is changed by hand."""
    care, turnover, survey, places, lost, visits = KPIS
    high = Bands((90, None), (85, None))
    profile = {Q1: (250.0, Bands((250, None), (225, None))), Q2: (500.0, Bands((500, None), (450, None)))}
    approval = {"approved_by": "The Cabinet", "approved_on": date(2022, 6, 9), "reason": "The national standard rose."}
    thresholds = (
        threshold(care, 88, Bands((88, None), (80, None))),
        threshold(care, 90, high, Q2, **approval),
        threshold(turnover, 10, Bands((8, 12), (6, 14))),
        threshold(survey, 70, Bands((70, None), (65, None))),
        threshold(places, 1000, Bands((1000, None), (900, None)), profiled=profile),
        threshold(lost, 5, Bands((None, 5), (None, 5.5))),
        threshold(visits, 90, high),
    )
    return Rulebook(
        settings=Settings("Example council", period=Q2, contact="The performance team", example=True),
        units=(Unit("AS", "Adult Services", "the Director of Adult Services"), Unit("EC", "Education")),
        priorities=(Priority("Caring"), Priority("Growing")),
        kpis={one.kpi_id: one for one in KPIS},
        thresholds={one.kpi_id: tuple(each for each in thresholds if each.kpi_id == one.kpi_id) for one in KPIS},
        comparators=(
            Comparator("AS01", "England", 88.4, "2021/22", "National statistics"),
            Comparator("AS01", "Neighbours", None, "2021/22", "Not published"),
        ),
        overrides=(Override("EC02", Q2, Rating.AMBER, "One long case, since closed.", "Director", date(2022, 10, 17)),),
        sha256="r" * 64,
    )


def master(rules: Rulebook) -> Master:
    """Two quarters; in the second, Education sends its return twice and Adult Services' has a fix and a warning."""
    built = Master()
    for period, returns in (
        (Q1, (_adults(Q1, _first_of_the_year()), _education(Q1, 262.0))),
        (Q2, (_adults(Q2, (WORSE, reported("AS02", 14.5, 8, cause="Retirements."))), _education(Q2, 489.0))),
        (Q2, (_education(Q2, 491.0),)),
    ):
        built = consolidate(rules, built, returns, period).master
    return built


def _first_of_the_year() -> tuple[Reported, ...]:
    return (reported("AS01", 92.6, 7), reported("AS02", 9.0, 8), reported("AS03", 71.0, 9))


def _adults(period: Period, rows: tuple[Reported, ...]) -> Checked:
    places = [row.place for row in rows]
    fixed = replace(make_finding("KPI101", places[0], kpi_id="AS01", found="£86", read="86"), old="£86", new="86")
    facts = {"found": "14.5", "change": "61%", "direction": "higher", "when": "last quarter", "last": "9"}
    warned = make_finding("KPI126", places[1], kpi_id="AS02", **facts)  # type: ignore[arg-type] # facts are texts
    findings = (fixed,) if period == Q1 else (fixed, warned)
    services = (ServiceRating("Care at home", "Good", "Excellent", "Strong"), ServiceRating("Day care", "Average"))
    words = {"summary": "Waits are longer.\n\nStaff turnover is the cause.", "services": services}
    return returned("AS", rows, period=period, sha256=f"{'a' * 63}{period.quarter}", findings=findings, **words)  # type: ignore[arg-type] # a builder


def _education(period: Period, places: float) -> Checked:
    rows = (
        reported("EC01", places, 7, provisional=period == Q2),
        reported("EC02", 6.0 if period == Q2 else 5.2, 8),
        reported("EC03", Reason.UNPOPULATED if period == Q2 else 91.0, 9),
    )
    return returned("EC", rows, period=period, sha256=f"{places:064.0f}", summary="Places are on track.")
