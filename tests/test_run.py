"""A run over a workspace on disk: what is written, what stands, what is refused, and what a kill leaves."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from small_workspace import Q1, Q2, Q3, VALUES, rulebook_rows, send, send_all, workspace
from unmeasured import environment

from kpi_xl.files.saving.run_lock import one_run
from kpi_xl.files.saving.run_record import FileSeen, file_hash, read_record, write_record
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.errors import FileBusyError, RulebookError, WorkspaceError
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.run import run_quarter
from kpi_xl.workflows.summarise import summarise

WHEN = datetime(2022, 10, 17, 10, 0)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the workspace but the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".kpi-xl.lock"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def full(folder: Path) -> Path:
    made = workspace(folder)
    send_all(made)
    return made


def test_returns_in_a_master_out(tmp_path: Path):
    folder = full(tmp_path)
    result = run_quarter(folder, when=WHEN)
    assert (result.clean, result.master_written, result.backup, result.period) == (True, True, None, Q2)
    assert (result.counts.green, result.counts.amber, result.counts.red) == (3, 1, 0)
    master = open_master(folder / "master.xlsx")
    assert master == result.consolidation.master
    assert [(one.kpi_id, one.outcome) for one in master.results] == [
        ("AS01", Rating.GREEN),
        ("AS02", Rating.AMBER),
        ("EC01", Rating.GREEN),
        ("EC02", Rating.GREEN),
    ]


def test_the_summary_of_the_master_agrees_with_the_run(tmp_path: Path):
    folder = full(tmp_path)
    result = run_quarter(folder)
    summary = summarise(folder / "master.xlsx")
    assert (summary.period, summary.counts) == (result.period, result.counts)
    assert list(summary.by_unit) == ["AS", "EC"]


def test_values_are_traced_to_file_sheet_cell_and_hash(tmp_path: Path):
    folder = workspace(tmp_path)
    path = send(folder, "AS")
    run_quarter(folder)
    result = open_master(folder / "master.xlsx").result("AS01", Q2)
    assert result is not None
    assert (result.file, result.sheet, result.sha256) == (path.name, "Return", file_hash(path))
    assert result.cell


def test_a_second_run_changes_nothing_and_says_so(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder, when=WHEN)
    before = (folder / "master.xlsx").read_bytes()
    again = run_quarter(folder)
    assert (again.master_written, again.backup) == (False, None)
    assert (folder / "master.xlsx").read_bytes() == before
    assert not (folder / "backups").exists()


def test_the_same_workspace_gives_the_same_bytes(tmp_path: Path):
    first, second = (full(tmp_path / name) for name in ("one", "two"))
    for folder in (first, second):
        run_quarter(folder, when=WHEN)
    assert (first / "master.xlsx").read_bytes() == (second / "master.xlsx").read_bytes()


def test_a_master_that_was_damaged_or_saved_by_hand_is_written_anew(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder, when=WHEN)
    whole = (folder / "master.xlsx").read_bytes()
    with (folder / "master.xlsx").open("ab") as file:
        file.write(b"\0" * 8)
    result = run_quarter(folder, when=WHEN)
    assert (result.master_written, result.consolidation.unchanged) == (True, True)
    assert (folder / "master.xlsx").read_bytes() == whole
    assert result.backup is not None


def test_a_new_rulebook_writes_the_master_anew(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder)
    write_rulebook(folder / "rulebook.xlsx", rulebook_rows(Contact="The performance team"))  # type: ignore[arg-type] # plain rows
    assert run_quarter(folder).master_written


@pytest.mark.slow
@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"look": "that of another theme"}, id="a theme since changed"),
        pytest.param({"made_with": {"kpi_xl": "0.0.1"}}, id="a kpi_xl since upgraded"),
        pytest.param({"rulebook": FileSeen("rulebook.xlsx", "another")}, id="a rulebook since changed"),
        pytest.param({"outputs": ()}, id="a run that wrote no master"),
    ],
)
def test_a_master_made_from_anything_else_is_written_anew(tmp_path: Path, said: dict[str, Any]):
    """The record of the last run says each in turn; all else is as this run would have it."""
    folder = full(tmp_path)
    run_quarter(folder)
    last = read_record(folder / "run.json")
    assert last is not None
    write_record(folder / "run.json", replace(last, **said))
    assert run_quarter(folder).master_written


def test_a_missing_return_leaves_gaps_and_a_run_that_is_not_clean(tmp_path: Path):
    folder = workspace(tmp_path)
    send(folder, "AS")
    result = run_quarter(folder)
    assert (result.clean, result.consolidation.missing, result.consolidation.gaps) == (False, ("EC",), 2)
    assert result.counts.unrated == {"Awaited": 2}
    gap = open_master(folder / "master.xlsx").result("EC01", Q2)
    assert gap is not None
    assert (gap.gap, gap.outcome) == (True, Reason.AWAITED)


def test_a_return_that_comes_later_fills_its_gaps(tmp_path: Path):
    folder = workspace(tmp_path)
    send(folder, "AS")
    run_quarter(folder)
    send(folder, "EC")
    result = run_quarter(folder, when=WHEN)
    assert (result.clean, result.consolidation.gaps, result.consolidation.changes) == (True, 0, ())
    assert result.backup == folder / "backups" / "master 2022-10-17 100000.xlsx"


def test_figures_accepted_before_stand_when_the_file_is_gone(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder)
    next(folder.glob("submissions/EC*")).unlink()
    result = run_quarter(folder)
    assert (result.clean, result.consolidation.kept, result.master_written) == (True, ("EC",), False)


def test_a_return_sent_again_is_a_revision_with_its_changes(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder)
    send(folder, "EC", {**VALUES, "EC02": 89.0})
    result = run_quarter(folder)
    assert [(one.kpi_id, one.field, one.old, one.new) for one in result.consolidation.changes] == [
        ("EC02", "value", "91.2", "89"),
        ("EC02", "outcome", "Green", "Amber"),
    ]
    master = open_master(folder / "master.xlsx")
    assert [one.revision for one in master.results] == [0, 0, 0, 1]
    assert {note.code for note in master.notes} == {"REVISED", "KPI164"}
    assert not run_quarter(folder).master_written


def test_the_next_quarter_is_added_and_the_last_one_stays(tmp_path: Path):
    folder = full(tmp_path)
    first = run_quarter(folder).consolidation.master
    for path in (folder / "submissions").iterdir():
        path.unlink()
    send_all(folder, {kpi_id: value + 1 for kpi_id, value in VALUES.items()}, period=Q3)
    master = run_quarter(folder, Q3).consolidation.master
    assert master.periods == [Q2, Q3]
    assert master.of(Q2) == first.of(Q2)


def test_a_quarter_before_the_latest_is_closed(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder)
    before = contents(folder)
    with pytest.raises(WorkspaceError, match="2022/23 Q1 is closed"):
        run_quarter(folder, Q1)
    assert contents(folder) == before


def test_a_dry_run_writes_nothing(tmp_path: Path):
    folder = full(tmp_path)
    before = contents(folder)
    result = run_quarter(folder, dry_run=True)
    assert (result.dry_run, result.master_written, result.counts.total) == (True, True, 4)
    assert contents(folder) == before
    assert not (folder / ".kpi-xl.lock").exists()


def test_the_record_says_what_was_read_and_written(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder, when=WHEN)
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (record["when"], record["period"], record["master_changed"]) == ("2022-10-17T10:00:00", "2022/23 Q2", True)
    assert [(one["path"], one["unit"], one["status"]) for one in record["inputs"]] == [
        ("submissions/AS Adult Services 2022-23 Q2.xlsx", "AS", "accepted"),
        ("submissions/EC Education 2022-23 Q2.xlsx", "EC", "accepted"),
    ]
    assert record["rulebook"]["sha256"] == file_hash(folder / "rulebook.xlsx")
    assert record["outputs"][0]["sha256"] == file_hash(folder / "master.xlsx")
    assert record["counts"] == {"total": 4, "rated": 4, "green": 3, "amber": 1, "red": 0}
    assert {"python", "kpi_xl", "xlsxwriter"} <= set(record["made_with"])


def test_progress_is_told(tmp_path: Path):
    told: list[str] = []
    run_quarter(full(tmp_path), progress=lambda what, done, total: told.append(what))
    assert list(dict.fromkeys(told)) == ["Checking returns", "Writing the master"]


# Findings to send back


def findings_in(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "findings").glob("*"))


def test_a_rejected_return_goes_back_with_its_findings_and_stays_as_it_was_sent(tmp_path: Path):
    folder = workspace(tmp_path)
    send(folder, "AS")
    path = send(folder, "EC", signed=False)
    sent = path.read_bytes()
    result = run_quarter(folder)
    assert (result.clean, result.consolidation.refused) == (False, ("EC",))
    assert findings_in(folder) == [path.name]
    assert result.findings == (folder / "findings" / path.name,)
    assert path.read_bytes() == sent


def test_findings_that_no_longer_apply_are_taken_away(tmp_path: Path):
    folder = workspace(tmp_path)
    send(folder, "AS")
    path = send(folder, "EC", signed=False)
    run_quarter(folder)
    send(folder, "EC")
    result = run_quarter(folder)
    assert result.outdated == (folder / "findings" / path.name,)
    assert findings_in(folder) == []


def test_findings_are_still_known_for_ours_after_a_consolidation_without_them(tmp_path: Path):
    folder = workspace(tmp_path)
    send(folder, "AS")
    path = send(folder, "EC", signed=False)
    run_quarter(folder)
    run_quarter(folder, with_findings=False)
    assert findings_in(folder) == [path.name]
    send(folder, "EC")
    run_quarter(folder)
    assert findings_in(folder) == []


def test_findings_somebody_has_worked_on_stay(tmp_path: Path):
    folder = workspace(tmp_path)
    send(folder, "AS")
    path = send(folder, "EC", signed=False)
    run_quarter(folder)
    (folder / "findings" / path.name).write_bytes(b"with a note of mine")
    send(folder, "EC")
    assert run_quarter(folder).outdated == ()
    assert findings_in(folder) == [path.name]


def test_returns_of_one_name_in_two_folders_each_get_their_findings(tmp_path: Path):
    folder = workspace(tmp_path)
    for unit in ("AS", "EC"):
        place = folder / "submissions" / unit
        place.mkdir()
        send(folder, unit, name=f"{unit}/return.xlsx", signed=False)
    run_quarter(folder)
    assert findings_in(folder) == ["return (2).xlsx", "return.xlsx"]


def test_a_dry_run_says_which_findings_it_would_write(tmp_path: Path):
    folder = workspace(tmp_path)
    send(folder, "EC", signed=False)
    assert len(run_quarter(folder, dry_run=True).findings) == 1
    assert not (folder / "findings").exists()


def test_one_unreadable_file_never_stops_the_others(tmp_path: Path):
    folder = full(tmp_path)
    (folder / "submissions" / "rubbish.xlsx").write_bytes(b"PK\x03\x04 rubbish")
    result = run_quarter(folder)
    assert not result.clean
    assert result.consolidation.complete
    assert result.counts.rated == 4


# The period


def test_without_a_period_the_returns_own_is_taken(tmp_path: Path):
    folder = workspace(tmp_path, **{"Current period": ""})
    send_all(folder)
    assert run_quarter(folder).period == Q2


def test_without_a_period_anywhere_the_run_stops(tmp_path: Path):
    folder = workspace(tmp_path, **{"Current period": ""})
    with pytest.raises(WorkspaceError, match="Which quarter to consolidate is not clear"):
        run_quarter(folder)
    assert not (folder / "master.xlsx").exists()


# What stops a run before anything is written


def test_a_folder_that_is_no_workspace_is_said_and_left_alone(tmp_path: Path):
    for folder, said in ((tmp_path / "none", "There is no folder"), (tmp_path, r"has no rulebook\.xlsx")):
        with pytest.raises(WorkspaceError, match=said):
            run_quarter(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_rulebook_stops_the_run_before_anything_is_touched(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder)
    write_rulebook(folder / "rulebook.xlsx", rulebook_rows(green=80.0))  # type: ignore[arg-type] # green wider than amber
    before = contents(folder)
    with pytest.raises(RulebookError):
        run_quarter(folder)
    assert contents(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="on Windows the lock itself tells, not the owner file")
def test_a_master_open_in_excel_stops_the_run_before_anything_is_touched(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder)
    send(folder, "EC", {**VALUES, "EC02": 89.0})
    (folder / "~$master.xlsx").write_bytes(b"\x04Lead")
    before = contents(folder)
    with pytest.raises(FileBusyError, match=r"Lead has master\.xlsx open"):
        run_quarter(folder)
    assert contents(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="on Windows the lock itself tells, not the owner file")
def test_findings_open_in_excel_stop_the_run_before_anything_is_touched(tmp_path: Path):
    folder = workspace(tmp_path)
    path = send(folder, "EC", signed=False)
    run_quarter(folder)
    send(folder, "AS")
    (folder / "findings" / f"~${path.name}").write_bytes(b"")
    before = contents(folder)
    with pytest.raises(FileBusyError, match=path.name):
        run_quarter(folder)
    assert contents(folder) == before


def test_a_damaged_master_stops_the_run(tmp_path: Path):
    folder = full(tmp_path)
    (folder / "master.xlsx").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(WorkspaceError, match="backups folder"):
        run_quarter(folder)
    assert (folder / "master.xlsx").read_bytes() == b"PK\x03\x04 cut off"


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path):
    folder = full(tmp_path)
    with one_run(folder / ".kpi-xl.lock", WHEN), pytest.raises(FileBusyError, match="already being worked on"):
        run_quarter(folder)


def test_consolidate_writes_the_master_and_no_findings(tmp_path: Path):
    folder = full(tmp_path)
    result = run_quarter(folder, with_findings=False, when=WHEN)
    assert (result.master_written, result.findings, result.clean) == (True, (), True)
    assert open_master(folder / "master.xlsx") == result.consolidation.master


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from kpi_xl.model.errors import SaveError
from kpi_xl.workflows.run import run_quarter

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    run_quarter(Path(sys.argv[1]))
except SaveError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit how much a process writes")
def test_a_disk_without_room_is_said_and_the_old_master_stays(tmp_path: Path):
    folder = full(tmp_path)
    (folder / "backups").mkdir()
    before = contents(folder)
    ended = subprocess.run(
        [sys.executable, "-c", FULL_DISK, folder], env=environment(), capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip().endswith(
        "master.xlsx could not be saved: there is no room left on the disk. "
        "Make room, then try again. There is no master yet. Then run again."
    )
    assert contents(folder) == before


# A run killed at random moments

RUN = """
import sys
from pathlib import Path
from kpi_xl.workflows.run import run_quarter
import kpi_xl.files.write_master
print("ready", flush=True)
run_quarter(Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_a_run_killed_at_any_moment_leaves_the_old_master_or_the_new_one(tmp_path: Path):
    folder = full(tmp_path)
    run_quarter(folder)
    master, chance = folder / "master.xlsx", random.Random(11)
    known = {master.read_bytes()}
    for number in range(7):
        send(folder, "EC", {**VALUES, "EC02": 89.0 + number / 10})
        before = master.read_bytes()
        with subprocess.Popen(
            [sys.executable, "-c", RUN, folder], env=environment(), stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.35))
            process.send_signal(signal.SIGKILL)
        if master.read_bytes() != before:
            values = [one.value for one in open_master(master).results if one.kpi_id == "EC02"]
            assert values == [89.0 + number / 10]
        known.add(master.read_bytes())
    for copy in (folder / "backups").glob("*.xlsx"):
        assert copy.read_bytes() in known
    result = run_quarter(folder)
    assert result.clean
    assert not list(folder.rglob(".kpi-xl-unfinished*"))
    assert read_record(folder / "run.json") is not None
