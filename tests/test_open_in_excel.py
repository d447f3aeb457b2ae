"""Who has a workbook open, told by the small files office programs keep beside it."""

import errno
import os
from pathlib import Path

import pytest

from kpi_xl.files.lock_file import lock_file, who_has_open
from kpi_xl.files.saving.long_path import long_path, without_limit
from kpi_xl.files.saving.open_in_excel import busy_message, is_open, refuse_if_open
from kpi_xl.model.errors import FileBusyError


def excel_owner_file(name: str) -> bytes:
    """165 bytes as Excel writes them: the name in an old code page at 1, in UTF-16 at 57, each after its length."""
    narrow = bytes([len(name)]) + name.encode("cp1252", "replace").ljust(54, b" ")
    wide = len(name).to_bytes(2, "little") + name.encode("utf-16-le")
    return narrow + wide.ljust(110, b" ")


def workbook(folder: Path) -> Path:
    path = folder / "master.xlsx"
    path.write_bytes(b"PK")
    return path


@pytest.mark.parametrize(
    ("name", "content", "who"),
    [
        pytest.param("~$master.xlsx", excel_owner_file("Performance lead"), "Performance lead", id="Excel"),
        pytest.param("~$master.xlsx", excel_owner_file("Zoë Łead"), "Zoë Łead", id="Excel, letters of no code page"),
        pytest.param("~$master.xlsx", b"\x04lead" + b" " * 50, "lead", id="Excel, only the old code page"),
        pytest.param("~$master.xlsx", b"", "", id="Excel, empty"),
        pytest.param("~$master.xlsx", bytes(range(256)), None, id="rubbish does not raise"),
        pytest.param(
            ".~lock.master.xlsx#", b"Finance lead,fin,PC7,14.10.2022 09:30,file:///x;", "Finance lead", id="LibreOffice"
        ),
        pytest.param(
            ".~lock.master.xlsx#", b",fin,PC7,14.10.2022 09:30,file:///x;", "fin", id="LibreOffice, no name set"
        ),
    ],
)
def test_the_name_in_the_owner_file_is_read(tmp_path: Path, name: str, content: bytes, who: str | None):
    path = workbook(tmp_path)
    (tmp_path / name).write_bytes(content)
    assert lock_file(path) == tmp_path / name
    assert who is None or who_has_open(path) == who


def test_a_workbook_nobody_has_open_is_not_refused(tmp_path: Path):
    refuse_if_open(workbook(tmp_path))
    refuse_if_open(tmp_path / "not there.xlsx")


@pytest.mark.skipif(os.name == "nt", reason="on Windows the lock itself tells, not the owner file")
def test_the_refusal_says_who_and_what_to_do(tmp_path: Path):
    path = workbook(tmp_path)
    (tmp_path / "~$master.xlsx").write_bytes(excel_owner_file("Performance lead"))
    with pytest.raises(FileBusyError) as caught:
        refuse_if_open(path)
    assert str(caught.value) == (
        "Performance lead has master.xlsx open, so it cannot be replaced. Close it in Excel, then try again. "
        "If nobody has it open, Excel stopped without tidying up: delete the file ~$master.xlsx beside it."
    )


def test_on_windows_a_file_excel_let_go_of_is_not_open_although_its_owner_file_stayed(tmp_path: Path):
    path = workbook(tmp_path)
    (tmp_path / "~$master.xlsx").write_bytes(b"")
    assert not is_open(path, on_windows=True)
    assert is_open(path, on_windows=False)


class LockedPath(type(Path())):  # type: ignore[misc] # the class of the paths of this system
    """A file Windows will not open for writing."""

    def open(self, *args: object, **kwargs: object) -> None:  # type: ignore[override] # it never opens
        raise PermissionError(errno.EACCES, "The process cannot access the file")


def test_on_windows_a_file_that_cannot_be_opened_for_writing_is_open(tmp_path: Path):
    assert is_open(LockedPath(workbook(tmp_path)), on_windows=True)


def test_without_an_owner_file_somebody_has_it_open(tmp_path: Path):
    assert busy_message(workbook(tmp_path)).startswith("Somebody has master.xlsx open")


def test_short_paths_and_other_systems_are_left_alone():
    assert long_path(Path("a/b.xlsx"), on_windows=False) == Path("a/b.xlsx")
    assert long_path(Path("a/b.xlsx"), on_windows=True) == Path("a/b.xlsx")


@pytest.mark.parametrize(
    ("start", "unlimited"),
    [
        pytest.param("C:\\council\\", "\\\\?\\C:\\council\\", id="a drive"),
        pytest.param("\\\\server\\share\\", "\\\\?\\UNC\\server\\share\\", id="a share"),
        pytest.param("\\\\?\\C:\\council\\", "\\\\?\\C:\\council\\", id="already unlimited"),
    ],
)
def test_long_paths_on_windows_have_no_limit(start: str, unlimited: str):
    assert without_limit(start + "x" * 300) == unlimited + "x" * 300
