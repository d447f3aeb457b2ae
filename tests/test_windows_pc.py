"""The stand-in for Windows does what Windows does, so that a test on it means something."""

import os
import time
from pathlib import Path

import pytest
from windows_pc import (
    ANY,
    CHANGING,
    HELD,
    LONGEST,
    OFFLINE,
    PREFIX,
    READ_ONLY,
    Cause,
    Refusal,
    causes,
    disk_of_windows,
    running_on_windows,
)

from kpi_xl.files.saving import log_place


@pytest.mark.parametrize("cause", causes())
def test_a_refusal_has_the_number_of_windows_and_the_errno_of_python(tmp_path: Path, cause: Cause) -> None:
    with disk_of_windows(tmp_path, Refusal(cause, ANY)), pytest.raises(OSError, match=cause.text) as refused:
        (tmp_path / "a.xlsx").read_bytes()
    assert (refused.value.errno, refused.value.winerror) == (cause.errno, cause.winerror)  # type: ignore[attr-defined] # only Windows has it


def test_a_file_held_for_a_moment_is_free_afterwards_and_pauses_take_no_time(tmp_path: Path) -> None:
    with disk_of_windows(tmp_path, Refusal(HELD, times=2)) as disk:
        for _ in range(2):
            with pytest.raises(PermissionError):
                (tmp_path / "a.xlsx").write_bytes(b"a")
            time.sleep(60)
        (tmp_path / "a.xlsx").write_bytes(b"a")
    assert disk.waited == 120
    assert (tmp_path / "a.xlsx").read_bytes() == b"a"


def test_only_files_of_that_name_are_refused(tmp_path: Path) -> None:
    with disk_of_windows(tmp_path, Refusal(HELD, name="m*.xlsx")):
        (tmp_path / "a.xlsx").write_bytes(b"a")
        with pytest.raises(PermissionError):
            (tmp_path / "master.xlsx").write_bytes(b"m")


@pytest.mark.parametrize("operation", sorted(CHANGING - {"mkdir"}))
def test_a_file_only_to_be_read_is_neither_written_nor_replaced_nor_removed(tmp_path: Path, operation: str) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(b"a")
    other.write_bytes(b"b")
    change = {"open to write": path.touch, "replace": lambda: other.replace(path), "unlink": path.unlink}
    if operation == "open to write":
        change[operation] = lambda: path.write_bytes(b"c")
    with disk_of_windows(tmp_path, attributes={"a.xlsx": READ_ONLY}), pytest.raises(PermissionError):
        change[operation]()
    assert path.read_bytes() == b"a"


def test_attributes_are_told_by_the_file_and_by_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").touch()
    with disk_of_windows(tmp_path, attributes={"a.xlsx": OFFLINE}), os.scandir(tmp_path) as entries:
        assert [entry.stat().st_file_attributes for entry in entries] == [OFFLINE]  # type: ignore[attr-defined] # only Windows has it
        assert (tmp_path / "a.xlsx").stat().st_file_attributes == OFFLINE  # type: ignore[attr-defined] # only Windows has it


def test_a_long_path_is_listed_but_not_there_unless_it_has_the_prefix(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < LONGEST:
        folder /= "a long name of a folder of the council"
    folder.mkdir(parents=True)
    (folder / "a.xlsx").write_bytes(b"a")
    with disk_of_windows(tmp_path):
        assert list(folder.parent.iterdir()) == [folder] or len(str(folder.parent)) >= LONGEST
        assert not (folder / "a.xlsx").exists()
        prefixed = Path(f"{PREFIX}{folder}")
        assert (prefixed / "a.xlsx").read_bytes() == b"a"
        assert list(prefixed.iterdir()) == [prefixed / "a.xlsx"]
        assert [path for path in prefixed.rglob("*.xlsx") if path.is_file()] == [prefixed / "a.xlsx"]


def test_a_module_may_be_told_that_it_runs_on_windows_and_no_other_is() -> None:
    with running_on_windows(log_place):
        assert log_place.os.name == "nt"
        assert log_place.os.sep == os.sep
    assert os.name == log_place.os.name
