"""Arguments as a Windows console hands them over: nothing is filled in but * and ?, and a stray quote goes."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from pathlib import Path
from typing import Any

import click
import pytest
from small_workspace import VALUES, send, workspace
from unmeasured import environment
from windows_pc import typed

import kpi_xl
from kpi_xl.faces.cli import main
from kpi_xl.faces.terminal import as_typed, say_lines
from kpi_xl.faces.typed_path import TypedPath, matches


@pytest.fixture
def council(tmp_path: Path) -> Path:
    folder = workspace(tmp_path / "Performance team")
    send(folder, "AS")
    return folder


def checked(council: Path, *names: str) -> set[str]:
    """The files that were checked, by name, when those were typed in the folder of submissions."""
    with chdir(council / "submissions"):
        said = typed("validate", *names, "--rulebook", str(council / "rulebook.xlsx"))
    assert said.code in (0, 1), said.err
    files = [line.rsplit(": ", 1)[0] for line in said.out.splitlines() if line.endswith(("accepted", "rejected"))]
    return {Path(one).name for one in files} or {said.out}


def copies(council: Path, *names: str) -> None:
    (sent,) = (council / "submissions").iterdir()
    for name in names:
        sent.with_name(name).write_bytes(sent.read_bytes())
    sent.unlink()


@pytest.mark.parametrize(
    ("there", "asked", "found"),
    [
        pytest.param(["AS Return[1].xlsx", "AS Return1.xlsx"], "AS Return[1].xlsx", {"AS Return[1].xlsx"}, id="[1]"),
        pytest.param(["AS Return1.xlsx", "b.xlsx"], "AS*.xlsx", {"AS Return1.xlsx"}, id="a star"),
        pytest.param(["AS Return1.xlsx", "b.xlsx"], "AS Return?.xlsx", {"AS Return1.xlsx"}, id="a question mark"),
        pytest.param(["AS [1] a.xlsx", "AS 1 b.xlsx"], "AS [1]*.xlsx", {"AS [1] a.xlsx"}, id="brackets and a star"),
        pytest.param(["%OS%.xlsx", "x.xlsx"], "%OS%.xlsx", {"%OS%.xlsx"}, id="a variable in a name"),
        pytest.param(["~AS.xlsx", "x.xlsx"], "~AS.xlsx", {"~AS.xlsx"}, id="a tilde"),
    ],
)
def test_the_file_that_is_named_is_the_one_that_is_checked(
    council: Path, there: list[str], asked: str, found: set[str]
) -> None:
    copies(council, *there)
    assert checked(council, asked) == found


def test_a_star_stands_for_all_there_are(council: Path) -> None:
    send(council, "EC", VALUES)
    assert len(checked(council, "*.xlsx")) == 2


@pytest.mark.parametrize("asked", ["AS Return[1].xlsx", "no*.xlsx"])
def test_what_is_not_there_is_said_under_the_name_that_was_typed(council: Path, asked: str) -> None:
    copies(council, "AS Return1.xlsx")
    with chdir(council / "submissions"):
        said = typed("validate", asked, "--rulebook", str(council / "rulebook.xlsx"))
    assert said.code != 0
    assert asked in said.out + said.err
    assert "Return1" not in said.out + said.err


def test_a_folder_may_be_named_by_a_pattern_while_it_is_the_only_one(council: Path) -> None:
    with chdir(council.parent):
        assert typed("run", "quarter*", "--dry-run").code in (0, 1)
        (council.parent / "quarter one").mkdir()
        said = typed("run", "quarter*", "--dry-run")
    assert said.code == 2
    assert "is the name of 2 files or folders here" in said.err


def test_the_quote_powershell_leaves_behind_is_dropped(council: Path) -> None:
    assert typed("check-rulebook", f'{council / "rulebook.xlsx"}"').code == 0
    said = typed("run", "--dry-run", f'{council}"')
    assert said.code in (0, 1), said.err


@pytest.mark.parametrize(
    ("handed_over", "meant"),
    [
        pytest.param('S:"', "S:\\", id="a drive"),
        pytest.param(r'S:\Performance team"', r"S:\Performance team", id="a folder"),
        pytest.param(r'\\files\perf"', r"\\files\perf", id="a share"),
    ],
)
def test_without_that_quote_it_is_the_folder_that_was_typed(handed_over: str, meant: str) -> None:
    assert TypedPath().convert(handed_over, None, None) == meant


def test_no_command_takes_a_path_in_any_other_way() -> None:
    def parameters(command: click.Command) -> Iterator[tuple[str, click.Parameter]]:
        for one in command.params:
            yield f"{command.name} {one.name}", one
        for below in getattr(command, "commands", {}).values():
            yield from parameters(below)

    taken = [(name, one.type) for name, one in parameters(main) if isinstance(one.type, click.Path | click.File)]
    assert len(taken) > 10
    assert [name for name, how in taken if not isinstance(how, TypedPath)] == []


def test_options_swallowed_by_that_quote_are_not_passed_over(council: Path) -> None:
    said = typed("run", f'{council}" --dry-run')
    assert said.code == 2
    assert "holds a quote" in said.err
    assert not (council / "master.xlsx").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_has_such_signs_is_meant_as_it_is(tmp_path: Path) -> None:
    for name in ('a".xlsx', "a*.xlsx", "ab.xlsx"):
        (tmp_path / name).touch()
    with chdir(tmp_path):
        assert TypedPath().convert('a".xlsx', None, None) == 'a".xlsx'
        assert matches("a*.xlsx") == []
        assert matches("?b.xlsx") == ["ab.xlsx"]


def test_any_number_of_processes_may_be_asked_for_and_windows_gets_no_more_than_it_can_wait_for(
    council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    class InThisProcess(ThreadPoolExecutor):
        def __init__(self, processes: int, _: object, start: Callable[..., object], given: tuple[object]) -> None:
            started.append(processes)
            super().__init__(1)
            start(*given)

        def map(self, *given: Any, chunksize: int = 1) -> Any:
            return super().map(*given)

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", InThisProcess)
    monkeypatch.setattr("kpi_xl.workflows.validate.WORTH_PROCESSES", 1)
    assert typed("run", str(council), "--dry-run", "--jobs", "500").code in (0, 1)
    gc.enable()  # which a process of the pool turns off for good
    assert started == [61]


def python_m(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kpi_xl", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment(), check=False)


def test_python_m_is_the_same_program_and_says_how_it_was_called(tmp_path: Path) -> None:
    said = python_m("--version", cwd=tmp_path)
    assert (said.returncode, said.stdout.strip()) == (0, f"kpi-xl {kpi_xl.__version__}")
    assert "python -m kpi_xl" in python_m("--help", cwd=tmp_path).stdout


@pytest.mark.slow
def test_python_m_imports_nothing_that_lies_in_the_folder_it_is_typed_in(tmp_path: Path) -> None:
    for name in ("click", "pandas", "rich", "filelock", "xlsxwriter"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the folder')", encoding="utf-8")
    said = python_m("demo", "made", cwd=tmp_path)
    assert said.returncode == 0, said.stderr


def test_commands_are_advised_as_the_program_was_started() -> None:
    advice = "Start with: kpi-xl demo DIR, or my-kpi-xl demo; kpi-xl's own words stay."
    by_module = "Start with: python -m kpi_xl demo DIR, or my-kpi-xl demo; kpi-xl's own words stay."
    assert as_typed(advice, "/venv/lib/kpi_xl/__main__.py") == by_module
    assert as_typed(advice, "/venv/bin/kpi-xl") == advice


def test_json_is_the_same_however_the_program_was_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["/venv/lib/kpi_xl/__main__.py"])
    say_lines('{"found": "kpi-xl run is late"}')
    assert capsys.readouterr().out == '{"found": "kpi-xl run is late"}\n'
