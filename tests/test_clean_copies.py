"""What goes back to an officer carries nothing on: no macros but ours made anew, no settings, links or objects."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hostile_returns import SHEETS, SHELL, good, hidden_module, our_modules, put_in, with_project, with_zip
from macro_workbooks import macro_return, python_link
from proof.buttons import drawn_buttons
from proof.workbook import prove_workbook
from small_council import Q2, rulebook

from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.files.findings.xml_edit import EditError, without_elements
from kpi_xl.files.machine.look_at_book import sheet_settings
from kpi_xl.files.macros.vba_project import vba_project
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.book import Book
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.issued_macros import ISSUED, not_issued
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.master import Master
from kpi_xl.workflows.validate import validate

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet3.xml"
WORKBOOK = "xl/workbook.xml"
EVIL = "\\\\evil\\share"


def sent_back(path: Path, link: PythonLink | None = None) -> Path:
    (checked,) = validate([path], rulebook(), Master(), Q2).checked
    out = path.parent / "back" / path.name
    out.parent.mkdir()
    write_findings_copy(path, checked, out, link)
    return out


def read(path: Path) -> Book:
    book = read_book(path)
    assert isinstance(book, Book)
    return book


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as held:
        return {name: held.read(name) for name in held.namelist()}


def related(kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rIdX" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def listing(kind: str, target: str, *, external: bool = False) -> str:
    one = related(kind, target, external=external)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{one}</Relationships>'


def of_workbook(kind: str, target: str) -> Callable[[str], str]:
    return put_in("</Relationships>", related(kind, target))


OF_SHEET = "xl/worksheets/_rels/sheet3.xml.rels"
LINK = (
    '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</externalLink>',
    "xl/externalLinks/externalLink1.xml",
)
DIRTY = {
    "linked workbook": {
        LINK[1]: LINK[0].format(f'<externalBook xmlns:r="{RELATIONS}" r:id="rIdX"/>'),
        "xl/externalLinks/_rels/externalLink1.xml.rels": listing("externalLinkPath", "file:///EVIL", external=True),
        "xl/_rels/workbook.xml.rels": of_workbook("externalLink", "externalLinks/externalLink1.xml"),
        WORKBOOK: put_in("<definedNames>", '<externalReferences><externalReference r:id="rIdX"/></externalReferences>'),
        SHEET: put_in("</sheetData>", '<row r="99"><c r="A99"><f>[1]S!A1+1</f><v>5</v></c></row>'),
    },
    "DDE": {
        LINK[1]: LINK[0].format('<ddeLink ddeService="EVIL" ddeTopic="/c calc"/>'),
        "xl/_rels/workbook.xml.rels": of_workbook("externalLink", "externalLinks/externalLink1.xml"),
        WORKBOOK: put_in("<definedNames>", '<externalReferences><externalReference r:id="rIdX"/></externalReferences>'),
        SHEET: put_in("</sheetData>", '<row r="99"><c r="A99"><f>EVIL|\'/c calc\'!A0</f><v>5</v></c></row>'),
    },
    "OLE object": {
        "xl/embeddings/EVIL.bin": "x",
        OF_SHEET: listing("oleObject", "../embeddings/EVIL.bin"),
        SHEET: put_in(
            "</worksheet>",
            f'<oleObjects xmlns:r="{RELATIONS}"><oleObject progId="P" shapeId="1" r:id="rIdX"/></oleObjects>',
        ),
    },
    "ActiveX": {
        "xl/activeX/EVIL.xml": "<x/>",
        OF_SHEET: listing("control", "../activeX/EVIL.xml"),
        SHEET: put_in("</worksheet>", f'<controls xmlns:r="{RELATIONS}"><control shapeId="1" r:id="rIdX"/></controls>'),
    },
    "printer settings": {
        "xl/printerSettings/printerSettings1.bin": b"EVIL",
        OF_SHEET: listing("printerSettings", "../printerSettings/printerSettings1.bin"),
        SHEET: lambda text: re.sub(r"<pageSetup ", f'<pageSetup xmlns:r="{RELATIONS}" r:id="rIdX" ', text),
    },
    "connection": {
        "xl/connections.xml": "<connections>EVIL</connections>",
        "xl/_rels/workbook.xml.rels": of_workbook("connections", "connections.xml"),
    },
    "query of a customXml part": {
        "customXml/item1.xml": "<DataMashup>EVIL</DataMashup>",
        "xl/_rels/workbook.xml.rels": of_workbook("customXml", "../customXml/item1.xml"),
    },
    "ribbon": {
        "customUI/customUI.xml": "<customUI>EVIL</customUI>",
        "_rels/.rels": put_in(
            "</Relationships>",
            '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" '
            'Target="customUI/customUI.xml"/>',
        ),
    },
    "picture to fetch": {OF_SHEET: listing("image", "http://EVIL/i.png", external=True)},
    "link to a program": {
        OF_SHEET: listing("hyperlink", "file://EVIL/x.exe", external=True),
        SHEET: put_in(
            "<pageMargins",
            f'<hyperlinks xmlns:r="{RELATIONS}"><hyperlink ref="A1" r:id="rIdX"/></hyperlinks>',
        ),
    },
    "formula that asks a web page": {
        SHEET: put_in(
            "</sheetData>", '<row r="99"><c r="A99"><f>_xlfn.WEBSERVICE(&quot;http://EVIL&quot;)</f><v>5</v></c></row>'
        )
    },
    "name that starts itself": {
        WORKBOOK: put_in("</definedNames>", "<definedName name='Auto_Open' xlm='1'>EVIL</definedName>")
    },
    "button of another file": {
        "xl/drawings/vmlDrawing1.vml": lambda text: text.replace("[0]!ClearChecks", "'EVIL.xlsm'!Go")
    },
    "XLM macros": {"xl/macrosheets/sheet9.xml": "<x>EVIL</x>"},
    "signature": {
        "xl/vbaProjectSignature.bin": b"EVIL",
        "xl/_rels/vbaProject.bin.rels": listing("vbaProjectSignature", "vbaProjectSignature.bin"),
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", DIRTY)
def test_a_copy_has_the_return_less_what_it_must_not_carry_on(tmp_path: Path, kind: str) -> None:
    source = with_zip(good(tmp_path), DIRTY[kind])  # type: ignore[arg-type] # a table of several kinds of change
    copy = sent_back(source)
    held = parts(copy)
    with_evil = [name for name, part in held.items() if b"EVIL" in part and name != "xl/worksheets/sheet7.xml"]
    assert with_evil == []
    assert prove_workbook(copy) == []
    before, after = read(source), read(copy)
    assert [sheet.name for sheet in after.sheets] == [sheet.name for sheet in before.sheets]
    assert after.sheet("Return").rows == before.sheet("Return").rows  # type: ignore[union-attr] # it is there
    cell = after.sheets[2].cell(99, 1)
    assert cell is None or (cell.value, cell.formula) == (5.0, None)
    assert (after.external_links, after.reaching_out, not_issued(after.macros, ISSUED)) == ((), (), ())


MACROS = [
    pytest.param(lambda path: path, id="ours"),
    pytest.param(lambda path: with_project(path, vba_project(our_modules(), SHEETS, SHELL)), id="hostile"),
    pytest.param(hidden_module, id="hidden"),
    pytest.param(lambda path: with_project(path, b"\xcc\x61"), id="damaged"),
]


@pytest.mark.slow
@pytest.mark.parametrize("change", MACROS)
def test_macros_of_a_copy_are_ours_made_anew(tmp_path: Path, change: Callable[[Path], Path]) -> None:
    source = change(good(tmp_path))
    copy = sent_back(source)
    macros = read(copy).macros
    assert {one.name for one in macros if one.code} == set(ISSUED)
    assert not_issued(macros, ISSUED) == ()
    assert parts(copy)["xl/vbaProject.bin"] == vba_project(our_modules(), SHEETS)
    assert drawn_buttons(copy) == drawn_buttons(source)


@pytest.mark.slow
def test_a_copy_of_a_return_without_our_buttons_has_no_macros(tmp_path: Path) -> None:
    source = with_zip(good(tmp_path), {"docProps/custom.xml": lambda text: text.replace("ReturnButtons", "Mine")})
    copy = sent_back(source)
    assert "xl/vbaProject.bin" not in parts(copy)
    assert sheet_settings(copy) == {}


@pytest.mark.slow
@pytest.mark.parametrize("link", [None, PythonLink("", r"\\council\pythonw.exe", r"\\council\performance")])
def test_settings_of_a_copy_are_what_we_know_and_never_what_was_sent(tmp_path: Path, link: PythonLink | None) -> None:
    evil = replace(python_link(EVIL + r"\python.exe"), workspace=EVIL)
    copy = sent_back(macro_return(tmp_path / "AS Adult Services 2022-23 Q2.xlsm", link=evil), link)
    said = sheet_settings(copy) or {}
    assert (said.get("INTERPRETER_WIN", ""), said.get("KPI_XL_WORKSPACE", "")) == (
        ("", "") if link is None else (link.interpreter, link.workspace)
    )
    assert said["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert prove_workbook(copy) == []


UNCLEAN = {
    "a table that is the answer of a query": {
        "xl/tables/table1.xml": lambda text: text.replace("<table ", '<table tableType="queryTable" '),
        "xl/tables/_rels/table1.xml.rels": listing("queryTable", "../queryTables/q.xml"),
        "xl/queryTables/q.xml": "<q/>",
    },
    "a sheet of XLM macros": {
        "xl/macrosheets/sheet9.xml": "<x/>",
        "xl/_rels/workbook.xml.rels": put_in(
            "</Relationships>",
            '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" '
            'Target="macrosheets/sheet9.xml"/>',
        ),
        WORKBOOK: put_in("</sheets>", '<sheet name="M" sheetId="77" state="veryHidden" r:id="rIdX"/>'),
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", UNCLEAN)
def test_what_cannot_be_cleaned_goes_back_as_findings_alone(tmp_path: Path, kind: str) -> None:
    copy = sent_back(with_zip(good(tmp_path), UNCLEAN[kind]))  # type: ignore[arg-type] # several kinds of change
    assert [sheet.name for sheet in read(copy).sheets] == [CHECKS_SHEET]
    assert prove_workbook(copy) == []
    assert "xl/vbaProject.bin" not in parts(copy)


def test_elements_go_with_all_in_them() -> None:
    text = '<s><x:controls a="1"><controls/><mc:C><control/></mc:C></x:controls><t>controls</t><controls/></s>'
    assert without_elements(text, {"controls"}) == "<s><t>controls</t></s>"
    with pytest.raises(EditError):
        without_elements("<s><controls></s>", {"controls"})
