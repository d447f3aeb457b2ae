"""One run at a time, and a run that died never stands in the way."""

import errno
import json
import re
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import filelock
import pytest
from injected_faults import Fault, watched
from unmeasured import environment

from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.model.errors import FileBusyError, SaveError

WHEN = datetime(2022, 10, 14, 9, 30)

HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from kpi_xl.files.saving.run_lock import one_run
with one_run(Path(sys.argv[1]), datetime(2022, 10, 14, 9, 30)):
    print("held", flush=True)
    sys.stdin.readline()
"""


def holder(lock: Path) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, lock], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    return process


def test_a_second_run_is_refused_with_who_and_since_when(tmp_path: Path):
    lock = tmp_path / ".kpi-xl.lock"
    with holder(lock) as process:
        who = json.loads((tmp_path / ".kpi-xl.lock.json").read_text())["who"]
        said = rf"already being worked on by {who} since 14/10/2022 09:30"
        with pytest.raises(FileBusyError, match=said), one_run(lock, WHEN):
            pass
        process.communicate(b"\n")


def test_a_run_may_follow_another(tmp_path: Path):
    for _ in range(2):
        with one_run(tmp_path / ".kpi-xl.lock", WHEN):
            pass
    assert not (tmp_path / ".kpi-xl.lock.json").exists()


def test_a_killed_run_does_not_stand_in_the_way(tmp_path: Path):
    lock = tmp_path / ".kpi-xl.lock"
    with holder(lock) as process:
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    assert (tmp_path / ".kpi-xl.lock.json").exists()
    with one_run(lock, WHEN):
        pass


def test_a_note_that_cannot_be_read_still_gives_a_plain_message(tmp_path: Path):
    lock = tmp_path / ".kpi-xl.lock"
    with holder(lock) as process:
        (tmp_path / ".kpi-xl.lock.json").write_text("{")
        with pytest.raises(FileBusyError, match="by somebody else"), one_run(lock, WHEN):
            pass
        process.communicate(b"\n")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError, match="Nothing can be written in"), one_run(tmp_path / "file" / ".lock", WHEN):
        pass


def refuse_as_held(*_: object, **__: object) -> None:
    raise filelock.Timeout("x")


def test_a_folder_without_rights_is_not_worked_on_by_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(filelock.FileLock, "acquire", refuse_as_held)
    refused = Fault("open to write", 1, errno.EACCES)
    with watched(tmp_path, refused), pytest.raises(SaveError, match=r"Nothing can be written in .*no permission"):
        one_run(tmp_path / ".kpi-xl.lock", WHEN).__enter__()


def test_a_lock_somebody_holds_without_a_note_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(filelock.FileLock, "acquire", refuse_as_held)
    with pytest.raises(FileBusyError, match="by somebody else"):
        one_run(tmp_path / ".kpi-xl.lock", WHEN).__enter__()
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_filelock_allowed_tells_a_folder_without_rights_from_a_lock():
    """tox-dev/filelock #604: before 3.30 Windows' "denied" was waited for and told as a lock held."""
    needs = (Path(__file__).parents[1] / "setup.cfg").read_text(encoding="utf-8")
    (floor,) = re.findall(r"^\s*filelock>=([\d.]+)", needs, re.MULTILINE)
    assert tuple(map(int, floor.split("."))) >= (3, 30)
