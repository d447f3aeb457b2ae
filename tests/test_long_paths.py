"""Every command at and beyond the 260 letters from which Windows finds nothing unless a path has its prefix."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from injected_faults import ready_to_run
from macro_book import macro_book
from windows_pc import LONGEST, PREFIX, disk_of_windows, running_on_windows

from kpi_xl.faces.cli import main
from kpi_xl.files.disk import causes, long_path, write
from kpi_xl.files.machine.look_at_book import look_at_book
from kpi_xl.files.machine.look_at_places import write_refusal
from kpi_xl.files.saving import open_in_excel

MASTER = "/master.xlsx"
LENGTHS = [
    pytest.param(239 - len(MASTER), id="the master just below the prefix"),
    pytest.param(240 - len(MASTER), id="the master the longest without the prefix"),
    pytest.param(241 - len(MASTER), id="the master the shortest with it"),
    pytest.param(LONGEST - 1, id="the folder there, its files not"),
    pytest.param(LONGEST + 20, id="the folder itself too long"),
]
COMMANDS = [
    pytest.param(("run", "{}"), 1, ["master.xlsx", "findings/EC Education 2022-23 Q2.xlsx"], id="run"),
    pytest.param(("validate", "{}/submissions/*.xlsx"), 1, [], id="validate, by a star"),
    pytest.param(("validate", "{}", "--findings", "{}/f"), 1, ["f/EC Education 2022-23 Q2.xlsx"], id="its findings"),
    pytest.param(("issue-returns", "{}"), 0, ["returns/EC Education 2022-23 Q2.xlsx"], id="issue-returns"),
    pytest.param(("accessible-copy", "{}"), 0, ["accessible/performance 2022-23 Q2 accessible.xlsx"], id="accessible"),
    pytest.param(("new", "{}/a"), 0, ["a/rulebook.xlsx"], id="new"),
    pytest.param(("formula", "workbook", "{}/f.xlsx"), 0, ["f.xlsx"], id="formula, under a short name"),
    pytest.param(("summary", "{}/master.xlsx"), 0, [], id="summary"),
    pytest.param(("doctor", "{}"), 0, [], id="doctor"),
]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ready_to_run(tmp_path_factory.mktemp("ready"))


def folder_of(length: int, above: Path) -> Path:
    """A folder whose whole path has so many letters."""
    while (lacking := length - len(str(above)) - 1) > 0:
        above /= "d" * (lacking if lacking <= 100 else min(100, lacking - 2))
    return above


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "code", "made"), COMMANDS)
@pytest.mark.parametrize("length", LENGTHS)
def test_a_command_does_there_what_it_does_elsewhere(
    ready: Path, tmp_path: Path, length: int, typed: tuple[str, ...], code: int, made: list[str]
) -> None:
    folder = folder_of(length, tmp_path)
    assert len(str(folder)) == length
    shutil.copytree(ready, folder)
    with running_on_windows(causes, long_path, write, open_in_excel), disk_of_windows(tmp_path):
        said = CliRunner().invoke(main, [one.format(folder) for one in typed], prog_name="kpi-xl")
    assert said.exit_code == code, said.output
    assert not any(word in said.output for word in (PREFIX, "unreadable"))
    assert [name for name in made if not (folder / name).is_file()] == []


def test_whether_a_long_folder_can_be_written_is_asked_there(tmp_path: Path) -> None:
    folder = folder_of(LONGEST - 10, tmp_path)
    folder.mkdir(parents=True)
    with running_on_windows(long_path), disk_of_windows(tmp_path):
        assert write_refusal(folder) == ""


def test_the_macros_of_a_workbook_at_a_long_path_are_read(tmp_path: Path) -> None:
    folder = folder_of(LONGEST, tmp_path)
    folder.mkdir(parents=True)
    path = Path(shutil.move(macro_book(tmp_path), folder))
    with running_on_windows(long_path), disk_of_windows(tmp_path):
        assert look_at_book(path).unread == ""
