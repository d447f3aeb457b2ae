r"""A workbook sent to others names no folder of the one who built it, whatever the prompt had filled in before."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from fabricated_pc import windows_pc
from live_engine import open_in_excel
from macro_book import SETTINGS, macro_book
from small_workspace import workspace
from windows_pc import typed

from kpi_xl.faces.buttons.open_return import open_return
from kpi_xl.faces.installed_xlwings import python_link
from kpi_xl.files.machine.look_at_book import sheet_settings
from kpi_xl.files.machine.profile_paths import filled_in, for_everybody
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET, WORKSPACE_SETTING
from kpi_xl.model.diagnosis import Verdict
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.examine import examine
from kpi_xl.workflows.issued_settings import issued_settings

PROFILE = {
    "USERPROFILE": r"C:\Profiles\sam",
    "LOCALAPPDATA": r"C:\Profiles\sam\AppData\Local",
    "APPDATA": r"C:\Profiles\sam\AppData\Roaming",
}
HERS = {name: folder.replace("sam", "alex") for name, folder in PROFILE.items()}
VENV = r"kpi_xl\0.1.0\Scripts\pythonw.exe"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        pytest.param(rf"C:\Profiles\sam\AppData\Local\{VENV}", rf"%LOCALAPPDATA%\{VENV}", id="filled in by the prompt"),
        pytest.param(rf"c:\profiles\SAM\appdata\local\{VENV}", rf"%LOCALAPPDATA%\{VENV}", id="other capitals"),
        pytest.param(rf"C:/Profiles/sam/AppData/Local/{VENV}", rf"%LOCALAPPDATA%\{VENV}", id="the other stroke"),
        pytest.param(rf"C:\Profiles\sam\AppData\Roaming\{VENV}", rf"%APPDATA%\{VENV}", id="roaming"),
        pytest.param(r"C:\Profiles\sam\OneDrive - Council\Q2", r"%USERPROFILE%\OneDrive - Council\Q2", id="OneDrive"),
        pytest.param(rf"%LOCALAPPDATA%\{VENV}", rf"%LOCALAPPDATA%\{VENV}", id="by its variable"),
        pytest.param(r"C:\Profiles\samuel\py\pythonw.exe", r"C:\Profiles\samuel\py\pythonw.exe", id="another user's"),
        pytest.param(r"\\server\share\kpi_xl\pythonw.exe", r"\\server\share\kpi_xl\pythonw.exe", id="a share"),
        pytest.param(rf"\\?\C:\Profiles\sam\AppData\Local\{VENV}", rf"%LOCALAPPDATA%\{VENV}", id="with the prefix"),
        pytest.param("/home/sam/Q2", "%HOME%/Q2", id="of a builder without Windows"),
        pytest.param("/home/samuel/Q2", "/home/samuel/Q2", id="another's without Windows"),
        pytest.param(r"H:\Q2", r"H:\Q2", id="a drive a shell on Windows calls home"),
        pytest.param("", "", id="left to the PC"),
    ],
)
def test_a_path_in_the_users_profile_is_written_with_its_variable(path: str, written: str) -> None:
    home = "H:\\" if path.startswith("H:") else "/home/sam"
    assert for_everybody(path, {**PROFILE, "HOME": home}) == written


@pytest.mark.parametrize(("root", "path"), [("/", "/srv/performance"), ("C:\\", r"C:\performance")])
def test_a_path_is_in_no_profile_where_the_profile_is_the_whole_disk(root: str, path: str) -> None:
    assert for_everybody(path, {"HOME": root, "USERPROFILE": root}) == path


def test_what_is_written_leads_into_the_profile_of_whoever_opens_it() -> None:
    written = for_everybody(PROFILE["LOCALAPPDATA"] + "\\" + VENV, PROFILE)
    assert filled_in(written, HERS) == rf"C:\Profiles\alex\AppData\Local\{VENV}"


def test_where_nothing_is_known_of_profiles_a_path_stays_as_it_is() -> None:
    assert for_everybody("/opt/python", {"USERPROFILE": ""}) == "/opt/python"


def test_the_link_of_a_workbook_holds_no_profile_of_its_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folder in PROFILE.items():
        monkeypatch.setenv(name, folder)
    assert python_link(rf"C:\Profiles\sam\AppData\Local\{VENV}").interpreter == rf"%LOCALAPPDATA%\{VENV}"


def unzipped(path: Path) -> bytes:
    """Every part of a workbook, one after the other."""
    with zipfile.ZipFile(path) as package:
        return b"".join(map(package.read, package.namelist()))


def test_a_workspace_in_a_profile_is_known_as_ours_where_its_master_with_buttons_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path.resolve()))
    folder = workspace(tmp_path)
    written = python_link(workspace=folder).workspace
    assert written.startswith("%")
    assert {written, str(folder.resolve())} <= issued_settings(Workspace(folder))[WORKSPACE_SETTING]


@pytest.mark.slow
@pytest.mark.parametrize("asked", [rf"%LOCALAPPDATA%\{VENV}", rf"C:\Profiles\sam\AppData\Local\{VENV}"])
def test_what_is_typed_reaches_every_workbook_with_the_variable(asked: str, tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    said = typed(
        "build-workbooks", str(folder), "--interpreter", asked, variables={**PROFILE, "HOME": str(tmp_path.resolve())}
    )
    assert said.code == 0, said.err
    built = [*folder.rglob("*.xlsm")]
    assert len(built) == 4
    assert [path.name for path in built if str(tmp_path).encode() in unzipped(path)] == []
    for path in built:
        settings = sheet_settings(path)
        assert settings is not None
        assert settings["INTERPRETER_WIN"] == rf"%LOCALAPPDATA%\{VENV}"


def test_doctor_tells_of_a_workbook_built_for_one_user_alone(tmp_path: Path) -> None:
    own = rf"C:\Profiles\sam\AppData\Local\{VENV}"
    path = macro_book(tmp_path, settings={**SETTINGS, "INTERPRETER_WIN": own})
    library = r"C:\Profiles\sam\AppData\Local\kpi_xl\0.1.0\xlwings64-0.37.8.dll"
    pc = windows_pc(variables=PROFILE, files=[own, library])
    (remark,) = (one for one in examine(str(path), pc) if one.check == "Settings of xlwings")
    assert remark.verdict is Verdict.ATTENTION
    assert rf"%LOCALAPPDATA%\{VENV}" in remark.advice


def test_the_workspace_a_return_names_is_filled_in_on_the_pc_it_is_opened_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "AS.xlsx"
    with xlsxwriter.Workbook(path) as book:
        settings = book.add_worksheet(MACRO_SETTINGS_SHEET)
        settings.write_row(0, 0, [WORKSPACE_SETTING, "%USERPROFILE%/OneDrive - Council/Q2"])
    monkeypatch.setenv("USERPROFILE", "/profiles/alex")
    assert open_return(open_in_excel(path))[1] == Path("/profiles/alex/OneDrive - Council/Q2")
