"""Like for like: last quarter's values under this quarter's bands (rating rules 21 to 23)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_council import Q1, Q2, Q3, kpi, rulebook

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Aggregation, Kpi, Scope
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Override, Rulebook, Threshold
from kpi_xl.rules.comparison.like_for_like import LikeForLike, like_for_like
from kpi_xl.rules.comparison.movement import movement, movement_words
from kpi_xl.rules.master.summarise import comparability, summarise
from kpi_xl.rules.rating.decide import decide

GREEN, AMBER, RED = Rating
START = Period(2022, 1)
HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER

ADULT_SERVICES: list[tuple[str, Polarity, float | None, float | None, float | None, float | None]] = [
    # ref, polarity, green, amber, value in Q1, value in Q2: the thresholds of Q2
    ("AS01", HIGHER, 85, 80, 93.9, 94.8),
    ("AS02", HIGHER, 85, 81, 88.0, 88.3),
    ("AS03", HIGHER, 85, 80, 88.1, 88.9),
    ("AS04", HIGHER, 85, 81, 85.2, 86.4),
    ("AS05", HIGHER, 84, 79.8, 84.6, 85.9),
    ("AS06", HIGHER, 28, 26.6, 27.0, 27.1),
    ("AS07", HIGHER, 75, 70, 71.0, 72.8),
    ("AS08", HIGHER, 60, 57, 58.9, 58.4),
    ("AS09", LOWER, 120, 132, 290, 318),
    ("AS10", HIGHER, 95, 92, 90.1, 89.6),
    ("AS11", LOWER, 18900, 19845, 20280, 20412),
    ("AS12", LOWER, 13.3, 14.6, 16.4, 17.2),
    ("AS13", LOWER, 560, 588, 622.5, 641.7),
    ("AS14", HIGHER, None, None, None, None),
    ("AS15", LOWER, None, None, None, None),
]


def bands(polarity: Polarity, green: float, amber: float) -> Bands:
    return Bands((green, None), (amber, None)) if polarity is HIGHER else Bands((None, green), (None, amber))


def at_least(green: float, amber: float) -> Bands:
    return bands(HIGHER, green, amber)


def version(kpi_id: str, effective: Period, set_to: Bands | None, **more: object) -> Threshold:
    return Threshold(kpi_id, effective, None, Basis.ABSOLUTE, set_to, **more)  # type: ignore[arg-type] # a builder


def book(versions: Mapping[str, Iterable[Threshold]], *kpis: Kpi, **more: object) -> Rulebook:
    kpis = kpis or tuple(kpi(kpi_id, kpi_id[:2]) for kpi_id in versions)
    made = replace(rulebook(kpis), **more)  # type: ignore[arg-type] # a builder
    return replace(made, thresholds={kpi_id: tuple(own) for kpi_id, own in versions.items()})


def published(rules: Rulebook, values: Mapping[str, Mapping[Period, float | Reason | None]]) -> Master:
    """Every value rated by the rulebook in force in its own quarter, as consolidation does."""
    results = [
        _result(rules, kpi_id, period, value)
        for kpi_id, by_period in values.items()
        for period, value in by_period.items()
    ]
    return Master(tuple(sorted(results, key=lambda result: result.period)))


def _result(rules: Rulebook, kpi_id: str, period: Period, value: float | Reason | None) -> Result:
    one = rules.kpis.get(kpi_id) or kpi(kpi_id, kpi_id[:2])
    number, reason = (None, value) if isinstance(value, Reason) else (value, None)
    found = decide(rules, one, period, number, reason)
    return Result(
        kpi_id,
        period,
        one.directorate,
        one.priority,
        number,
        found.outcome,
        found.computed,
        target=found.target,
        bands=found.bands,
        version=found.version,
        override=found.override,
    )


def council() -> tuple[Rulebook, Master]:
    """The fifteen KPIs of Adult Services, two of them with other thresholds in the first quarter."""
    kpis = [kpi(ref, "AS", polarity=polarity) for ref, polarity, *_ in ADULT_SERVICES]
    versions = {
        ref: [version(ref, START, None if green is None or amber is None else bands(polarity, green, amber))]
        for ref, polarity, green, amber, *_ in ADULT_SERVICES
    }
    for ref, old in (("AS10", at_least(92, 88)), ("AS11", bands(LOWER, 20000, 20500))):
        new = replace(
            versions[ref][0], effective=Q2, approved_by="Cabinet", approved_on=date(2022, 7, 1), reason="raised"
        )
        versions[ref] = [version(ref, START, old), new]
    rules = book(versions, *kpis)
    return rules, published(rules, {ref: {Q1: q1, Q2: q2} for ref, *_, q1, q2 in ADULT_SERVICES})


def compared(
    versions: Mapping[str, Iterable[Threshold]],
    values: Mapping[str, Mapping[Period, float | Reason | None]],
    *kpis: Kpi,
    **more: object,
) -> LikeForLike:
    rules = book(versions, *kpis, **more)
    return like_for_like(rules, published(rules, values), Q1, Q2)


def steps(found: LikeForLike, kpi_id: str) -> tuple[Rating, Rating, Rating]:
    return next((one.published, one.rerated, one.now) for one in found.rated if one.kpi.kpi_id == kpi_id)


def test_adult_services_has_three_reds_as_published_five_rerated_and_five_now() -> None:
    found = like_for_like(*council(), Q1, Q2).by_unit["AS"]
    assert (found.published.red, found.rerated.red, found.now.red) == (3, 5, 5)
    assert (found.target(RED), found.performance(RED)) == (2, 0)
    assert (found.target(AMBER), found.target(GREEN)) == (-2, 0)
    assert found.words(RED) == "Red: 3 as published, 5 re-rated, 5 now. Target effect +2, performance effect 0."


def test_changed_thresholds_are_listed_with_old_and_new_bands_and_who_approved_them() -> None:
    first, second = like_for_like(*council(), Q1, Q2).thresholds
    assert (first.kpi.kpi_id, second.kpi.kpi_id) == ("AS10", "AS11")
    assert (first.old, first.new) == (at_least(92, 88), at_least(95, 92))
    assert (first.old_version, first.version and first.version.version) == (
        "AS10 from 2022/23 Q1",
        "AS10 from 2022/23 Q2",
    )
    assert first.approval == "Approved by Cabinet on 01/07/2022: raised."


def test_the_sentence_says_how_many_which_and_that_they_do_not_compare() -> None:
    assert like_for_like(*council(), Q1, Q2).comparability == (
        "The thresholds of 2 KPIs have changed since 2022/23 Q1 (AS10, AS11). Their ratings as published then and now "
        "cannot be compared like for like."
    )


def test_the_summary_page_says_the_same_sentence() -> None:
    rules, master = council()
    assert comparability(summarise(rules, master, Q2)) == like_for_like(rules, master, Q1, Q2).comparability


def test_without_changed_thresholds_all_change_is_performance() -> None:
    found = compared({"AS01": [version("AS01", START, at_least(90, 85))]}, {"AS01": {Q1: 95.0, Q2: 86.0}})
    assert (found.council.target(GREEN), found.council.performance(GREEN)) == (0, -1)
    assert found.comparability == "No thresholds have changed since 2022/23 Q1."


def test_the_three_steps_hang_together_in_the_council_each_directorate_and_each_priority() -> None:
    found = like_for_like(*council(), Q1, Q2)
    for part in (found.council, *found.by_unit.values(), *found.by_priority.values()):
        for rating in Rating:
            moved = part.now.of(rating) - part.published.of(rating)
            assert part.target(rating) + part.performance(rating) == moved
    for rating in Rating:
        for parts in (found.by_unit, found.by_priority):
            assert sum(part.target(rating) for part in parts.values()) == found.council.target(rating)


def test_what_was_published_is_not_changed_by_rerating() -> None:
    rules, master = council()
    before = repr(master)
    like_for_like(rules, master, Q1, Q2)
    assert repr(master) == before


def test_the_movement_matrix_has_the_published_ratings_of_both_quarters() -> None:
    moved = like_for_like(*council(), Q1, Q2).movement
    assert moved[AMBER, RED] == ("AS10", "AS11")
    assert moved[GREEN, GREEN] == ("AS01", "AS02", "AS03", "AS04", "AS05")
    assert len(moved) == 9
    assert movement_words(moved) == (
        "Of 13 KPIs rated in both quarters, 11 kept the rating, 0 got a better one and 2 a worse one."
    )


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        pytest.param([], "No KPI is rated in both quarters.", id="none"),
        pytest.param(
            [("A1", RED, GREEN)],
            "Of 1 KPI rated in both quarters, 0 kept the rating, 1 got a better one and 0 a worse one.",
            id="one better",
        ),
    ],
)
def test_movement_in_words(moves: list[tuple[str, Rating, Rating]], words: str) -> None:
    assert movement_words(movement(moves)) == words


def test_kpis_unrated_in_one_quarter_are_apart_and_in_no_effect() -> None:
    same = {kpi_id: [version(kpi_id, START, at_least(90, 85))] for kpi_id in ("AS01", "AS02", "AS03")}
    values = {"AS01": {Q1: 95.0, Q2: Reason.AWAITED}, "AS02": {Q1: None, Q2: 95.0}, "AS03": {Q1: None, Q2: None}}
    found = compared(same, values)
    assert [(one.kpi.kpi_id, one.before, one.now) for one in found.no_longer_rated] == [("AS01", GREEN, Reason.AWAITED)]
    assert [(one.kpi.kpi_id, one.before, one.now) for one in found.newly_rated] == [("AS02", Reason.UNPOPULATED, GREEN)]
    assert (found.unrated, found.rated, found.council.now.total) == (("AS03",), (), 0)


def test_kpis_added_removed_and_redefined_are_apart() -> None:
    kpis = [kpi("AS01", "AS", first=Q2), kpi("AS02", "AS", last=Q1), kpi("AS03", "AS", redefined=Q2)]
    values = {"AS01": {Q2: 95.0}, "AS02": {Q1: 95.0}, "AS03": {Q1: 95.0, Q2: 95.0}, "AS04": {Q1: 95.0}}
    found = compared({one.kpi_id: [version(one.kpi_id, START, at_least(90, 85))] for one in kpis}, values, *kpis)
    assert (found.added, found.removed, found.redefined) == (("AS01",), ("AS02", "AS04"), ("AS03",))
    assert found.rated == ()


def test_a_kpi_redefined_before_both_quarters_compares() -> None:
    one = kpi("AS01", "AS", redefined=Q1)
    found = compared({"AS01": [version("AS01", START, at_least(90, 85))]}, {"AS01": {Q1: 95.0, Q2: 95.0}}, one)
    assert found.redefined == () and len(found.rated) == 1


def test_supporting_measures_are_in_nothing() -> None:
    kpis = [kpi("AS01", "AS", scope=Scope.SUPPORTING), kpi("AS02", "AS", scope=Scope.PIPELINE, last=Q1)]
    versions = {"AS01": [version("AS01", START, at_least(92, 88)), version("AS01", Q2, at_least(95, 92))]}
    found = compared(versions, {"AS01": {Q1: 90.0, Q2: 90.0}, "AS02": {Q1: 1.0}}, *kpis)
    assert (found.rated, found.thresholds, found.removed, found.unrated) == ((), (), (), ())


def test_a_version_confirmed_with_the_same_bands_is_no_change() -> None:
    again = [version("AS01", START, at_least(90, 85)), version("AS01", Q2, at_least(90, 85))]
    assert compared({"AS01": again}, {"AS01": {Q1: 95.0, Q2: 95.0}}).thresholds == ()


@pytest.mark.parametrize(
    "bands_then_and_now",
    [pytest.param((None, at_least(90, 85)), id="first set"), pytest.param((at_least(90, 85), None), id="taken away")],
)
def test_thresholds_on_one_side_only_are_no_change_of_thresholds(
    bands_then_and_now: tuple[Bands | None, Bands | None],
) -> None:
    then, now = bands_then_and_now
    found = compared({"AS01": [version("AS01", START, then), version("AS01", Q2, now)]}, {"AS01": {Q1: 95.0, Q2: 95.0}})
    assert found.thresholds == ()
    assert len(found.newly_rated) + len(found.no_longer_rated) == 1


def test_a_rating_changed_by_hand_is_not_rerated_by_thresholds() -> None:
    versions = {"AS01": [version("AS01", START, at_least(92, 88)), version("AS01", Q2, at_least(95, 92))]}
    by_hand = Override("AS01", Q1, GREEN, "One late file", "Head of Performance", date(2022, 7, 20))
    found = compared(versions, {"AS01": {Q1: 90.0, Q2: 90.0}}, overrides=(by_hand,))
    assert steps(found, "AS01") == (GREEN, GREEN, RED)


def test_without_bands_now_what_was_published_stands() -> None:
    versions = {"AS01": [version("AS01", START, at_least(92, 88)), version("AS01", Q2, None)]}
    by_hand = Override("AS01", Q2, GREEN, "Thresholds under review", "Head of Performance", date(2022, 10, 20))
    found = compared(versions, {"AS01": {Q1: 90.0, Q2: 90.0}}, overrides=(by_hand,))
    assert steps(found, "AS01") == (AMBER, AMBER, GREEN)


def test_a_stated_rating_is_rerated_as_the_rulebook_states_it() -> None:
    """Green at 80, no amber bound: the rulebook says Amber in the first quarter, Red from the second."""
    only_green = Bands((80, None), (None, None))
    versions = [version("GE01", START, only_green, stated=AMBER), version("GE01", Q2, only_green, stated=RED)]
    found = compared({"GE01": versions}, {"GE01": {Q1: 64.0, Q2: 64.0}})
    assert steps(found, "GE01") == (AMBER, RED, RED)
    assert [change.kpi.kpi_id for change in found.thresholds] == ["GE01"]


def test_bands_as_published_count_even_where_the_rulebook_was_edited_since() -> None:
    rules = book({"AS01": [version("AS01", START, at_least(90, 85))]})
    master = published(rules, {"AS01": {Q1: 95.0, Q2: 95.0}})
    edited = book({"AS01": [version("AS01", START, at_least(99, 98))]})
    found = like_for_like(edited, master, Q1, Q2)
    assert found.thresholds == () and steps(found, "AS01") == (GREEN, GREEN, GREEN)


def test_a_version_gone_from_the_rulebook_is_said() -> None:
    versions = {"AS01": [version("AS01", START, at_least(92, 88)), version("AS01", Q2, at_least(95, 92))]}
    master = published(book(versions), {"AS01": {Q1: 93.0, Q2: 93.0}})
    found = like_for_like(book({"AS01": []}), master, Q1, Q2)
    assert steps(found, "AS01") == (GREEN, AMBER, AMBER)
    assert found.thresholds[0].version is None and "no longer has" in found.thresholds[0].approval


# Year-to-date KPIs with a profile: other bands every quarter without any change of thresholds.

YEAR_TO_DATE = kpi("GE04", "EC", aggregation=Aggregation.YEAR_TO_DATE, measure="number", decimals=0)


def profiled(
    effective: Period, shortfall: float, *years: int, targets: tuple[float, ...] = (10, 20, 30, 40)
) -> Threshold:
    """Green on the profile, amber down to `shortfall` below it."""
    own = {
        Period(year, quarter): (target, at_least(target, target - shortfall))
        for year in years
        for quarter, target in enumerate(targets, start=1)
    }
    return Threshold("GE04", effective, targets[-1], Basis.POINTS, None, profiled=own)


def test_a_profile_that_moves_on_is_no_change_of_thresholds() -> None:
    found = compared({"GE04": [profiled(START, 2, 2022)]}, {"GE04": {Q1: 10.0, Q2: 18.0}}, YEAR_TO_DATE)
    assert found.thresholds == ()
    assert steps(found, "GE04") == (GREEN, GREEN, AMBER)


def test_a_new_version_rerates_a_year_to_date_value_against_the_profile_of_its_own_quarter() -> None:
    versions = [profiled(START, 2, 2022), profiled(Q2, 1, 2022)]
    found = compared({"GE04": versions}, {"GE04": {Q1: 8.5, Q2: 19.5}}, YEAR_TO_DATE)
    assert steps(found, "GE04") == (AMBER, RED, AMBER)
    assert (found.thresholds[0].new_target, found.thresholds[0].new) == (10, at_least(10, 9))


def test_last_years_value_takes_this_years_profile_for_the_same_quarter_where_its_own_is_gone() -> None:
    last_year = Period(2021, 2)
    rules = book({"GE04": [profiled(last_year, 2, 2021)]}, YEAR_TO_DATE)
    earlier = published(rules, {"GE04": {last_year: 20.0}})
    now = book({"GE04": [profiled(START, 2, 2022, targets=(15, 25, 35, 45))]}, YEAR_TO_DATE)
    master = Master((*earlier.results, *published(now, {"GE04": {Q2: 25.0}}).results))
    found = like_for_like(now, master, last_year, Q2)
    assert steps(found, "GE04") == (GREEN, RED, GREEN)
    assert found.thresholds[0].new_target == 25


def test_a_value_of_a_quarter_without_any_profile_keeps_its_published_rating() -> None:
    only_second = {Q2: (20.0, at_least(20, 18))}
    versions = [
        version("GE04", START, at_least(10, 8)),
        Threshold("GE04", Q2, 40, Basis.POINTS, None, profiled=only_second),
    ]
    found = compared({"GE04": versions}, {"GE04": {Q1: 10.0, Q2: 17.0}}, YEAR_TO_DATE)
    assert steps(found, "GE04") == (GREEN, GREEN, RED)
    assert found.thresholds == ()


def test_a_carried_year_to_date_value_is_rerated_against_the_profile_of_the_quarter_it_was_reported_in() -> None:
    half_yearly = replace(YEAR_TO_DATE, due=frozenset({2, 4}), lag=1)
    q4 = Period(2022, 4)
    rules = book({"GE04": [profiled(START, 2, 2022), profiled(q4, 1, 2022)]}, half_yearly)
    reported = published(rules, {"GE04": {Q2: 18.5, q4: 40.0}})
    second, last = reported.results
    carried = replace(second, period=Q3, as_at=Q1, carried=True)
    found = like_for_like(rules, Master((second, carried, last)), Q3, q4)
    assert steps(found, "GE04") == (AMBER, RED, GREEN)
    assert found.thresholds[0].new_target == 20


def test_an_annual_value_carried_on_is_still_rated_by_the_bands_that_published_it() -> None:
    versions = {"AS01": [version("AS01", START, at_least(92, 88)), version("AS01", Q2, at_least(95, 92))]}
    rules = book(versions)
    first = published(rules, {"AS01": {Q1: 93.0}}).results[0]
    carried = replace(first, period=Q2, as_at=Q1, carried=True)
    found = like_for_like(rules, Master((first, carried)), Q1, Q2)
    assert found.thresholds == () and steps(found, "AS01") == (GREEN, GREEN, GREEN)


VALUE = st.one_of(st.none(), st.sampled_from([Reason.AWAITED, Reason.NOT_DUE]), st.floats(0, 100))
QUARTERS = st.dictionaries(st.sampled_from([Q1, Q2]), VALUE, min_size=1)


@given(st.dictionaries(st.sampled_from([f"AS{number:02}" for number in range(1, 9)]), QUARTERS), st.floats(1, 100))
def test_every_kpi_is_in_exactly_one_group_and_every_sum_holds(
    values: dict[str, dict[Period, float | Reason | None]], raised: float
) -> None:
    versions = {
        kpi_id: [version(kpi_id, START, at_least(50, 40)), version(kpi_id, Q2, at_least(raised, raised / 2))]
        for kpi_id in values
    }
    found = compared(versions, values)
    groups = (
        [one.kpi.kpi_id for one in found.rated],
        [one.kpi.kpi_id for one in (*found.no_longer_rated, *found.newly_rated)],
        [*found.unrated, *found.added, *found.removed, *found.redefined],
    )
    assert sorted(kpi_id for group in groups for kpi_id in group) == sorted(values)
    assert sum(map(len, found.movement.values())) == len(found.rated) == found.council.rerated.rated
    assert {one.kpi.kpi_id for one in found.rated if one.published is not one.rerated} <= {
        change.kpi.kpi_id for change in found.thresholds
    }
