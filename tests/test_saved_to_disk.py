"""A power cut after the swap finds a whole file: what is put in place was on the disk before, by its own content."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from small_workspace import send_all, workspace

from kpi_xl.files.saving.safe_save import backup, save_atomically
from kpi_xl.workflows.run import run_quarter

WHEN = datetime(2022, 10, 14, 9, 30)


class Content(NamedTuple):
    """A file as it is at one moment: written to once more, it is another."""

    file: tuple[int, int]
    size: int
    written: int

    @classmethod
    def of(cls, file: Any) -> "Content":
        """Of a path or of a number the operating system gave to an open file."""
        found = os.stat(file)  # noqa: PTH116 # a number has no path
        return cls((found.st_dev, found.st_ino), found.st_size, found.st_mtime_ns)


@dataclass
class Disk:
    """What the operating system was asked to keep, and what was put in place meanwhile."""

    kept: list[Content] = field(default_factory=list)
    swapped_in: list[Path] = field(default_factory=list)
    too_soon: list[Path] = field(default_factory=list)
    kept_after: list[Content] = field(default_factory=list)
    """Since the last swap."""


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    seen = Disk()
    keep = os.fsync

    def fsync(handle: int) -> None:
        keep(handle)
        seen.kept.append(Content.of(handle))
        seen.kept_after.append(seen.kept[-1])

    def watched(swap: Callable[..., None]) -> Callable[..., None]:
        def swapped(building: Any, path: Any, **where: Any) -> None:
            if Content.of(building) not in seen.kept:
                seen.too_soon.append(Path(path))
            swap(building, path, **where)
            seen.swapped_in.append(Path(path))
            seen.kept_after.clear()

        return swapped

    monkeypatch.setattr(os, "fsync", fsync)
    for name in ("replace", "rename"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))
    return seen


def write_in_two_goes(path: Path) -> None:
    path.write_text("half of it, ", encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.write("and the other half")


def test_a_saved_file_is_on_the_disk_before_it_is_swapped_in(tmp_path: Path, disk: Disk) -> None:
    save_atomically(tmp_path / "master.xlsx", write_in_two_goes)
    assert (disk.swapped_in, disk.too_soon) == ([tmp_path / "master.xlsx"], [])


def test_so_is_a_backup(tmp_path: Path, disk: Disk) -> None:
    (tmp_path / "master.xlsx").write_text("old")
    copy = backup(tmp_path / "master.xlsx", tmp_path / "backups", WHEN)
    assert (disk.swapped_in, disk.too_soon) == ([copy], [])


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the names of a folder by itself")
def test_the_folder_with_the_new_name_is_on_the_disk_before_the_save_is_done(tmp_path: Path, disk: Disk) -> None:
    save_atomically(tmp_path / "master.xlsx", write_in_two_goes)
    assert Content.of(tmp_path).file in [kept.file for kept in disk.kept_after]


def test_everything_a_run_writes_is_on_the_disk_before_it_is_swapped_in(tmp_path: Path, disk: Disk) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    disk.swapped_in.clear()
    disk.too_soon.clear()
    run_quarter(folder, when=WHEN)
    assert {path.name for path in disk.swapped_in} >= {"master.xlsx", "run.json"}
    assert disk.too_soon == []


@pytest.mark.parametrize(
    ("keep", "too_soon"),
    [
        pytest.param(lambda path: None, True, id="never kept"),
        pytest.param(lambda path: fsync_of(path, then=""), False, id="kept"),
        pytest.param(lambda path: fsync_of(path, then=" and more"), True, id="kept, and then written to"),
        pytest.param(lambda path: fsync_of(path.parent / "other", then=""), True, id="another file kept"),
    ],
)
def test_a_swap_that_comes_too_soon_is_seen(
    tmp_path: Path, disk: Disk, keep: Callable[[Path], None], too_soon: bool
) -> None:
    (tmp_path / "other").write_text("other")
    building = tmp_path / "building"
    building.write_text("new")
    keep(building)
    building.replace(tmp_path / "master.xlsx")
    assert bool(disk.too_soon) == too_soon


def fsync_of(path: Path, then: str) -> None:
    with path.open("r+", encoding="utf-8") as file:
        os.fsync(file.fileno())
        file.seek(0, os.SEEK_END)
        file.write(then)
