"""What changed, as the workbook shows it, is what rules/comparison/like_for_like.py says of the quarter chosen."""

from pathlib import Path

import awkward_council
import pytest
from proof.choices import worked_out
from proof.recalculated import Place, all_cells
from proof.tried import Cells, Tried
from workbook_lint.book import Cell

from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.comparison.component_check import component_checks
from kpi_xl.rules.comparison.component_words import component_words
from kpi_xl.rules.comparison.effects import Effects
from kpi_xl.rules.comparison.like_for_like import LikeForLike, like_for_like
from kpi_xl.rules.comparison.movement import movement_words
from kpi_xl.rules.words.band_words import amber_words, green_words

pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]

LAST_YEAR, Q1, Q2 = Period(2021, 2), Period(2022, 1), Period(2022, 2)
SHEET = "What changed"
ADULTS = "Adult Services and Health & Wellbeing (AS)"

Rows = list[list[str]]


@pytest.fixture(scope="module")
def shift(example: tuple[Rulebook, Master]) -> LikeForLike:
    return like_for_like(*example, Q1, Q2)


def rows_of(cells: Cells) -> Rows:
    """The sheet as a person reads it: seven columns a row, the rows without any text left out."""
    rows: dict[int, dict[str, Cell]] = {}
    for (sheet, address), cell in cells.items():
        letters = address.rstrip("0123456789")
        if sheet == SHEET and cell.text:
            rows.setdefault(int(address.removeprefix(letters)), {})[letters] = cell
    return [
        [row[letter].text.removesuffix(".0") if letter in row else "" for letter in "ABCDEFG"]
        for _, row in sorted(rows.items())
    ]


def below(rows: Rows, first: str) -> Rows:
    """The rows that follow the one that starts with `first`, up to the next that fills its first column alone."""
    start = next(number for number, row in enumerate(rows) if row[0] == first) + 1
    ends = (number for number, row in enumerate(rows) if number > start + 1 and not any(row[1:]))
    return rows[start : next(ends, len(rows))]


def numbers(row: list[str]) -> list[int]:
    return [int(float(text)) for text in row if text]


def figures(found: Effects, rating: Rating) -> list[int]:
    steps = [counts.of(rating) for counts in (found.published, found.rerated, found.now)]
    return [*steps, found.target(rating), found.performance(rating)]


def test_the_matrix_counts_each_move(tried_example: Tried) -> None:
    rows = {row[0]: row[1:4] for row in rows_of(tried_example.cells)}
    counts = [numbers(rows[f"{before}: how many"]) for before in Rating]
    assert counts == [[34, 3, 0], [5, 8, 3], [0, 3, 10]]


def test_the_matrix_names_the_kpis_of_each_move(tried_example: Tried, shift: LikeForLike) -> None:
    rows = {row[0]: row[1:4] for row in rows_of(tried_example.cells)}
    for before in Rating:
        assert rows[f"{before}: which"] == [", ".join(shift.movement[before, now]) for now in Rating]


def test_adult_services_reds_are_3_published_5_re_rated_5_now(tried_example: Tried) -> None:
    red = next(row for row in rows_of(tried_example.cells) if row[:2] == [ADULTS, "Red"])
    assert numbers(red[2:]) == [3, 5, 5, 2, 0]


def test_the_split_is_that_of_the_rules_for_every_part(
    tried_example: Tried, example: tuple[Rulebook, Master], shift: LikeForLike
) -> None:
    rows = {(row[0], row[1]): numbers(row[2:]) for row in rows_of(tried_example.cells) if row[1] in map(str, Rating)}
    names = {unit.code: f"{unit.name} ({unit.code})" for unit in example[0].units}
    parts = {example[0].settings.council: shift.council, **shift.by_priority}
    parts |= {names[code]: found for code, found in shift.by_unit.items()}
    for name, found in parts.items():
        for rating in Rating:
            assert rows[name, str(rating)] == figures(found, rating), (name, rating)


def test_sentences_are_those_of_the_rules(tried_example: Tried, shift: LikeForLike) -> None:
    said = [row[0] for row in rows_of(tried_example.cells)]
    assert movement_words(shift.movement) in said
    assert shift.comparability in said
    assert shift.council.words(Rating.RED) in said


