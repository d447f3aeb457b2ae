"""`kpi-xl doctor` over PCs and workbooks made up for the purpose: every thing that can be wrong, one at a time."""

import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from fabricated_pc import ASR, EXCEL_SECURITY, PYTHON, windows_pc
from macro_book import SETTINGS, macro_book
from windows_pc import CLOUD_OFF, DENIED, FULL, GUARDED, WRITE_PROTECTED, Cause, Refusal, disk_of_windows

from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.look_at_excel import API_RULE, RULE
from kpi_xl.files.machine.look_at_places import look_at_places, write_refusal
from kpi_xl.model.diagnosis import Diagnosis, Verdict, attention
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.rules.machine.checks import CHECKS
from kpi_xl.workflows.examine import examine, look_at_machine

STORE_PYTHON = r"C:\Profiles\sam\Microsoft\WindowsApps\python.exe"
POLICY, USER = rf"HKCU\Software\Policies\{EXCEL_SECURITY}", rf"HKCU\Software\{EXCEL_SECURITY}"
SERVED = {**SETTINGS, "DEBUG UDFS": "TRUE", "USE UDF SERVER": "TRUE"}


def examined(place: Path | str, pc: Computer | None = None) -> Mapping[str, Diagnosis]:
    diagnoses = examine(str(place), pc or windows_pc())
    assert len(diagnoses) == len(CHECKS)
    return {diagnosis.check: diagnosis for diagnosis in diagnoses}


def wanting(diagnoses: Mapping[str, Diagnosis]) -> list[str]:
    return [name for name, diagnosis in diagnoses.items() if diagnosis.verdict is Verdict.ATTENTION]


def trusting(folder: Path | str, key: str = USER, **values: str | int) -> dict[str, dict[str, str | int]]:
    return {rf"{key}\Trusted Locations\Location7": {"Path": str(folder), **values}}


def test_a_pc_on_which_all_is_well_needs_nothing(tmp_path: Path):
    diagnoses = examined(macro_book(tmp_path))
    assert {name: diagnosis.verdict for name, diagnosis in diagnoses.items()} == dict.fromkeys(diagnoses, Verdict.OK)


