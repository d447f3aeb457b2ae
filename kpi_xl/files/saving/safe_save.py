"""Saving so that nothing is ever half written: built beside its place, then swapped in with one rename."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from kpi_xl.files.disk.causes import Cause, disk_trouble, why
from kpi_xl.files.disk.long_path import long_path, spoken
from kpi_xl.files.disk.look import files_in, is_there, what_it_leads_to
from kpi_xl.files.disk.write import copy, delete, flush, flush_folder, keep_rights, put_in_place
from kpi_xl.files.disk.write import make_folder as make_folder_on_disk
from kpi_xl.files.saving.open_in_excel import refusal, refuse_if_open
from kpi_xl.model.errors import DiskError, FileBusyError, SaveError

_MARK = ".kpi-xl-unfinished-"


def save_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` make the file under another name in the same folder, then put it in the place of `path`.

    However the program ends, `path` is either what it was or whole and new. Raises FileBusyError when the old file
    is held by another program, SaveError when the new one cannot be written; errors of `write` that are not the disk's
    pass through. The unfinished file is removed in each case, and by `remove_unfinished` after a power cut.
    """
    path = long_path(what_it_leads_to(path))
    with _unfinished(path) as building:
        refuse_if_open(path)
        write(building)
        flush(building)
        if is_there(path):
            keep_rights(path, building)
        _swap(building, path)
    flush_folder(path.parent)


def backup(path: Path, folder: Path, when: datetime) -> Path | None:
    """Copy `path` into `folder` under its name and `when`; the copy's path, or None when there is nothing to copy.

    No earlier backup is ever replaced or removed. Raises SaveError when the copy cannot be made.
    """
    if not is_there(path):
        return None
    make_folder(folder)
    copied = _free_name(folder, f"{path.stem} {when:%Y-%m-%d %H%M%S}", path.suffix)
    save_atomically(copied, lambda building: copy(path, building))
    return copied


def make_folder(folder: Path) -> None:
    """Make `folder` where it is not there. Raises SaveError when that cannot be done."""
    try:
        make_folder_on_disk(folder)
    except DiskError as error:
        raise SaveError(f"The folder {folder} cannot be made: {error.why}. {error.do}") from error


def remove_unfinished(*folders: Path) -> tuple[Path, ...]:
    """Remove what was cut off half-way in `folders`; what would not go. Only for whoever alone may write there."""
    kept = []
    for folder in folders:
        try:
            left = files_in(folder, start=_MARK)
        except DiskError:
            continue  # whoever needs the folder finds out
        kept += [path for path in left if not _gone(path)]
    return tuple(kept)


def _gone(path: Path) -> bool:
    try:
        delete(path)
    except DiskError:
        return False
    return True


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    number, path = 1, folder / f"{stem}{suffix}"
    while is_there(path):
        number += 1
        path = folder / f"{stem} ({number}){suffix}"
    return path


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """A name to build under, gone afterwards. Trouble with the disk becomes SaveError."""
    building = long_path(path.with_name(f"{_MARK}{token_hex(4)}{path.suffix}"))  # it may be the longer of the two
    try:
        yield building
    except (FileBusyError, SaveError):
        raise
    except Exception as error:
        trouble = disk_trouble(error)
        if trouble is None:
            raise
        if isinstance(trouble, DiskError) and trouble.place not in (spoken(building), spoken(path)):
            raise trouble from error  # of what it is made from: this file is not to blame
        said = why(trouble, building, writing=True)
        raise SaveError(f"{spoken(path)} could not be saved: {said.why}. {said.do}{_unchanged(path)}") from error
    finally:
        with suppress(DiskError):
            delete(building)


def _unchanged(path: Path) -> str:
    """Of this one file: what else the job did before is for whoever did it to say."""
    with suppress(DiskError):
        return f" The {path.name} there was before is unchanged." if is_there(path) else ""
    return ""


def _swap(building: Path, path: Path) -> None:
    try:
        put_in_place(building, path)
    except DiskError as error:
        raise (refusal(path, error) if error.cause in _OF_THE_OLD_FILE else error) from error


_OF_THE_OLD_FILE = {Cause.HELD.name, Cause.READ_ONLY.name}
