"""The Exceptions sheet follows the choice: what is Red and what got worse, in order, and nothing beyond."""

from pathlib import Path

import awkward_council
import pytest
from proof.recalculated import all_cells
from proof.tried import Cells, Tried

from kpi_xl.files.write_master import write_master
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.rules.master.exceptions import exceptions
from kpi_xl.rules.master.kpi_lines import KpiLine, corporate
from kpi_xl.rules.master.selected import lines_for
from kpi_xl.rules.words.wording import show

pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]

Q1, Q2 = Period(2022, 1), Period(2022, 2)
FIRST = 8
"""The row below the headings."""

CHOICES = [
    pytest.param(Selection(Q2), id="as published"),
    pytest.param(Selection(Q1), id="the quarter before"),
    pytest.param(Selection(Q1, Q2), id="the quarter before by thresholds of now"),
    pytest.param(Selection(Period(2021, 2)), id="a quarter with little in it"),
]


def exceptions_of(rulebook: Rulebook, master: Master, selection: Selection) -> list[KpiLine]:
    return exceptions(corporate(lines_for(rulebook, master, selection)))


def listed(cells: Cells, sheet: str = "Exceptions") -> list[dict[str, str]]:
    """The rows of the sheet as shown, by column letter, without those that show nothing."""
    rows: dict[int, dict[str, str]] = {}
    for (name, address), cell in cells.items():
        letters, row = address.rstrip("0123456789"), int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        if name == sheet and row >= FIRST and cell.text:
            rows.setdefault(row, {})[letters] = cell.text
    return [rows[row] for row in sorted(rows)]


@pytest.mark.parametrize("selection", CHOICES)
def test_exceptions_are_those_of_the_rules_in_their_order(
    selection: Selection, example: tuple[Rulebook, Master], tried_example: Tried
) -> None:
    expected = exceptions_of(*example, selection)
    rows = listed(tried_example.under(str(selection.period), selection.basis_words))
    assert [row["B"] for row in rows] == [line.kpi.kpi_id for line in expected]
    assert [row["E"] for row in rows] == [str(line.result.outcome) for line in expected]
    assert [row["K"] for row in rows] == [line.result.words.cause or "Not given" for line in expected]
    assert [row["L"] for row in rows] == [line.result.words.action or "Not given" for line in expected]


def test_the_sentence_counts_reds_and_worsened_ambers(example: tuple[Rulebook, Master], tried_example: Tried) -> None:
    cells = tried_example.cells
    expected = exceptions_of(*example, Selection(Q2))
    reds = sum(str(line.result.outcome) == "Red" for line in expected)
    assert reds == 14
    assert cells["Exceptions", "A5"].text == f"14 Red, and {len(expected) - 14} Amber that got worse"


def test_figures_stand_with_their_unit_as_text(example: tuple[Rulebook, Master], tried_example: Tried) -> None:
    lines = {line.kpi.kpi_id: line for line in exceptions_of(*example, Selection(Q2))}
    rows = {row["B"]: row for row in listed(tried_example.cells)}
    assert rows.keys() == lines.keys()
    plain = {kpi_id: line for kpi_id, line in lines.items() if not line.result.rounding_sensitive}
    for kpi_id, line in plain.items():
        assert rows[kpi_id]["F"] == show(line.result.value, line.kpi.measure, line.kpi.decimals)


def test_a_row_links_to_the_sheet_of_whatever_kpi_it_shows(tried_example: Tried) -> None:
    cells = tried_example.cells
    assert "HYPERLINK" in (cells["Exceptions", f"B{FIRST}"].formula or "")
    links = [cell.text for (sheet, _), cell in cells.items() if sheet == "Calculations" and cell.text.startswith("#'")]
    sheets = {sheet for sheet, _ in cells}
    assert links
    assert {link.removeprefix("#'").removesuffix("'!A1") for link in links} <= sheets


def test_without_exceptions_the_sheet_says_so(tmp_path: Path) -> None:
    rulebook, master = awkward_council.book(), Master(results=())
    write_master(tmp_path / "m.xlsx", master, rulebook, Q2)
    cells = all_cells(tmp_path / "m.xlsx")
    assert cells["Exceptions", "A5"].text == "Nothing is Red, and no Amber got worse."
    assert listed(cells) == []
