"""The function server: said plainly where it cannot be, and started at logon from the user's own Startup folder."""

import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from cli import kpi_xl
from fabricated_pc import PYTHON, windows_pc
from macro_book import SETTINGS, macro_book

from kpi_xl.faces.commands.serve_functions import SERVED
from kpi_xl.model.errors import MachineError, SaveError
from kpi_xl.model.remark import Remark, Verdict
from kpi_xl.workflows.examine import examine
from kpi_xl.workflows.serve_at_logon import serve_at_logon, serve_no_longer

CONSOLE_PYTHON = PYTHON.replace("pythonw", "python")
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the server would start")
@pytest.mark.parametrize("option", [(), ("--install",), ("--remove",)])
def test_off_windows_it_says_that_it_needs_windows(option: tuple[str, ...]):
    said = kpi_xl("serve-functions", *option)
    assert said.returncode == 2
    assert "The function server needs Windows" in said.stderr
    assert "Traceback" not in said.stderr


def test_the_two_opposites_are_not_done_at_once():
    assert kpi_xl("serve-functions", "--install", "--remove").returncode == 2


def test_what_it_loads_beforehand_exists():
    missing = [module for module in SERVED if find_spec(module) is None]
    # Both come with the branches that make functions and buttons; one alone would be a wrong name here.
    assert missing in ([], list(SERVED))


def test_it_is_installed_in_the_users_startup_folder_and_removed_again(tmp_path: Path):
    pc = windows_pc(variables={"APPDATA": str(tmp_path)}, executable=CONSOLE_PYTHON)
    made = serve_at_logon(pc)
    assert made == tmp_path / "Microsoft/Windows/Start Menu/Programs/Startup/kpi_xl functions.cmd"
    assert serve_at_logon(pc) == made
    assert list(made.parent.iterdir()) == [made]
    assert serve_no_longer(pc) == made
    assert serve_no_longer(pc) is None
    assert list(made.parent.iterdir()) == []


def test_the_launcher_starts_the_interpreter_without_a_window(tmp_path: Path):
    launcher = serve_at_logon(windows_pc(variables={"APPDATA": str(tmp_path)}, executable=CONSOLE_PYTHON))
    lines = launcher.read_bytes().decode().split("\r\n")
    assert lines[0] == "@echo off"
    assert f'"{PYTHON}" -P -c "from kpi_xl.faces.cli import main; main()" serve-functions' in lines[3]
    assert "\n" not in "".join(lines)


def test_a_path_with_accents_and_signs_reaches_the_shell_as_it_is(tmp_path: Path):
    odd = r"C:\Zoë 100%\python.exe"
    launcher = serve_at_logon(windows_pc(variables={"APPDATA": str(tmp_path)}, executable=odd))
    text = launcher.read_bytes().decode("utf-8")
    assert r'"C:\Zoë 100%%\python.exe"' in text
    assert text.index("chcp 65001") < text.index("Zoë")


def test_a_startup_folder_it_has_moved_is_found(tmp_path: Path):
    pc = windows_pc({SHELL_FOLDERS: {"Startup": r"%HOMESHARE%\Startup"}}, variables={"HOMESHARE": str(tmp_path)})
    assert serve_at_logon(pc).parent == tmp_path / "Startup"


def test_without_xlwings_nothing_is_installed(tmp_path: Path):
    pc = replace(windows_pc(variables={"APPDATA": str(tmp_path)}), installed={}.get)
    with pytest.raises(MachineError, match="needs xlwings"):
        serve_at_logon(pc)
    assert list(tmp_path.iterdir()) == []


def test_a_user_without_a_startup_folder_is_told():
    with pytest.raises(MachineError, match="Startup folder"):
        serve_at_logon(windows_pc())


def test_a_launcher_that_will_not_go_is_named(tmp_path: Path):
    pc = windows_pc(variables={"APPDATA": str(tmp_path)})
    folder = tmp_path / "Microsoft/Windows/Start Menu/Programs/Startup/kpi_xl functions.cmd"
    folder.mkdir(parents=True)
    with pytest.raises(SaveError, match="cannot be removed"):
        serve_no_longer(pc)


def test_doctor_says_whether_the_server_a_workbook_asks_for_is_started(tmp_path: Path):
    path = macro_book(tmp_path, settings={**SETTINGS, "DEBUG UDFS": "TRUE", "USE UDF SERVER": "TRUE"})
    pc = windows_pc(variables={"APPDATA": str(tmp_path / "roaming")})
    assert server(path, pc).verdict is Verdict.ATTENTION
    launcher = serve_at_logon(pc)
    assert server(path, pc).verdict is Verdict.OK
    assert str(launcher) in server(path, pc).found
    assert server(path, replace(pc, registry=None)).verdict is Verdict.NOT_HERE


def server(path: Path, pc) -> Remark:
    return next(remark for remark in examine(str(path), pc) if remark.check == "Function server")
