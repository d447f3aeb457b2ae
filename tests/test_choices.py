"""The master follows the reader's choice, and an engine that knows nothing of Python agrees with it in every cell."""

from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import awkward_council
import pytest
from proof.choices import QUARTER, THRESHOLDS, bare, edited, unlike, unlike_cells, worked_out
from proof.recalculated import Place, all_cells
from proof.tried import Tried
from proof.workbook import prove_workbook
from workbook_lint.book import Cell

from kpi_xl.files.write_master import write_master
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.rules.comparison.like_for_like import like_for_like
from kpi_xl.rules.comparison.rerate import result_under
from kpi_xl.rules.comparison.threshold_book import ThresholdBook
from kpi_xl.rules.master.selected import lines_for

Q1, Q2 = Period(2022, 1), Period(2022, 2)
ADULTS = "Adult Services and Health & Wellbeing (AS)"

Cells = Mapping[Place, Cell]

pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]


def showing(example: tuple[Rulebook, Master], selection: Selection, path: Path) -> Path:
    """The same master, written as it must look once that choice is made."""
    rulebook, master = example
    write_master(path, master, rulebook, Q2, selection=selection)
    return path


def row_with(cells: Cells, sheet: str, text: str) -> dict[str, str]:
    """The row of a sheet in which a cell holds `text`, by the headers of Counts and Calculations (row 7)."""
    row = next(
        address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for (name, address), cell in cells.items()
        if name == sheet and cell.text == text
    )
    heads = {
        address[:-1]: cell.text
        for (name, address), cell in cells.items()
        if name == sheet and address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "7"
    }
    return {
        head: cells[sheet, f"{letters}{row}"].text
        for letters, head in heads.items()
        if (sheet, f"{letters}{row}") in cells
    }


def test_every_formula_s_cached_value_is_what_an_engine_works_out(tried_example: Tried) -> None:
    count, wrong = unlike_cells(tried_example.cells, tried_example.under(str(Q2)))
    print(f"{count:,} formula cells compared")
    assert wrong == []
    assert count > 5_000


@pytest.mark.parametrize(
    "selection",
    [
        pytest.param(Selection(Q1), id="the quarter before"),
        pytest.param(Selection(Q1, Q2), id="its values under thresholds of now"),
        pytest.param(Selection(Q2, Q1), id="values of now under its thresholds"),
        pytest.param(Selection(Q2, Q2), id="a quarter under its own thresholds"),
    ],
)
def test_a_choice_made_in_the_workbook_gives_what_python_gives(
    selection: Selection, example: tuple[Rulebook, Master], tried_example: Tried, tmp_path: Path
) -> None:
    expected = showing(example, selection, tmp_path / "expected.xlsx")
    count, wrong = unlike_cells(all_cells(expected), tried_example.under(str(selection.period), selection.basis_words))
    print(f"{count:,} formula cells compared")
    assert wrong == []
    assert count > 5_000


@pytest.mark.libreoffice
def test_libreoffice_follows_a_choice_too(
    example: tuple[Rulebook, Master],
    tried_example: Tried,
    soffice_convert: Callable[[Path, str, Path], Path],
    tmp_path: Path,
) -> None:
    choice = edited(tried_example.path, {QUARTER: str(Q1), THRESHOLDS: str(Q2)}, tmp_path / "choice.xlsx")
    expected = showing(example, Selection(Q1, Q2), tmp_path / "expected.xlsx")
    found = soffice_convert(bare(choice, tmp_path / "bare.xlsx"), "xlsx", tmp_path / "out")
    count, wrong = unlike(expected, found)
    print(f"{count:,} formula cells compared")
    assert wrong == []
    assert count > 5_000


def test_adult_services_has_3_reds_as_published_and_5_under_thresholds_of_now(
    tried_example: Tried,
) -> None:
    published, rerated = tried_example.under(str(Q1)), tried_example.under(str(Q1), str(Q2))
    now = tried_example.cells
    reds = [row_with(cells, "Counts", ADULTS)["Red"] for cells in (published, rerated, now)]
    assert reds == ["3", "5", "5"]