def test_changed_thresholds_stand_with_their_approval(tried_example: Tried, shift: LikeForLike) -> None:
    listed = {row[0]: row[1:] for row in below(rows_of(tried_example.cells), "Thresholds changed")}
    assert len(shift.thresholds) == 5
    for change in shift.thresholds:
        old, new, reason, approver = listed[f"{change.kpi.kpi_id} {change.kpi.name}"][:4]
        for words, bands in ((old, change.old), (new, change.new)):
            assert f"Green: {green_words(bands, change.kpi.measure)}." in words
            assert f"Amber: {amber_words(bands, change.kpi.measure)}." in words
        assert change.version is not None
        assert (reason, approver) == (change.version.reason, change.version.approved_by)


def test_kpis_apart_are_listed_with_what_sets_them_apart(tried_example: Tried, shift: LikeForLike) -> None:
    listed = [
        (row[0].split(" ")[0], row[1])
        for row in below(rows_of(tried_example.cells), "KPIs added, removed or redefined, or rated once")[2:]
    ]
    newly = [one.kpi.kpi_id for one in shift.newly_rated]
    assert listed == [*((one, "Added") for one in shift.added), *((one, "Newly rated") for one in newly)]
    assert listed


def test_sickness_left_over_rose_by_14_4_per_cent(tried_example: Tried, example: tuple[Rulebook, Master]) -> None:
    said = [row[0] for row in rows_of(tried_example.cells)]
    assert any("rose from 0.90 to 1.03 days per FTE (up 14.4%)" in one for one in said)
    for check in component_checks(*example, Q2, (Q1,)):
        assert component_words(check) in said


def test_without_a_quarter_before_the_sheet_says_so_and_shows_no_figures(tried_example: Tried) -> None:
    rows = rows_of(tried_example.under(str(LAST_YEAR)))
    nothing = "The master holds no results for 2021/22 Q1, the quarter before 2021/22 Q2"
    assert any(row[0].startswith(nothing) for row in rows)
    assert not [row for row in rows if row[1] in map(str, Rating) and any(row[2:])]
    assert not [row for row in rows if row[0].endswith(": how many") and any(row[1:])]


def test_the_thresholds_chosen_change_nothing_and_a_note_says_so(tried_example: Tried) -> None:
    before = rows_of(tried_example.cells)
    after = rows_of(tried_example.under(str(Q2), str(Q1)))
    more = [row for row in after if row not in before]
    assert len(more) == 1
    assert "the thresholds chosen on Summary change nothing here" in more[0][0]


def test_a_what_if_on_a_threshold_joins_the_list_of_changes(tried_example: Tried, tmp_path: Path) -> None:
    cells = tried_example.cells
    row = next(place for place, cell in cells.items() if place[0] == "Thresholds" and cell.text == f"AS01|{Q2}")[1][1:]
    what_if: dict[Place, float | str] = {("Thresholds", f"E{row}"): 1234.5, ("Thresholds", f"G{row}"): 1000}
    rows = rows_of(all_cells(worked_out(tried_example.path, what_if, tmp_path / "m.xlsx")))
    changed = next(one for one in below(rows, "Thresholds changed") if one[0].startswith("AS01 "))
    assert "Green: 1,234.5" in changed[2]
    assert any(one[0].startswith("The thresholds of 6 KPIs have changed") for one in rows)


@pytest.mark.parametrize("period", [awkward_council.Q3, awkward_council.NEXT1])
def test_kpis_gone_redefined_or_rated_once_stay_out_of_the_figures(period: Period, tried_quarters: Tried) -> None:
    rulebook, master = awkward_council.book(), awkward_council.master()
    rows = rows_of(tried_quarters.under(str(period)))
    found = like_for_like(rulebook, master, period.previous, period)
    by_name = {row[0]: row[1:4] for row in rows}
    for before in Rating:
        assert numbers(by_name[f"{before}: how many"]) == [len(found.movement[before, now]) for now in Rating]
    council = {row[1]: numbers(row[2:]) for row in rows if row[0] == rulebook.settings.council}
    assert council == {str(rating): figures(found.council, rating) for rating in Rating}
    apart = {row[0].split(" ")[0]: row[1] for row in below(rows, "KPIs added, removed or redefined, or rated once")[2:]}
    assert [one for one, what in apart.items() if what == "Removed"] == list(found.removed)
    assert [one for one, what in apart.items() if what == "Redefined"] == list(found.redefined)
    assert [one for one, what in apart.items() if what == "Added"] == list(found.added)
