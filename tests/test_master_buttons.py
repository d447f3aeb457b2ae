"""The master's buttons, pressed without Excel: they end in the figures of the commands, cell for cell."""

import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from headless import press, said
from live_engine import open_in_excel
from macro_workbooks import python_link
from proof.choices import unlike_cells, worked_out
from proof.recalculated import all_cells
from small_workspace import Q1, send_all
from small_workspace import workspace as small_workspace

from kpi_xl.faces.buttons.pressing import answer_press
from kpi_xl.files.write_macro_master import write_macro_master
from kpi_xl.files.write_master import write_master
from kpi_xl.model.buttons import FOLDER_NAME, RULEBOOK_FINDINGS, SETTINGS_SHEET
from kpi_xl.model.master import Master
from kpi_xl.model.selection import Selection
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook
from kpi_xl.workflows.run import run_quarter

pytestmark = pytest.mark.slow

SHIPPED = Path(__file__).parents[1] / "workbooks"
WHEN = datetime(2022, 10, 20, 9, 30)
SPEAKS_OF_BUTTONS = "Instructions"


def awaiting(folder: Path, earlier: Master) -> Path:
    """master.xlsx and master.xlsm of the quarter collected, as they stand before any return has come."""
    rulebook = open_rulebook(folder / "rulebook.xlsx")
    period = rulebook.settings.period
    assert period is not None
    master = consolidate(rulebook, earlier, (), period).master
    write_master(folder / "master.xlsx", master, rulebook, period, created=WHEN)
    path = folder / "master.xlsm"
    write_macro_master(path, master, rulebook, period, python_link(), created=WHEN)
    return path


def recalculated(book: xw.Book, folder: Path) -> Path:
    book.impl.save(str(folder / "pressed.xlsm"))
    with_results = folder / "worked out.xlsm"
    return worked_out(folder / "pressed.xlsm", {}, with_results)


def differing(expected: Path, found: Path) -> tuple[int, list[str]]:
    """How many formula cells were compared, and the cells that differ, either way, but for what speaks of buttons."""
    ours, theirs = all_cells(expected), all_cells(found)
    compared, wrong = unlike_cells(ours, theirs)
    _, surplus = unlike_cells(theirs, ours)
    own = (f"{SPEAKS_OF_BUTTONS}!", f"{SETTINGS_SHEET}!", "xlwings.conf!")
    return compared, [one for one in (*wrong, *surplus) if not one.startswith(own)]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    folder = small_workspace(tmp_path)
    send_all(folder)
    return folder


@pytest.mark.slow
@pytest.mark.unmeasured
def test_consolidating_the_example_in_excel_ends_in_the_figures_of_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "Q2 & more"
    shutil.copytree(SHIPPED / "submissions", folder / "submissions")
    shutil.copy(SHIPPED / "rulebook.xlsx", folder)
    path = awaiting(folder, open_master(SHIPPED / "master-2022-23-Q1.xlsx"))
    stored = path.read_bytes()

    book = press(path, "Consolidate submissions")
    mode, text = said(book)
    assert (mode, text.splitlines()[0]) == (
        "info",
        "2022/23 Q2: 77 KPIs, 70 rated: 41 Green (59%), 15 Amber (21%), 14 Red (20%).",
    )
    assert path.read_bytes() == stored, "the open workbook is not saved"
    assert [copy.read_bytes() for copy in (folder / "backups").iterdir()] == [stored]

    run_quarter(folder, with_findings=False, when=WHEN)
    compared, wrong = differing(folder / "master.xlsx", recalculated(book, tmp_path))
    print(f"{compared:,} formula cells compared")
    assert compared > 25_000
    assert wrong == []


@pytest.mark.slow
def test_a_first_quarter_then_a_second_one_with_rows_that_were_not_there(council: Path, tmp_path: Path) -> None:
    send_all(council, {"AS01": 80.0, "EC02": 87.0}, period=Q1)
    shutil.rmtree(council / "submissions")
    (council / "submissions").mkdir()
    path = awaiting(council, Master())
    send_all(council)
    book = press(path, "Consolidate submissions")
    assert "4 rated: 3 Green (75%), 1 Amber (25%), 0 Red (0%)" in said(book)[1]
    run_quarter(council, with_findings=False, when=WHEN)
    compared, wrong = differing(council / "master.xlsx", recalculated(book, tmp_path))
    assert compared > 1_000
    assert wrong == []