def test_changing_a_threshold_turns_ratings_but_not_what_was_published(tried_example: Tried, tmp_path: Path) -> None:
    before = tried_example.cells
    place = next(place for place, cell in before.items() if place[0] == "Thresholds" and cell.text == f"AS01|{Q2}")
    row = place[1].removeprefix("A")
    what_if: dict[Place, float | str] = {("Thresholds", f"E{row}"): 1e6, ("Thresholds", f"G{row}"): 1e6}
    after = all_cells(worked_out(tried_example.path, what_if, tmp_path / "m.xlsx"))
    was, turned = (row_with(cells, "Calculations", "AS01") for cells in (before, after))
    assert (was["Outcome"] == "Red", turned["Outcome"], turned["Published"]) == (False, "Red", was["Outcome"])
    counts = [int(row_with(cells, "Counts", ADULTS)["Red"]) for cells in (before, after)]
    assert counts[1] == counts[0] + 1
    assert any("1 rating differs from those published" in cell.text for cell in after.values())


AWKWARD = (awkward_council.book(), awkward_council.master())
TRIED = tuple(awkward_council.PERIODS[at] for at in (0, 1, 2, 4, 6))
NEXT_BUT_ONE = (*TRIED[2:], *TRIED[:2])
"""Beside each quarter the one whose thresholds are tried on it: of its own year, of the next and of the year before."""
CHOICES = [
    Selection(period, basis)
    for period, other in zip(TRIED, NEXT_BUT_ONE, strict=True)
    for basis in (None, period, other)
]
"""Every quarter as published, by its own thresholds and by another's; so every quarter's thresholds are chosen, too.

All 30 pairs take twice as long, and a pair shows in nothing but the thresholds it leads to: those of every pair of
results are held against the rules in the next test, without a workbook.
"""


def test_every_choice_of_a_council_with_every_kind_of_kpi_gives_what_python_gives(
    tried_quarters: Tried, tmp_path: Path
) -> None:
    rulebook, master = AWKWARD
    last = awkward_council.PERIODS[-1]
    assert prove_workbook(tried_quarters.path) == []
    total = 0
    for selection in CHOICES:
        expected = tmp_path / "expected.xlsx"
        write_master(expected, master, rulebook, last, selection=selection)
        found = tried_quarters.under(str(selection.period), selection.basis_words)
        count, wrong = unlike_cells(all_cells(expected), found)
        total += count
        assert wrong == [], selection
    print(f"{total:,} formula cells compared")
    assert total > len(CHOICES) * 1_000


def test_the_table_of_thresholds_rerates_as_the_rules_do() -> None:
    rulebook, master = AWKWARD
    periods = awkward_council.PERIODS
    thresholds = ThresholdBook(rulebook, rulebook.kpis.values(), periods, master.results)
    for one, other in product(master.results, master.results):
        kpi = rulebook.kpis.get(one.kpi_id)
        if kpi is None or one.kpi_id != other.kpi_id:
            continue
        again = result_under(rulebook, kpi, one, other)
        if again is not one:
            line = thresholds.line(thresholds.key_under(one, other))
            assert line is not None
            assert (line.target, line.bands, line.name) == (again.target, again.bands, again.version)


def test_a_published_result_leads_to_the_thresholds_that_decided_it() -> None:
    rulebook, master = AWKWARD
    thresholds = ThresholdBook(rulebook, rulebook.kpis.values(), awkward_council.PERIODS, master.results)
    for one in master.results:
        line = thresholds.line(thresholds.key_of(one))
        figures = (None, None) if line is None else (line.target, line.bands)
        assert figures == (one.target, one.bands)


def test_rerating_last_quarter_by_now_is_the_like_for_like_of_the_rules(example: tuple[Rulebook, Master]) -> None:
    rulebook, master = example
    rerated = {line.kpi.kpi_id: line.result.outcome for line in lines_for(rulebook, master, Selection(Q1, Q2))}
    for one in like_for_like(rulebook, master, Q1, Q2).rated:
        assert rerated[one.kpi.kpi_id] is one.rerated


def test_published_columns_of_results_hold_no_formula(tried_example: Tried) -> None:
    published = [
        cell
        for (sheet, address), cell in tried_example.cells.items()
        if sheet == "Results" and len(address.rstrip("0123456789")) == 1
    ]
    assert published
    assert not any(cell.formula for cell in published)
