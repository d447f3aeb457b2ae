"""The render test: on the example's overviews the colour a spreadsheet shows is the colour of the rating."""

from collections.abc import Callable
from pathlib import Path

import pytest
from shown import Shown, shown_sheets

from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook

pytestmark = [pytest.mark.libreoffice, pytest.mark.unmeasured]

Q2 = Period(2022, 2)
Sheets = dict[str, list[list[Shown]]]
COLOURS = {
    Rating.GREEN: ("#5BB98C", "#000000"),
    Rating.AMBER: ("#FFD166", "#000000"),
    Rating.RED: ("#A4161A", "#FFFFFF"),
}
"""Behind the word and of the word, as in templates/theme.toml, where both were measured for sight and for print."""
RATED = {colours[0] for colours in COLOURS.values()}


@pytest.fixture(scope="module")
def rulebook(demo_folder: Path) -> Rulebook:
    return open_rulebook(demo_folder / "rulebook.xlsx")


@pytest.fixture(scope="module")
def master(demo_folder: Path) -> Master:
    return open_master(demo_folder / "master.xlsx")


@pytest.fixture(scope="module")
def sheets(
    demo_folder: Path, soffice_convert: Callable[[Path, str, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Sheets:
    return shown_sheets(soffice_convert(demo_folder / "master.xlsx", "html", tmp_path_factory.mktemp("html")))


def ratings_of(rows: list[list[Shown]]) -> dict[str, Shown]:
    """The Rating cell of each KPI's line, by the KPI's ref; a sheet may hold several tables with their own headings."""
    found: dict[str, Shown] = {}
    ref = rating = None
    for row in rows:
        texts = [cell.text for cell in row]
        if "Rating" in texts and "Ref" in texts:
            ref, rating = texts.index("Ref"), texts.index("Rating")
        elif ref is not None and rating is not None and rating < len(row) and row[rating].text:
            found[texts[ref]] = row[rating]
    return found


def test_every_rating_on_the_overviews_is_shown_in_its_own_colour(
    sheets: Sheets, rulebook: Rulebook, master: Master
) -> None:
    shown = {ref: cell for one in rulebook.priorities for ref, cell in ratings_of(sheets[one.name]).items()}
    outcomes = {result.kpi_id: result.outcome for result in master.of(Q2)}
    assert {ref: cell.text for ref, cell in shown.items()} == {ref: str(outcome) for ref, outcome in outcomes.items()}
    rated = {ref: outcome for ref, outcome in outcomes.items() if isinstance(outcome, Rating)}
    assert {ref: shown[ref][1:] for ref in rated} == {ref: COLOURS[outcome] for ref, outcome in rated.items()}
    assert [ref for ref in outcomes.keys() - rated.keys() if shown[ref].behind in RATED] == []


def test_every_sheet_of_a_kpi_shows_its_rating_in_the_same_colour(sheets: Sheets, master: Master) -> None:
    wrong = []
    for result in master.of(Q2):
        cell = next(row[1] for row in sheets[result.kpi_id] if row[0].text == "Rating")
        right = COLOURS[result.outcome] if isinstance(result.outcome, Rating) else None
        if cell.text != str(result.outcome) or (cell[1:] != right if right else cell.behind in RATED):
            wrong.append((result.kpi_id, cell))
    assert wrong == []


def test_exceptions_show_reds_in_red_and_worsened_ambers_in_amber(sheets: Sheets, master: Master) -> None:
    shown = ratings_of(sheets["Exceptions"])
    reds = {result.kpi_id for result in master.of(Q2) if result.outcome is Rating.RED}
    assert len(reds) == 14
    assert reds == {ref for ref, cell in shown.items() if cell == ("Red", *COLOURS[Rating.RED])}
    assert {cell for ref, cell in shown.items() if ref not in reds} == {("Amber", *COLOURS[Rating.AMBER])}
