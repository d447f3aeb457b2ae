"""Who has a workbook open, told by the small files office programs keep beside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from windows_pc import (
    DENIED,
    HELD,
    LOCKED,
    SHARE_GONE,
    WRITE_PROTECTED,
    Refusal,
    WindowsDisk,
    disk_of_windows,
    running_on_windows,
)
from windows_pc import Cause as WindowsCause

import kpi_xl.files.disk.causes as causes_module
import kpi_xl.files.disk.long_path as long_path_module
import kpi_xl.files.disk.write as write_module
from kpi_xl.files.disk.long_path import long_path, without_limit
from kpi_xl.files.lock_file import lock_file, who_has_open
from kpi_xl.files.saving import open_in_excel
from kpi_xl.files.saving.open_in_excel import refuse_if_open
from kpi_xl.model.errors import FileBusyError, SaveError


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


@contextmanager
def on_windows(folder: Path, *refusals: Refusal, **more: Any) -> Iterator[WindowsDisk]:
    modules = (long_path_module, open_in_excel, causes_module, write_module)
    with running_on_windows(*modules), disk_of_windows(folder, *refusals, **more) as disk:
        yield disk


def test_on_windows_a_file_excel_let_go_of_is_not_open_although_its_owner_file_stayed(tmp_path: Path):
    path = workbook(tmp_path)
    (tmp_path / "~$master.xlsx").write_bytes(b"")
    with on_windows(tmp_path):
        refuse_if_open(path)
    if os.name != "nt":
        with pytest.raises(FileBusyError):
            refuse_if_open(path)


@pytest.mark.parametrize("cause", [HELD, LOCKED], ids=["held", "a part of it locked"])
def test_a_file_held_for_a_moment_is_waited_for(tmp_path: Path, cause: WindowsCause):
    path = workbook(tmp_path)
    with on_windows(tmp_path, Refusal(cause, name=path.name, times=6)) as disk:
        refuse_if_open(path)
    assert 6 <= disk.waited < 10  # a tenth of a second, then twice as long each time


@pytest.mark.parametrize(
    ("refusal", "attributes", "kind", "said"),
    [
        pytest.param(Refusal(HELD), {}, FileBusyError, "another program holds it: Excel, a virus scanner", id="held"),
        pytest.param(Refusal(DENIED), {}, SaveError, "you have no permission for it", id="no rights"),
        pytest.param(
            Refusal(DENIED, name="-"), {"master.xlsx": 1}, SaveError, "it is marked read-only", id="read-only"
        ),
        pytest.param(
            Refusal(SHARE_GONE), {}, SaveError, "the network drive or share does not answer", id="a lost share"
        ),
        pytest.param(Refusal(WRITE_PROTECTED), {}, SaveError, "the disk may only be read", id="write-protected"),
    ],
)
def test_on_windows_each_cause_has_its_own_sentence(
    tmp_path: Path, refusal: Refusal, attributes: dict[str, int], kind: type[Exception], said: str
):
    path = workbook(tmp_path)
    with on_windows(tmp_path, refusal, attributes=attributes), pytest.raises(kind, match=said) as caught:
        refuse_if_open(path)
    assert "Somebody" not in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the mark in an attribute")
def test_a_file_marked_read_only_is_not_replaced_and_blames_nothing_else(tmp_path: Path):
    path = workbook(tmp_path)
    path.chmod(0o444)
    with pytest.raises(SaveError, match=r"master\.xlsx cannot be replaced: it is marked read-only"):
        refuse_if_open(path)


def test_short_paths_and_other_systems_are_left_alone():
    assert long_path(Path("a/b.xlsx")) == Path("a/b.xlsx")
    with running_on_windows(long_path_module):
        assert long_path(Path("a/b.xlsx")) == Path("a/b.xlsx")


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