@pytest.mark.slow
def test_a_second_press_changes_nothing(council: Path, tmp_path: Path) -> None:
    path = awaiting(council, Master())
    book = press(path, "Consolidate submissions")
    book.impl.save(str(path))
    worked_out(path, {}, tmp_path / "again.xlsm")
    again = open_in_excel(tmp_path / "again.xlsm")
    before = again.app.impl.calls["write"]
    again.impl.path = path
    answer_press("consolidate_submissions", again)
    assert again.app.impl.calls["write"] == before, again.app.impl.alerts


def test_a_return_turned_down_leaves_its_gap_and_is_named(council: Path) -> None:
    (council / "submissions").joinpath("EC.xlsx").write_text("not a workbook")
    for path in (council / "submissions").glob("EC *"):
        path.unlink()
    text = said(press(awaiting(council, Master()), "Consolidate submissions"))[1]
    assert "Accepted: AS." in text
    assert "EC" in text.partition("Accepted: AS.")[2]


def test_a_folder_that_is_not_there_is_told_and_nothing_is_written(council: Path) -> None:
    path = awaiting(council, Master())
    book = open_in_excel(path)
    book.names[FOLDER_NAME].refers_to_range.value = str(council / "elsewhere")
    before = book.app.impl.calls["write"]
    answer_press("consolidate_submissions", book)
    mode, text = said(book)
    assert (mode, "There is no folder" in text) == ("critical", True)
    assert book.app.impl.calls["write"] == before


def test_refresh_puts_back_what_was_typed_over_and_keeps_the_choice(council: Path, tmp_path: Path) -> None:
    path = awaiting(council, Master())
    rulebook = open_rulebook(council / "rulebook.xlsx")
    run_quarter(council, with_findings=False, when=WHEN)
    master = open_master(council / "master.xlsx")
    period = rulebook.settings.period
    assert period is not None
    write_macro_master(path, master, rulebook, period, python_link(), created=WHEN, selection=Selection(period, period))
    book = open_in_excel(path)
    place = next(
        cell for row in book.impl.typed["Calculations"].iter_rows(min_row=7) for cell in row if cell.data_type == "f"
    )
    formula = place.value
    book.sheets["Calculations"].range(place.coordinate).value = "'typed over"
    answer_press("refresh_dashboard", book)
    mode, text = said(book)
    assert (mode, "worked out again" in text) == ("info", True)
    assert book.impl.typed["Calculations"][place.coordinate].value == formula
    assert book.impl.typed["Summary"]["B6"].value == str(period)
    assert list(council.glob("*refreshed*")) == []


def test_refresh_opens_a_workbook_laid_out_anew_where_sheets_are_missing(council: Path) -> None:
    run_quarter(council, with_findings=False, when=WHEN)
    rulebook = open_rulebook(council / "rulebook.xlsx")
    path = council / "master.xlsm"
    period = rulebook.settings.period
    assert period is not None
    write_macro_master(path, open_master(council / "master.xlsx"), rulebook, period, python_link(), created=WHEN)
    book = open_in_excel(path)
    book.impl.typed.remove(book.impl.typed["EC02"])
    stored = path.read_bytes()
    answer_press("refresh_dashboard", book)
    (new,) = council.glob("master refreshed *.xlsm")
    assert new.name in said(book)[1]
    assert [one.name for one in book.app.books] == [path.name, new.name]
    assert "EC02" in book.app.books[new.name].sheet_names
    assert path.read_bytes() == stored


def test_a_wrong_rulebook_is_listed_on_settings(council: Path) -> None:
    path = awaiting(council, Master())
    rules = openpyxl.load_workbook(council / "rulebook.xlsx")
    sheet = rules["Thresholds"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "AS01")
    header = next(row for row in sheet.iter_rows() if row[0].value == "Ref" or row[0].value == "KPI")
    amber = next(cell.column for cell in header if cell.value == "Amber from")
    sheet.cell(row[0].row, amber).value = 95.0
    rules.save(council / "rulebook.xlsx")
    book = press(path, "Check rulebook")
    mode, text = said(book)
    assert (mode, "1 error" in text) == ("info", True)
    start = book.names[RULEBOOK_FINDINGS].refers_to_range.row
    what, message = (cell.value for cell in book.impl.typed[SETTINGS_SHEET][start + 1][:2])
    assert what.startswith("Error KPI2")
    assert f"Thresholds!E{row[0].row}" in what
    assert message.endswith(".")


def test_a_sound_rulebook_is_said_to_be_sound(council: Path) -> None:
    assert said(press(awaiting(council, Master()), "Check rulebook")) == ("info", "rulebook.xlsx is sound.")
