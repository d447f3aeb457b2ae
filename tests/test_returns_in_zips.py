"""A return sent inside a zip: the one workbook in it is read; of any other zip it is said what it holds."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import real_return
from builders import Q2, last_quarter, rulebook

from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.files.findings.findings_name import findings_name
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.return_plan import Answer
from kpi_xl.model.submission import Checked
from kpi_xl.workflows.validate import validate

RULES = rulebook()
RETURN = object()
"""Stands for a good return in the tables below."""


def zip_of(path: Path, tmp_path: Path, held: Mapping[str, object], answers: Mapping[str, Answer] | None = None) -> Path:
    content = real_return.write(tmp_path / "inside.xlsx", RULES, answers).read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, what in held.items():
            archive.writestr(name, content if what is RETURN else str(what))
    return path


def checked(path: Path) -> Checked:
    return validate([path], RULES, last_quarter(), Q2).checked[0]


@pytest.mark.parametrize(
    "held",
    [
        pytest.param({"AS 2022-23 Q2.xlsx": RETURN}, id="alone"),
        pytest.param({"Returns/Adults & more/AS 2022-23 Q2.xlsx": RETURN}, id="in folders"),
        pytest.param({"a.xlsx": RETURN, "__MACOSX/._a.xlsx": "x", ".DS_Store": "x"}, id="as a Mac packs it"),
        pytest.param({"xl/a.xlsx": RETURN}, id="in a folder called as one of a workbook's"),
        pytest.param({"../../a.xlsx": RETURN}, id="under a name that climbs out"),
        pytest.param({"a.xlsx": RETURN, "~$a.xlsx": "lock", "read me.txt": "x"}, id="beside other files"),
    ],
)
def test_the_one_workbook_in_a_zip_is_read_and_it_is_said_so(held: Mapping[str, object], tmp_path: Path) -> None:
    found = checked(zip_of(tmp_path / "AS.zip", tmp_path, held))
    assert (found.status, [finding.code for finding in found.findings]) == ("accepted", ["KPI190"])
    name = next(iter(held)).rpartition("/")[2]
    assert f'"{name}"' in found.findings[0].message


@pytest.mark.parametrize(
    ("held", "said"),
    [
        pytest.param({"a.xlsx": RETURN, "b.xlsx": RETURN}, "2 workbooks (a.xlsx, b.xlsx)", id="two workbooks"),
        pytest.param({"a.pdf": "x"}, "no workbook in it (it holds a.pdf)", id="none"),
        pytest.param({"old.xls": "x"}, "no workbook in it (it holds old.xls)", id="an old one"),
        pytest.param({"b.zip": "x"}, "no workbook in it (it holds b.zip)", id="another zip"),
        pytest.param(
            {f"{number}.txt": "x" for number in range(6)},
            "(it holds 0.txt, 1.txt, 2.txt, 3.txt, and 2 more)",
            id="many files",
        ),
    ],
)
def test_of_another_zip_it_is_said_what_it_holds(held: Mapping[str, object], said: str, tmp_path: Path) -> None:
    found = checked(zip_of(tmp_path / "AS.zip", tmp_path, held))
    (finding,) = found.findings
    assert (found.status, finding.code) == ("unreadable", "KPI161")
    assert said in finding.message and "out of the zip" in finding.message


def test_of_two_workbooks_of_one_name_none_is_picked(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "AS.zip", tmp_path, {"a.xlsx": RETURN})
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("a.xlsx", (tmp_path / "inside.xlsx").read_bytes())
    (finding,) = checked(path).findings
    assert finding.code == "KPI161" and "2 workbooks (a.xlsx, a.xlsx)" in finding.message


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        pytest.param("Ref,Value\n", "KPI161", id="text under a workbook's name"),
        pytest.param("", "KPI162B", id="nothing"),
    ],
)
def test_what_only_has_a_workbook_s_name_is_told_as_outside_a_zip(inside: str, code: str, tmp_path: Path) -> None:
    found = checked(zip_of(tmp_path / "AS.zip", tmp_path, {"a.xlsx": inside}))
    assert (found.status, [finding.code for finding in found.findings]) == ("unreadable", [code])


def test_a_workbook_that_swells_inside_a_zip_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "AS.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xlsx", bytes(60_000_000))
    assert [finding.code for finding in checked(path).findings] == ["KPI168"]


def test_a_copy_sent_back_is_the_workbook_out_of_the_zip(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "AS.zip", tmp_path, {"a.xlsx": RETURN}, {"AS01": Answer("92%")})
    found, out = checked(path), tmp_path / "out.xlsx"
    assert findings_name(found) == "AS.zip.findings.xlsx"
    write_findings_copy(path, found, out)
    book = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
    assert {"Return", CHECKS_SHEET} <= set(book.sheetnames)
    assert "KPI103" in {cell.value for cell in book[CHECKS_SHEET]["I"]}
