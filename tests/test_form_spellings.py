"""What may be done in a return's cells reads the same, however its XML is spelt: nothing is said that is not so."""

import re
from pathlib import Path

import pytest
from builders import Q2, last_quarter, rulebook
from hostile_returns import with_zip
from real_return import write
from xml_spellings import Spelling, spelt

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.files.reading.usual_spelling import usual_sheet, usual_styles
from kpi_xl.model.book import Book, Form
from kpi_xl.model.columns import RETURN_SHEET
from kpi_xl.workflows.validate import validate

SHEETS = "xl/worksheets/sheet2.xml"
STYLES = "xl/styles.xml"


def sent(folder: Path) -> Path:
    return write(folder / "AS 2022-23 Q2.xlsx", rulebook())


def form_of(path: Path) -> Form:
    book = read_book(path)
    assert isinstance(book, Book)
    sheet = book.sheet(RETURN_SHEET)
    assert sheet is not None and sheet.form is not None
    return sheet.form


def said(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    (checked,) = validate([path], rulebook(), last_quarter(), Q2).checked
    return [(one.code, tuple(place.cell for place in one.places)) for one in checked.findings]


@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param(Spelling(quotes=True), id="single quotes"),
        pytest.param(Spelling(order=True), id="attributes in another order"),
        pytest.param(Spelling(spaces=True), id="spaces in tags"),
        pytest.param(Spelling(entities=True), id="characters by number"),
        pytest.param(Spelling(noise=True), id="comments"),
        pytest.param(Spelling(unnumbered=True), id="no addresses"),
        pytest.param(Spelling(prefix="x"), id="a prefix"),
        pytest.param(Spelling(prefix="a-b.c"), id="an unusual prefix"),
        pytest.param(Spelling(encoding="utf-16"), id="UTF-16"),
        pytest.param(Spelling(empties=True, indented=True, redeclared=True), id="namespaces anew"),
    ],
)
@pytest.mark.parametrize("part", [SHEETS, STYLES])
def test_a_spelling_changes_nothing(spelling: Spelling, part: str, tmp_path: Path) -> None:
    path = sent(tmp_path)
    usual, findings = form_of(path), said(path)
    assert usual.protected and usual.open_cells and usual.ruled and usual.widths
    with_zip(path, {part: lambda text: spelt(text, spelling, 7)})  # type: ignore[dict-item] # bytes are as good
    assert said(path) == findings
    form = form_of(path)
    assert form._replace(ruled=()) == usual._replace(ruled=())
    assert set(form.ruled) == set(usual.ruled)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(r'<c r="([A-Z]+)([0-9]+)"', r'<c r="$\1$\2"', id="absolute addresses"),
        pytest.param(r"<c ", r'<c ph="0" cm="0" ', id="attributes nobody needs"),
        pytest.param(r'(<dataValidation [^>]*?)(sqref="[^"]*")', r'\1 foo="a>b" \2', id="a bare > in a rule"),
    ],
)
def test_nor_does_what_other_programs_write(old: str, new: str, tmp_path: Path) -> None:
    path = sent(tmp_path)
    findings = said(path)
    with_zip(path, {SHEETS: lambda text: re.sub(old, new, text)})
    assert said(path) == findings


def test_what_we_write_is_read_as_it_stands(tmp_path: Path) -> None:
    from zipfile import ZipFile

    with ZipFile(sent(tmp_path)) as package:
        sheet, styles = package.read(SHEETS), package.read(STYLES)
    assert usual_sheet(sheet, 64) is sheet
    assert usual_styles(styles, 64) is styles
