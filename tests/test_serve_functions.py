"""The function server: said plainly where it cannot be, and started at logon from the user's own Startup folder."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from cli import kpi_xl_here
from fabricated_pc import ASR, PYTHON, Values, windows_pc
from macro_book import SETTINGS, macro_book

from kpi_xl.faces.commands.serve_functions import SERVED
from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.look_at_excel import RULE
from kpi_xl.model.diagnosis import Diagnosis, Verdict
from kpi_xl.model.errors import DiskError, MachineError
from kpi_xl.workflows.examine import examine
from kpi_xl.workflows.serve_at_logon import serve_at_logon, serve_no_longer

CONSOLE_PYTHON = PYTHON.replace("pythonw", "python")
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


def pc_of(profile: Path, keys: Mapping[str, Values] | None = None) -> Computer:
    """Of a user whose folders are in `profile`."""
    variables = {"APPDATA": str(profile), "USERPROFILE": str(profile)}
    return windows_pc(keys, variables=variables, executable=CONSOLE_PYTHON)


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the server would start")
@pytest.mark.parametrize("option", [(), ("--install",), ("--remove",)])
def test_off_windows_it_says_that_it_needs_windows(option: tuple[str, ...]):
    said = kpi_xl_here("serve-functions", *option)
    assert said.returncode == 2
    assert "The function server needs Windows" in said.stderr
    assert "Traceback" not in said.stderr


def test_the_two_opposites_are_not_done_at_once():
    assert kpi_xl_here("serve-functions", "--install", "--remove").returncode == 2


def test_what_it_loads_beforehand_exists():
    missing = [module for module in SERVED if find_spec(module) is None]
    # Both come with the branches that make functions and buttons; one alone would be a wrong name here.
    assert missing in ([], list(SERVED))


def test_it_is_installed_in_the_users_startup_folder_and_removed_again(tmp_path: Path):
    pc = pc_of(tmp_path)
    made, settings = serve_at_logon(pc)
    assert made == tmp_path / "Microsoft/Windows/Start Menu/Programs/Startup/kpi_xl functions.cmd"
    assert settings == tmp_path / ".xlwings/xlwings.conf"
    assert serve_at_logon(pc) == (made, settings)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {made, settings}
    assert set(serve_no_longer(pc)) == {made, settings}
    assert serve_no_longer(pc) == ()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_other_settings_of_the_user_stay_as_they_are(tmp_path: Path):
    (tmp_path / ".xlwings").mkdir()
    settings = tmp_path / ".xlwings" / "xlwings.conf"
    settings.write_bytes(b'"PYTHONPATH","C:\\Zo\xeb"\r\n"DEBUG UDFS","False"\r\n')
    serve_at_logon(pc_of(tmp_path))
    kept = b'"PYTHONPATH","C:\\Zo\xeb"\r\n'
    assert settings.read_bytes() == kept + b'"DEBUG UDFS","True"\r\n"USE UDF SERVER","True"\r\n'
    serve_no_longer(pc_of(tmp_path))
    assert settings.read_bytes() == kept


def test_the_launcher_starts_the_interpreter_without_a_window(tmp_path: Path):
    launcher, _ = serve_at_logon(pc_of(tmp_path))
    lines = launcher.read_bytes().decode().split("\r\n")
    assert lines[0] == "@echo off"
    assert f'"{PYTHON}" -P -c "from kpi_xl.faces.cli import main; main()" serve-functions' in lines[3]
    assert "\n" not in "".join(lines)


def test_a_path_with_accents_and_signs_reaches_the_shell_as_it_is(tmp_path: Path):
    odd = r"C:\Zoë 100%\python.exe"
    launcher, _ = serve_at_logon(replace(pc_of(tmp_path), executable=odd))
    text = launcher.read_bytes().decode("utf-8")
    assert r'"C:\Zoë 100%%\python.exe"' in text
    assert text.index("chcp 65001") < text.index("Zoë")


def test_a_startup_folder_it_has_moved_is_found(tmp_path: Path):
    keys = {SHELL_FOLDERS: {"Startup": r"%HOMESHARE%\Startup"}}
    pc = windows_pc(keys, variables={"HOMESHARE": str(tmp_path), "USERPROFILE": str(tmp_path)})
    assert serve_at_logon(pc)[0].parent == tmp_path / "Startup"


def test_without_xlwings_nothing_is_installed(tmp_path: Path):
    pc = replace(pc_of(tmp_path), installed={}.get)
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
    with pytest.raises(DiskError, match="could not be deleted"):
        serve_no_longer(pc)


def test_doctor_says_whether_the_server_a_workbook_asks_for_is_started(tmp_path: Path):
    path = macro_book(tmp_path, settings={**SETTINGS, "DEBUG UDFS": "TRUE", "USE UDF SERVER": "TRUE"})
    pc = pc_of(tmp_path / "profile")
    assert server(path, pc).verdict is Verdict.ATTENTION
    launcher, _ = serve_at_logon(pc)
    assert server(path, pc).verdict is Verdict.OK
    assert str(launcher) in server(path, pc).found
    assert server(path, replace(pc, registry=None)).verdict is Verdict.NOT_HERE


def test_installed_it_is_the_answer_to_defenders_rule_for_every_workbook(tmp_path: Path):
    path = macro_book(tmp_path)
    blocking = pc_of(tmp_path / "profile", {rf"HKLM\SOFTWARE\{ASR}": {RULE: 1}})
    assert wanting(path, blocking) == ["Defender rule"]
    serve_at_logon(blocking)
    assert wanting(path, blocking) == []


def wanting(path: Path, pc: Computer) -> list[str]:
    return [diagnosis.check for diagnosis in examine(str(path), pc) if diagnosis.verdict is Verdict.ATTENTION]


def server(path: Path, pc: Computer) -> Diagnosis:
    return next(diagnosis for diagnosis in examine(str(path), pc) if diagnosis.check == "Function server")
