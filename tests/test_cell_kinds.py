"""One answer for each kind of cell, whichever face is asked: docs/rating.md has the table."""

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
import real_return
from builders import Q2, last_quarter, rulebook
from cell_kinds import KINDS, CellKind, table
from cellrune import Workbook as Engine
from live_engine import open_in_excel
from rulebook_builder import book as rulebook_book
from rulebook_builder import changed

from kpi_xl.faces.buttons.open_return import open_return
from kpi_xl.files.reading.read_book import read_book
from kpi_xl.files.return_sheets.return_row import COLUMN_OF
from kpi_xl.files.return_sheets.return_table import HEADER_ROW
from kpi_xl.model.book import Book, Cell
from kpi_xl.model.columns import RETURN_SHEET
from kpi_xl.model.place import address
from kpi_xl.model.submission import Checked
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.rules.rulebook.build import build_rulebook
from kpi_xl.workflows.validate import validate

PAGE = Path(__file__).parents[1] / "docs" / "rating.md"
ROWS = {"AS01": HEADER_ROW + 1, "AS02": HEADER_ROW + 2, "AS05": HEADER_ROW + 5}
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name} {kind.shown}")


def at(kind: CellKind, field: str = "value") -> str:
    return address(ROWS[kind.kpi_id], COLUMN_OF[field])


@cache
def good_return() -> bytes:
    with TemporaryDirectory() as folder:
        return real_return.write(Path(folder) / "AS.xlsx", rulebook()).read_bytes()


def written(kind: CellKind, folder: Path) -> Path:
    """A good return but for that cell."""
    path = folder / "AS.xlsx"
    path.write_bytes(good_return())
    book = openpyxl.load_workbook(path)
    kind.edit(book[RETURN_SHEET][at(kind)])
    book.save(path)
    return path


def in_the_file(kind: CellKind, folder: Path) -> Cell | None:
    read = read_book(written(kind, folder))
    assert isinstance(read, Book)
    sheet = read.sheet(RETURN_SHEET)
    assert sheet is not None
    return sheet.cell(ROWS[kind.kpi_id], COLUMN_OF["value"])


def about_the_cell(checked: Checked, kind: CellKind) -> tuple[str, ...]:
    """The codes said of the cell, those apart that follow from the value read."""
    codes = [one.code for one in checked.findings if one.place is not None and one.place.cell == at(kind)]
    return tuple(code for code in codes if code not in ("KPI171", "KPI126"))


@each_kind
def test_the_check_reads_it_so(kind: CellKind, tmp_path: Path) -> None:
    (checked,) = validate([written(kind, tmp_path)], rulebook(), last_quarter(), Q2).checked
    assert about_the_cell(checked, kind) == kind.codes
    read = {one.kpi_id: one.value for one in checked.reported}
    assert read.get(kind.kpi_id) == kind.value


@each_kind
def test_the_button_finds_what_the_check_finds(kind: CellKind, tmp_path: Path) -> None:
    path = written(kind, tmp_path)
    (of_the_file,) = validate([path], rulebook(), last_quarter(), Q2).checked
    opened, _ = open_return(open_in_excel(path))
    assert Checker(rulebook(), last_quarter(), Q2).check(opened).findings == of_the_file.findings


TOLD_BY_FONT = ("crossed out", "crossed out in part", "raised mark", "lowered mark", "raised digit after 10")


@pytest.mark.parametrize("kind", [one for one in KINDS if one.name not in TOLD_BY_FONT], ids=lambda kind: kind.name)
def test_the_button_finds_in_an_edit_what_its_file_will_have(kind: CellKind, tmp_path: Path) -> None:
    """Typed into the open workbook, with its format, and not saved yet. Fonts are those of the last save: an open
    workbook does not tell them in bulk, as docs/rating.md says.
    """
    path = tmp_path / "AS.xlsx"
    path.write_bytes(good_return())
    opened = open_in_excel(path)
    kind.edit(opened.impl.typed[RETURN_SHEET][at(kind)])
    before_saving = Checker(rulebook(), last_quarter(), Q2).check(open_return(opened)[0])
    assert about_the_cell(before_saving, kind) == kind.codes


@each_kind
def test_the_preview_says_it_or_that_it_cannot(kind: CellKind, tmp_path: Path) -> None:
    held = in_the_file(kind, tmp_path)
    value = None if held is None else held.value
    with Engine.from_bytes(good_return()) as engine:
        _put(engine, at(kind), held)
        engine.calculate()
        (((shown,),),) = (engine.read_values(RETURN_SHEET, at(kind, "rag"), at(kind, "rag")),)
    assert (shown["value"], value is None) == (kind.preview, kind.name == "blank")


def _put(engine: Engine, cell: str, held: Cell | None) -> None:
    if held is None:
        engine.set_text(RETURN_SHEET, cell, "")
    elif held.kind.value == "error":
        engine.set_error(RETURN_SHEET, cell, "#VALUE!")  # an engine of today may not know an error of tomorrow
    elif isinstance(held.value, bool):
        engine.set_logical(RETURN_SHEET, cell, held.value)
    elif isinstance(held.value, float):
        engine.set_number(RETURN_SHEET, cell, held.value)
    else:
        engine.set_text(RETURN_SHEET, cell, str(held.value))


@each_kind
def test_the_rulebook_takes_it_so(kind: CellKind, tmp_path: Path) -> None:
    reading = build_rulebook(rulebook_book(changed("Thresholds", 5, target=in_the_file(kind, tmp_path))))
    said = [one.code for one in reading.findings if one.place is not None and one.place.cell == "C5"]
    if isinstance(kind.rulebook, str):
        assert said == [kind.rulebook]
    else:
        assert said == ([kind.remark] if kind.remark else [])
        assert reading.rulebook is not None
        assert reading.rulebook.thresholds["AS01"][0].target == kind.rulebook


def test_the_page_has_the_table() -> None:
    page = PAGE.read_text("utf-8")
    if os.environ.get("KPI_XL_REWRITE_GOLDEN"):
        before, _, after = page.partition("| what the cell holds |")
        rest = after.partition("\n\n")[2]
        PAGE.write_text(f"{before}{table()}\n\n{rest}", encoding="utf-8", newline="\n")
        page = PAGE.read_text("utf-8")
    assert table() in page, "KPI_XL_REWRITE_GOLDEN=1 writes it anew"
