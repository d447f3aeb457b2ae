"""Looks that change what a cell says: raised, lowered and crossed out text, and what stands behind an error."""

import pytest
from files_xml import HEAD, MAIN, OFFICE, book_of, cell_of, sheet_xml, strings_xml, styles_xml, workbook_parts

from kpi_xl.model.book import LINKED, PICTURE, Cell, Kind
from kpi_xl.model.rich_text import RichText, Run

RICH = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
RAISED, LOWERED = '<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>'
BOTH = f'<strike val="1"/>{RAISED}'
SHARED = '<c r="A1" t="s"><v>0</v></c>'


def run(text: str, look: str = "") -> str:
    return f"<r><rPr>{look}</rPr><t>{text}</t></r>"


@pytest.mark.parametrize(
    ("item", "runs"),
    [
        pytest.param(
            f"<r><t>318</t></r>{run('2', RAISED)}",
            (Run("318", struck=None), Run("2", 1)),
            id="raised",
        ),
        pytest.param(f"{run('CO')}{run('2', LOWERED)}", (Run("CO"), Run("2", -1)), id="lowered"),
        pytest.param(
            f"{run('318', '<strike/>')}{run(' 290')}", (Run("318", struck=True), Run(" 290")), id="crossed out"
        ),
        pytest.param(
            f"{run('318', BOTH)}{run('_x0041_')}",
            (Run("318", 1, True), Run("A")),
            id="both, and an escape",
        ),
    ],
)
def test_runs_are_kept_where_their_looks_say_something(item: str, runs: tuple[Run, ...]) -> None:
    for cell in (
        cell_of(SHARED, strings=strings_xml(item)),
        cell_of(f'<c r="A1" t="inlineStr"><is>{item}</is></c>'),
    ):
        assert cell is not None
        assert isinstance(cell.value, RichText)
        assert cell.value.runs == runs
        assert cell.value == "".join(one.text for one in runs)


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(f"{run('3')}{run('18', '<b/>')}", id="bold"),
        pytest.param(run("318", '<strike val="0"/>'), id="a line taken away again"),
        pytest.param(run("318", '<vertAlign val="baseline"/>'), id="on the line"),
        pytest.param('<t>318</t><rPh sb="0" eb="1"><t>san</t></rPh>', id="a guide to how it is said"),
    ],
)
def test_other_looks_leave_a_plain_text(item: str) -> None:
    cell = cell_of(SHARED, strings=strings_xml(item))
    assert cell is not None
    assert (cell.value, type(cell.value)) == ("318", str)


def first_cell(cell: str, parts: dict[str, str]) -> Cell | None:
    """The cell A1 of a workbook with those parts."""
    return book_of({**workbook_parts(sheet_xml(f'<row r="1">{cell}</row>')), **parts}).sheets[0].cell(1, 1)


def crossed_out_styles(strike: str) -> str:
    fonts = f"<fonts><font/><font>{strike}</font></fonts>"
    plain = styles_xml()
    return plain.replace("<cellStyleXfs>", f"{fonts}<cellStyleXfs>").replace(
        "</cellXfs>", '<xf numFmtId="0" fontId="1"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs>'
    )


@pytest.mark.parametrize(
    ("strike", "struck"), [("<strike/>", True), ('<strike val="1"/>', True), ('<strike val="0"/>', False), ("", False)]
)
def test_a_font_that_crosses_out_is_told(strike: str, struck: bool) -> None:
    cells = ('<c r="A1" s="1"><v>5</v></c>', '<c r="A1"><v>5</v></c>')
    parts = {"xl/styles.xml": crossed_out_styles(strike)}
    crossed, plain = (first_cell(cell, parts) for cell in cells)
    assert crossed is not None and plain is not None
    assert (crossed.struck, plain.struck) == (struck, False)


def rich(structure: str, values: str) -> dict[str, str]:
    """The parts behind vm="1"."""
    kinds = [("rId7", f"{OFFICE}/sheetMetadata", "metadata.xml")]
    kinds += [
        (f"rId{number}", f"http://schemas.microsoft.com/office/2017/06/relationships/{kind}", f"richData/{kind}.xml")
        for number, kind in ((8, "rdRichValue"), (9, "rdRichValueStructure"))
    ]
    kinds += [("rId1", f"{OFFICE}/worksheet", "worksheets/sheet1.xml")]
    listed = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in kinds)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{package}">{listed}</Relationships>',
        "xl/metadata.xml": (
            f'{HEAD}<metadata xmlns="{MAIN}" xmlns:x="{RICH}"><metadataTypes><metadataType name="XLDAPR"/>'
            '<metadataType name="XLRICHVALUE"/></metadataTypes><futureMetadata name="XLDAPR"><bk/></futureMetadata>'
            '<futureMetadata name="XLRICHVALUE"><bk><extLst><ext><x:rvb i="0"/></ext></extLst></bk></futureMetadata>'
            '<cellMetadata><bk><rc t="1" v="0"/></bk></cellMetadata>'
            '<valueMetadata><bk><rc t="2" v="0"/></bk></valueMetadata></metadata>'
        ),
        "xl/richData/rdRichValue.xml": f'{HEAD}<rvData xmlns="{RICH}"><rv s="0">{values}</rv></rvData>',
        "xl/richData/rdRichValueStructure.xml": (
            f'{HEAD}<rvStructures xmlns="{RICH}"><s t="{structure}"><k n="colOffset" t="i"/>'
            '<k n="errorType" t="i"/></s></rvStructures>'
        ),
    }


@pytest.mark.parametrize(
    ("structure", "values", "told"),
    [
        pytest.param("_localImage", "<v>0</v><v>5</v>", PICTURE, id="a picture placed in the cell"),
        pytest.param("_webimage", "<v>0</v><v>5</v>", PICTURE, id="a picture by its address"),
        pytest.param("_linkedentitycore", "<v>0</v><v>5</v>", LINKED, id="a linked data type"),
        pytest.param("_error", "<v>0</v><v>8</v>", "#SPILL!", id="no room"),
        pytest.param("_error", "<v>0</v><v>13</v>", "#CALC!", id="an empty list"),
        pytest.param("_error", "<v>0</v><v>10</v>", "#BLOCKED!", id="not allowed"),
        pytest.param("_error", "<v>0</v><v>999</v>", "#ERROR!", id="an error of tomorrow"),
        pytest.param("_error", "<v>0</v>", "#ERROR!", id="an error that does not say which"),
    ],
)
def test_what_stands_behind_an_error_is_told(structure: str, values: str, told: str) -> None:
    cell = first_cell('<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>', rich(structure, values))
    assert cell is not None
    assert (cell.kind, cell.value) == (Kind.ERROR, told)


@pytest.mark.parametrize("vm", ["", ' vm="2"', ' vm="x"'])
def test_an_error_with_nothing_behind_it_is_itself(vm: str) -> None:
    cell = first_cell(f'<c r="A1" t="e"{vm}><v>#VALUE!</v></c>', rich("_localImage", "<v>0</v>"))
    assert cell is not None
    assert cell.value == "#VALUE!"


def test_a_rich_value_without_its_parts_is_the_error_it_is_shown_as() -> None:
    cell = cell_of('<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>')
    assert cell is not None
    assert cell.value == "#VALUE!"
