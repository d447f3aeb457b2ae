"""Formulas do not grow with the rulebook: a council of long lists and long names keeps within Excel's limits."""

from collections.abc import Callable, Iterator
from pathlib import Path

import long_council
import pytest
from proof.choices import bare, unlike_cells
from proof.recalculated import all_cells, differences
from proof.tried import Tried
from workbook_lint import lint

from kpi_xl.files.write_master import write_master

pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "master.xlsx"
    rules = long_council.rulebook()
    write_master(path, long_council.master(rules), rules, long_council.LAST)
    return path


def formulas(path: Path) -> Iterator[str]:
    return (cell.formula for cell in all_cells(path).values() if cell.formula)


def test_the_lint_finds_nothing_in_it(written: Path) -> None:
    assert lint(written) == []


def test_no_formula_comes_near_a_limit_however_many_parts_a_total_has(written: Path) -> None:
    assert max(map(len, formulas(written))) < 4_096


def test_no_formula_holds_a_name_of_the_council_s(written: Path) -> None:
    assert not [formula for formula in formulas(written) if "own" in formula and "choice" in formula]


def test_an_engine_works_out_every_cell_as_it_is_stored(written: Path, tmp_path: Path) -> None:
    tried = Tried(written, tmp_path)
    count, wrong = unlike_cells(tried.cells, tried.under(str(long_council.LAST)))
    assert count > 1_000 and not wrong


def test_a_quarter_with_nothing_before_it_gives_no_error(written: Path, tmp_path: Path) -> None:
    worked = Tried(written, tmp_path).under(str(long_council.PERIODS[0]))
    assert not [place for place, cell in worked.items() if cell.kind == "e" and place[0] != "Trends"]


@pytest.mark.libreoffice
def test_libreoffice_works_out_every_cell_as_it_is_stored(
    written: Path, tmp_path: Path, soffice_convert: Callable[[Path, str, Path], Path]
) -> None:
    found = soffice_convert(bare(written, tmp_path / "bare.xlsx"), "xlsx", tmp_path / "out")
    assert differences(written, found) == []