def test_nothing_is_left_behind(tmp_path: Path):
    path = macro_book(tmp_path)
    before = path.read_bytes()
    examined(path)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("check", "pc", "found"),
    [
        pytest.param("Python", windows_pc(executable=STORE_PYTHON), "WindowsApps", id="Python from the Store"),
        pytest.param("Python", windows_pc(executable=r"C:\R&D\venv\python.exe"), "R&D", id="a sign of the shell's"),
        pytest.param("xlwings", windows_pc(packages={}), "xlwings is not installed", id="no xlwings"),
        pytest.param("xlwings", windows_pc(packages={"xlwings": "0.37.8"}), "pywin32", id="no pywin32"),
        pytest.param(
            "Excel",
            windows_pc({r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe": {}}),
            "not found",
            id="no Excel",
        ),
        pytest.param(
            "Excel",
            windows_pc(
                {
                    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe": {
                        "": r"C:\Program Files\WindowsApps\Microsoft.Office.Desktop.Excel\EXCEL.EXE"
                    }
                }
            ),
            "WindowsApps",
            id="Excel from the Store",
        ),
        pytest.param("Macros", windows_pc({POLICY: {"vbawarnings": 4}}), "no macro runs, set by IT", id="no macros"),
        pytest.param("Macros", windows_pc({POLICY: {"vbawarnings": "3"}}), "only signed macros run", id="signed only"),
        pytest.param("Macros", windows_pc({USER: {"VBAWarnings": 4}}), "as the user", id="no macros, the user's wish"),
        pytest.param(
            "Library of xlwings", windows_pc(files=(PYTHON,)), "no xlwings64-0.37.8.dll in ", id="no library at all"
        ),
        pytest.param(
            "Library of xlwings",
            windows_pc({r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration": {"Platform": "x86"}}),
            "no xlwings32-0.37.8.dll",
            id="a library for the other Excel",
        ),
        pytest.param("Settings of xlwings", windows_pc(files=()), PYTHON, id="the interpreter is gone"),
    ],
)
def test_a_pc_with_one_thing_wrong(tmp_path: Path, check: str, pc: Computer, found: str):
    diagnosis = examined(macro_book(tmp_path), pc)[check]
    assert diagnosis.verdict is Verdict.ATTENTION
    assert found in diagnosis.found


@pytest.mark.parametrize(
    ("check", "book", "found"),
    [
        pytest.param("xlwings in the workbook", {"xlwings": "0.36.1"}, "0.36.1, installed is 0.37.8", id="old VBA"),
        pytest.param("Settings of xlwings", {"settings": None}, "no INTERPRETER_WIN", id="no settings"),
        pytest.param(
            "Settings of xlwings",
            {"settings": {"INTERPRETER_WIN": STORE_PYTHON}},
            STORE_PYTHON,
            id="Python of the Store",
        ),
        pytest.param(
            "Settings of xlwings", {"settings": {"INTERPRETER_WIN": PYTHON}}, "ADD_WORKBOOK", id="imports from anywhere"
        ),
    ],
)
def test_a_workbook_with_one_thing_wrong(tmp_path: Path, check: str, book: dict, found: str):
    diagnosis = examined(macro_book(tmp_path, **book))[check]
    assert diagnosis.verdict is Verdict.ATTENTION
    assert found in diagnosis.found


@pytest.mark.parametrize(
    ("keys", "how"),
    [
        pytest.param({rf"HKLM\SOFTWARE\Policies\{ASR}": {RULE.upper(): "1"}}, "blocked, by group policy", id="policy"),
        pytest.param(
            {
                r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager": {
                    "ASRRules": f"26190899-1602-49e8-8b27-eb1d0a1ce869=1|{RULE}=1"
                }
            },
            "blocked, by Intune",
            id="Intune",
        ),
        pytest.param({rf"HKLM\SOFTWARE\{ASR}": {RULE: 1}}, "blocked, by this PC's settings", id="Set-MpPreference"),
        pytest.param({rf"HKLM\SOFTWARE\{ASR}": {RULE: 6}}, "blocked unless the user allows it", id="warn"),
    ],
)
def test_defenders_rule_needs_attention_unless_the_workbook_starts_no_process(tmp_path: Path, keys: dict, how: str):
    pc = windows_pc(keys)
    blocked = examined(macro_book(tmp_path), pc)
    assert wanting(blocked) == ["Defender rule"]
    assert how in blocked["Defender rule"].found
    assert "serve-functions --install" in blocked["Defender rule"].advice
    served = examined(macro_book(tmp_path, settings=SERVED), pc)
    assert served["Defender rule"].verdict is Verdict.OK
    assert wanting(served) == ["Function server"]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        pytest.param({}, "no rule against", id="not set"),
        pytest.param({rf"HKLM\SOFTWARE\{ASR}": {RULE: 0}}, "allowed, by this PC", id="off"),
        pytest.param({rf"HKLM\SOFTWARE\{ASR}": {RULE: 2}}, "only noted, by this PC", id="audit"),
        pytest.param(
            {rf"HKLM\SOFTWARE\Policies\{ASR}": {RULE: "0"}, rf"HKLM\SOFTWARE\{ASR}": {RULE: 1}},
            "allowed, by group policy",
            id="policy is stronger",
        ),
    ],
)
def test_a_rule_that_does_not_block_is_fine(tmp_path: Path, keys: dict, found: str):
    diagnosis = examined(tmp_path, windows_pc(keys))["Defender rule"]
    assert diagnosis.verdict is Verdict.OK
    assert found in diagnosis.found


def test_a_rule_that_may_not_be_read_is_said_to_be_unknown(tmp_path: Path):
    diagnosis = examined(tmp_path, windows_pc(denied=[rf"HKLM\SOFTWARE\{ASR}"]))["Defender rule"]
    assert diagnosis.verdict is Verdict.NOT_HERE
    assert "Get-MpPreference" in diagnosis.found


