"""Saving: the old file or the new one, whole, whatever happens in between."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from links import link
from unmeasured import environment

from kpi_xl.files.saving.safe_save import backup, remove_unfinished, save_atomically
from kpi_xl.model.errors import FileBusyError, SaveError

WHEN = datetime(2022, 10, 14, 9, 30, 5)


def old_master(folder: Path, text: str = "old") -> Path:
    path = folder / "master & more.xlsx"
    path.write_text(text)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def writing(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text)


def test_a_new_file_is_written(tmp_path: Path):
    save_atomically(tmp_path / "run.json", writing("new"))
    assert (tmp_path / "run.json").read_text() == "new"
    assert names(tmp_path) == ["run.json"]


def test_an_old_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path):
    path = old_master(tmp_path)
    save_atomically(path, writing("new"))
    assert path.read_text() == "new"
    assert names(tmp_path) == [path.name]


def test_the_file_is_built_under_a_name_with_the_same_ending(tmp_path: Path):
    seen: list[Path] = []
    save_atomically(tmp_path / "a.xlsx", lambda path: (seen.append(path), path.write_text("")))
    assert (seen[0].suffix, seen[0].parent) == (".xlsx", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights apart from the file's mode")
def test_who_may_read_the_file_stays_as_it_was(tmp_path: Path):
    path = old_master(tmp_path)
    path.chmod(0o640)
    save_atomically(path, writing("new"))
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_to_the_new_file(tmp_path: Path):
    path = old_master(tmp_path)
    link(tmp_path / "link.xlsx", path)
    save_atomically(tmp_path / "link.xlsx", writing("new"))
    assert (tmp_path / "link.xlsx").is_symlink()
    assert path.read_text() == "new"


def raising(error: BaseException) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise error

    return write


class WrappedError(Exception):
    """An error that carries the operating system's own, as XlsxWriter's FileCreateError does."""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), "no room left on the disk", id="disk full"),
        pytest.param(WrappedError(OSError(errno.ENOSPC, "x")), "no room left", id="disk full, said by XlsxWriter"),
        pytest.param(PermissionError(errno.EACCES, "denied"), "you have no permission for it", id="no permission"),
        pytest.param(OSError(errno.ESTALE, "gone"), "share does not answer", id="network drive off"),
        pytest.param(OSError(errno.EIO, "Input/output error"), "Input/output error", id="anything else"),
    ],
)
def test_trouble_with_the_disk_leaves_the_old_file_and_is_said_plainly(tmp_path: Path, error: Exception, said: str):
    path = old_master(tmp_path)
    with pytest.raises(SaveError, match=said) as caught:
        save_atomically(path, raising(error))
    assert path.name in str(caught.value)
    assert path.read_text() == "old"
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("error", [ValueError("a bug"), KeyboardInterrupt()], ids=["a bug", "Ctrl+C"])
def test_other_errors_pass_through_and_leave_the_old_file(tmp_path: Path, error: BaseException):
    path = old_master(tmp_path)
    with pytest.raises(type(error)):
        save_atomically(path, raising(error))
    assert path.read_text() == "old"
    assert names(tmp_path) == [path.name]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(SaveError, match="the folder is not there"):
        save_atomically(tmp_path / "gone" / "master.xlsx", writing("new"))


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path):
    (tmp_path / "master.xlsx").mkdir()
    with pytest.raises(SaveError, match=r"master.xlsx could not be saved"):
        save_atomically(tmp_path / "master.xlsx", writing("new"))
    assert names(tmp_path) == ["master.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="on Windows the lock itself tells, not the owner file")
def test_a_file_open_in_excel_is_not_replaced(tmp_path: Path):
    path = old_master(tmp_path)
    (tmp_path / f"~${path.name}").write_bytes(b"")
    with pytest.raises(FileBusyError, match=r"master & more\.xlsx open"):
        save_atomically(path, writing("new"))
    assert path.read_text() == "old"


def test_a_backup_has_the_date_and_time_in_its_name(tmp_path: Path):
    copy = backup(old_master(tmp_path), tmp_path / "backups", WHEN)
    assert copy == tmp_path / "backups" / "master & more 2022-10-14 093005.xlsx"
    assert copy.read_text() == "old"


def test_backups_of_the_same_second_are_all_kept(tmp_path: Path):
    copies = []
    for text in ("first", "second", "third"):
        copies.append(backup(old_master(tmp_path, text), tmp_path / "backups", WHEN))
    assert [copy.read_text() for copy in copies if copy] == ["first", "second", "third"]
    assert len(names(tmp_path / "backups")) == 3


def test_without_an_old_file_there_is_nothing_to_back_up(tmp_path: Path):
    assert backup(tmp_path / "master.xlsx", tmp_path / "backups", WHEN) is None
    assert names(tmp_path) == []


# A saving process killed at every stage. The whole story of a save is in these lines, run in a process of its own.
SAVE = """
import os, sys
from datetime import datetime
from pathlib import Path
from kpi_xl.files.saving.safe_save import backup, save_atomically

folder, stage = Path(sys.argv[1]), sys.argv[2]

def die(here):
    if stage == here:
        os._exit(9)

def write(path):
    die("before anything is written")
    with path.open("w") as file:
        file.write("n" * 100_000)
        file.flush()
        die("with half of it written")
        file.write("n" * 100_000)
    die("with all of it written")

die("before the backup")
backup(folder / "master.xlsx", folder / "backups", datetime(2022, 10, 14))
die("after the backup")
save_atomically(folder / "master.xlsx", write)
die("after the swap")
"""
NEW = "n" * 200_000


@pytest.mark.parametrize(
    ("stage", "left"),
    [
        ("before the backup", "old"),
        ("after the backup", "old"),
        ("before anything is written", "old"),
        ("with half of it written", "old"),
        ("with all of it written", "old"),
        ("after the swap", NEW),
    ],
)
def test_a_save_killed_at_any_stage_leaves_a_whole_file(tmp_path: Path, stage: str, left: str):
    (tmp_path / "master.xlsx").write_text("old")
    finished = subprocess.run([sys.executable, "-c", SAVE, str(tmp_path), stage], env=environment(), check=False)
    assert finished.returncode == 9
    assert (tmp_path / "master.xlsx").read_text() == left
    for copy in (tmp_path / "backups").glob("*.xlsx"):
        assert copy.read_text() == "old"


SAVE_FOR_EVER = """
import sys
from pathlib import Path
from kpi_xl.files.saving.safe_save import save_atomically
print("ready", flush=True)
number = 0
while True:
    number += 1
    save_atomically(Path(sys.argv[1]), lambda path: path.write_text(f"{number:09}" * 20_000))
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_saves_killed_at_random_moments_leave_a_whole_file(tmp_path: Path):
    path = tmp_path / "master.xlsx"
    chance = random.Random(5)
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", SAVE_FOR_EVER, path], env=environment(), stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.01, 0.12))
            process.send_signal(signal.SIGKILL)
        text = path.read_text()
        assert len(text) == 180_000
        assert text == text[:9] * 20_000
    remove_unfinished(tmp_path)
    assert names(tmp_path) == ["master.xlsx"]
