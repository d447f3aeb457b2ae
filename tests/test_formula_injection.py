"""What an officer types stays a text on every way out: no formula, no link, whatever it starts with."""

import csv
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from small_workspace import Q2, send, workspace

from kpi_xl.files.write_accessible import write_csv
from kpi_xl.rules.master.accessible_tables import AccessibleTable
from kpi_xl.workflows.publish_accessible import publish_accessible
from kpi_xl.workflows.run import run_quarter

TEXTS = [
    "=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://evil.example","x")',
    "+44 20 7946 0000",
    "-5 is what it was",
    "@SUM(1)",
    "\uff1dcmd|' /c calc'!A0",
    "http://evil.example/x",
    "mailto:a@evil.example",
    "file://evil.example/x",
    "internal:Return!A1",
    "{=1+1}",
]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_no_workbook_of_ours_makes_a_formula_or_a_link_of_a_text(tmp_path: Path) -> None:
    folder = workspace(tmp_path, kpis=len(TEXTS))
    path = send(folder, "AS", {f"AS{number:02}": 70.0 for number in range(1, len(TEXTS) + 1)})
    book = openpyxl.load_workbook(path)
    for row, text in enumerate(TEXTS, start=7):
        for column in ("T", "U", "V", "X"):
            cell = book["Return"][f"{column}{row}"]
            cell.value, cell.data_type = f"{text} {row}", "s"
    book["Return"]["O7"].value = "=cmd|'/c calc'!A0"
    book["Return"]["O7"].data_type = "s"
    book.save(path)
    run_quarter(folder)
    book["Return"]["O7"].value = 70.0
    book.save(path)
    run_quarter(folder)
    publish_accessible(folder, Q2)
    made = [*folder.glob("master.xlsx"), *folder.rglob("accessible/**/*.xlsx"), *folder.glob("findings/*.xlsx")]
    assert len(made) >= 2
    seen = 0
    for path in made:
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.lstrip("'").startswith(tuple(TEXTS)):
                        seen += 1
                        assert cell.data_type in ("s", "inlineStr") and cell.hyperlink is None, (path, cell)
        with ZipFile(path) as held:
            rels = b"".join(held.read(name) for name in held.namelist() if name.endswith(".rels"))
        assert b"External" not in rels
    assert seen > len(TEXTS)


CELLS: list[tuple[str | float, str]] = [
    ("=1+1", "'=1+1"),
    ("+1", "'+1"),
    ("-1 and", "'-1 and"),
    ("@x", "'@x"),
    ("  =1", "'  =1"),
    ("\t=1", "' =1"),
    ("\uff1d1", "'\uff1d1"),
    ("\uff0b1", "'\uff0b1"),
    ("\uff0d1", "'\uff0d1"),
    ("\uff201", "'\uff201"),
    ("a;=1", "a;'=1"),
    ("costs rose, -5% on last year", "costs rose, -5% on last year"),
    ("a=b", "a=b"),
    ("plain", "plain"),
    (-5.0, "-5"),
    (-0.5, "-0.5"),
]


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_a_csv_keeps_text_as_text_and_numbers_as_numbers(tmp_path: Path, cell: str | float, written: str) -> None:
    write_csv(tmp_path / "a.csv", AccessibleTable("A", "A", ("Head",), ((cell,),)))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["Head"], [written]]
