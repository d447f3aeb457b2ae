"""From the macro to the handler and back: whatever happens is told in a message box, never raised."""

import subprocess
import sys
from pathlib import Path

import pytest
import xlwings as xw
from cli import kpi_xl_here
from live_engine import open_in_excel
from small_workspace import send, workspace
from unmeasured import environment
from windows_pc import SHARE_GONE

from kpi_xl.faces.buttons import press
from kpi_xl.faces.buttons.pressing import answer_press, handler
from kpi_xl.files.saving.log_place import LOG_VARIABLE
from kpi_xl.model.buttons import MASTER_BUTTONS, RETURN_BUTTONS, Button, run_python


@pytest.fixture
def book(tmp_path: Path) -> xw.Book:
    return open_in_excel(send(workspace(tmp_path), "AS"))


@pytest.mark.parametrize("button", [*RETURN_BUTTONS, *MASTER_BUTTONS], ids=lambda button: button.handler)
def test_every_button_has_a_handler(button) -> None:
    assert handler(button.handler).__name__ == button.handler
    assert handler(button.handler).__doc__ or button.handler == "clear_checks"


def test_the_python_of_a_button_presses_it(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xw.Book, "_mock_caller", book, raising=False)
    exec(run_python(RETURN_BUTTONS[1]))  # what RunPython hands to Python
    assert book.app.impl.alerts == [
        ("info", "The findings are gone from Checks and no cell is marked any more. What you answered there is kept.")
    ]


def test_a_fault_of_ours_is_logged_and_told_without_a_traceback(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "log" / "kpi_xl.log"))
    answer_press("no_such_button", book)
    ((mode, text),) = book.app.impl.alerts
    assert (mode, "kpi_xl.log" in text, "Traceback" in text) == ("critical", True, False)
    log = (tmp_path / "log" / "kpi_xl.log").read_text(encoding="utf-8")
    assert "the button no_such_button" in log
    assert "ModuleNotFoundError" in log


def test_a_log_that_cannot_be_written_does_not_stop_the_message(book: xw.Book, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "file" / "kpi_xl.log"))
    answer_press("no_such_button", book)
    assert "It says: No module named" in book.app.impl.alerts[-1][1]


def test_a_name_with_an_equals_sign_still_finds_its_workbook(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings cuts such a name at the sign, so we look among the open workbooks."""
    book.impl.path = book.impl.path.with_name("AS=Q2.xlsx")
    monkeypatch.setattr(sys, "argv", ["kpi", r"--wb=C:\Sent\AS=Q2.xlsx", "--from_xl=1"])
    press("clear_checks")
    assert book.app.impl.alerts


@pytest.mark.parametrize("button", [*RETURN_BUTTONS, *MASTER_BUTTONS], ids=lambda button: button.handler)
def test_a_press_imports_nothing_that_lies_in_excels_present_folder(button: Button, tmp_path: Path) -> None:
    for name in ("pandas", "numpy", "kpi_xl", "xlsxwriter", "filelock"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the folder')", encoding="utf-8")
    loads = run_python(button).rpartition("; press")[0]
    line = f"import sys; sys.path.insert(0, ''); {loads}; from kpi_xl.faces.buttons.pressing import handler"
    command = [sys.executable, "-c", f"{line}; handler('{button.handler}')"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment(), check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_the_function_server_imports_nothing_from_there_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", ["", *sys.path, ""])
    monkeypatch.setattr("kpi_xl.workflows.serve_at_logon.windows_of", lambda computer: computer)
    monkeypatch.setattr(xw, "serve", lambda: None, raising=False)
    assert kpi_xl_here("serve-functions").returncode == 0
    assert "" not in sys.path


def test_what_a_disk_refuses_is_told_by_its_cause(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: xw.Book) -> str:
        raise SHARE_GONE.error("S:/Q2/rulebook.xlsx")

    monkeypatch.setattr("kpi_xl.faces.buttons.pressing.handler", lambda _: refused)
    answer_press("check_my_return", book)
    ((mode, text),) = book.app.impl.alerts
    assert mode == "critical"
    assert "rulebook.xlsx could not be read or written" in text
    assert "does not know why" not in text
