"""`kpi-xl build-workbooks`: workbooks with buttons for a workspace, whole or not at all, never over one in use."""

import subprocess
import sys
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest
from cli import kpi_xl_here
from macro_workbooks import python_link
from proof.buttons import drawn_buttons
from proof.scanned import vba_errors
from proof.workbook import prove_workbook
from small_workspace import Q2, send_all, workspace
from unmeasured import environment

from kpi_xl.files.macros.xlwings_module import vba_module
from kpi_xl.model.buttons import MASTER_BUTTONS, RETURN_BUTTONS
from kpi_xl.model.errors import FileBusyError, MissingExtraError, WorkspaceError
from kpi_xl.model.rating import Reason
from kpi_xl.model.workspace import Workspace
from kpi_xl.workflows.build_workbooks import KINDS, BuiltWorkbooks, Job, WorkbookKind, build_workbooks
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.run import run_quarter

pytestmark = pytest.mark.slow

NAMES = ["AS Adult Services 2022-23 Q2.xlsm", "EC Education 2022-23 Q2.xlsm"]


def with_master(folder: Path) -> Path:
    folder = workspace(folder)
    send_all(folder)
    run_quarter(folder, with_findings=False, when=datetime(2022, 10, 20, 9))
    return folder


def job(folder: Path) -> Job:
    return Job(Workspace(folder), python_link(), when=datetime(2022, 10, 21, 9, 30))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.xlsm"))}


@pytest.mark.sdk
def test_returns_and_master_are_built_with_their_buttons_and_are_sound(tmp_path: Path) -> None:
    folder = with_master(tmp_path)
    built = build_workbooks(job(folder))
    assert [path.name for path in built.written] == [*NAMES, "master.xlsm"]
    assert [problem for path in built.written for problem in prove_workbook(path, sdk=True)] == []
    assert [problem for path in built.written for problem in vba_errors(path)] == []
    for path in built.written:
        buttons = MASTER_BUTTONS if path.stem == "master" else RETURN_BUTTONS
        assert [one.macro for one in drawn_buttons(path)] == [button.macro for button in buttons]


def test_the_master_with_buttons_holds_what_the_master_holds(tmp_path: Path) -> None:
    folder = with_master(tmp_path)
    build_workbooks(job(folder))
    assert open_master(folder / "master.xlsm") == open_master(folder / "master.xlsx")


def test_before_the_first_run_the_master_awaits_every_return(tmp_path: Path) -> None:
    """So its Consolidate button has rows, sheets and charts to fill."""
    folder = workspace(tmp_path)
    build_workbooks(job(folder))
    results = open_master(folder / "master.xlsm").of(Q2)
    assert [(one.kpi_id, one.outcome) for one in results] == [
        (kpi_id, Reason.AWAITED) for kpi_id in ("AS01", "AS02", "EC01", "EC02")
    ]


def test_what_was_built_earlier_is_kept_unless_told_to_replace_it(tmp_path: Path) -> None:
    folder = with_master(tmp_path)
    first = build_workbooks(job(folder))
    for path in first.written:
        path.write_bytes(b"in use")
    assert build_workbooks(job(folder)) == BuiltWorkbooks(kept=first.written)
    assert set(files(folder).values()) == {b"in use"}
    replaced = build_workbooks(job(folder), replace=True)
    assert (replaced.written, replaced.kept) == (first.written, ())
    assert [(copy.name, copy.read_bytes()) for copy in replaced.backups] == [
        ("master 2022-10-21 093000.xlsm", b"in use")
    ], "figures brought in by a button may be nowhere else"


def test_the_same_workspace_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = with_master(tmp_path)
    build_workbooks(job(folder))
    first = files(folder)
    build_workbooks(job(folder), replace=True)
    again = {name: content for name, content in files(folder).items() if not name.startswith("backups")}
    assert again == first


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    folder = with_master(tmp_path)
    said = build_workbooks(job(folder), dry_run=True)
    assert files(folder) == {}
    assert build_workbooks(job(folder)) == said


def test_nothing_is_written_where_one_to_be_replaced_is_open_in_excel(tmp_path: Path) -> None:
    folder = with_master(tmp_path)
    build_workbooks(job(folder))
    before = files(folder)
    owner = folder / "~$master.xlsm"
    owner.write_bytes(b"")
    with pytest.raises(FileBusyError, match=r"master\.xlsm"):
        build_workbooks(job(folder), replace=True)
    owner.unlink()
    assert files(folder) == before


def test_without_any_period_nothing_is_built(tmp_path: Path) -> None:
    folder = workspace(tmp_path, **{"Current period": ""})
    with pytest.raises(WorkspaceError, match="--period"):
        build_workbooks(job(folder))


def test_another_kind_of_workbook_is_one_more_line(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    more = (folder / "rulebook.xlsx").read_bytes()
    another = WorkbookKind(lambda job: {job.workspace.root / "more.xlsm": partial(Path.write_bytes, data=more)})
    built = build_workbooks(job(folder), (*KINDS, another))
    assert built.written[-1].read_bytes() == more


def test_the_command_says_what_it_wrote_and_kept(tmp_path: Path) -> None:
    folder = with_master(tmp_path)
    said = kpi_xl_here("build-workbooks", folder, "--interpreter", r"%LOCALAPPDATA%\kpi_xl\pythonw.exe")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.splitlines() == [f"Wrote {folder / 'returns' / name}" for name in NAMES] + [
        f"Wrote {folder / 'master.xlsm'}",
        f"Wrote {folder / 'functions.xlsm'}",
    ]
    again = kpi_xl_here("build-workbooks", folder, "--period", "2022/23 Q2")
    assert f"Kept {folder / 'master.xlsm'}: it was built earlier. Use --replace" in again.stdout


@pytest.mark.parametrize("package", ["xlwings", "pyopenvba"])
def test_without_the_extra_the_command_says_what_to_install(package: str, tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    code = f"import sys; sys.modules[{package!r}] = None; from kpi_xl.faces.cli import main; main()"
    said = subprocess.run(
        [sys.executable, "-c", code, "build-workbooks", str(folder)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 2
    assert 'python -m pip install ".[excel]"' in said.stderr
    assert not (folder / "returns").exists()


def test_xlwings_whose_parts_are_of_two_versions_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xlwings").mkdir()
    (tmp_path / "xlwings" / "__init__.py").write_text("")
    (tmp_path / "xlwings" / "xlwings.bas").write_text('Public Const XLWINGS_VERSION As String = "0.1"\n')
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "xlwings", raising=False)
    spec = find_spec("xlwings")
    assert spec is not None and str(spec.origin).startswith(str(tmp_path))
    with pytest.raises(MissingExtraError, match="all of xlwings"):
        vba_module()


def test_the_quarter_shown_is_the_one_asked_for_where_the_master_has_it(tmp_path: Path) -> None:
    folder = with_master(tmp_path)
    assert kpi_xl_here("build-workbooks", folder, "--period", str(Q2.next)).returncode == 0
    assert (folder / "master.xlsm").exists()
