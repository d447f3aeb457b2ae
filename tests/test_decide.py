"""The published word: reasons first, then bands, stated ratings and overrides."""

from dataclasses import replace
from datetime import date

import pytest

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Aggregation, Frequency, Kpi
from kpi_xl.model.measure import measure_of
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Outcome, Rating, Reason
from kpi_xl.model.rulebook import Override, Rulebook, Settings, Threshold
from kpi_xl.rules.rating.decide import Decision, decide

Q1, Q2 = Period(2022, 1), Period(2022, 2)
BANDS = Bands(green=(90, None), amber=(85, None))
KPI = Kpi(
    "AS01",
    "Carers supported",
    "Caring",
    "AS",
    "",
    measure_of("%"),
    Polarity.HIGHER,
    Frequency.QUARTERLY,
    Aggregation.QUARTER,
    1,
)


def version(effective: Period = Q1, bands: Bands | None = BANDS, stated: Rating | None = None) -> Threshold:
    return Threshold("AS01", effective, 90.0, Basis.ABSOLUTE, bands, stated)


def decided(
    value: float | None,
    reason: Reason | None = None,
    *,
    kpi: Kpi = KPI,
    versions: tuple[Threshold, ...] = (version(),),
    overrides: tuple[Override, ...] = (),
    period: Period = Q2,
) -> Decision:
    rulebook = Rulebook(Settings("Example"), (), (), {kpi.kpi_id: kpi}, {"AS01": versions}, overrides=overrides)
    return decide(rulebook, kpi, period, value, reason)


@pytest.mark.parametrize(
    ("value", "word"), [(90.0, Rating.GREEN), (85.0, Rating.AMBER), (84.9, Rating.RED), (None, Reason.UNPOPULATED)]
)
def test_bands_alone_decide_a_plain_value(value: float | None, word: Outcome):
    decision = decided(value)
    assert (decision.outcome, decision.computed) == (word, word)
    assert (decision.target, decision.bands, decision.version) == (90.0, BANDS, "AS01 from 2022/23 Q1")


@pytest.mark.parametrize("reason", list(Reason), ids=str)
def test_a_reason_given_wins_over_a_value_that_could_be_rated(reason: Reason):
    assert decided(95.0, reason).outcome is reason


@pytest.mark.parametrize(
    ("standing", "value", "word"),
    [
        pytest.param(Reason.BASELINE_YEAR, 95.0, Reason.BASELINE_YEAR, id="baseline year with a value"),
        pytest.param(Reason.UNPOPULATED, None, Reason.UNPOPULATED, id="in development, blank"),
        pytest.param(Reason.UNPOPULATED, 95.0, Rating.GREEN, id="in development, but a value came"),
    ],
)
def test_a_standing_reason_of_the_rulebook_holds(standing: Reason, value: float | None, word: Outcome):
    assert decided(value, kpi=replace(KPI, standing_reason=standing)).outcome is word


def test_a_value_without_thresholds_is_data_only():
    assert decided(95.0, versions=()) == Decision(Reason.DATA_ONLY, Reason.DATA_ONLY)


def test_thresholds_of_a_later_quarter_are_not_used():
    assert decided(95.0, versions=(version(Q2),), period=Q1).outcome is Reason.DATA_ONLY


def test_the_newest_version_in_force_decides():
    stricter = version(Q2, Bands(green=(99, None), amber=(97, None)))
    versions = (version(Q1), stricter)
    assert decided(95.0, versions=versions, period=Q1).outcome is Rating.GREEN
    assert decided(95.0, versions=versions, period=Q2).outcome is Rating.RED
    assert decided(95.0, versions=versions, period=Q2).version == "AS01 from 2022/23 Q2"


def test_a_quarter_in_which_nothing_is_due_is_not_due():
    assert decided(None, kpi=replace(KPI, due=frozenset({4}))).outcome is Reason.NOT_DUE


@pytest.mark.parametrize(
    ("bands", "value", "word"),
    [
        pytest.param(Bands((80, None), (None, None)), 64.0, Rating.RED, id="below green, no amber bound"),
        pytest.param(Bands((80, None), (None, None)), 80.0, Rating.GREEN, id="in green"),
        pytest.param(BANDS, 86.0, Rating.AMBER, id="an amber bound decides instead"),
        pytest.param(None, 64.0, Rating.RED, id="no bands at all"),
        pytest.param(Bands((80, None), (None, None)), None, Reason.UNPOPULATED, id="no value"),
    ],
)
def test_a_stated_rating_stands_only_where_no_amber_bound_exists(
    bands: Bands | None, value: float | None, word: Outcome
):
    assert decided(value, versions=(version(bands=bands, stated=Rating.RED),)).outcome is word


def test_a_reason_wins_over_a_stated_rating():
    assert decided(64.0, Reason.DATA_ONLY, versions=(version(bands=None, stated=Rating.AMBER),)).outcome is (
        Reason.DATA_ONLY
    )


CHANGE = Override("AS01", Q2, Rating.AMBER, "Two late records since found", "Director", date(2022, 10, 14))


def test_an_override_is_published_and_the_computed_rating_kept():
    decision = decided(80.0, overrides=(CHANGE,))
    assert (decision.outcome, decision.computed) == (Rating.AMBER, Rating.RED)
    assert decision.override == "Changed to Amber by Director on 14/10/2022: Two late records since found"


def test_an_override_is_for_its_own_period_only():
    assert decided(80.0, overrides=(CHANGE,), period=Q1).outcome is Rating.RED


def test_an_override_does_not_make_up_a_missing_rating():
    assert decided(None, overrides=(CHANGE,)).outcome is Reason.UNPOPULATED


@pytest.mark.parametrize(
    ("value", "sensitive"),
    [
        pytest.param(89.96, True, id="prints 90.0, is Amber"),
        pytest.param(89.94, False, id="prints 89.9"),
        pytest.param(84.95, True, id="a tie rounds away from zero, onto amber"),
        pytest.param(90.0, False, id="on the line"),
        pytest.param(20.0, False, id="far off"),
    ],
)
def test_a_row_whose_displayed_value_rates_otherwise_is_flagged(value: float, sensitive: bool):
    assert decided(value).rounding_sensitive is sensitive
