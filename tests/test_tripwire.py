"""Nothing of a return is executed, followed or fetched: hostile files go through with every way out wired."""

import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hostile_returns import SHEETS, SHELL, good, our_modules, with_project, with_zip
from small_workspace import workspace
from test_clean_copies import DIRTY, SHEET

from kpi_xl.files.macros.vba_project import vba_project
from kpi_xl.workflows.run import run_quarter
from kpi_xl.workflows.validate_files import validate_files

NEVER = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "urllib.", "ctypes.dlopen")
REPOSITORY = Path(__file__).parents[1]
_wired: list[list[str]] = []
_homes: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not _wired:
        return
    if event.startswith(NEVER):
        _wired[-1].append(f"{event} {arguments}")
    elif event == "open" and isinstance(arguments[0], str | bytes):
        place = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
        if not str(Path(place).absolute()).startswith(tuple(_homes)):
            _wired[-1].append(f"open {place}")


sys.addaudithook(_watch)  # one cannot be taken back: it sleeps but within `wired`


@contextmanager
def wired(*homes: Path) -> Iterator[list[str]]:
    """What was tried meanwhile: starting, connecting, and opening files outside `homes`, Python and kpi_xl itself."""
    own = {
        sys.prefix,
        sys.base_prefix,
        str(REPOSITORY),
        sysconfig.get_path("stdlib"),
        "/dev/",
        "/usr/",
        "/etc/",
        "/proc/",
    }
    tried: list[str] = []
    _homes[:] = [*map(str, homes), *own]
    _wired.append(tried)
    try:
        yield tried
    finally:
        _wired.pop()


def test_the_wire_trips(tmp_path: Path) -> None:
    import socket
    import subprocess

    with wired(tmp_path) as tried:
        subprocess.run([sys.executable, "-c", ""], check=True)
        socket.socket().close()
        (tmp_path.parent / "elsewhere").write_text("x")
    assert {one.partition(" ")[0] for one in tried} >= {"subprocess.Popen", "socket.__new__", "open"}


XML = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///nonexistent/secret">]>'
HOSTILE = {
    **DIRTY,
    "entity": {
        SHEET: lambda text: text.replace("<worksheet", f"{XML}<worksheet").replace("<sheetData>", "<sheetData>&e;")
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*HOSTILE, "Workbook_Open"])
def test_hostile_returns_start_and_fetch_nothing(tmp_path: Path, kind: str) -> None:
    folder = workspace(tmp_path)
    sent = good(folder / "submissions")
    if kind == "Workbook_Open":
        with_project(sent, vba_project(our_modules(), SHEETS, SHELL))
    else:
        with_zip(sent, HOSTILE[kind])  # type: ignore[arg-type] # a table of several kinds of change
    before = sent.read_bytes()
    validate_files([folder], findings=tmp_path / "first")  # what is loaded once is loaded
    with wired(tmp_path) as tried:
        validate_files([folder], findings=tmp_path / "findings")
        run_quarter(folder)
    assert tried == []
    assert sent.read_bytes() == before