def marked(path: Path, zone: int = 3) -> Path:
    path.with_name(f"{path.name}:Zone.Identifier").write_text(f"[ZoneTransfer]\r\nZoneId={zone}\r\n")
    return path


def test_the_mark_of_the_internet_needs_attention_outside_a_trusted_location(tmp_path: Path):
    path = marked(macro_book(tmp_path))
    assert wanting(examined(path)) == ["Mark of the internet"]
    assert wanting(examined(path, windows_pc(trusting(tmp_path)))) == []
    assert wanting(examined(path, windows_pc({POLICY: {"blockcontentexecutionfrominternet": 1}})))
    assert wanting(examined(marked(path, zone=1))) == []


@pytest.mark.parametrize(
    ("keys", "trusted"),
    [
        pytest.param(lambda here: trusting(here), True, id="the folder"),
        pytest.param(lambda here: trusting(f"{here}/"), True, id="written with a stroke at its end"),
        pytest.param(lambda here: trusting(here.parent, AllowSubfolders=1), True, id="a folder above, with subfolders"),
        pytest.param(lambda here: trusting(here.parent), False, id="a folder above, without"),
        pytest.param(lambda here: trusting("%HERE%"), True, id="named by a variable"),
        pytest.param(lambda here: trusting(here, POLICY), True, id="by policy"),
        pytest.param(
            lambda here: {
                **trusting(here),
                r"HKCU\Software\Policies\Microsoft\Office\16.0\Common\Security\Trusted Locations": {
                    "Allow User Locations": 0
                },
            },
            False,
            id="the user's do not count",
        ),
        pytest.param(
            lambda here: {**trusting(here), rf"{POLICY}\Trusted Locations": {"AllLocationsDisabled": 1}},
            False,
            id="all turned off",
        ),
    ],
)
def test_signed_only_does_no_harm_in_a_trusted_location(tmp_path: Path, keys, trusted: bool):
    pc = windows_pc({USER: {"VBAWarnings": 3}, **keys(tmp_path)}, variables={"HERE": str(tmp_path)})
    assert wanting(examined(macro_book(tmp_path), pc)) == ([] if trusted else ["Macros"])


@pytest.mark.parametrize(
    ("settings", "stands_in"),
    [
        pytest.param(SETTINGS, "the sheet xlwings.conf", id="sheet"),
        pytest.param(None, "xlwings.conf beside the workbook", id="file beside it"),
    ],
)
def test_the_nearest_settings_count(tmp_path: Path, settings: dict | None, stands_in: str):
    (tmp_path / "xlwings.conf").write_text(f'"INTERPRETER_WIN","{PYTHON}"\n"ADD_WORKBOOK_TO_PYTHONPATH","False"\n')
    diagnosis = examined(macro_book(tmp_path, settings=settings))["Settings of xlwings"]
    assert diagnosis.verdict is Verdict.OK
    assert diagnosis.found == f"{PYTHON}, named in {stands_in}"


def test_the_users_own_settings_are_found_and_variables_are_those_of_this_user(tmp_path: Path):
    (tmp_path / ".xlwings").mkdir()
    (tmp_path / ".xlwings" / "xlwings.conf").write_text(
        r'"INTERPRETER","%localappdata%\venv\pythonw.exe"' + '\n"ADD_WORKBOOK_TO_PYTHONPATH","FALSE"\n'
    )
    there = r"L:\venv\pythonw.exe"
    pc = windows_pc(variables={"USERPROFILE": str(tmp_path), "LOCALAPPDATA": "L:"}, files=[there])
    diagnosis = examined(macro_book(tmp_path, settings=None), pc)["Settings of xlwings"]
    assert diagnosis.verdict is Verdict.OK
    assert diagnosis.found.startswith(there)


def test_a_workbook_without_macros_has_no_buttons_to_examine(tmp_path: Path, demo_folder: Path):
    diagnoses = examined(next((demo_folder / "returns").glob("*.xlsx")))
    assert diagnoses["xlwings in the workbook"].verdict is Verdict.NOT_HERE
    assert "without macros" in diagnoses["xlwings in the workbook"].found
    assert wanting(diagnoses) == []


