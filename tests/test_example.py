"""The example council: rebuilt it is what is committed, and it says what its source says."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book
from kpi_xl.model.kpi import Scope
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import OUTCOMES, Outcome, Rating, Reason
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.rules.rating.counting import count
from kpi_xl.rules.rating.decide import decide
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import read_rulebook
from kpi_xl.workflows.validate import Validation, validate

pytestmark = pytest.mark.unmeasured
WORKBOOKS = Path(__file__).parents[1] / "workbooks"
sys.path.insert(0, str(WORKBOOKS))

import rebuild  # noqa: E402 # the same

import read_source  # noqa: E402 # found only once its folder is on the path

Q1, Q2 = rebuild.LAST_QUARTER, rebuild.THIS_QUARTER
SUBMISSIONS = sorted((WORKBOOKS / "submissions").glob("*.xlsx"))
EXPECTED = {row["kpi_id"]: row["expected_rag"] for row in read_source.read_csv("expected_q2.csv")}
UNRATED = {
    "Not rated - unpopulated": Reason.UNPOPULATED,
    "Not rated - data only": Reason.DATA_ONLY,
    "Not rated - not due": Reason.NOT_DUE,
    "Not rated - provisional": Reason.PROVISIONAL,
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    reading = read_rulebook(WORKBOOKS / rebuild.RULEBOOK)
    assert reading.findings == ()
    assert reading.rulebook is not None
    return reading.rulebook


@pytest.fixture(scope="module")
def published() -> Master:
    return open_master(WORKBOOKS / rebuild.MASTER)


@pytest.fixture(scope="module")
def validation(rulebook: Rulebook, published: Master) -> Validation:
    return validate([WORKBOOKS / "submissions"], rulebook, published, Q2)


@pytest.fixture(scope="module")
def master(rulebook: Rulebook, published: Master, validation: Validation) -> Master:
    return consolidate(rulebook, published, validation.checked, Q2).master


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workbooks")
    rebuild.rebuild(folder)
    return folder


def corporate(master: Master, rulebook: Rulebook, period: Period, unit: str = "") -> list[Outcome]:
    return [
        result.outcome
        for result in master.of(period)
        if rulebook.kpis[result.kpi_id].scope is Scope.CORPORATE and unit in ("", result.directorate)
    ]


def content(path: Path) -> Iterator[tuple[object, ...]]:
    """What a person finds in each cell; not its look, and not hashes, which change with the look of other files."""
    book = read_book(path)
    assert isinstance(book, Book)
    for sheet in book.sheets:
        for cell in sheet.cells():
            yield sheet.name, cell.address, cell.value, cell.formula


@pytest.mark.slow
@pytest.mark.parametrize("path", [WORKBOOKS / rebuild.RULEBOOK, *SUBMISSIONS], ids=lambda path: path.stem)
def test_rebuilding_gives_the_workbook_that_is_committed(path: Path, rebuilt: Path):
    assert list(content(rebuilt / path.relative_to(WORKBOOKS))) == list(content(path)), "run: make fixtures"


@pytest.mark.slow
def test_rebuilding_gives_the_master_that_is_committed(rebuilt: Path, published: Master):
    again = open_master(rebuilt / rebuild.MASTER)
    assert [without_hash(result) for result in again.results] == [without_hash(result) for result in published.results]
    assert (again.summaries, again.services, again.notes) == (
        published.summaries,
        published.services,
        published.notes,
    )


def without_hash(result: Result) -> Result:
    return replace(result, sha256="")


@pytest.mark.slow
def test_rebuilding_twice_gives_the_same_bytes(rebuilt: Path, tmp_path: Path):
    rebuild.rebuild(tmp_path)
    for path in rebuilt.rglob("*.xlsx"):
        assert (tmp_path / path.relative_to(rebuilt)).read_bytes() == path.read_bytes(), path.name


def test_there_are_five_returns_and_nothing_else():
    assert [path.name[:2] for path in SUBMISSIONS] == ["AS", "CE", "EC", "GE", "RE"]


def test_every_return_is_accepted_without_an_error_or_a_warning(validation: Validation):
    assert [one.status for one in validation.checked] == ["accepted"] * 5
    assert {str(finding.severity) for one in validation.checked for finding in one.findings} <= {"info"}
    assert validation.clean


def test_every_kpi_comes_out_as_its_source_expects(master: Master):
    found = {result.kpi_id: result.outcome for result in master.of(Q2)}
    assert len(EXPECTED) == 77
    assert {kpi_id: found[kpi_id] for kpi_id in EXPECTED} == {
        kpi_id: UNRATED.get(word) or OUTCOMES[word] for kpi_id, word in EXPECTED.items()
    }


def test_the_quarter_adds_up_as_published(master: Master, rulebook: Rulebook):
    counts = count(corporate(master, rulebook, Q2))
    assert (counts.total, counts.rated, counts.green, counts.amber, counts.red) == (77, 70, 41, 15, 14)
    assert [counts.share(rating) for rating in Rating] == [59, 21, 20]


def test_adult_services_has_five_three_five_and_two_unpopulated(master: Master, rulebook: Rulebook):
    counts = count(corporate(master, rulebook, Q2, "AS"))
    assert (counts.total, counts.green, counts.amber, counts.red) == (15, 5, 3, 5)
    assert counts.unrated == {"Unpopulated": 2}


def test_adult_services_had_three_reds_last_quarter(published: Master, rulebook: Rulebook):
    assert corporate(published, rulebook, Q1, "AS").count(Rating.RED) == 3


def test_last_quarters_values_under_this_quarters_thresholds_give_adult_services_five_reds(
    published: Master, rulebook: Rulebook
):
    """Rating rule 22: a target effect of two, and no effect of performance."""
    again = [
        decide(rulebook, rulebook.kpis[result.kpi_id], Q2, result.value, None).outcome
        for result in published.of(Q1)
        if result.directorate == "AS"
    ]
    assert again.count(Rating.RED) == 5


def test_five_kpis_have_new_thresholds_this_quarter(rulebook: Rulebook):
    both = [kpi_id for kpi_id, versions in rulebook.thresholds.items() if len(versions) == 2]
    assert sorted(both) == ["AS10", "AS11", "CE02", "GE08", "RE01"]
    for kpi_id in both:
        first, second = rulebook.thresholds[kpi_id]
        assert (first.effective, second.effective) == (Q1, Q2)
        assert second.approved_by and second.approved_on and second.reason


@pytest.mark.parametrize(
    ("kpi_id", "annual", "target", "amber"),
    [
        ("EC04", 2_900_000, 1_450_000, 1_377_500),
        ("EC05", 2_600_000, 1_300_000, 1_235_000),
        ("EC06", 1_400_000, 700_000, 665_000),
        ("GE16", 60, 30, 27),
        ("GE18", 100, 50, 45),
        ("GE21", 750, 300, 270),
        ("AS05", 84, 84, 79.8),
        ("RE12", 0, 0, -0.1),
    ],
)
def test_a_year_to_date_kpi_is_rated_against_its_profile(
    rulebook: Rulebook, kpi_id: str, annual: float, target: float, amber: float
):
    version = rulebook.threshold(kpi_id, Q2)
    assert version is not None
    bands = version.bands_in(Q2)
    assert (version.target, version.target_in(Q2)) == (annual, target)
    assert bands is not None and (bands.green[0], bands.amber[0]) == (target, amber)


def test_school_offers_are_carried_from_the_first_quarter(master: Master):
    result = master.result("EC01", Q2)
    assert result is not None
    assert (result.value, result.outcome, result.carried, result.as_at) == (96.9, Rating.GREEN, True, Q1)


def test_the_programme_rate_is_stated_amber_and_not_counted(master: Master, rulebook: Rulebook):
    result = master.result("SM02", Q2)
    assert result is not None
    assert (result.value, result.outcome) == (64.0, Rating.AMBER)
    assert rulebook.kpis["SM02"].scope is Scope.PIPELINE


def test_last_years_values_stand_without_a_rating(published: Master):
    results = published.of(rebuild.LAST_YEAR)
    assert len(results) == 63
    assert {result.outcome for result in results} == {Reason.DATA_ONLY}


def test_only_kpis_with_a_published_value_are_not_marked_illustrative(rulebook: Rulebook):
    real = {kpi.kpi_id for kpi in rulebook.kpis.values() if not kpi.illustrative}
    published_values = {"RE01", "RE02", "RE03", "GE16", "GE18", "GE19", "GE23", "GE24"}
    assert real == published_values | {"SM01", "SM02", "SM04", "SM05"}
    assert all("Published" in rulebook.kpis[kpi_id].source for kpi_id in real)
    assert all("illustrative" in kpi.source.casefold() for kpi in rulebook.kpis.values() if kpi.illustrative)
    assert rulebook.settings.example


def test_the_example_names_roles_and_not_people(rulebook: Rulebook, validation: Validation):
    owners = {kpi.owner for kpi in rulebook.kpis.values()} | {
        entry.words.owner for one in validation.checked for entry in one.reported if entry.words.owner
    }
    assert {owner.split()[0] for owner in owners} == {"Director", "Head"}


@pytest.mark.parametrize(
    ("unit", "facts"),
    [
        ("AS", ("15 indicators: 5 are green, 3 are amber, 5 are red, and 2 have", "925", "31%", "1,481", "52.4%")),
        ("EC", ("50 extra places", "provisional", "first quarter")),
        ("GE", ("64%", "80%", "11.4", "45.6%", "43%", "92.6%", "85.4%", "under-performing")),
        ("RE", ("£7.989m", "0.84%", "£17.740m", "3.05", "3.35", "9%", "2.02", "2.45", "almost 18%", "0.90", "1.03")),
        ("CE", ("not like for like",)),
    ],
)
def test_the_directors_summaries_state_the_facts(validation: Validation, unit: str, facts: tuple[str, ...]):
    said: Mapping[str | None, str] = {one.unit: one.summary for one in validation.checked}
    assert [fact for fact in facts if fact not in said[unit]] == []


def test_service_areas_have_the_four_words(master: Master):
    said = {result.name: (result.lower, result.upper) for result in master.services if result.period == Q2}
    assert said["Customer access"] == ("Good", "Excellent")
    assert said["Waste recruitment"] == ("Under-performing", "Average")
    assert said["Waste finance"] == ("Excellent", "")
    assert len(said) == 10


def test_every_red_says_cause_action_owner_and_date(validation: Validation, master: Master):
    reds = {result.kpi_id for result in master.of(Q2) if result.outcome is Rating.RED}
    entries = [entry for one in validation.checked for entry in one.reported if entry.kpi_id in reds]
    assert len(entries) == 14
    assert all(all(entry.words[:4]) for entry in entries)


def test_measures_new_this_quarter_are_not_asked_for_in_the_first(rulebook: Rulebook):
    new = {kpi.kpi_id for kpi in rulebook.kpis.values() if not kpi.reported_in(Q1)}
    assert new == {"EC18", "GE20", "SM02", "SM04", "SM05"}
