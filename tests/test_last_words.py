"""How `kpi-xl` ends: the exit code and last words are true, whatever stopped it."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli import RUN
from click.testing import CliRunner
from small_workspace import send_all, workspace
from unmeasured import environment

from kpi_xl.faces import cli
from kpi_xl.faces.exit_codes import CLEAN, CLOSED_PIPE, COULD_NOT_RUN, ENDED, INTERRUPTED

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and pipes are POSIX'")

SLOW_RUN = """
import sys, time
sys.argv[0] = "kpi-xl"
import kpi_xl.workflows.carry_out as carry_out
def slowly(*_):
    print("writing", flush=True)
    time.sleep(60)
carry_out._write_master = slowly
from kpi_xl.faces.cli import main
main()
"""


@POSIX
@pytest.mark.parametrize(
    ("sent", "code"),
    [
        pytest.param(signal.SIGINT, INTERRUPTED, id="Ctrl+C"),
        pytest.param(signal.SIGTERM, ENDED, id="asked to end"),
    ],
)
def test_a_run_that_is_stopped_says_so_with_the_signal_s_code(tmp_path: Path, sent: int, code: int) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    with subprocess.Popen(
        [sys.executable, "-c", SLOW_RUN, "run", str(folder)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(sent)
        _, said = process.communicate(timeout=30)
    assert process.returncode == code
    assert said.strip() == cli.STOPPED
    assert not (folder / "master.xlsx").exists()


@POSIX
def test_a_pipe_nobody_reads_on_is_no_mistake(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "run", str(folder), "--verbose"],
        env=environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        os.close(writer)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (CLOSED_PIPE, "")
    assert (folder / "master.xlsx").exists()


@POSIX
@pytest.mark.parametrize("asked", [["--help"], ["--version"], ["run", "--help"]], ids=" ".join)
def test_nor_is_it_where_help_is_asked_for(asked: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", RUN, *asked]
    said = subprocess.run(command, env=environment(), stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (said.returncode, said.stderr) == (CLOSED_PIPE, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_finds_no_room_is_said(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            [sys.executable, "-c", RUN, "run", str(folder)],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == COULD_NOT_RUN
    assert "there is no room left on the disk" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("typed", ["--help", "--version", "run --help", "nonsense"])
def test_help_and_usage_that_find_no_room_end_with_2(typed: str) -> None:
    stream = "stderr" if typed == "nonsense" else "stdout"
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: full}
        command = [sys.executable, "-c", RUN, *typed.split()]
        ended = subprocess.run(command, env=environment(), text=True, check=False, **streams)  # type: ignore[call-overload] # by name
    assert ended.returncode == COULD_NOT_RUN
    assert "Traceback" not in (ended.stderr or "")


@POSIX
@pytest.mark.parametrize("typed", ["--help", "--version", "run --help"])
def test_help_that_nobody_reads_is_no_mistake(typed: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", RUN, *typed.split()]
    with subprocess.Popen(command, env=environment(), stdout=writer, stderr=subprocess.PIPE, text=True) as process:
        os.close(writer)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (CLOSED_PIPE, "")


@POSIX
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_a_run_without_anywhere_to_print_does_its_work(tmp_path: Path, closed: str) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    script = f'exec "$0" -c "$1" run "$2" {closed}'
    ended = subprocess.run(["sh", "-c", script, sys.executable, RUN, str(folder)], env=environment(), check=False)
    assert ended.returncode == CLEAN
    assert (folder / "master.xlsx").exists()


def ending_with(error: BaseException, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[int, str]:
    def wrong(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setenv("KPI_XL_LOG", str(tmp_path / "log" / "kpi_xl.log"))
    monkeypatch.setattr("kpi_xl.workflows.summarise.summarise", wrong)
    said = CliRunner().invoke(cli.main, ["summary", "master.xlsx"])
    return said.exit_code, said.output.strip()


def test_a_mistake_of_our_own_is_written_down_and_ends_with_2(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code, said = ending_with(ZeroDivisionError("a bug"), monkeypatch, tmp_path)
    assert code == COULD_NOT_RUN
    assert said.startswith("Could not finish: kpi_xl made a mistake of its own.")
    assert "kpi_xl.log" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError: a bug" in (tmp_path / "log" / "kpi_xl.log").read_text(encoding="utf-8")


def test_where_no_log_can_be_written_the_mistake_is_said_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "log").touch()
    code, said = ending_with(ZeroDivisionError("a bug"), monkeypatch, tmp_path)
    assert code == COULD_NOT_RUN
    assert "It says: ZeroDivisionError a bug" in said


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        pytest.param(
            OSError(errno.ENOSPC, "No space", "a.xlsx"),
            2,
            "a.xlsx could not be read or written: there is no room",
            id="a disk",
        ),
        pytest.param(MemoryError(), 2, "out of memory", id="memory"),
        pytest.param(KeyboardInterrupt(), 130, "Stopped.", id="Ctrl+C"),
    ],
)
def test_each_end_has_its_code_and_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: BaseException, code: int, said: str
) -> None:
    ended = ending_with(error, monkeypatch, tmp_path)
    assert ended[0] == code
    assert said in ended[1]
