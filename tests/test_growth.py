"""A council changes, and its rulebook says so: nothing else has to. Each master is proved cell by cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pytest
from growing_council import (
    BETTER,
    CARING,
    CLEANER,
    COUNCIL,
    GROWING,
    HISTORY,
    LAST,
    PERIODS,
    PRIORITIES,
    UNITS,
    Rows,
    Stage,
    council_rows,
    grown,
    threshold_row,
    with_kpi,
    with_new_kpi,
    with_rows,
    without_kpi,
)
from proof.choices import QUARTER, THRESHOLDS, bare, edited, unlike_cells
from proof.libreoffice import convert
from proof.open_xml_sdk import sdk_errors
from proof.recalculated import all_cells, book_of, cells_of
from proof.tried import Cells, Tried
from workbook_lint import lint
from workbook_lint.book import Book, Sheet

from kpi_xl.files.write_master import write_master
from kpi_xl.model.master import Master
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.workflows.open_master import open_master

Figures = tuple[int, int, int, int]
"""KPIs, and of them Green, Amber and Red, counted by hand from the histories."""

YEAR_ONE, YEAR_TWO = PERIODS[:4], PERIODS[4:]
Q4, NEW_YEAR = YEAR_ONE[-1], YEAR_TWO[0]
AT_THE_YEARS_END = Selection(Q4)
HEALTHY = "Healthy lives"
APART = ("Added", "Removed", "Redefined")
BASE = council_rows()
pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]


@dataclass(frozen=True)
class Growth:
    """A way a council grows, and the master it must give.

    `last` and `then` are counts by part in the last quarter and under the choice `changed`; `more` are the histories
    of KPIs it did not have at first. `overviews` are sheets in their order, `details` those of KPIs.
    """

    stages: tuple[Stage, ...]
    last: Mapping[str, Figures]
    then: Mapping[str, Figures]
    changed: Selection = AT_THE_YEARS_END
    more: Mapping[str, str] = field(default_factory=dict)
    overviews: tuple[str, ...] = PRIORITIES
    details: frozenset[str] = frozenset(HISTORY)

    @property
    def history(self) -> dict[str, str]:
        return {**HISTORY, **self.more}


def next_year(rows: Rows) -> tuple[Stage, ...]:
    """A year under the rulebook as it was, a year under these rows."""
    return Stage(BASE, YEAR_ONE), Stage(rows, YEAR_TWO)


def redefined(rows: Rows, kpi_id: str) -> Rows:
    """From the new year it means something else, and 92 no longer reaches green."""
    stricter = threshold_row(kpi_id, NEW_YEAR, green=95.0, amber=90.0)
    return with_rows(with_kpi(rows, kpi_id, redefined=str(NEW_YEAR)), Thresholds=stricter)


def renamed_parts(rows: Rows) -> Rows:
    """A priority and a directorate under new names; KPIs still name the priority as they did."""
    priorities = [
        {"name": "A thriving county", "aliases": GROWING} if row["name"] == GROWING else row
        for row in rows["Priorities"]
    ]
    units = [{**row, "name": "Corporate Resources"} if row["code"] == "RE" else row for row in rows["Units"]]
    return {**rows, "Priorities": priorities, "Units": units}


def fifth_priority(rows: Rows) -> Rows:
    """With a KPI of its own, and one that served another priority before."""
    wider = with_rows(rows, Priorities={"name": HEALTHY})
    return with_new_kpi(with_kpi(wider, "AS02", priority=HEALTHY), "AS03", HEALTHY, NEW_YEAR)


def sixth_directorate(rows: Rows) -> Rows:
    wider = with_rows(rows, Units={"code": "PH", "name": "Public Health"})
    return with_new_kpi(with_new_kpi(wider, "PH01", CARING, NEW_YEAR), "PH02", CLEANER, NEW_YEAR)


def everything(rows: Rows) -> Rows:
    grown_rows = sixth_directorate(fifth_priority(redefined(rows, "RE01")))
    return with_kpi(with_kpi(grown_rows, "EC02", last=str(Q4)), "NE01", name="Streets kept clean")


def numbered(count: int) -> list[str]:
    """As many refs, dealt out to the directorates."""
    codes = list(UNITS)
    return [f"{codes[number % len(codes)]}{number // len(codes) + 1:03}" for number in range(count)]


def council_of(count: int) -> Growth:
    """Two quarters of it: of every four KPIs in turn, Green, Amber, Red and none; a quarter before G, G, R and none."""
    refs = numbered(count)
    history = {ref: "------" + ("GG", "GA", "RR", "--")[number % 4] for number, ref in enumerate(refs)}
    fourth = count // 4
    return Growth(
        stages=(Stage(council_rows(refs), PERIODS[-2:]),),
        last={COUNCIL: (count, fourth, fourth, fourth), GROWING: (fourth, 0, fourth, 0)},
        then={COUNCIL: (count, 2 * fourth, 0, fourth), CLEANER: (fourth, 0, 0, fourth)},
        changed=Selection(PERIODS[-2], LAST),
        more=history,
        details=frozenset(refs),
    )


ADDED = {"AS03": "....GGAR"}
EVERYTHING = Growth(
    next_year(everything(BASE)),
    last={COUNCIL: (12, 3, 4, 4), HEALTHY: (2, 0, 1, 1), "Public Health (PH)": (2, 1, 0, 1), BETTER: (1, 0, 1, 0)},
    then={COUNCIL: (10, 5, 3, 2), HEALTHY: (1, 0, 0, 1), "Public Health (PH)": (0, 0, 0, 0), BETTER: (2, 0, 2, 0)},
    changed=Selection(Q4, LAST),
    more=ADDED | {"PH01": "....GGGG", "PH02": "....AARR"},
    overviews=(*PRIORITIES, HEALTHY),
    details=frozenset({*HISTORY, "AS03", "PH01", "PH02"}),
)
ALL_AT_ONCE, FOUR_HUNDRED = "all of these at once, in eight quarters", "a council with 400 KPIs"
CASES = {
    "eight quarters of history": Growth(
        (Stage(BASE, PERIODS),),
        last={COUNCIL: (10, 3, 3, 3), CARING: (3, 1, 0, 2), "Adult Services (AS)": (2, 1, 1, 0)},
        then={COUNCIL: (10, 5, 3, 2), CARING: (3, 2, 0, 1), "Adult Services (AS)": (2, 1, 0, 1)},
    ),
    "a KPI added": Growth(
        next_year(with_new_kpi(BASE, "AS03", CARING, NEW_YEAR)),
        last={COUNCIL: (11, 3, 3, 4), CARING: (4, 1, 0, 3), "Adult Services (AS)": (3, 1, 1, 1)},
        then={COUNCIL: (10, 5, 3, 2), CARING: (3, 2, 0, 1), "Adult Services (AS)": (2, 1, 0, 1)},
        more=ADDED,
        details=frozenset({*HISTORY, "AS03"}),
    ),
    "a KPI no longer reported": Growth(
        next_year(with_kpi(BASE, "EC02", last=str(Q4))),
        last={COUNCIL: (9, 3, 3, 2), BETTER: (1, 0, 1, 0), "Education and Children (EC)": (1, 0, 1, 0)},
        then={COUNCIL: (10, 5, 3, 2), BETTER: (2, 0, 2, 0), "Education and Children (EC)": (2, 0, 2, 0)},
    ),
    "a KPI taken out of the rulebook": Growth(
        next_year(without_kpi(BASE, "EC02")),
        last={COUNCIL: (9, 3, 3, 2), BETTER: (1, 0, 1, 0)},
        then={COUNCIL: (9, 5, 2, 2), BETTER: (1, 0, 1, 0)},
        details=frozenset(HISTORY) - {"EC02"},
    ),
    "a KPI redefined": Growth(
        next_year(redefined(BASE, "RE01")),
        last={COUNCIL: (10, 2, 4, 3), "Resources (RE)": (2, 0, 2, 0)},
        then={COUNCIL: (10, 5, 3, 2), "Resources (RE)": (2, 0, 2, 0)},
        changed=Selection(NEW_YEAR),
    ),
    "a KPI renamed": Growth(
        next_year(with_kpi(BASE, "NE01", name="Streets kept clean")),
        last={COUNCIL: (10, 3, 3, 3), CARING: (3, 1, 0, 2)},
        then={COUNCIL: (10, 5, 3, 2), CARING: (3, 2, 0, 1)},
    ),
    "a priority and a directorate renamed": Growth(
        next_year(renamed_parts(BASE)),
        last={COUNCIL: (10, 3, 3, 3), "A thriving county": (3, 1, 1, 0), "Corporate Resources (RE)": (2, 1, 1, 0)},
        then={COUNCIL: (10, 5, 3, 2), "A thriving county": (3, 2, 0, 1), "Corporate Resources (RE)": (2, 1, 1, 0)},
        overviews=(CARING, "A thriving county", CLEANER, BETTER),
    ),
    "a fifth priority": Growth(
        next_year(fifth_priority(BASE)),
        last={COUNCIL: (11, 3, 3, 4), HEALTHY: (2, 0, 1, 1), GROWING: (2, 1, 0, 0)},
        then={COUNCIL: (10, 5, 3, 2), HEALTHY: (1, 0, 0, 1), GROWING: (2, 2, 0, 0)},
        more=ADDED,
        overviews=(*PRIORITIES, HEALTHY),
        details=frozenset({*HISTORY, "AS03"}),
    ),
    "a sixth directorate": Growth(
        next_year(sixth_directorate(BASE)),
        last={COUNCIL: (12, 4, 3, 4), "Public Health (PH)": (2, 1, 0, 1), CLEANER: (3, 1, 1, 1)},
        then={COUNCIL: (10, 5, 3, 2), "Public Health (PH)": (0, 0, 0, 0), CLEANER: (2, 1, 1, 0)},
        more={"PH01": "....GGGG", "PH02": "....AARR"},
        details=frozenset({*HISTORY, "PH01", "PH02"}),
    ),
    ALL_AT_ONCE: EVERYTHING,
    "a council with 12 KPIs": council_of(12),
    FOUR_HUNDRED: council_of(400),
}
LARGEST = pytest.mark.parametrize("council", [ALL_AT_ONCE, FOUR_HUNDRED], indirect=True)


@dataclass(frozen=True)
class Written:
    growth: Growth
    rulebook: Rulebook
    master: Master
    path: Path

    @cached_property
    def book(self) -> Book:
        return book_of(self.path)

    @cached_property
    def tried(self) -> Tried:
        return Tried(self.path, self.path.parent, cells_of(self.book))

    def under(self, selection: Selection, folder: Path) -> Path:
        """The master written as it must look once that choice is made."""
        expected = folder / "expected.xlsx"
        write_master(expected, self.master, self.rulebook, LAST, selection=selection)
        return expected


def written(growth: Growth, folder: Path) -> Written:
    rulebook, master = grown(folder, growth.stages, growth.history)
    write_master(folder / "master.xlsx", master, rulebook, LAST)
    return Written(growth, rulebook, master, folder / "master.xlsx")


Grow = Callable[[str], Written]

_AT_ONCE = 2
"""Councils kept, whose tests follow each other: all of them are 2 GB, which Python walks over again and again."""


@pytest.fixture(scope="session")
def grow(tmp_path_factory: pytest.TempPathFactory) -> Grow:
    """The council grown in the way of that name, written once."""
    return lru_cache(_AT_ONCE)(lambda name: written(CASES[name], tmp_path_factory.mktemp("Growing council & co")))


@pytest.fixture(params=list(CASES))
def council(request: pytest.FixtureRequest, grow: Grow) -> Written:
    return grow(request.param)


def sheet_of(book: Book, name: str) -> Sheet:
    sheet = book.sheet_named(name)
    assert sheet is not None, f"no sheet {name}"
    return sheet


def counts(book: Book) -> dict[str, Figures]:
    """The rows of Counts by part."""
    rows = [[cell.text for cell in cells] for _, cells in sheet_of(book, "Counts").rows]
    at = next(number for number, row in enumerate(rows) if "Part" in row)
    named = [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :] if len(row) == len(rows[at])]
    return {
        row["Part"]: (int(row["KPIs"]), int(row["Green"]), int(row["Amber"]), int(row["Red"]))
        for row in named
        if row["Kind"] != "Service"
    }


def links(sheet: Sheet) -> set[str]:
    """The sheets it leads to."""
    found = (item.get("location", "") for item in sheet.root.iterfind("hyperlinks/hyperlink"))
    return {place.rpartition("!")[0].strip("'").replace("''", "'") for place in found}


def compared(expected: Cells, found: Cells, growth: Growth) -> list[str]:
    """What differs, and on the way how much was compared."""
    count, wrong = unlike_cells(expected, found)
    print(f"{count:,} formula cells compared")
    assert count > 100 * len(growth.details)
    return wrong


def test_the_master_is_sound(council: Written) -> None:
    assert lint(council.path) == []


@pytest.mark.sdk
@LARGEST
def test_the_open_xml_sdk_finds_nothing_wrong(council: Written) -> None:
    assert sdk_errors([council.path]) == []


def test_every_formula_gives_its_cached_value_and_counts_are_those_counted_by_hand(council: Written) -> None:
    assert {part: counts(council.book)[part] for part in council.growth.last} == council.growth.last
    assert compared(council.tried.cells, council.tried.under(str(LAST)), council.growth) == []


def test_another_choice_gives_what_python_gives_and_what_was_counted_by_hand(council: Written, tmp_path: Path) -> None:
    growth, changed = council.growth, council.growth.changed
    found = book_of(council.tried.worked_out(str(changed.period), changed.basis_words))
    assert compared(all_cells(council.under(changed, tmp_path)), cells_of(found), growth) == []
    assert {part: counts(found)[part] for part in growth.then} == growth.then


def test_every_priority_and_kpi_has_its_sheet_and_the_ways_lead_there(council: Written) -> None:
    growth, book = council.growth, council.book
    names = [sheet.name for sheet in book.sheets]
    details = {name for name in names if name in growth.history}
    assert [name for name in names if name in growth.overviews] == list(growth.overviews)
    assert details == growth.details
    assert links(sheet_of(book, "Instructions")) >= {*growth.overviews, *growth.details}
    assert links(sheet_of(book, "Summary")) >= set(growth.overviews)
    served = {kpi_id: kpi.priority for kpi_id, kpi in council.rulebook.kpis.items() if kpi_id in growth.details}
    for overview in growth.overviews:
        own = {kpi_id for kpi_id, priority in served.items() if priority == overview}
        assert links(sheet_of(book, overview)) & details == own
        assert all(overview in links(sheet_of(book, kpi_id)) for kpi_id in own)


def test_the_master_read_back_is_the_master_written(council: Written) -> None:
    assert open_master(council.path).results == council.master.results


def shown(path: Path, sheet: str) -> set[str]:
    return {cell.text for _, cells in sheet_of(book_of(path), sheet).rows for cell in cells}


def test_a_kpi_added_says_that_it_was_not_reported_before(grow: Grow, tmp_path: Path) -> None:
    made = grow("a KPI added")
    before = made.under(Selection(Q4), tmp_path)
    assert "Not reported in this quarter" in shown(before, "AS03")
    assert "Not reported in this quarter" not in shown(made.path, "AS03")


def test_a_redefined_kpi_is_compared_with_nothing_from_before_and_not_rated_by_what_it_means_now(
    grow: Grow, tmp_path: Path
) -> None:
    made = grow("a KPI redefined")
    assert "Not comparable" in shown(made.under(Selection(NEW_YEAR), tmp_path), "RE01")
    assert counts(book_of(made.under(Selection(Q4, LAST), tmp_path)))["Resources (RE)"] == (2, 1, 1, 0)


def test_a_renamed_kpi_has_its_new_name_in_every_quarter_and_keeps_its_history(grow: Grow, tmp_path: Path) -> None:
    made = grow("a KPI renamed")
    for path in (made.path, made.under(Selection(Q4), tmp_path)):
        assert "Streets kept clean" in shown(path, CARING)
        assert "Measure NE01" not in shown(path, CARING)
        assert shown(path, "NE01") >= {str(period) for period in YEAR_ONE}


def test_what_changed_sets_apart_what_was_added_removed_and_redefined(grow: Grow, tmp_path: Path) -> None:
    made = grow(ALL_AT_ONCE)
    book = book_of(made.under(Selection(NEW_YEAR), tmp_path))
    rows = [[cell.text for cell in cells] for _, cells in sheet_of(book, "What changed").rows]
    apart = {row[0].partition(" ")[0]: row[1] for row in rows if len(row) > 1 and row[1] in APART}
    assert apart == {"AS03": "Added", "PH01": "Added", "PH02": "Added", "EC02": "Removed", "RE01": "Redefined"}


def libreoffice_compared(
    council: Written, selection: Selection, expected: Cells, profile: Path, folder: Path
) -> list[str]:
    typed = {QUARTER: str(selection.period), THRESHOLDS: selection.basis_words}
    asked = bare(edited(council.path, typed, folder / "typed.xlsx"), folder / "bare.xlsx")
    found = convert(asked, "xlsx", folder / "out", profile, timeout=600)
    return compared(expected, all_cells(found), council.growth)


@pytest.mark.libreoffice
@LARGEST
def test_libreoffice_gives_every_cached_value(council: Written, libreoffice_profile: Path, tmp_path: Path) -> None:
    stored = council.tried.cells
    assert libreoffice_compared(council, Selection(LAST), stored, libreoffice_profile, tmp_path) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("council", [ALL_AT_ONCE], indirect=True)
def test_libreoffice_follows_another_choice_too(council: Written, libreoffice_profile: Path, tmp_path: Path) -> None:
    changed = council.growth.changed
    expected = all_cells(council.under(changed, tmp_path))
    assert libreoffice_compared(council, changed, expected, libreoffice_profile, tmp_path) == []
