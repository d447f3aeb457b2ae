"""One run at a time in a workspace."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from getpass import getuser
from pathlib import Path

from kpi_xl.model.errors import FileBusyError, SaveError


@contextmanager
def one_run(lock: Path, when: datetime) -> Iterator[None]:
    """Hold `lock` while a run that started at `when` works.

    Raises FileBusyError, saying who runs since when, where another run holds it. The operating system lets go of the
    lock when a run dies, so one that was killed never stands in the way; the note it leaves is then written over.
    """
    import filelock  # 30 ms, needed by runs only

    holder = filelock.FileLock(lock, timeout=0)
    note = lock.with_name(f"{lock.name}.json")
    try:
        holder.acquire()
    except filelock.Timeout as error:
        raise FileBusyError(_message(note)) from error
    except OSError as error:
        raise SaveError(f"Nothing can be written in {lock.parent}: {error.strerror}.") from error
    try:
        with suppress(OSError):  # the note is only for people
            note.write_text(json.dumps({"who": _user(), "since": f"{when:%d/%m/%Y %H:%M}"}), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        holder.release()


def _message(note: Path) -> str:
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        who = f"by {said['who']} since {said['since']}"
    except (OSError, ValueError, KeyError, TypeError):
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
