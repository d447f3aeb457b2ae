"""The proving tools themselves: they see what is wrong, and LibreOffice works figures out for itself."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from proof.recalculated import differences
from render import render

pytestmark = pytest.mark.unmeasured

Convert = Callable[[Path, str, Path], Path]


@pytest.fixture(scope="module")
def stale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook whose one formula, =1+1, carries the stored result 99."""
    path = tmp_path_factory.mktemp("stale") / "KPIs & targets.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 99)
        book.add_worksheet().write("A1", "second page")
    return path


@pytest.fixture(scope="module")
def against_the_schema(stale: Path) -> Path:
    """The same workbook with a row that claims a height of "tall"."""
    path = stale.with_name("against the schema.xlsx")
    with ZipFile(stale) as good, ZipFile(path, "w") as bad:
        for name in good.namelist():
            text = good.read(name)
            bad.writestr(name, text.replace(b'<row r="1"', b'<row r="1" ht="tall"'))
    return path


@pytest.mark.libreoffice
def test_libreoffice_recalculates_and_does_not_repeat_the_stored_result(
    stale: Path, soffice_convert: Convert, tmp_path: Path
) -> None:
    assert soffice_convert(stale, "csv", tmp_path).read_text(encoding="utf-8").strip() == "2"


@pytest.mark.libreoffice
def test_a_stored_result_that_is_not_the_worked_out_one_is_told(
    stale: Path, soffice_convert: Convert, tmp_path: Path
) -> None:
    told = differences(stale, soffice_convert(stale, "xlsx", tmp_path))
    assert told == ["Sheet1!A1: stored '99', worked out '2', =1+1"]


@pytest.mark.libreoffice
def test_every_printed_page_becomes_a_picture(stale: Path, libreoffice_profile: Path, tmp_path: Path) -> None:
    pages = render(stale, tmp_path / "pictures", dpi=20, profile=libreoffice_profile)
    assert [page.name for page in pages] == ["KPIs & targets-001.png", "KPIs & targets-002.png"]
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)


@pytest.mark.sdk
def test_the_open_xml_sdk_accepts_a_good_file_and_names_what_is_wrong_in_a_bad_one(
    stale: Path, against_the_schema: Path, sdk_validate: Callable[[list[Path]], list[str]]
) -> None:
    assert sdk_validate([stale]) == []
    assert any("'ht' has invalid value 'tall'" in error for error in sdk_validate([against_the_schema]))


def test_openxml_audit_accepts_a_good_file_and_names_what_is_wrong_in_a_bad_one(
    stale: Path, against_the_schema: Path, openxml_audit: Callable[[Path], list[str]]
) -> None:
    assert openxml_audit(stale) == []
    assert any("ht" in error for error in openxml_audit(against_the_schema))
