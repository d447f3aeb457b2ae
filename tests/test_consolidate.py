"""Consolidation: what is in, what is missing, what stands, and that nothing published is rewritten."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_council import (
    BANDS,
    KPIS,
    Q1,
    Q2,
    Q3,
    Q4,
    adults,
    education,
    kpi,
    reported,
    returned,
    rulebook,
)

from kpi_xl.model.bands import Bands
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.finding import Finding, Problem, Severity
from kpi_xl.model.kpi import YearType
from kpi_xl.model.master import DirectorSummary, Master, Result, ServiceResult
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Override
from kpi_xl.model.submission import Checked, ServiceRating
from kpi_xl.rules.consolidation.consolidate import Consolidation, consolidate

RULES = rulebook()


def made(*checked: Checked, earlier: Master | None = None, period: Period = Q2, rules: object = None) -> Consolidation:
    return consolidate(rules or RULES, earlier or Master(), checked, period)  # type: ignore[arg-type] # a builder


def row(consolidation: Consolidation, kpi_id: str) -> Result:
    found = consolidation.master.result(kpi_id, consolidation.period)
    assert found is not None
    return found


def words(consolidation: Consolidation) -> dict[str, str]:
    return {one.kpi_id: str(one.outcome) for one in consolidation.master.of(consolidation.period)}


def codes(consolidation: Consolidation) -> list[str]:
    return [note.code for note in consolidation.master.notes]


FIRST_QUARTER = made(
    returned("AS", {"AS01": 80.0, "AS02": 91.0, "AS03": 87.0}, period=Q1),
    returned("EC", {"EC01": 95.0, "EC02": 95.0, "EC03": 95.0}, period=Q1),
    period=Q1,
).master


def test_accepted_returns_are_rated_and_keep_their_source():
    result = row(made(adults(), education()), "AS02")
    assert (result.value, result.outcome, result.target, result.bands) == (86.0, Rating.AMBER, 90.0, BANDS)
    assert (result.file, result.sheet, result.cell) == ("AS.xlsx", "Return", "N8")
    assert result.sha256 == adults().sha256
    assert result.version == "AS02 from 2020/21 Q1"
    assert (result.as_at, result.gap, result.revision) == (Q2, False, 0)


def test_rows_are_in_the_order_of_the_rulebook_whatever_the_order_of_files():
    results = [made(*order, earlier=FIRST_QUARTER) for order in permutations((adults(), education()))]
    assert results[0] == results[1]
    ids = [one.kpi_id for one in KPIS]
    assert [one.kpi_id for one in results[0].master.results] == ids * 2
    assert results[0].master.periods == [Q1, Q2]


def test_consolidating_twice_equals_once():
    once = made(adults(), education(), earlier=FIRST_QUARTER)
    twice = made(adults(), education(), earlier=once.master)
    assert twice.master == once.master
    assert twice.unchanged
    assert not once.unchanged


def test_a_missing_return_leaves_marked_gaps():
    result = made(adults())
    assert words(result) == {
        "AS01": "Green",
        "AS02": "Amber",
        "AS03": "Not due",
        "EC01": "Awaited",
        "EC02": "Awaited",
        "EC03": "Awaited",
    }
    gap = row(result, "EC01")
    assert (gap.gap, gap.value, gap.file, gap.target) == (True, None, "", 90.0)
    assert (result.missing, result.gaps, result.complete) == (("EC",), 3, False)
    assert [record.status for record in result.master.submissions] == ["accepted", "missing"]


def test_a_rejected_return_leaves_marked_gaps_and_is_recorded():
    result = made(adults(), education(status="rejected"))
    assert row(result, "EC01").gap
    assert result.refused == ("EC",)
    assert result.missing == ()
    assert [record.status for record in result.master.submissions] == ["accepted", "rejected"]


def test_a_gap_of_a_measure_still_in_development_keeps_the_rulebooks_reason():
    rules = rulebook((kpi("AS01", "AS", standing_reason=Reason.UNPOPULATED), kpi("AS02", "AS")))
    assert words(made(rules=rules)) == {"AS01": "Unpopulated", "AS02": "Awaited"}


def test_a_baseline_year_without_a_return_is_awaited():
    rules = rulebook((kpi("AS01", "AS", standing_reason=Reason.BASELINE_YEAR),))
    assert words(made(rules=rules)) == {"AS01": "Awaited"}


@pytest.mark.parametrize(
    "now", [pytest.param((), id="absent"), pytest.param((education(99.0, status="rejected"),), id="rejected")]
)
def test_accepted_figures_stand_when_no_better_return_comes(now: tuple[Checked, ...]):
    before = made(adults(), education())
    after = made(adults(), *now, earlier=before.master)
    assert after.master.of(Q2) == before.master.of(Q2)
    assert after.master.submissions == before.master.submissions
    assert after.kept == ("EC",)
    assert after.gaps == 0


def test_a_return_rejected_after_one_was_accepted_is_said():
    before = made(adults(), education())
    after = made(adults(), education(99.0, status="rejected", path="in/EC v2.xlsx"), earlier=before.master)
    assert "KEPT" in codes(after)
    assert "EC v2.xlsx" in after.master.notes[-1].message
    again = made(adults(), education(99.0, status="rejected", path="in/EC v2.xlsx"), earlier=after.master)
    assert again.unchanged


def test_two_different_accepted_files_are_not_chosen_between():
    result = made(adults(), education(91.0, path="a.xlsx"), education(95.0, path="b.xlsx"))
    assert row(result, "EC01").gap
    assert result.refused == ("EC",)
    assert result.master.submissions[1].status == "rejected"


def test_two_copies_of_one_file_count_once():
    once, copies = (
        made(adults(), education()),
        made(adults(), education(), education(path="submissions/copy of EC.xlsx")),
    )
    assert copies.master == once.master


def test_a_return_of_another_period_is_left_aside():
    result = made(adults(), education(period=Q1))
    assert result.missing == ("EC",)
    assert result.master.periods == [Q2]


def test_earlier_quarters_are_never_changed_even_by_new_thresholds():
    stricter = rulebook(bands=Bands(green=(99, None), amber=(97, None)))
    after = made(adults(), education(), earlier=FIRST_QUARTER, rules=stricter)
    assert after.master.of(Q1) == FIRST_QUARTER.of(Q1)
    assert row(after, "AS01").outcome is Rating.RED


def test_a_closed_quarter_cannot_be_consolidated_again():
    later = made(adults(), education(), earlier=FIRST_QUARTER).master
    with pytest.raises(WorkspaceError, match=r"already holds 2022/23 Q2, so 2022/23 Q1 is closed"):
        made(adults(period=Q1), earlier=later, period=Q1)


def test_a_kpi_the_rulebook_dropped_keeps_its_earlier_quarters():
    fewer = rulebook(KPIS[1:])
    after = made(adults(), education(), earlier=FIRST_QUARTER, rules=fewer)
    assert after.master.result("AS01", Q1) == FIRST_QUARTER.result("AS01", Q1)
    assert after.master.result("AS01", Q2) is None


def test_a_kpi_dropped_within_the_quarter_is_said_once():
    before = made(adults(), education())
    fewer = rulebook(KPIS[1:])
    after = made(adults(), education(), earlier=before.master, rules=fewer)
    assert codes(after) == ["REMOVED"]
    assert made(adults(), education(), earlier=after.master, rules=fewer).unchanged


# Carried and lagged values


def test_an_annual_value_is_carried_with_its_own_quarter_and_rating():
    result = row(made(adults(), education(), earlier=FIRST_QUARTER), "AS03")
    published = FIRST_QUARTER.result("AS03", Q1)
    assert published is not None
    assert (result.value, result.outcome, result.as_at, result.carried) == (87.0, Rating.AMBER, Q1, True)
    assert (result.file, result.cell, result.version) == (published.file, published.cell, published.version)
    assert not result.gap


def test_a_carried_rating_is_not_decided_anew_by_later_thresholds():
    stricter = rulebook(bands=Bands(green=(99, None), amber=(97, None)))
    assert row(made(adults(), earlier=FIRST_QUARTER, rules=stricter), "AS03").outcome is Rating.AMBER


def test_a_value_is_carried_even_where_the_return_is_missing():
    assert row(made(education(), earlier=FIRST_QUARTER), "AS03").carried


def test_a_carried_value_is_carried_on_but_not_into_the_next_year():
    master = FIRST_QUARTER
    for period in (Q2, Q3, Q4):
        result = made(adults(period=period), education(period=period), earlier=master, period=period)
        assert (row(result, "AS03").as_at, row(result, "AS03").carried) == (Q1, True)
        master = result.master
    rules = rulebook((kpi("AS03", "AS", due=frozenset({2})),))
    assert words(made(earlier=master, period=Q4.next, rules=rules)) == {"AS03": "Not due"}


def test_an_annual_value_not_yet_reported_is_not_due():
    result = row(made(adults(), education()), "AS03")
    assert (result.outcome, result.value, result.gap) == (Reason.NOT_DUE, None, False)


def test_an_academic_years_value_is_carried_until_the_next_one_is_due():
    rules = rulebook((kpi("AS01", "AS", due=frozenset({2}), year_type=YearType.ACADEMIC),))
    master = made(returned("AS", {"AS01": 95.0}), rules=rules).master
    for period in (Q3, Q4, Q4.next):
        result = made(earlier=master, rules=rules, period=period)
        assert row(result, "AS01").as_at == Q2
        master = result.master
    assert words(made(earlier=master, rules=rules, period=Period(2023, 2))) == {"AS01": "Awaited"}


def test_a_value_of_an_old_definition_is_not_carried():
    rules = rulebook((kpi("AS03", "AS", due=frozenset({1}), redefined=Q2),))
    assert words(made(earlier=FIRST_QUARTER, rules=rules)) == {"AS03": "Not due"}


def test_a_value_sent_although_none_was_due_is_taken():
    result = row(made(returned("AS", {"AS03": 93.0}), earlier=FIRST_QUARTER), "AS03")
    assert (result.value, result.carried, result.as_at) == (93.0, False, Q2)


def test_words_sent_about_a_carried_value_are_this_quarters():
    entry = reported("AS03", Reason.NOT_DUE, commentary="Still true.")
    result = row(made(returned("AS", (entry,)), earlier=FIRST_QUARTER), "AS03")
    assert (result.value, result.words.commentary) == (87.0, "Still true.")


def test_an_override_of_this_quarter_applies_to_a_carried_value():
    change = Override("AS03", Q2, Rating.RED, "Survey flawed", "Performance lead", date(2022, 10, 20))
    result = row(made(adults(), earlier=FIRST_QUARTER, rules=rulebook(overrides=(change,))), "AS03")
    assert (result.outcome, result.computed) == (Rating.RED, Rating.AMBER)


def test_data_in_arrears_shows_the_period_it_is_of():
    assert row(made(education()), "EC02").as_at == Q1


# A return sent again


def test_only_the_values_that_changed_are_a_revision():
    before = made(adults(), education())
    after = made(adults(second=91.0), education(), earlier=before.master)
    assert (row(after, "AS01").revision, row(after, "AS02").revision) == (0, 1)
    assert row(after, "AS01").sha256 == adults(second=91.0).sha256
    assert [(one.kpi_id, one.field, one.old, one.new) for one in after.changes] == [
        ("AS02", "value", "86", "91"),
        ("AS02", "outcome", "Amber", "Green"),
    ]
    assert after.master.submissions[0].resubmission


def test_what_a_resubmission_changed_stays_in_the_notes():
    before = made(adults(), education())
    after = made(adults(second=91.0), education(), earlier=before.master)
    note = next(note for note in after.master.notes if note.code == "REVISED")
    assert (note.unit, note.kpi_id, note.sheet, note.cell, note.old, note.new) == (
        "AS", "AS02", "Return", "N8", "86", "91",
    )  # fmt: skip
    again = made(adults(second=91.0), education(), earlier=after.master)
    assert again.master == after.master
    assert again.changes == ()


def test_changed_words_are_listed_but_are_no_revision_of_the_figure():
    first = returned("AS", (reported("AS01", 92.0, cause="Snow"),), sha256="a")
    second = returned("AS", (reported("AS01", 92.0, cause="Ice"),), sha256="b")
    after = made(second, earlier=made(first).master)
    assert row(after, "AS01").revision == 0
    assert [(one.header, one.old, one.new) for one in after.changes] == [("Cause", "Snow", "Ice")]


def test_a_value_in_place_of_a_reason_is_a_revision():
    before = made(adults(second=Reason.AWAITED), education())
    after = made(adults(second=91.0), education(), earlier=before.master)
    assert row(after, "AS02").revision == 1
    assert [(one.field, one.old, one.new) for one in after.changes] == [
        ("value", "", "91"),
        ("outcome", "Awaited", "Green"),
    ]


def test_a_file_saved_again_with_the_same_figures_is_no_revision():
    before = made(adults(sha256="a"), education())
    after = made(adults(sha256="b"), education(), earlier=before.master)
    assert after.changes == ()
    assert row(after, "AS01").sha256 == "b"


def test_the_first_accepted_return_after_a_gap_is_not_a_revision():
    before = made(adults())
    after = made(adults(), education(), earlier=before.master)
    assert (row(after, "EC01").revision, after.changes) == (0, ())
    assert not after.master.submissions[1].resubmission


def test_revisions_count_up():
    master = made(adults(second=86.0), education()).master
    for value in (87.0, 86.0, 87.0):
        master = made(adults(second=value), education(), earlier=master).master
    found = master.result("AS02", Q2)
    assert found is not None
    assert found.revision == 3
    assert len([note for note in master.notes if note.code == "REVISED"]) == 3


def test_a_rating_changed_by_the_rulebook_alone_is_said_and_is_no_revision():
    before = made(adults(), education())
    stricter = rulebook(bands=Bands(green=(95, None), amber=(92, None)))
    after = made(adults(), education(), earlier=before.master, rules=stricter)
    assert row(after, "AS01").revision == 0
    assert ("RERATED", "AS01", "Green", "Amber") in {
        (note.code, note.kpi_id, note.old, note.new) for note in after.master.notes
    }


# What is kept beside the figures


def finding(severity: Severity, code: str = "KPI101") -> Finding:
    problem = Problem(code, severity, "text", "{held} was read as {read}.")
    facts = {"held": '"92.6"', "read": "92.6"}
    places = (Place("Return", "N7"), Place("Return", "N9"))
    return Finding(problem, places, facts, kpi_id="AS01", old="'92.6", new="92.6")


def test_warnings_and_fixes_are_kept_and_information_is_not():
    findings = tuple(finding(severity) for severity in (Severity.WARNING, Severity.FIXED, Severity.INFORMATION))
    notes = made(adults(findings=findings), education()).master.notes
    assert [note.severity for note in notes] == ["warning not answered", "fixed"]
    fixed = notes[1]
    assert (fixed.unit, fixed.kpi_id, fixed.code, fixed.cell) == ("AS", "AS01", "KPI101", "N7, N9")
    assert (fixed.old, fixed.new, fixed.message) == ("'92.6", "92.6", '"92.6" was read as 92.6.')


def test_notes_of_a_return_that_stands_stay():
    before = made(adults(findings=(finding(Severity.FIXED),)), education())
    after = made(education(), earlier=before.master)
    assert after.unchanged
    assert codes(after) == ["KPI101"]


def test_overrides_are_kept_with_the_computed_word():
    change = Override("AS02", Q2, Rating.GREEN, "Late data counted", "Director", date(2022, 10, 20))
    note = made(adults(), education(), rules=rulebook(overrides=(change,))).master.notes[0]
    assert (note.code, note.kpi_id, note.old, note.new) == ("OVERRIDE", "AS02", "Amber", "Green")
    assert "Late data counted" in note.message


def test_a_rating_that_hangs_on_rounding_is_noted():
    result = made(adults(first=89.96), education())
    assert row(result, "AS01").rounding_sensitive
    note = result.master.notes[0]
    assert note.code == "ROUNDING"
    assert "89.96" in note.message
    assert "shows as 90.0" in note.message


def test_summaries_and_services_come_with_the_return_and_stand_with_it():
    services = (ServiceRating("Libraries", "Good", "Excellent", "Busy"),)
    before = made(adults(services=services), education(summary=""))
    assert before.master.summaries == (DirectorSummary("AS", Q2, "All is well."),)
    assert before.master.services == (ServiceResult("AS", Q2, "Libraries", "Good", "Excellent", "Busy"),)
    assert made(education(summary=""), earlier=before.master).unchanged


def test_the_submission_is_recorded_with_who_signed_it():
    findings = (finding(Severity.WARNING), finding(Severity.FIXED), finding(Severity.FIXED))
    record = made(adults(findings=findings)).master.submissions[0]
    assert (record.unit, record.status, record.file) == ("AS", "accepted", "AS.xlsx")
    assert (record.errors, record.warnings, record.fixes) == (0, 1, 2)
    assert (record.signed_by, record.signed_on) == ("Director", "14/10/2022")


# Properties

VALUES = st.one_of(
    st.sampled_from([84.9, 85.0, 89.96, 90.0, 95.0]), st.sampled_from([Reason.AWAITED, Reason.SUPPRESSED])
)
RETURNS = st.builds(
    lambda make, first, second, status: make(first, second, status=status),
    st.sampled_from([adults, education]),
    VALUES,
    VALUES,
    st.sampled_from(["accepted", "accepted", "rejected"]),
)


@given(st.lists(RETURNS, max_size=4), st.lists(RETURNS, max_size=4), st.randoms())
def test_any_returns_twice_equal_once_in_any_order(first: list[Checked], second: list[Checked], chance) -> None:
    before = made(*first, earlier=FIRST_QUARTER).master
    once = made(*second, earlier=before)
    shuffled = second.copy()
    chance.shuffle(shuffled)
    twice = made(*shuffled, earlier=once.master)
    assert made(*shuffled, earlier=before) == once
    assert twice.master == once.master
    assert twice.unchanged
    assert once.master.of(Q1) == FIRST_QUARTER.of(Q1)
    assert [one.kpi_id for one in once.master.of(Q2)] == [one.kpi_id for one in KPIS]
