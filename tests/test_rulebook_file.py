"""A rulebook as a file: written in the house style, opened, checked, or refused in plain words."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from proof.workbook import prove_workbook
from rulebook_builder import changed, sound

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.files.rulebook_sheets.rulebook_table import EXAMPLE_LINE
from kpi_xl.files.rulebook_sheets.starter_rulebook import first_quarter_of
from kpi_xl.files.write_rulebook import write_rulebook, write_starter_rulebook
from kpi_xl.model.book import Book
from kpi_xl.model.errors import RulebookError
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook_layout import README_SHEET, RULEBOOK_TABLES
from kpi_xl.workflows.open_rulebook import open_rulebook, read_rulebook


def written(tmp_path: Path, rows: dict[str, list[dict[str, object]]] | None = None) -> Path:
    path = tmp_path / "rulebook.xlsx"
    write_rulebook(path, rows or sound())  # type: ignore[arg-type] # the builder's rows also hold cells
    return path


def test_what_is_written_is_read_back(tmp_path: Path):
    rulebook = open_rulebook(written(tmp_path))
    assert list(rulebook.kpis) == ["AS01", "RE01", "RE02", "RE03", "RE04", "HR01/AS", "HR01/RE"]
    assert rulebook.threshold("RE03", Period(2022, 2)).target_in(Period(2022, 2)) == 500.0
    assert rulebook.overrides[0].on == date(2022, 10, 14)


def test_an_error_stops_with_its_place_in_the_text_and_the_findings_attached(tmp_path: Path):
    path = written(tmp_path, changed("Thresholds", 5, amber_low=95.0))
    with pytest.raises(RulebookError, match=r"(?s)1 error.*Thresholds!E6: KPI242 Green .* reaches outside") as caught:
        open_rulebook(path)
    assert [finding.code for finding in caught.value.findings] == ["KPI242"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(None, "there is no such file", id="missing"),
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"Ref,KPI\r\nAS01,Carers\r\n", "a text file", id="csv"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "rulebook cannot be read", id="old or locked"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_plain_words(tmp_path: Path, content: bytes | None, why: str):
    path = tmp_path / "rulebook.xlsx"
    if content is not None:
        path.write_bytes(content)
    reading = read_rulebook(path)
    assert reading.rulebook is None
    assert [finding.code for finding in reading.findings] == ["KPI201"]
    assert why in reading.findings[0].message


def test_a_starter_rulebook_checks_clean_and_is_a_sound_workbook(tmp_path: Path):
    path = tmp_path / "rulebook.xlsx"
    write_starter_rulebook(path, "Ambridge & Borchester Council", Period(2025, 1))
    reading = read_rulebook(path)
    assert reading.findings == ()
    assert reading.rulebook is not None
    assert reading.rulebook.settings.council == "Ambridge & Borchester Council"
    assert prove_workbook(path) == []


@pytest.mark.parametrize(
    ("day", "first"), [(date(2026, 3, 31), Period(2025, 1)), (date(2026, 4, 1), Period(2026, 1))], ids=str
)
def test_a_starter_begins_with_the_financial_year(day: date, first: Period):
    assert first_quarter_of(day) == first


def test_the_same_rows_give_the_same_bytes():
    first, second = BytesIO(), BytesIO()
    write_starter_rulebook(first, "Example", Period(2025, 1))
    write_starter_rulebook(second, "Example", Period(2025, 1))
    assert first.getvalue() == second.getvalue()


def test_each_table_has_its_sheet_after_read_me_and_dropdowns_come_from_a_hidden_one(tmp_path: Path):
    path = written(tmp_path)
    book = read_book(path)
    assert isinstance(book, Book)
    assert [sheet.name for sheet in book.sheets] == [README_SHEET, *(table.sheet for table in RULEBOOK_TABLES), "Lists"]
    assert [sheet.name for sheet in book.sheets if sheet.state == "hidden"] == ["Lists"]
    with ZipFile(path) as package:
        kpis = package.read("xl/worksheets/sheet5.xml").decode()
    assert kpis.count("<dataValidation ") == 11
    assert '<pane xSplit="1" ySplit="5"' in kpis


def test_headings_say_what_their_column_wants(tmp_path: Path):
    book = read_book(written(tmp_path))
    assert isinstance(book, Book)
    thresholds = book.sheet("Thresholds")
    assert thresholds is not None
    assert "Annual target where the KPI has a profile" in thresholds.notes["C5"]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path):
    rulebook = open_rulebook(written(tmp_path, changed("KPIs", 5, name="=1+1", definition="-5 or +3 @home")))
    assert (rulebook.kpis["AS01"].name, rulebook.kpis["AS01"].definition) == ("=1+1", "-5 or +3 @home")


@pytest.mark.parametrize("example", ["yes", "no"])
def test_only_an_examples_rulebook_says_that_it_is_one_on_every_sheet(tmp_path: Path, example: str):
    book = read_book(written(tmp_path, changed("Settings", 7, name="Example", value=example)))
    assert isinstance(book, Book)
    labelled = [sheet.name for sheet in book.sheets if EXAMPLE_LINE in [cell.value for cell in sheet.cells()]]
    shown = [sheet.name for sheet in book.sheets if sheet.state == "visible"]
    assert labelled == (shown if example == "yes" else [])
