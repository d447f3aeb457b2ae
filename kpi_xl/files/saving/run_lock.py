"""One run at a time in a workspace."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from getpass import getuser
from pathlib import Path

from kpi_xl.files.disk.causes import why
from kpi_xl.files.disk.long_path import long_path
from kpi_xl.files.disk.look import is_there
from kpi_xl.files.disk.read import text
from kpi_xl.files.disk.write import delete, write_bytes
from kpi_xl.model.errors import DiskError, FileBusyError, SaveError


@contextmanager
def one_run(lock: Path, when: datetime) -> Iterator[None]:
    """Hold `lock` while a run that started at `when` works.

    Raises FileBusyError, saying who runs since when, where another run holds it. The operating system lets go of the
    lock when a run dies, so one that was killed never stands in the way; the note it leaves is then written over.
    """
    import filelock  # 30 ms, needed by runs only

    holder = filelock.FileLock(long_path(lock), timeout=0)
    note = lock.with_name(f"{lock.name}.json")
    try:
        holder.acquire()
    except filelock.Timeout as error:
        _refuse_unwritable(lock, note)
        raise FileBusyError(_message(note)) from error
    except OSError as error:
        said = why(error, lock, writing=True)
        raise SaveError(f"Nothing can be written in {lock.parent}: {said.why}. {said.do}") from error
    try:
        with suppress(DiskError):  # the note is only for people
            write_bytes(note, json.dumps({"who": _user(), "since": f"{when:%d/%m/%Y %H:%M}"}).encode())
        yield
    finally:
        with suppress(DiskError):
            delete(note)
        with suppress(OSError):
            holder.release()


def _refuse_unwritable(lock: Path, note: Path) -> None:
    """A lock nobody has left a note on may be no lock: some systems say of a folder one may not write in that it is."""
    if is_there(note):
        return
    tried = lock.with_name(f"{lock.name}.{os.getpid()}")
    try:
        write_bytes(tried, b"")
        delete(tried)
    except DiskError as error:
        raise SaveError(f"Nothing can be written in {lock.parent}: {error.why}. {error.do}") from error


def _message(note: Path) -> str:
    try:
        said = json.loads(text(note))
        who = f"by {said['who']} since {said['since']}"
    except (DiskError, ValueError, KeyError, TypeError):
        who = "by somebody else"
    return (
        f"{note.parent} is already being worked on {who}. "
        f"Two runs at once would spoil each other's work: wait, then try again."
    )


def _user() -> str:
    """The login name; a process without one (a scheduled task) has its number."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return f"process {os.getpid()}"
