"""Buttons pressed without Excel, on a workbook whose RunPython is a stub: xlwings' own needs Windows to compile."""

import subprocess
from html import escape
from pathlib import Path

from pyopenvba.interpreter import HostBridge, Interpreter, VBAObject
from pyopenvba.interpreter._objects import member, method
from pyopenvba.interpreter._runtime import UNRESOLVED
from pyopenvba.interpreter._scripting import Dictionary

from proof.libreoffice import new_profile
from proof.scanned import scanned_modules
from proof.tools import LIBREOFFICE, run_path

_DRIVER = Path(__file__).with_name("press.bas")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARY = f"""{_XML}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard">
<library:element library:name="Press"/></library:library>
"""
_MODULE = f"""{_XML}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Press" script:language="StarBasic">
{{code}}</script:module>
"""


class _Shell(VBAObject):
    """WScript.Shell, of which our macros use the variables of Excel's own process."""

    def __init__(self) -> None:
        self.environment = Dictionary()

    @method
    def Environment(self, kind: object) -> object:  # noqa: N802 - the name is Windows' own
        assert kind == "PROCESS"
        return self.environment


class _Workbook(VBAObject):
    @member
    def FullName(self) -> object:  # noqa: N802 - the name is Excel's own
        return r"S:\Returns & more\AS.xlsm"


class _Office(HostBridge):
    """What the macros ask of Excel and Windows, and nothing else."""

    def __init__(self) -> None:
        self.shell = _Shell()

    def create(self, type_name_: str) -> object:
        return self.shell if type_name_ == "WScript.Shell" else UNRESOLVED

    def global_object(self, name: str) -> object:
        return _Workbook() if name.casefold() == "thisworkbook" else UNRESOLVED


def stub_writing_to(file: Path) -> str:
    """Stands in for the xlwings module of a workbook: its RunPython adds what it is given to `file`, a line each."""
    return f"""Attribute VB_Name = "xlwings"
Public Function RunPython(PythonCommand As String)
    Dim number As Integer
    number = FreeFile
    Open "{file}" For Append As #number
    Print #number, PythonCommand
    Close #number
End Function
"""


def press_in_libreoffice(book: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Press every button there is; the sheet, caption and macro of each, as LibreOffice bound them.

    `folder` is for a profile of its own. Mark the test libreoffice. Raises AssertionError when a press failed.
    """
    profile = profile_with_driver(folder)
    told = folder / "told.txt"
    soffice(profile, f'macro:///Standard.Press.PressAll("{book.as_uri()}","{told}")')
    *pressed, last = [line for line in told.read_text(encoding="utf-8").splitlines() if line]
    assert last == "done", last
    return [(sheet, caption, _sub(code)) for sheet, caption, code in (line.split("\t") for line in pressed)]


def run_in_interpreter(
    book: Path, macro: str, *, fails: str = "", answers: str = "Empty", interpreter: str = ""
) -> tuple[list[str], list[str]]:
    """Run a Sub of the workbook's project: what RunPython was given and what was said in message boxes.

    With `fails`, RunPython raises an error of that description, as xlwings' does where there is no Python; `answers` is
    what it gives back, -1 where what Python ran has failed. `interpreter` is what the workbook's settings name.
    """
    office = _Office()
    vba = Interpreter(office)
    end = f'Err.Raise 1000, Description:="{fails}"' if fails else f"RunPython = {answers}"
    vba.add_module(
        "Public Given As String\n"
        f"Public Function RunPython(PythonCommand As String)\nGiven = Given & PythonCommand & vbLf\n{end}\n"
        f'End Function\nPublic Function GetConfig(k As String, d As String)\nGetConfig = "{interpreter}"\n'
        "End Function\nPublic Function WasGiven() As String\nWasGiven = Given\nEnd Function\n",
        name="xlwings",
    )
    for name, code in scanned_modules(book).items():
        if name in ("NoPython", "ReturnButtons", "MasterButtons"):
            vba.add_module(code, name=name)
    vba.run(macro)
    assert office.shell.environment.Item("PYTHONSAFEPATH") == "1", "Python is to import nothing from Excel's folder"
    return str(vba.run("WasGiven")).splitlines(), [prompt for _, prompt, *_ in vba.dialogs]


def _sub(code: str) -> str:
    """vnd.sun.star.script:VBAProject.ReturnButtons.SignOff?language=Basic gives SignOff."""
    return code.partition("?")[0].rpartition(".")[2]


def profile_with_driver(folder: Path, driver: Path = _DRIVER) -> Path:
    """A profile whose module Press is that Basic."""
    profile = new_profile(folder / "profile")
    # The first start fills the profile with macros as shipped, and would put ours out of its list.
    soffice(profile, "--terminate_after_init")
    library = profile / "user" / "basic" / "Standard"
    code = escape(driver.read_text(encoding="utf-8"), quote=False)
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Press.xba").write_text(_MODULE.format(code=code), encoding="utf-8")
    return profile


def soffice(profile: Path, *arguments: str) -> None:
    command = [
        run_path(LIBREOFFICE),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        "--headless",
        "--norestore",
    ]
    subprocess.run([*command, *arguments], capture_output=True, timeout=180, check=True)
