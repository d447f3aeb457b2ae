"""Checking files and folders: whatever is in them, each gets its outcome and none stops another."""

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import real_return
from builders import Q2, last_quarter, rulebook, said

from kpi_xl.model.return_plan import Answer
from kpi_xl.workflows.validate import Validation, validate

RULES = rulebook()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def run(*paths: Path, jobs: int = 1) -> Validation:
    return validate(paths, RULES, last_quarter(), Q2, jobs)


def test_a_good_return_is_accepted(tmp_path: Path) -> None:
    path = real_return.write(tmp_path / "AS 2022-23 Q2.xlsx", RULES)
    (checked,) = run(path).checked
    assert (checked.status, checked.unit, checked.period, said(checked)) == ("accepted", "AS", Q2, [])


def test_a_defect_in_a_real_file_is_found_at_its_cell(tmp_path: Path) -> None:
    path = real_return.write(tmp_path / "AS.xlsx", RULES, {"AS01": Answer("92%")})
    assert said(run(path).checked[0]) == [("KPI103", "fixed", "F7")]


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(12_000_000))


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


FILES: dict[str, tuple[str, Callable[[Path], object], str, str]] = {
    "59 password": ("AS.xlsx", lambda path: path.write_bytes(OLE + wide("EncryptedPackage")), "KPI159", "unreadable"),
    "61 xls": ("AS.xls", lambda path: path.write_bytes(OLE + wide("Workbook")), "KPI161", "unreadable"),
    "61 csv renamed": ("AS.xlsx", lambda path: path.write_text("Ref,Value\nAS01,92\n"), "KPI161", "unreadable"),
    "61 picture": ("AS.xlsx", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), "KPI161", "unreadable"),
    "62 lock file": ("~$AS.xlsx", lambda path: path.write_bytes(b"\x05Clerk" + bytes(159)), "KPI162", "skipped"),
    "62 empty": ("AS.xlsx", lambda path: path.touch(), "KPI162B", "unreadable"),
    "62 truncated": ("AS.xlsx", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200)), "KPI162B", "unreadable"),
    "68 bomb": ("AS.xlsx", bomb, "KPI168", "unreadable"),
    "73 gone": ("AS.xlsx", lambda path: None, "KPI173", "unreadable"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_says_why_and_stops_nothing(case: str, tmp_path: Path) -> None:
    name, make, code, status = FILES[case]
    good = real_return.write(tmp_path / "good.xlsx", RULES)
    bad = tmp_path / name
    make(bad)
    validation = run(bad, good)
    first, second = validation.checked
    assert [(one.code, one.place) for one in first.findings] == [(code, None)]
    assert (first.status, second.status) == (status, "accepted")
    assert validation.clean is (status == "skipped")


def test_a_lock_file_says_which_workbook_is_open_and_who_has_it(tmp_path: Path) -> None:
    lock = tmp_path / "~$AS return.xlsx"
    lock.write_bytes(b"\x05Clerk" + bytes(159))
    message = run(lock).checked[0].findings[0].message
    assert "while AS return.xlsx is open by Clerk" in message


def test_an_unreadable_file_belongs_to_the_directorate_its_name_tells(tmp_path: Path) -> None:
    bad = tmp_path / "AS 2022-23 Q2.xlsx"
    bad.touch()
    assert run(bad).checked[0].unit == "AS"


def test_a_folder_is_searched_and_what_is_missing_said(tmp_path: Path) -> None:
    real_return.write(tmp_path / "AS.xlsx", RULES)
    (tmp_path / "late").mkdir()
    (tmp_path / "late" / "notes.txt").write_text("hello")
    for left_out in ("backups", "findings"):
        (tmp_path / left_out).mkdir()
        real_return.write(tmp_path / left_out / "AS.xlsx", RULES)
    (tmp_path / ".hidden").write_text("")
    (tmp_path / "desktop.ini").write_text("")
    validation = run(tmp_path)
    assert [(Path(one.path).name, one.status) for one in validation.checked] == [
        ("AS.xlsx", "accepted"),
        ("notes.txt", "unreadable"),
    ]
    assert [finding.code for finding in validation.batch] == ["KPI166"]
    assert not validation.clean


def test_a_workspace_stands_for_its_submissions(tmp_path: Path) -> None:
    (tmp_path / "submissions").mkdir()
    real_return.write(tmp_path / "submissions" / "AS.xlsx", RULES)
    (tmp_path / "rulebook.xlsx").write_bytes(b"")
    assert [Path(one.path).name for one in run(tmp_path).checked] == ["AS.xlsx"]


def test_a_single_file_does_not_ask_for_the_others(tmp_path: Path) -> None:
    assert run(real_return.write(tmp_path / "AS.xlsx", RULES)).clean


def test_the_officer_s_file_is_not_touched(tmp_path: Path) -> None:
    path = real_return.write(tmp_path / "AS.xlsx", RULES, {"AS01": Answer("92%")})
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    run(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_many_files_in_processes_come_out_the_same_and_in_order(tmp_path: Path) -> None:
    for number in range(104):
        (tmp_path / f"{number:03}.csv").write_text(str(number))
    real_return.write(tmp_path / "050 AS.xlsx", RULES)
    alone, shared = run(tmp_path), run(tmp_path, jobs=2)
    assert shared == alone
    assert sum(one.status == "accepted" for one in shared.checked) == 1


@pytest.mark.slow
def test_processes_started_afresh_come_out_the_same(tmp_path: Path) -> None:
    """As on Windows, or beside a progress bar's thread."""
    for number in range(104):
        (tmp_path / f"{number:03}.csv").write_text(str(number))
    real_return.write(tmp_path / "050 AS.xlsx", RULES)
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        shared = run(tmp_path, jobs=2)
    finally:
        done.set()
        thread.join()
    assert shared == run(tmp_path)


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    path = real_return.write(tmp_path / "AS.xlsx", RULES)
    told: list[tuple[int, int]] = []
    validate([path, path], RULES, None, Q2, told=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
