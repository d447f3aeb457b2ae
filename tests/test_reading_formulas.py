"""Formulas stored once for many cells: shared ones moved as Excel moves them, arrays and data tables named."""

import pytest
from files_xml import sheet_of
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from kpi_xl.files.reading.read_formulas import MovableFormula
from kpi_xl.model.place import address

FORMULAS = [
    "A1*2",
    "SUM($A$1:B2)+C$3-$D4",
    'IF(A1="A1 & ""B2""","C3",D4)',
    "'Director''s A1'!B2+Return!C3",
    "[1]Sheet1!A1+[Book.xlsx]Return!$B$2",
    "tblReturn[[#This Row],[Value]]+A1",
    "tblReturn[A1]",
    "LOG10(A1)+ATAN2(B1,C1)",
    "SUM(A:A,$B:C,1:1,$2:3)",
    "Total_A1+A1.x+KPI2025x",
    "1E5+2.5E10*A1",
    "IFERROR(VLOOKUP($A2,Rates!$A:$D,4,FALSE),0)",
    "_xlfn.XLOOKUP(A2,B2:B9,C2:C9)",
]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (1, 0), (0, 1), (7, 30)])
def test_a_shared_formula_moves_as_openpyxl_moves_it(formula: str, rows: int, columns: int) -> None:
    theirs = Translator(f"={formula}", "H9").translate_formula(address(9 + rows, 8 + columns))
    assert MovableFormula(formula).moved(rows, columns) == theirs.removeprefix("=")


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "expected"),
    [
        pytest.param("A2", -2, 0, "#REF!", id="above the sheet"),
        pytest.param("B1", 0, -2, "#REF!", id="left of the sheet"),
        pytest.param("XFD1048576", 1, 0, "#REF!", id="below the sheet"),
        pytest.param("SUM(B:B)", 0, -2, "SUM(#REF!)", id="whole column"),
        pytest.param("A1:B2", 1, 1, "B2:C3", id="range"),
        pytest.param(
            "A1:INDEX(B:B,3)", 1, 1, "B2:INDEX(C:C,3)", id="range to a function, where openpyxl forgets one end"
        ),
        pytest.param("A1#+@B2", 1, 1, "B2#+@C3", id="spilled range, which openpyxl cannot take apart"),
        pytest.param("a1", 1, 1, "B2", id="small letters"),
    ],
)
def test_a_reference_moves_or_leaves_the_sheet_and_is_lost(
    formula: str, rows: int, columns: int, expected: str
) -> None:
    assert MovableFormula(formula).moved(rows, columns) == expected


@given(st.text(alphabet="A1$:B2'\"[]!(),. +C9", max_size=40), st.integers(-3, 3), st.integers(-3, 3))
def test_moving_any_text_ends_and_raises_nothing(formula: str, rows: int, columns: int) -> None:
    assert isinstance(MovableFormula(formula).moved(rows, columns), str)


def test_followers_of_a_shared_formula_get_their_own_text() -> None:
    sheet = sheet_of(
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$D$1</f><v>2</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/></c><c r="C3"><f t="shared" si="9"/><v>1</v></c></row>'
    )
    assert [(cell.formula, cell.value, cell.has_cached) for cell in sheet.cells()] == [
        ("A1*$D$1", 2.0, True),
        ("A2*$D$1", 4.0, True),
        ("A3*$D$1", None, False),
        (None, 1.0, True),
    ]


def test_every_cell_of_an_array_has_its_formula() -> None:
    sheet = sheet_of(
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2*2</f><v>2</v></c><c r="B1"><v>4</v></c></row>'
        '<row r="2"><c r="A2"><v>6</v></c><c r="B2"><v>8</v></c><c r="C2"><v>10</v></c></row>'
    )
    assert [cell.formula for cell in sheet.cells()] == ["C1:D2*2"] * 4 + [None]


@pytest.mark.parametrize(
    ("attributes", "formula"),
    [
        pytest.param('dt2D="1" dtr="1" r1="B1" r2="B2"', "TABLE(B1,B2)", id="both ways"),
        pytest.param('dtr="1" r1="B1"', "TABLE(B1,)", id="along a row"),
        pytest.param('r1="B1"', "TABLE(,B1)", id="down a column"),
    ],
)
def test_a_data_table_is_told_from_typed_values(attributes: str, formula: str) -> None:
    sheet = sheet_of(
        f'<row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" {attributes}/><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c></row>'
    )
    assert [cell.formula for cell in sheet.cells()] == [formula, formula]
