"""The master with buttons: its Settings sheet, and everything else as in the master without."""

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import varied_council
from macro_workbooks import macro_master, public_subs
from openpyxl import Workbook, load_workbook
from proof.buttons import drawn_buttons
from proof.scanned import vba_errors
from proof.workbook import prove_workbook
from small_council import Q2

from kpi_xl.files.write_master import write_master
from kpi_xl.model.buttons import FOLDER_NAME, MASTER_BUTTONS, SETTINGS_SHEET
from kpi_xl.workflows.open_master import open_master


def opened(path: Path) -> Workbook:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparkline Group extension")
        return load_workbook(path)


@pytest.fixture(scope="module", params=[True, False], ids=["with details", "tables only"])
def master(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return macro_master(tmp_path_factory.mktemp("macros") / "master & more.xlsm", details=request.param)


@pytest.mark.slow
@pytest.mark.sdk
def test_a_master_with_buttons_is_sound(master: Path, sdk_validate: Callable[[list[Path]], list[str]]) -> None:
    assert [*prove_workbook(master), *sdk_validate([master]), *vba_errors(master)] == []


def test_the_masters_buttons_are_on_settings_beside_what_they_do(master: Path) -> None:
    drawn = drawn_buttons(master)
    assert [(one.sheet, one.macro) for one in drawn] == [(SETTINGS_SHEET, button.macro) for button in MASTER_BUTTONS]
    assert {one.macro for one in drawn} <= set(public_subs(master))
    shown = {row[1].value for row in opened(master)[SETTINGS_SHEET].iter_rows()}
    assert {f"{button.tip}." for button in MASTER_BUTTONS} <= shown


def test_settings_comes_before_what_people_read_and_after_the_instructions(master: Path) -> None:
    names = opened(master).sheetnames
    assert names[names.index(SETTINGS_SHEET) + 1] == "Summary"
    assert names[: names.index(SETTINGS_SHEET)] in (["Instructions"], [])


def test_the_folder_of_the_workspace_is_a_named_cell_left_blank(master: Path) -> None:
    book = opened(master)
    ((sheet, cell),) = book.defined_names[FOLDER_NAME].destinations
    assert (sheet, book[sheet][cell].value) == (SETTINGS_SHEET, None)


def test_a_master_with_buttons_is_read_as_the_one_without(master: Path, tmp_path: Path) -> None:
    rules = varied_council.rulebook()
    write_master(tmp_path / "plain.xlsx", varied_council.master(rules), rules, Q2)
    assert open_master(master) == open_master(tmp_path / "plain.xlsx")