def test_a_file_that_is_no_workbook_is_said_to_be_unreadable(tmp_path: Path):
    (tmp_path / "torn.xlsm").write_bytes(b"PK\x03\x04torn")
    diagnosis = examined(tmp_path / "torn.xlsm")["xlwings in the workbook"]
    assert diagnosis.verdict is Verdict.NOT_HERE
    assert "cannot be read" in diagnosis.found


def test_macros_that_call_no_python_are_no_concern_of_ours(tmp_path: Path):
    assert "no xlwings module" in examined(macro_book(tmp_path, xlwings=None))["xlwings in the workbook"].found


def test_bitness_apart_is_explained_not_complained_of(tmp_path: Path):
    diagnosis = examined(tmp_path, windows_pc(bits=32))["Python"]
    assert diagnosis.verdict is Verdict.OK
    assert "Excel is 64-bit; the two need not match" in diagnosis.meaning


def test_office_from_an_msi_is_seen_in_the_32_bit_half(tmp_path: Path):
    msi = r"HKLM\SOFTWARE\Microsoft\Office\16.0\Outlook"
    keys = {
        msi: {"Bitness": "x86"},
        r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration": {},
        r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer": {"": "Excel.Application.16"},
    }
    assert examined(tmp_path, windows_pc(keys, only_32=[msi]))["Excel"].found.startswith("version 16, 32-bit")


SYNCED = r"HKCU\SOFTWARE\SyncEngines\Providers\OneDrive\63d9+1"


@pytest.mark.parametrize(
    ("folder", "pc", "needs"),
    [
        pytest.param("Returns", lambda here: windows_pc(), False, id="an ordinary folder"),
        pytest.param(
            "OneDrive - Council", lambda here: windows_pc(variables={"OneDrive": str(here)}), False, id="OneDrive"
        ),
        pytest.param(
            "Council/Performance - Returns",
            lambda here: windows_pc({SYNCED: {"MountPoint": str(here)}}),
            False,
            id="a library of SharePoint",
        ),
        pytest.param("OneDrive - Council", lambda here: windows_pc(), True, id="OneDrive, but nobody says so"),
    ],
)
def test_a_synced_folder_is_fine_where_xlwings_can_find_it(tmp_path: Path, folder: str, pc, needs: bool):
    place = tmp_path / folder
    place.mkdir(parents=True)
    assert wanting(examined(macro_book(place), pc(place))) == (["OneDrive and SharePoint"] if needs else [])


def test_the_setting_by_hand_contents_it(tmp_path: Path):
    place = tmp_path / "OneDrive - Council"
    place.mkdir()
    told = {**SETTINGS, "ONEDRIVE_COMMERCIAL_WIN": str(place)}
    assert wanting(examined(macro_book(place, settings=told))) == []


def test_a_web_address_cannot_be_worked_on():
    diagnoses = examined("https://council.sharepoint.com/sites/Performance/return.xlsm")
    assert wanting(diagnoses) == ["OneDrive and SharePoint"]
    assert diagnoses["xlwings in the workbook"].found == "it is a web address"


def test_a_name_xlwings_would_split_needs_attention(tmp_path: Path):
    path = macro_book(tmp_path)
    assert wanting(examined(path.rename(tmp_path / "Adults & Housing.xlsm"))) == []
    assert wanting(examined((tmp_path / "Adults & Housing.xlsm").rename(tmp_path / "Q2=final.xlsm"))) == ["Path"]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder in which nobody may write")
def test_where_nothing_can_be_written_needs_attention(tmp_path: Path):
    diagnoses = examined("/proc", windows_pc(variables={"KPI_XL_LOG": "/proc/nowhere/kpi.log"}))
    assert wanting(diagnoses) == ["Writing in the folder", "Log of the buttons"]
    assert diagnoses["Log of the buttons"].found.startswith("/proc/nowhere/kpi.log: ")


