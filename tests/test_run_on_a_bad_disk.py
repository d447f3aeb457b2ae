"""A run among file names, folders and left-overs that are not as they should be: one finding each, the rest goes on."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from injected_faults import Fault, under, watched
from links import link
from small_workspace import VALUES, send, send_all, workspace
from unmeasured import environment
from windows_pc import HELD, LONGEST, Refusal, disk_of_windows, running_on_windows

import kpi_xl.files.disk.long_path as long_path_module
from kpi_xl.files.disk.patience import forget_vain_waits
from kpi_xl.files.saving.findings_journal import note_copy, noted_copies
from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.workflows.issue_returns import issue_returns
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.publish_accessible import publish_accessible
from kpi_xl.workflows.run import RunResult, run_quarter
from kpi_xl.workflows.validate_files import validate_files

pytestmark = pytest.mark.slow


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def codes(result: RunResult) -> dict[str, list[str]]:
    """The errors of each file, by its name."""
    return {
        os.path.basename(one.path): [finding.code for finding in one.findings]  # noqa: PTH119 # names that are no text
        for one in result.validation.checked
        if one.findings
    }


# Names


@pytest.mark.skipif(os.name == "nt", reason="Windows' names are all text")
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(b"AS caf\xe9.xlsx", id="not UTF-8"),
        pytest.param(b"AS " + b"x" * 241 + b".xlsx", id="249 bytes"),
        pytest.param(b"AS " + "é".encode() * 120 + b".xlsx", id="two bytes a letter"),
        pytest.param(b"AS" + b"." + b"x" * 250, id="all of it an ending"),
        pytest.param(b"AS a\nb.xlsx", id="a line break"),
    ],
)
def test_a_strange_name_costs_one_finding_and_the_rest_goes_on(tmp_path: Path, name: bytes) -> None:
    folder = workspace(tmp_path)
    send(folder, "EC")
    sent = send(folder, "AS", signed=False)
    strange = Path(os.fsdecode(os.path.join(os.fsencode(sent.parent), name)))  # noqa: PTH118 # a Path is text, and the name is not
    sent.rename(strange)
    result = run_quarter(folder)
    assert (folder / "master.xlsx").exists()
    assert result.consolidation.accepted == ("EC",)
    assert len(result.findings) == 1
    assert all(len(os.fsencode(path.name)) <= 200 for path in result.findings)
    assert result.findings[0].exists()
    again = run_quarter(folder)
    assert not again.master_written
    strange.unlink()
    run_quarter(folder)
    assert names(folder / "findings") == []


@pytest.mark.skipif(os.name == "nt", reason="Windows' names are all text")
def test_two_long_names_alike_have_two_findings_workbooks(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    for number in (1, 2):
        sent = send(folder, "AS", {**VALUES, "AS01": 90.0 + number}, name="x.xlsx")
        sent.rename(sent.with_name(f"AS {'x' * 230}{number}.xlsx"))
    assert len(run_quarter(folder).findings) == 2
    assert len(names(folder / "findings")) == 2


# Folders


def test_a_folder_that_cannot_be_listed_is_a_finding_and_the_others_are_read(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send(folder, "EC")
    closed = folder / "submissions" / "b closed"
    closed.mkdir()
    came = under(Fault("list", 2, errno.EACCES), folder, "run", ".")
    assert came.exit_code == 1
    assert "b closed" in came.hit
    assert "KPI173B The folder could not be read: you have no permission for it" in came.said
    assert "could not be read, so the run went on without" in came.last_words
    assert came.master == "new" or (folder / "master.xlsx").exists()


@pytest.mark.skipif(os.name == "nt", reason="making a link needs special rights on Windows")
def test_a_link_to_a_folder_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    (tmp_path / "elsewhere").mkdir()
    link(folder / "submissions" / "link", tmp_path / "elsewhere")
    result = run_quarter(folder)
    assert codes(result) == {"link": ["KPI173B"]}
    assert result.consolidation.accepted == ("AS", "EC")


def test_a_return_at_a_long_path_is_read(tmp_path: Path) -> None:
    """As on Windows, where nothing is found from 260 letters on unless the path has its prefix."""
    folder = workspace(tmp_path)
    deep = folder / "submissions" / ("d" * 120) / ("e" * 120)
    deep.mkdir(parents=True)
    for unit in ("AS", "EC"):
        sent = send(folder, unit)
        sent.rename(deep / sent.name)
    assert len(str(deep)) > LONGEST
    with running_on_windows(long_path_module), disk_of_windows(tmp_path):
        validation = validate_files([folder])
    assert [one.status for one in validation.checked] == ["accepted", "accepted"]
    assert "\\\\?\\" not in validation.checked[0].path


# Junk


def test_junk_is_listed_and_not_answered(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    for number in range(30):
        (folder / "submissions" / f"scan{number:03}.pdf").write_bytes(b"%PDF-1.7")
        (folder / "submissions" / f"notes {number:03}.xlsx").write_bytes(b"PK\x03\x04 cut off")
    came = under(Fault("fsync", 1_000, errno.EIO), folder, "run", ".")
    assert names(folder / "findings") == []
    assert came.exit_code == 1
    assert "60 files that are no returns" in came.said
    assert came.said.count("KPI16") < 10


def test_a_file_that_tells_whose_it_is_is_answered(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send(folder, "EC")
    (folder / "submissions" / "AS return.pdf").write_bytes(b"%PDF-1.7")
    run_quarter(folder)
    assert names(folder / "findings") == ["AS return.pdf.findings.xlsx"]


# What cannot be read is nobody's fault


def test_a_return_that_could_not_be_read_is_not_answered_and_earlier_figures_stand(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    run_quarter(folder)
    send(folder, "EC", {**VALUES, "EC01": 93.0})
    with watched(folder, Fault("open to read", 4, errno.EIO)) as watch:
        result = run_quarter(folder)
    assert watch.hit.startswith("submissions/EC")
    assert result.consolidation.kept == ("EC",)
    assert result.findings == ()
    assert not result.clean
    assert run_quarter(folder).consolidation.accepted == ("AS", "EC")


def test_a_return_held_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    forget_vain_waits()
    with disk_of_windows(folder, Refusal(HELD, frozenset({"open to read"}), "EC*", times=5)) as disk:
        assert run_quarter(folder).clean
    assert disk.waited > 3


# What is out of date or unfinished


def test_what_was_cut_off_goes_wherever_it_lies(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    for name in ("", "returns", "accessible", "findings", "backups"):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / ".kpi-xl-unfinished-0badf00d.xlsx").write_bytes(b"half")
    run_quarter(folder)
    assert not list(folder.rglob(".kpi-xl-unfinished*"))


def test_the_other_commands_take_away_what_they_were_cut_off_in(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    run_quarter(folder)
    for name in ("returns", "accessible"):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / ".kpi-xl-unfinished-0badf00d.xlsx").write_bytes(b"half")
    issue_returns(folder)
    publish_accessible(folder)
    assert not list(folder.rglob(".kpi-xl-unfinished*"))


def test_what_cannot_be_deleted_is_told_and_stops_nothing(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    left = folder / ".kpi-xl-unfinished-0badf00d.xlsx"
    left.write_bytes(b"half")
    with disk_of_windows(folder, Refusal(HELD, frozenset({"unlink"}), left.name)):
        result = run_quarter(folder)
    assert result.stayed == (left,)
    assert result.clean


CUT_OFF = ("findings", "master", "record")


@pytest.mark.parametrize("at", CUT_OFF)
def test_a_findings_copy_of_a_run_that_was_cut_off_goes_when_it_no_longer_applies(
    tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = workspace(tmp_path)
    send(folder, "AS")
    send(folder, "EC", signed=False)

    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    step = {"findings": "_write_master", "master": "_record", "record": "write_record"}[at]
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(f"kpi_xl.workflows.carry_out.{step}", cut_off)
        run_quarter(folder)
    assert [name for name in names(folder / "findings") if name.startswith("EC")]
    send(folder, "EC")
    result = run_quarter(folder)
    assert result.clean
    assert names(folder / "findings") == []


def test_a_read_only_master_is_told_before_anything_is_written(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    run_quarter(folder)
    send(folder, "EC", {**VALUES, "EC01": 93.0})
    (folder / "master.xlsx").chmod(0o444)
    came = under(Fault("fsync", 1_000, errno.EIO), folder, "run", ".")
    assert (came.exit_code, came.master) == (2, "old")
    assert "master.xlsx cannot be replaced: it is marked read-only" in came.last_words
    assert "backups" not in came.said
    assert names(folder / "backups") == []


def test_two_commands_do_not_write_in_one_workspace_at_once(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    with one_run(folder / ".kpi-xl.lock", datetime(2022, 10, 14)):
        came = under(Fault("fsync", 1_000, errno.EIO), folder, "issue-returns", ".")
    assert came.exit_code == 2
    assert "already being worked on" in came.last_words


# A return sent again


def warned(result: RunResult) -> dict[str, str]:
    return {
        one.unit or "": finding.message
        for one in result.validation.checked
        for finding in one.findings
        if finding.code == "KPI164"
    }


def test_a_return_sent_again_is_warned_of_in_every_run_until_the_director_has_agreed(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    run_quarter(folder)
    path = send(folder, "EC", {**VALUES, "EC01": 93.0})
    first = run_quarter(folder)
    second = run_quarter(folder)
    third = run_quarter(folder)
    assert list(warned(first)) == ["EC"]
    assert "EC01 was 95.1, now 93" in warned(first)["EC"]
    assert "dated after 14/10/2022" in warned(first)["EC"]
    assert warned(first) == warned(second) == warned(third)
    assert not second.master_written
    assert names(folder / "findings") == [path.name]
    send(folder, "EC", {**VALUES, "EC01": 93.0}, signed_on=date(2022, 10, 17))
    agreed = run_quarter(folder)
    assert warned(agreed) == {}
    assert names(folder / "findings") == []
    assert warned(run_quarter(folder)) == {}


def test_figures_changed_twice_before_they_are_agreed_are_both_told(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    run_quarter(folder)
    send(folder, "EC", {**VALUES, "EC01": 93.0})
    run_quarter(folder)
    send(folder, "EC", {**VALUES, "EC01": 93.0, "EC02": 90.4})
    told = warned(run_quarter(folder))["EC"]
    assert "EC01 was 95.1, now 93" in told
    assert "EC02 was 91.2, now 90.4" in told
    assert warned(run_quarter(folder))["EC"] == told


def test_a_return_signed_off_anew_as_it_is_sent_again_is_agreed(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send_all(folder)
    run_quarter(folder)
    send(folder, "EC", {**VALUES, "EC01": 93.0}, signed_on=date(2022, 10, 17))
    assert warned(run_quarter(folder)) == {}


# Runs that are killed

KILLED = """
import sys
sys.argv[0] = "kpi-xl"
from kpi_xl.faces.cli import main
import kpi_xl.files.write_master, kpi_xl.files.findings.findings_copy, kpi_xl.workflows.run, kpi_xl.files.write_return
import kpi_xl.workflows.issue_returns, kpi_xl.workflows.publish_accessible
print("ready", flush=True)
main()
"""


def killed(folder: Path, after: float, *arguments: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, *arguments],
        env=environment(),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_commands_killed_at_any_moment_leave_nothing_half_done_once_they_are_run_again(tmp_path: Path) -> None:
    folder, chance = workspace(tmp_path), random.Random(29)
    send_all(folder)
    run_quarter(folder)
    for number in range(12):
        send(folder, "AS", {**VALUES, "AS01": 90.0 + number / 10}, signed=number % 3 > 0)
        send(folder, "EC", {**VALUES, "EC01": 91.0 + number / 10}, signed=number % 2 > 0)
        killed(folder, chance.uniform(0.0, 0.5), "run", ".")
        open_master(folder / "master.xlsx")
    killed(folder, 0.05, "issue-returns", ".")
    killed(folder, 0.3, "accessible-copy", ".")
    send_all(folder, signed_on=date(2022, 10, 20))
    result = run_quarter(folder)
    issue_returns(folder)
    assert result.clean
    assert not list(folder.rglob(".kpi-xl-unfinished*"))
    assert names(folder / "findings") == []
    assert len(names(folder / "returns")) == 2
    for copy in (folder / "backups").iterdir():
        open_master(copy)


def test_a_line_cut_off_in_the_journal_counts_for_nothing(tmp_path: Path) -> None:
    journal = tmp_path / "findings" / ".kpi-xl-written"
    assert noted_copies(journal) == ()
    journal.parent.mkdir()
    (journal.parent / "building").write_bytes(b"copy")
    note_copy(journal, journal.with_name("a\nb.xlsx"), journal.parent / "building")
    with journal.open("a") as file:
        file.write('["c.xlsx", "12')
    (noted,) = noted_copies(journal)
    assert (noted.path, len(noted.sha256)) == ("findings/a\nb.xlsx", 64)
