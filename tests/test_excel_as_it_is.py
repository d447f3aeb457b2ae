"""Excel as its users have it: AutoSave on, calculation by hand, sheets protected, a cell being edited."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw
from headless import said
from live_engine import open_in_excel
from live_engine.com_error import ComError
from small_workspace import send, send_all, workspace
from test_master_buttons import awaiting

from kpi_xl.faces.buttons.pressing import answer_press
from kpi_xl.faces.live.quietly import quietly
from kpi_xl.faces.live.read_open_book import read_open_book
from kpi_xl.files.saving.log_place import LOG_VARIABLE
from kpi_xl.model.errors import MachineError
from kpi_xl.model.master import Master

pytestmark = pytest.mark.slow


@pytest.fixture
def master(tmp_path: Path) -> xw.Book:
    folder = workspace(tmp_path)
    send_all(folder)
    return open_in_excel(awaiting(folder, Master()))


def backups(book: xw.Book) -> list[Path]:
    return list((Path(book.fullname).parent / "backups").glob("*"))


def type_over_a_formula(book: xw.Book) -> None:
    cells = (cell for row in book.impl.typed["Calculations"].iter_rows(min_row=7) for cell in row)
    place = next(cell for cell in cells if cell.data_type == "f")
    book.sheets["Calculations"].range(place.coordinate).value = "'typed over"


def have(book: xw.Book, *, autosave: bool, fixed: bool = False) -> None:
    book.impl.api.AutoSaveOn = autosave
    book.impl.api.fixed = fixed
    book.impl.saved_by_itself = 0


BUTTONS = ["consolidate_submissions", "refresh_dashboard"]


@pytest.mark.parametrize("button", BUTTONS)
def test_with_autosave_on_nothing_is_saved_and_that_is_said(button: str, master: xw.Book) -> None:
    type_over_a_formula(master)
    have(master, autosave=True)
    answer_press(button, master)
    mode, text = said(master)
    assert (mode, "Nothing is saved yet" in text, "AutoSave is now off" in text) == ("info", True, True), text
    assert (master.impl.api.AutoSaveOn, master.impl.saved_by_itself) == (False, 0)
    assert len(backups(master)) == 1


@pytest.mark.parametrize("button", BUTTONS)
def test_where_autosave_stays_on_the_message_says_so_and_names_the_copy(button: str, master: xw.Book) -> None:
    type_over_a_formula(master)
    have(master, autosave=True, fixed=True)
    answer_press(button, master)
    mode, text = said(master)
    assert (mode, "Nothing is saved" in text, "saved already" in text) == ("info", False, True), text
    assert str(backups(master)[0]) in text


@pytest.mark.parametrize("button", BUTTONS)
def test_with_autosave_off_nothing_is_said_of_it(button: str, master: xw.Book) -> None:
    type_over_a_formula(master)
    answer_press(button, master)
    assert "AutoSave" not in said(master)[1]
    assert len(backups(master)) == 1, "a press that writes copies the saved file first"


def test_where_it_stays_on_and_no_copy_can_be_made_nothing_is_written(master: xw.Book, tmp_path: Path) -> None:
    settings = master.sheets["Settings"]
    settings.range(master.names["WorkspaceFolder"].refers_to_range.address).value = str(Path(master.fullname).parent)
    master.impl.path = tmp_path / "on the web.xlsm"
    have(master, autosave=True, fixed=True)
    before = master.app.impl.calls["write"]
    answer_press("consolidate_submissions", master)
    assert "Turn AutoSave off" in said(master)[1]
    assert master.app.impl.calls["write"] == before


def test_a_fault_of_ours_does_not_promise_what_autosave_has_undone(
    master: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "kpi_xl.log"))
    have(master, autosave=True)
    answer_press("no_such_button", master)
    assert "Nothing was saved" not in said(master)[1]
    assert "Version History" in said(master)[1]


def test_a_book_of_an_excel_without_autosave_is_as_one_that_has_it_off(master: xw.Book, monkeypatch) -> None:
    monkeypatch.setattr(type(master.impl), "api", "a book of Excel 2016")
    type_over_a_formula(master)
    answer_press("refresh_dashboard", master)
    assert "Nothing is saved yet" in said(master)[1]


@pytest.mark.parametrize("calculation", ["automatic", "semiautomatic", "manual"])
def test_what_is_read_and_what_is_left_is_worked_out_however_excel_calculates(
    calculation: str, master: xw.Book
) -> None:
    app = master.app.impl
    app.calculation = calculation
    read_open_book(master)
    assert app.calls["calculate"] == (calculation == "manual")
    with quietly(master.app):
        assert app.calculation == "manual"
    assert app.calculation == calculation
    assert app.calls["calculate"] == 2 * (calculation == "manual")


class StubbornApp:
    """Excel that will not calculate as it did, as while a cell is being edited."""

    def __init__(self) -> None:
        self.screen_updating, self._calculation = True, "automatic"

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, way: str) -> None:
        if way != "manual":
            raise ComError(-2147352567, "Unable to set the Calculation property")
        self._calculation = way


def test_the_screen_is_given_back_where_calculation_will_not_be() -> None:
    app = StubbornApp()
    with pytest.raises(MachineError, match="Calculation Options"), quietly(app):  # type: ignore[arg-type] # it has what is asked for
        assert app.screen_updating is False
    assert app.screen_updating is True


def test_what_failed_meanwhile_is_not_forgotten_over_it() -> None:
    app = StubbornApp()
    with pytest.raises(MachineError) as told, quietly(app):  # type: ignore[arg-type] # it has what is asked for
        raise ValueError("the work itself")
    assert isinstance(told.value.__cause__ and told.value.__cause__.__context__, ValueError)


def protect(book: xw.Book, *names: str) -> None:
    for name in names:
        book.impl.typed[name].protection.sheet = True


@pytest.mark.parametrize("button", BUTTONS)
def test_a_protected_sheet_is_named_and_nothing_is_written(button: str, master: xw.Book) -> None:
    type_over_a_formula(master)
    protect(master, "Summary", "Results")
    before = master.app.impl.calls["write"]
    answer_press(button, master)
    mode, text = said(master)
    assert mode == "critical"
    assert "Summary" in text
    assert "Results" in text
    assert "Unprotect Sheet" in text
    assert master.app.impl.calls["write"] == before
    assert backups(master) == []


@pytest.mark.parametrize(
    ("button", "sheet"),
    [
        pytest.param("check_my_return", "Checks", id="Checks"),
        pytest.param("clear_checks", "Checks", id="Clear checks"),
    ],
)
def test_an_officer_who_protected_a_sheet_is_told_which(button: str, sheet: str, tmp_path: Path) -> None:
    book = open_in_excel(send(workspace(tmp_path), "AS"))
    protect(book, sheet)
    answer_press(button, book)
    assert f"The sheet {sheet} is protected" in said(book)[1]
    assert "does not know why" not in said(book)[1]


def test_excel_being_busy_is_no_riddle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "kpi_xl.log"))

    def busy(_: xw.Book) -> str:
        raise ComError(-2146777998, "Exception occurred.")

    found: Callable[[str], Callable[[xw.Book], str]] = lambda _: busy  # noqa: E731 # one word
    monkeypatch.setattr("kpi_xl.faces.buttons.pressing.handler", found)
    book = open_in_excel(send(workspace(tmp_path), "AS"))
    answer_press("check_my_return", book)
    assert "a cell is being edited" in said(book)[1]


def test_where_the_copy_fails_autosave_stays_as_it_was(master: xw.Book) -> None:
    (Path(master.fullname).parent / "backups").write_text("a file of that name", encoding="utf-8")
    type_over_a_formula(master)
    have(master, autosave=True)
    answer_press("refresh_dashboard", master)
    assert said(master)[0] == "critical"
    assert (master.impl.api.AutoSaveOn, master.impl.saved_by_itself) == (True, 0)