def torn_macros(folder: Path) -> Path:
    path = folder / "torn.xlsm"
    with zipfile.ZipFile(macro_book(folder)) as whole, zipfile.ZipFile(path, "w") as torn:
        for name in whole.namelist():
            content = whole.read(name)
            torn.writestr(name, content[: len(content) // 2] if name.endswith("vbaProject.bin") else content)
    return path


def test_torn_macros_are_said_to_be_unreadable(tmp_path: Path):
    assert "cannot be read" in examined(torn_macros(tmp_path))["xlwings in the workbook"].found


def test_a_folder_that_is_not_there_cannot_be_written_to():
    assert "No such file" in write_refusal(Path("/nowhere at all"))


def test_nothing_there_is_a_job_that_cannot_be_done(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="no workbook or folder"):
        examine(str(tmp_path / "gone.xlsm"), windows_pc())


def test_attention_without_advice_is_refused():
    with pytest.raises(ValueError, match="what to do"):
        attention("Python", "found", "it means something", "")


@pytest.mark.parametrize("refused", [DENIED, WRITE_PROTECTED, CLOUD_OFF, FULL, GUARDED], ids=lambda cause: cause.text)
def test_whether_a_folder_can_be_written_is_asked_once(tmp_path: Path, refused: Cause):
    """On Windows Python's temporary files try two thousand million names where a folder refuses."""
    refusal = Refusal(refused)
    with disk_of_windows(tmp_path, refusal):
        said = write_refusal(tmp_path)
    assert said == refused.text or "Controlled folder access" in said
    assert refusal.met == 1


@pytest.mark.parametrize(
    ("keys", "action"),
    [
        pytest.param({rf"HKLM\SOFTWARE\Policies\{ASR}": {API_RULE: "1"}}, "blocked, by group policy", id="policy"),
        pytest.param(
            {
                r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager": {
                    "ASRRules": f"{RULE}=2|{API_RULE.upper()}=1"
                }
            },
            "blocked, by Intune",
            id="Intune",
        ),
        pytest.param({rf"HKLM\SOFTWARE\{ASR}": {API_RULE: 6}}, "unless the user allows it", id="warn"),
    ],
)
def test_defenders_rule_against_calls_of_windows_needs_attention_server_or_none(
    tmp_path: Path, keys: dict, action: str
):
    for settings in (SETTINGS, SERVED):
        remark = examined(macro_book(tmp_path, settings=settings), windows_pc(keys))["Defender rule on macros"]
        assert remark.verdict is Verdict.ATTENTION
        assert action in remark.found
        assert "docs/it.md" in remark.advice


@pytest.mark.parametrize("action", [0, 2])
def test_that_rule_off_or_only_noting_is_fine(tmp_path: Path, action: int):
    pc = windows_pc({rf"HKLM\SOFTWARE\{ASR}": {API_RULE: action}})
    assert examined(macro_book(tmp_path), pc)["Defender rule on macros"].verdict is Verdict.OK
    assert wanting(examined(macro_book(tmp_path), pc)) == []


INTERNET = r"Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"


def opened_from(place: str, pc: Computer, tmp_path: Path) -> Mapping[str, Diagnosis]:
    """The checks of trust for a workbook that lies at `place`, a path of Windows'."""
    machine = look_at_machine(str(macro_book(tmp_path)), pc)
    assert machine.book is not None
    places = look_at_places(pc, place)
    there = replace(machine, places=places, book=replace(machine.book, path=place))
    return {remark.check: remark for remark in (check(there) for check in CHECKS)}


@pytest.mark.parametrize(
    ("place", "drives", "trusted"),
    [
        pytest.param(r"S:\Q2\AS.xlsm", {"S:": r"\\files\perf"}, False, id="a mapped drive"),
        pytest.param(r"S:\Q2\AS.xlsm", {"S:": "?"}, False, id="a drive of a network Windows does not name"),
        pytest.param(r"S:\Q2\AS.xlsm", {}, True, id="a disk of the PC"),
        pytest.param(r"\\files\perf\Q2\AS.xlsm", {}, False, id="a share"),
    ],
)
def test_a_trusted_location_on_the_network_counts_only_where_it_may(
    place: str, drives: dict, trusted: bool, tmp_path: Path
):
    keys = {USER: {"VBAWarnings": 3}, **trusting(place.rpartition("\\")[0])}
    assert (opened_from(place, windows_pc(keys, drives=drives), tmp_path)["Macros"].verdict is Verdict.OK) == trusted
    allowed = {**keys, rf"{USER}\Trusted Locations": {"AllowNetworkLocations": 1}}
    assert opened_from(place, windows_pc(allowed, drives=drives), tmp_path)["Macros"].verdict is Verdict.OK


@pytest.mark.parametrize(
    ("place", "keys", "verdict"),
    [
        pytest.param(r"\\10.1.2.3\perf\AS.xlsm", {}, Verdict.ATTENTION, id="an address"),
        pytest.param(r"\\files.council.example\perf\AS.xlsm", {}, Verdict.ATTENTION, id="a full name"),
        pytest.param(r"I:\AS.xlsm", {}, Verdict.ATTENTION, id="behind a drive"),
        pytest.param(r"\\files\perf\AS.xlsm", {}, Verdict.OK, id="a short name"),
        pytest.param(r"S:\AS.xlsm", {}, Verdict.OK, id="a short name behind a drive"),
        pytest.param(r"C:\Returns\AS.xlsm", {}, Verdict.OK, id="this PC"),
        pytest.param(
            r"\\10.1.2.3\perf\AS.xlsm",
            {rf"HKLM\{INTERNET}\ZoneMapKey": {"file://10.1.*": "1"}},
            Verdict.OK,
            id="an address that IT knows",
        ),
        pytest.param(
            r"\\10.1.2.3\perf\AS.xlsm",
            {rf"HKLM\{INTERNET}\ZoneMapKey": {"10.1.2.3": "4"}},
            Verdict.ATTENTION,
            id="an address that IT bars",
        ),
        pytest.param(
            r"\\10.1.2.3\perf\AS.xlsm", {rf"HKCU\{INTERNET}\ZoneMap": {"UNCAsIntranet": 1}}, Verdict.OK, id="all ours"
        ),
        pytest.param(
            r"\\10.1.2.3\perf\AS.xlsm",
            {**trusting(r"\\10.1.2.3\perf"), rf"{USER}\Trusted Locations": {"AllowNetworkLocations": 1}},
            Verdict.OK,
            id="a trusted location",
        ),
    ],
)
def test_a_server_named_with_dots_counts_as_the_internet(place: str, keys: dict, verdict: Verdict, tmp_path: Path):
    pc = windows_pc(keys, drives={"S:": r"\\files\perf", "I:": r"\\10.1.2.3\perf"})
    assert opened_from(place, pc, tmp_path)["Server of the folder"].verdict is verdict


def test_where_the_command_is_not_on_the_path_doctor_says_what_to_type_instead(tmp_path: Path):
    remark = examined(tmp_path, windows_pc(command=None))["The command kpi-xl"]
    assert remark.verdict is Verdict.OK
    assert f'"{PYTHON.replace("pythonw", "python")}" -m kpi_xl' in remark.meaning
    assert examined(tmp_path)["The command kpi-xl"].meaning == ""


def test_a_return_that_is_out_goes_on_working_in_the_environment_it_names(tmp_path: Path):
    """One environment a version: the new one stands beside, and doctor, run from it, has nothing to complain of."""
    old = r"C:\Profiles\sam\kpi_xl\0.1.0\Scripts\pythonw.exe"
    path = macro_book(tmp_path, xlwings="0.36.1", settings={**SETTINGS, "INTERPRETER_WIN": old})
    beside = windows_pc(files=[old, r"C:\Profiles\sam\kpi_xl\0.1.0\xlwings64-0.36.1.dll"])
    assert wanting(examined(path, beside)) == []
    upgraded = examined(path, windows_pc(files=[old, r"C:\Profiles\sam\kpi_xl\0.1.0\xlwings64-0.37.8.dll"]))
    assert wanting(upgraded) == ["xlwings in the workbook", "Library of xlwings"]
    assert "a new one for each version" in upgraded["xlwings in the workbook"].advice
