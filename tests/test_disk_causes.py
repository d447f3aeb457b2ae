"""Why a disk refuses, told apart, with a sentence each; second tries only for what may pass."""

import errno
import os
import pickle
import stat
from pathlib import Path

import pytest
from windows_pc import (
    CLOUD_OFF,
    CLOUD_SLOW,
    CLOUD_UNREACHED,
    DENIED,
    FULL,
    GUARDED,
    HELD,
    LOCKED,
    READING,
    SHARE_ERROR,
    SHARE_GONE,
    SHARE_NOT_FOUND,
    WRITE_PROTECTED,
    Refusal,
    causes,
    disk_of_windows,
    running_on_windows,
)
from windows_pc import Cause as WindowsCause

import kpi_xl.files.disk.causes as causes_module
import kpi_xl.files.disk.long_path as long_path_module
from kpi_xl.files.disk.causes import Cause, cause_of, could_not, why
from kpi_xl.files.disk.look import entries, is_there
from kpi_xl.files.disk.patience import forget_vain_waits, patiently
from kpi_xl.files.disk.read import content
from kpi_xl.files.disk.write import copy, delete, make_folder, write_bytes
from kpi_xl.model.errors import DiskError


def windows_error(number: int, code: int = errno.EINVAL) -> OSError:
    return WindowsCause(number, code, "Windows says so").error("a.xlsx")


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        *((2, Cause.MISSING), (3, Cause.MISSING), (5, Cause.NO_RIGHTS), (19, Cause.READ_ONLY_DISK), (21, Cause.LOST)),
        *((32, Cause.HELD), (33, Cause.HELD), (53, Cause.LOST), (59, Cause.LOST), (64, Cause.LOST), (67, Cause.LOST)),
        *((112, Cause.FULL), (121, Cause.LOST), (123, Cause.BAD_NAME), (206, Cause.LONG_NAME), (225, Cause.INFECTED)),
        *((303, Cause.HELD), (362, Cause.PLACEHOLDER), (389, Cause.PLACEHOLDER), (395, Cause.PLACEHOLDER)),
        *((426, Cause.PLACEHOLDER), (1117, Cause.BROKEN), (1231, Cause.LOST), (1260, Cause.POLICY)),
    ],
)
def test_windows_numbers_tell_causes_apart(number: int, cause: Cause) -> None:
    assert cause_of(windows_error(number)) is cause


def test_every_windows_number_gives_a_sentence() -> None:
    for number in (*range(1, 2000), 4350, 4551, 15841):
        told = str(could_not("be read", Path("a.xlsx"), windows_error(number)))
        assert told.startswith("a.xlsx could not be read: "), number
        assert told.endswith("."), number


def test_every_errno_gives_a_sentence() -> None:
    for code in errno.errorcode:
        said = why(OSError(code, os.strerror(code)), Path("a.xlsx"))
        assert said.why, code
        assert said.do.endswith("."), code


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        pytest.param(DENIED, "no permission", id="denied"),
        pytest.param(HELD, "another program holds it", id="held"),
        pytest.param(LOCKED, "another program holds it", id="locked"),
        pytest.param(CLOUD_OFF, "could not be downloaded", id="no OneDrive"),
        pytest.param(CLOUD_UNREACHED, "could not be downloaded", id="OneDrive without network"),
        pytest.param(CLOUD_SLOW, "could not be downloaded", id="OneDrive too slow"),
        pytest.param(SHARE_NOT_FOUND, "share does not answer", id="no share"),
        pytest.param(SHARE_GONE, "share does not answer", id="a share gone"),
        pytest.param(SHARE_ERROR, "share does not answer", id="the network"),
    ],
)
def test_reading_says_which(tmp_path: Path, cause: WindowsCause, said: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"here")
    forget_vain_waits()
    with disk_of_windows(tmp_path, Refusal(cause, READING)), pytest.raises(DiskError, match=said):
        content(path)


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        pytest.param(FULL, "no room left", id="full"),
        pytest.param(WRITE_PROTECTED, "may only be read", id="write-protected"),
        pytest.param(GUARDED, "Controlled folder access", id="controlled folder access"),
    ],
)
def test_writing_says_which(tmp_path: Path, cause: WindowsCause, said: str) -> None:
    with (
        running_on_windows(causes_module, long_path_module),
        disk_of_windows(tmp_path, Refusal(cause)),
        pytest.raises(DiskError, match=said),
    ):
        write_bytes(tmp_path / "a.xlsx", b"new")


def test_a_folder_that_is_not_there_is_not_taken_for_a_guarded_one(tmp_path: Path) -> None:
    with running_on_windows(causes_module, long_path_module), pytest.raises(DiskError, match="the folder is not there"):
        write_bytes(tmp_path / "gone" / "a.xlsx", b"new")


@pytest.mark.parametrize("cause", causes((HELD, LOCKED, SHARE_GONE)))
@pytest.mark.parametrize("times", [1, 4, 7])
def test_what_passes_is_waited_for_with_growing_pauses(tmp_path: Path, cause: WindowsCause, times: int) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"here")
    forget_vain_waits()
    with disk_of_windows(tmp_path, Refusal(cause, READING, times=times)) as disk:
        assert content(path) == b"here"
    assert disk.waited == pytest.approx(sum(min(0.1 * 2**number, 3.2) for number in range(times)))


def test_what_does_not_pass_is_not_waited_for(tmp_path: Path) -> None:
    with disk_of_windows(tmp_path, Refusal(FULL)) as disk, pytest.raises(DiskError):
        write_bytes(tmp_path / "a.xlsx", b"new")
    assert disk.waited == 0


def test_files_of_a_share_that_is_gone_are_not_each_waited_for(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.xlsx" for number in range(40)]
    for path in paths:
        path.write_bytes(b"here")
    forget_vain_waits()
    with disk_of_windows(tmp_path, Refusal(SHARE_GONE, READING)) as disk:
        for path in paths:
            with pytest.raises(DiskError):
                content(path)
    assert 10 < disk.waited < 60
    forget_vain_waits()


def test_a_mistake_that_is_no_disk_s_is_not_tried_again() -> None:
    tried = []

    def wrong() -> None:
        tried.append(1)
        raise KeyError

    with pytest.raises(KeyError):
        patiently(wrong, Path("a"))
    assert len(tried) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the mark in an attribute")
def test_a_copy_is_not_marked_read_only_as_its_source_is(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"here")
    (tmp_path / "a.xlsx").chmod(0o444)
    copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == b"here"
    assert (tmp_path / "b.xlsx").stat().st_mode & stat.S_IWUSR


def test_a_name_no_disk_can_have_is_not_there(tmp_path: Path) -> None:
    assert not is_there(tmp_path / ("x" * 300))
    assert not is_there(tmp_path / "a\0b")


def test_only_what_is_there_is_deleted_and_a_folder_is_made_once(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "file").touch()
    with pytest.raises(DiskError, match="is in the way"):
        make_folder(tmp_path / "file")
    assert delete(tmp_path / "file")
    assert not delete(tmp_path / "file")
    assert [entry.path.name for entry in entries(tmp_path)] == ["a"]


def test_an_error_comes_whole_out_of_another_process() -> None:
    error = could_not("be read", Path("a.xlsx"), OSError(errno.EIO, "Input/output error"))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.place, again.cause, again.why, again.do) == (
        str(error),
        "a.xlsx",
        "BROKEN",
        error.why,
        error.do,
    )
